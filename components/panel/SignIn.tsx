import { type SubmitEvent, useId, useState } from 'react';
import { t } from '../../utils/shared/strings';
import { Button } from '../shared/Button';
import { Sentence } from '../shared/Sentence';

interface SignInProps {
  host: string;
  onSignIn: (key: string, remember: boolean) => Promise<void>;
  onCancel: () => void;
}

/** The field for a shared key, above the composer. The key goes to the background and nowhere else. */
export default function SignIn({ host, onSignIn, onCancel }: SignInProps) {
  const [isWaiting, setIsWaiting] = useState(false);
  const id = useId();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const key = String(data.get('key') ?? '').trim();
    if (key === '' || isWaiting) return;
    setIsWaiting(true);
    void onSignIn(key, data.get('remember') === 'on').finally(() => setIsWaiting(false));
  };
  return (
    <form className="card sign-in" onSubmit={submit}>
      <label htmlFor={id}>
        <Sentence id="signInTitle" values={[host]} />
      </label>
      <input
        id={id}
        className="field"
        name="key"
        type="password"
        autoComplete="off"
        spellCheck={false}
        placeholder={t('keyLabel')}
        maxLength={4_000}
        required
        autoFocus
      />
      <label className="switch">
        <input type="checkbox" name="remember" />
        <span>{t('keyRemember')}</span>
      </label>
      <span className="sign-in-buttons">
        <Button type="submit" look="primary" aria-disabled={isWaiting}>
          {isWaiting ? t('signingIn') : t('signInAction')}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {t('signInCancel')}
        </Button>
      </span>
    </form>
  );
}
