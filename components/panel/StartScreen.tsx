import { t } from '../../utils/shared/strings';
import { Button } from '../shared/Button';
import { Sentence } from '../shared/Sentence';

interface StartScreenProps {
  shortcut: string;
  /** The newest conversation there is; undefined when there is none, or not known yet. */
  last: { title: string | undefined } | undefined;
  onContinue: () => void;
}

/** An empty conversation without a passage: what to do, and the way back into the last one (docs/interface.md 19). */
export function StartScreen({ shortcut, last, onContinue }: StartScreenProps) {
  return (
    <div className="start">
      <p>
        {shortcut === '' ? <Sentence id="startEmptyNoShortcut" /> : <Sentence id="startEmpty" values={[shortcut]} />}
      </p>
      {last && (
        <Button className="start-continue" onClick={onContinue}>
          <span className="start-continue-title">
            <Sentence id="continueConversation" values={[last.title || t('untitledConversation')]} />
          </span>
        </Button>
      )}
    </div>
  );
}
