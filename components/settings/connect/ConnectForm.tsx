import type { ReactNode } from 'react';
import { type StringKey, t } from '../../../utils/shared/strings';
import { Button } from '../../shared/Button';
import { Sentence } from '../../shared/Sentence';

interface ConnectFormProps {
  /** Why the reader is asked, with what it speaks of. */
  why: StringKey;
  about: string;
  children?: ReactNode;
  /** Name of the pressing button. */
  label?: StringKey;
  /** In the tick of the press: browsers ask for permissions only there. */
  onPress: () => void;
  onCancel: () => void;
}

/**
 * What must still be said before a back end is connected: a sentence, fields, and two buttons (docs/interface.md 24).
 */
export function ConnectForm({ why, about, children, label = 'connectButton', onPress, onCancel }: ConnectFormProps) {
  return (
    <form
      className="panel-box"
      onSubmit={(event) => {
        event.preventDefault();
        onPress();
      }}
    >
      <p>
        <Sentence id={why} values={[about]} />
      </p>
      {children}
      <div className="row">
        <Button look="primary" type="submit">
          {t(label)}
        </Button>
        <Button onClick={onCancel}>{t('optionsCancel')}</Button>
      </div>
    </form>
  );
}
