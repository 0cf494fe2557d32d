import type { Connection } from './schema';

/**
 * How a passage reaches a back end of the ChatKit protocol. `quote`: beside the message, as `quoted_text`, as the
 * protocol has it. `message`: also inside the message, for servers that read nothing else.
 */
export type PassageWay = 'quote' | 'message';

type Ways = Pick<Connection, 'kind' | 'passageInMessage' | 'presentation'>;

/**
 * The way of a back end's passages: what the reader set or a test found out, else what its owner says, else what its kind
 * is known for. Undefined where there is no choice: the device, and chats with a contract of their own.
 */
export function passageWayOf({ kind, passageInMessage, presentation }: Ways): PassageWay | undefined {
  if (kind !== 'chatkit' && kind !== 'orcheo') return undefined;
  // Orcheo hands a workflow the message's text and no quote (docs/backends.md, contract 4).
  return (passageInMessage ?? presentation.passageInMessage ?? kind === 'orcheo') ? 'message' : 'quote';
}

/** Messages of this back end may hold a passage, though the switch may be off by now. */
export function mayHoldPassages({ passageInMessage, presentation }: Omit<Ways, 'kind'>): boolean {
  return passageInMessage !== undefined || presentation.passageInMessage !== undefined;
}

/** Longest passage so that message and passage stay within the limit of a message, UTF-16 units. */
export function passageShare({ presentation, ...connection }: Ways): number {
  const { message } = presentation.limits ?? {};
  const inMessage = passageWayOf({ presentation, ...connection }) === 'message';
  // The other half is for the question, the place and the mark before each line.
  return message !== undefined && inMessage ? Math.floor(message / 2) : Infinity;
}
