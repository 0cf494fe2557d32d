import { type Connection, type Mode, modes } from './schema';

/** The modes the connection offers, in the order of the switch; only `passage` when it names none. */
export function offeredModes(connection: Connection): Mode[] {
  const offered = connection.presentation.modes ?? ['passage'];
  return modes.filter((mode) => offered.includes(mode));
}
