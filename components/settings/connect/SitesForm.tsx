import { useId, useState } from 'react';
import type { Connection, Mode } from '../../../utils/connection/schema';
import { readSiteRule } from '../../../utils/backend/read-site-rule';
import { offeredModes } from '../../../utils/connection/modes';
import { type StringKey, t } from '../../../utils/shared/strings';
import { Button } from '../../shared/Button';
import { Sentence } from '../../shared/Sentence';
import { plainSentence } from '../../../utils/shared/plain-sentence';
import { RowForm, type RowFormProps } from './RowForm';

/** As a row is being typed; *As usual* is no mode of its own. */
interface Row {
  match: string;
  mode: Mode | undefined;
}

const MAX_RULES = 50;
const modeNames: Partial<Record<Mode, StringKey>> = { passage: 'modePassage', docs: 'modeDocs' };

/** Sites and chapters where a back end answers by itself, each with the mode it begins with (issue: most specific wins). */
export function SitesForm({ connection, onSave, onClose }: RowFormProps) {
  const id = useId();
  const [rows, setRows] = useState<Row[]>(() =>
    [...connection.sites, { match: '', mode: undefined }].map(({ match, mode }) => ({ match, mode })),
  );
  const [bad, setBad] = useState<string>();
  const change = (at: number, to: Partial<Row>) =>
    setRows(rows.map((row, index) => (index === at ? { ...row, ...to } : row)));
  // `page` is never preset: the reader switches it on for one question at a time.
  const modes = offeredModes(connection).filter((mode) => modeNames[mode] !== undefined);

  const save = async () => {
    const filled = rows.filter(({ match }) => match.trim() !== '');
    const wrong = filled.find(({ match }) => readSiteRule(match) === null);
    setBad(wrong?.match);
    if (wrong) return false;
    const sites = new Map<string, Connection['sites'][number]>();
    for (const { match, mode } of filled) {
      const rule = readSiteRule(match);
      if (rule !== null) sites.set(rule, { match: rule, ...(mode === undefined ? {} : { mode }) });
    }
    await onSave({ ...connection, sites: [...sites.values()].slice(0, MAX_RULES) });
    return true;
  };

  return (
    <RowForm onClose={onClose} onSubmit={save}>
      <fieldset className="site-rules">
        <legend>{t('backEndSitesLabel')}</legend>
        <p id={`${id}-hint`} className="note">
          {t('backEndSitesHint')}
        </p>
        {rows.map(({ match, mode }, index) => (
          <div key={index} className="field-row">
            <input
              className="field"
              dir="ltr"
              autoComplete="off"
              spellCheck={false}
              maxLength={300}
              value={match}
              aria-label={plainSentence('backEndSiteField', String(index + 1))}
              aria-invalid={bad !== undefined && bad === match}
              aria-describedby={`${id}-hint ${id}-problem`}
              onChange={(event) => change(index, { match: event.currentTarget.value })}
            />
            {modes.length > 1 && (
              <select
                className="field site-mode"
                value={mode ?? ''}
                aria-label={plainSentence('backEndSiteMode', match)}
                onChange={(event) =>
                  change(index, { mode: modes.find((known) => known === event.currentTarget.value) })
                }
              >
                <option value="">{t('backEndSiteModeUsual')}</option>
                {modes.map((known) => (
                  <option key={known} value={known}>
                    {t(modeNames[known] ?? 'modePassage')}
                  </option>
                ))}
              </select>
            )}
          </div>
        ))}
        {rows.length < MAX_RULES && (
          <Button onClick={() => setRows([...rows, { match: '', mode: undefined }])}>{t('backEndSiteAdd')}</Button>
        )}
        <p id={`${id}-problem`} className="danger" role="alert">
          {bad !== undefined && <Sentence id="backEndSitesBad" values={[bad]} />}
        </p>
      </fieldset>
    </RowForm>
  );
}
