import { passageWayOf } from './passage-way';
import { type Connection, type Mode, modes } from './schema';

type Offering = Pick<Connection, 'kind' | 'passageInMessage' | 'presentation'>;

/**
 * The modes the connection offers, in the order of the switch; only `passage` when it names none. A message has room for
 * a section wherever the passage goes inside it: nobody there has to know of sections.
 */
export function offeredModes(connection: Offering): Mode[] {
  const offered = connection.presentation.modes ?? ['passage'];
  const inMessage = passageWayOf(connection) === 'message';
  return modes.filter((mode) => offered.includes(mode) || (inMessage && mode === 'section'));
}

/** What goes along where nobody has chosen: what is read from a page is never preset. */
export function defaultMode(connection: Offering): Mode {
  return offeredModes(connection).find((mode) => mode === 'passage' || mode === 'docs') ?? 'passage';
}
