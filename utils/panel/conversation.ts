import { defaultMode, offeredModes } from '../connection/modes';
import type { Connection, Mode } from '../connection/schema';
import { connectionForSite, modeForSite } from '../connection/site-rules';
import type { Draft } from '../shared/draft';
import type { StagedPassage } from '../passage/types';
import { connectionChosen, passageStaged, standsBack } from './draft-changes';

interface Answering {
  connections: readonly Connection[];
  defaultConnectionId: string | null;
}

/**
 * A passage or a page enters the draft. A page that is merely offered takes nothing away: it stands back behind what the
 * panel holds, and where it would end the open conversation because another connection answers about it.
 */
export function takePassage(draft: Draft, staged: StagedPassage, answering: Answering): Draft {
  const routed = routePassage(draft, staged.passage.page.url, answering);
  const endsConversation = routed !== draft && draft.threadId !== null;
  if (staged.whole === 'offered' && (endsConversation || standsBack(draft, staged))) return draft;
  return passageStaged(routed, staged);
}

/**
 * The one conversation rule (docs/design.md 5): a new passage joins the open conversation if it goes to the same
 * connection; another connection opens its own.
 */
export function routePassage(draft: Draft, address: string, { connections, defaultConnectionId }: Answering): Draft {
  const wanted = connectionForSite(connections, address);
  const current = currentConnection(draft, connections, defaultConnectionId);
  return wanted === undefined || wanted.id === current?.id ? draft : connectionChosen(draft, wanted.id);
}

/** The connection that answers: the draft's, else the default; undefined when neither exists (any more). */
export function currentConnection(
  draft: Pick<Draft, 'connectionId'>,
  connections: readonly Connection[],
  defaultConnectionId: string | null,
): Connection | undefined {
  const byId = (id: string | null) => connections.find((connection) => connection.id === id);
  return byId(draft.connectionId) ?? byId(defaultConnectionId);
}

/**
 * The mode of the next message: the reader's choice, else the one set for the passage's site, else what suits who answers.
 * `page` is never preset (off at first, docs/design.md, Modes).
 */
export function effectiveMode(draft: Pick<Draft, 'mode'>, connection: Connection, address: string | undefined): Mode {
  const offered = offeredModes(connection);
  const site = address === undefined ? undefined : modeForSite(connection, address);
  const preset = offered.find((mode) => mode === site && mode !== 'page');
  const chosen = draft.mode !== null && offered.includes(draft.mode) ? draft.mode : undefined;
  return chosen ?? preset ?? defaultMode(connection);
}
