import type { Entity } from '@openai/chatkit';
import { useMemo, useRef } from 'react';
import type { Source } from '../../protocol/items';
import type { ChatApp, LinkBase, UiState } from '../app/chat-app';
import type { InputTag } from '../composer/tags';
import { hostAllowed } from '../markdown/addresses';
import type { NumberedSource } from '../markdown/citations';
import type { MarkdownEnvironment } from '../markdown/environment';

/** What every answer of the thread shares. */
export type SharedEnvironment = Omit<MarkdownEnvironment, 'sourceOf' | 'base'> & { linkBase?: LinkBase | null };

const NO_DOMAINS: readonly string[] = [];

export function useSharedEnvironment(
  app: ChatApp,
  { t, options, imageHosts, quoteActions, linkBase, fileAction }: UiState,
  allowedDomains: readonly string[] = NO_DOMAINS,
): SharedEnvironment {
  const url = options?.api.url ?? '';
  const interactive = options?.entities?.onClick !== undefined;
  const previews = options?.entities?.onRequestPreview !== undefined;
  return useMemo(() => {
    const apiUrl = URL.canParse(url, document.baseURI) ? new URL(url, document.baseURI) : null;
    return {
      t,
      onDeeplink: (name, data) => app.emit('chatkit.deeplink', { name, data }),
      entities: {
        onClick: interactive ? (entity) => app.ui.getSnapshot().options?.entities?.onClick?.(entity) : undefined,
        preview: previews
          ? async (entity) =>
              (await app.ui.getSnapshot().options?.entities?.onRequestPreview?.(entity))?.preview ?? null
          : undefined,
      },
      quoteActions,
      linkBase,
      fileAction,
      images: {
        apiOrigin: apiUrl?.origin ?? '',
        isAllowed: (host) => host === apiUrl?.host || imageHosts.includes(host) || hostAllowed(host, allowedDomains),
        allow: app.allowImageHost,
      },
    };
  }, [app, t, url, interactive, previews, imageHosts, quoteActions, linkBase, fileAction, allowedDomains]);
}

/**
 * The shared environment with one message's sources; stable while that message streams.
 * @param quote the words that its question quotes
 */
export function useMessageEnvironment(
  shared: SharedEnvironment,
  sources: readonly NumberedSource[],
  quote: string | undefined,
): MarkdownEnvironment {
  const latest = useRef(sources);
  latest.current = sources;
  const base = shared.linkBase?.(quote);
  return useMemo(() => ({ ...shared, base, sourceOf: (number) => latest.current[number - 1]?.source }), [shared, base]);
}

/** A source of an answer as the `Entity` of the public interface. */
export const entityOf = ({
  id,
  title,
  icon,
  interactive,
  group,
  data,
}: Extract<Source, { type: 'entity' }>): Entity => ({
  id,
  title,
  icon,
  interactive,
  group,
  data: stringsOf(data),
});

/** A tag of a message as the `Entity` it was made from. */
export const entityOfTag = ({ id, text, interactive, group, data }: InputTag): Entity => ({
  id,
  title: text,
  interactive,
  group,
  data: stringsOf(data),
});

/** An entity's data is strings only. */
const stringsOf = (data: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(data).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
