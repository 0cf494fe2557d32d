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

/**
 * What goes along where nobody has chosen: what the back end says; with a language model the section too, which it reads
 * a passage by; else the passage. A whole page is never preset.
 */
export function defaultMode(connection: Offering): Mode {
  const { kind, presentation } = connection;
  const isModel = kind === 'model' || kind === 'browser-model';
  const wanted = presentation.defaultMode ?? (isModel ? 'section' : undefined);
  const offered = offeredModes(connection);
  return (
    offered.find((mode) => mode === wanted) ??
    offered.find((mode) => mode === 'passage' || mode === 'docs') ??
    'passage'
  );
}
