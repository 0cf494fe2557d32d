import { useState } from 'react';
import { passageWayOf } from '../../../utils/connection/passage-way';
import type { Connection } from '../../../utils/connection/schema';
import { t } from '../../../utils/shared/strings';
import { Switch } from '../../shared/Switch';
import { RowForm } from './RowForm';

interface PassageWayProps {
  connection: Connection;
  onSave: (connection: Connection) => Promise<void>;
}

/** *Put the passage into the message*, below the line of a test that gave a reason for it: at once, without *Save*. */
export function PassageSwitch({ connection, onSave }: PassageWayProps) {
  const [inMessage, setInMessage] = useState(passageWayOf(connection) === 'message');
  const [failed, setFailed] = useState(false);
  const change = (passageInMessage: boolean) => {
    setInMessage(passageInMessage);
    onSave({ ...connection, passageInMessage }).then(
      () => setFailed(false),
      () => {
        setInMessage(!passageInMessage);
        setFailed(true);
      },
    );
  };
  return (
    <>
      <Switch checked={inMessage} onChange={change}>
        {t('backEndPassage')}
      </Switch>
      <span role="alert" className="danger">
        {failed && t('optionsNotSaved')}
      </span>
    </>
  );
}

/** The same switch as a form below the row of a back end. */
export function PassageForm({ connection, onSave, onClose }: PassageWayProps & { onClose: () => void }) {
  const [inMessage, setInMessage] = useState(passageWayOf(connection) === 'message');
  return (
    <RowForm onClose={onClose} onSubmit={() => onSave({ ...connection, passageInMessage: inMessage })}>
      <Switch checked={inMessage} onChange={setInMessage}>
        {t('backEndPassage')}
      </Switch>
      <p className="note">{t('backEndPassageHint')}</p>
    </RowForm>
  );
}
