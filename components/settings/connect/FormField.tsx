import { useId } from 'react';
import { type StringKey, t } from '../../../utils/shared/strings';

interface FormFieldProps {
  label: StringKey;
  value: string;
  onChange: (value: string) => void;
  hint?: StringKey;
  problem?: StringKey | undefined;
  /** Addresses and identifiers are written left to right; names follow their own direction. */
  dir?: 'ltr' | 'auto';
  maxLength?: number;
  inputMode?: 'url';
}

/** One labelled line of a form, with its hint and what is wrong with it. */
export function FormField({
  label,
  value,
  onChange,
  hint,
  problem,
  dir = 'ltr',
  maxLength,
  inputMode,
}: FormFieldProps) {
  const id = useId();
  return (
    <div className="labelled">
      <label htmlFor={id}>{t(label)}</label>
      <input
        id={id}
        className="field"
        dir={dir}
        autoComplete="off"
        spellCheck={false}
        maxLength={maxLength}
        inputMode={inputMode}
        value={value}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-hint ${id}-problem`}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <p id={`${id}-hint`} className="note">
        {hint && t(hint)}
      </p>
      <p id={`${id}-problem`} className="danger" role="alert">
        {problem && t(problem)}
      </p>
    </div>
  );
}
