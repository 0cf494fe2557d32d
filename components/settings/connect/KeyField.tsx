import { type Ref, useId } from 'react';
import { type StringKey, t } from '../../../utils/shared/strings';
import { Sentence } from '../../shared/Sentence';
import type { KeyEntry } from '../../../utils/settings-page/key-entry';

interface KeyFieldProps {
  entry: KeyEntry;
  onChange: (entry: KeyEntry) => void;
  /** The address brought the key along, so it need not be typed. */
  given: boolean;
  /** Of a model server: the key is its own, and goes there alone. */
  host?: string | undefined;
  problem?: StringKey | undefined;
  fieldRef?: Ref<HTMLInputElement>;
}

export function KeyField({ entry, onChange, given, host, problem, fieldRef }: KeyFieldProps) {
  const id = useId();
  const choose = (remember: boolean) => () => onChange({ ...entry, remember });
  return (
    <>
      {given ? (
        <p className="note">{t('connectKeyFromAddress')}</p>
      ) : (
        <div className="labelled">
          <label htmlFor={`${id}-key`}>{t('connectKey')}</label>
          <input
            ref={fieldRef}
            id={`${id}-key`}
            className="field"
            type="password"
            autoComplete="off"
            spellCheck={false}
            value={entry.key}
            aria-describedby={`${id}-hint${problem ? ` ${id}-problem` : ''}`}
            aria-invalid={problem !== undefined && problem !== 'connectKeepMissing'}
            onChange={(event) => onChange({ ...entry, key: event.currentTarget.value })}
          />
          <p id={`${id}-hint`} className="note">
            {host === undefined ? t('connectKeyHint') : <Sentence id="connectModelKeyHint" values={[host]} />}
          </p>
        </div>
      )}
      <fieldset className="choice">
        <legend>{t('connectKeep')}</legend>
        <label>
          <input type="radio" name={`${id}-keep`} checked={entry.remember === true} onChange={choose(true)} />
          {t('connectKeepDevice')}
        </label>
        <label>
          <input type="radio" name={`${id}-keep`} checked={entry.remember === false} onChange={choose(false)} />
          {t('connectKeepSession')}
        </label>
      </fieldset>
      <p id={`${id}-problem`} className="danger" role="alert">
        {problem && t(problem)}
      </p>
    </>
  );
}
