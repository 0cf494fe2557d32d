import { panelKey } from '../../utils/panel/panel-key';
import { Sentence } from '../shared/Sentence';

/** Says the key that brings the keyboard here. Loaded where the page kept it. */
export default function KeyboardLine() {
  const { name, maybeTab } = panelKey({
    firefox: import.meta.env.FIREFOX,
    mac: navigator.platform.startsWith('Mac'),
  });
  return (
    <p className="note keyboard-key" role="status">
      <Sentence id={maybeTab ? 'keyboardKeyMaybeTab' : 'keyboardKey'} values={[name]} />
    </p>
  );
}
