import { useMemo, useRef } from 'react';
import type { Source } from '../../protocol/items';
import type { ChatApp, UiState } from '../chat-app';
import { hostAllowed } from '../markdown/addresses';
import type { NumberedSource } from '../markdown/citations';
import type { MarkdownEnvironment } from './markdown/environment';

/** What every answer of the thread shares. */
export type SharedEnvironment = Omit<MarkdownEnvironment, 'sourceOf'>;

const NO_DOMAINS: readonly string[] = [];

export function useSharedEnvironment(
  app: ChatApp,
  { t, options, imageHosts }: UiState,
  allowedDomains: readonly string[] = NO_DOMAINS,
): SharedEnvironment {
  const url = options?.api.url ?? '';
  const interactive = options?.entities?.onClick !== undefined;
  return useMemo(() => {
    const apiUrl = URL.canParse(url, document.baseURI) ? new URL(url, document.baseURI) : null;
    return {
      t,
      onDeeplink: (name, data) => app.emit('chatkit.deeplink', { name, data }),
      onEntity: interactive
        ? (source) => app.ui.getSnapshot().options?.entities?.onClick?.(entityOf(source))
        : undefined,
      images: {
        apiOrigin: apiUrl?.origin ?? '',
        isAllowed: (host) => host === apiUrl?.host || imageHosts.includes(host) || hostAllowed(host, allowedDomains),
        allow: app.allowImageHost,
      },
    };
  }, [app, t, url, interactive, imageHosts, allowedDomains]);
}

/** The shared environment with one message's sources; stable while that message streams. */
export function useMessageEnvironment(
  shared: SharedEnvironment,
  sources: readonly NumberedSource[],
): MarkdownEnvironment {
  const latest = useRef(sources);
  latest.current = sources;
  return useMemo(() => ({ ...shared, sourceOf: (number) => latest.current[number - 1]?.source }), [shared]);
}

/** A source as the `Entity` of the public interface: its data is strings only. */
function entityOf(source: Extract<Source, { type: 'entity' }>) {
  const { id, title, icon, interactive, group } = source;
  const data = Object.fromEntries(
    Object.entries(source.data).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  return { id, title, icon, interactive, group, data };
}
