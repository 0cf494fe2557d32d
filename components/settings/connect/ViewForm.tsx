import { useState } from 'react';
import { hostOf } from '../../../utils/connection/origins';
import type { Connection } from '../../../utils/connection/schema';
import { t } from '../../../utils/shared/strings';
import { Segmented } from '../../shared/Segmented';
import { Sentence } from '../../shared/Sentence';
import { RowForm } from './RowForm';

interface ViewFormProps {
  connection: Connection;
  onSave: (connection: Connection) => Promise<void>;
  onClose: () => void;
}

/**
 * *Docent's view* or *OpenAI's*, with the one sentence that says what OpenAI then receives
 * (docs/interface.md, docs/design.md 2).
 */
export function ViewForm({ connection, onSave, onClose }: ViewFormProps) {
  const [view, setView] = useState(connection.view);
  return (
    <RowForm onClose={onClose} onSubmit={() => onSave({ ...connection, view })}>
      <Segmented
        label={t('backEndViewTitle')}
        value={view}
        options={[
          { value: 'packaged', label: t('backEndViewOwn') },
          { value: 'openai', label: t('backEndViewOpenAi') },
        ]}
        onChange={setView}
      />
      <p className="note">
        <Sentence id="backEndViewOpenAiReceives" values={[hostOf(connection.apiUrl)]} />
      </p>
    </RowForm>
  );
}
