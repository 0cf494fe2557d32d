import { useId } from 'react';
import { type AuthKind, authKinds } from '../../../utils/connection/schema';
import { type StringKey, t } from '../../../utils/shared/strings';
import { FormField } from './FormField';
import { authNames, type SignInEntry, type SignInField } from '../../../utils/settings-page/sign-in-entry';

interface SignInChoiceProps {
  entry: SignInEntry;
  /** Ways this kind of back end knows. */
  offered?: readonly AuthKind[];
  onChange: (entry: SignInEntry) => void;
  problem: { field: SignInField; problem: StringKey } | undefined;
}

/** How a reader signs in, and what OpenID Connect needs for it. */
export function SignInChoice({ entry, offered = authKinds, onChange, problem }: SignInChoiceProps) {
  const id = useId();
  const problemOf = (field: SignInField) => (problem?.field === field ? problem.problem : undefined);
  return (
    <>
      <div className="labelled">
        <label htmlFor={id}>{t('authLabel')}</label>
        <select
          id={id}
          className="field"
          value={entry.auth}
          onChange={(event) => {
            const auth = offered.find((kind) => kind === event.currentTarget.value);
            if (auth) onChange({ ...entry, auth });
          }}
        >
          {offered.map((kind) => (
            <option key={kind} value={kind}>
              {t(authNames[kind])}
            </option>
          ))}
        </select>
      </div>
      {entry.auth === 'oidc' && (
        <>
          <FormField
            label="authIssuer"
            value={entry.issuer}
            problem={problemOf('issuer')}
            onChange={(issuer) => onChange({ ...entry, issuer })}
          />
          <FormField
            label="authClient"
            hint="authClientHint"
            value={entry.clientId}
            problem={problemOf('clientId')}
            onChange={(clientId) => onChange({ ...entry, clientId })}
          />
        </>
      )}
    </>
  );
}
