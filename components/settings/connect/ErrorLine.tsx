import { useEffect, useState } from 'react';
import { hostOf } from '../../../utils/connection/origins';
import { AppError } from '../../../utils/shared/errors';
import { t } from '../../../utils/shared/strings';
import { DEFAULT_PAUSE_SECONDS } from '../../../utils/shared/notices';
import { Button } from '../../shared/Button';
import { Sentence } from '../../shared/Sentence';
import { errorText } from '../../../utils/settings-page/error-text';

/** How the reader signs in where a error asks for it; without any of them the button tries again. */
export interface SignInWays {
  /** With a key: a refusal then means the key. */
  keyed?: boolean;
  onEnterKey?: (() => void) | undefined;
  /** The site's own page. */
  signInAt?: string | undefined;
}

interface ErrorLineProps extends SignInWays {
  error: AppError;
  /** Named where the error names no host itself. */
  host: string;
  /** In the tick of the press: allow, or simply again. */
  onAgain: () => void;
  onCheckAddress?: (() => void) | undefined;
  openTab: (url: string) => void;
  copyDetails: () => Promise<void>;
}

/** One sentence, one button (docs/interface.md 35–40), as far as it makes sense while connecting. */
export function ErrorLine({
  error,
  host,
  keyed = false,
  onAgain,
  onCheckAddress,
  onEnterKey,
  signInAt,
  openTab,
  copyDetails,
}: ErrorLineProps) {
  const [copied, setCopied] = useState(false);
  const [wentThere, setWentThere] = useState(false);
  const shown =
    wentThere && signInAt ? new AppError('SIGN_IN', { host: hostOf(signInAt), reason: 'signInThere' }) : error;
  const text = errorText(shown, host, keyed);
  const named = error.details.host ?? host;
  const label = <Sentence id={text.label.id} values={text.label.values} />;
  return (
    <span className="error" role="alert">
      <span>
        <Sentence id={text.sentence.id} values={text.sentence.values} />
      </span>{' '}
      {button()}
    </span>
  );

  function goThere(page: string) {
    openTab(page);
    setWentThere(true);
  }

  function button() {
    switch (text.action) {
      case 'retryLater':
        return <Countdown seconds={error.details.retryAfterSeconds ?? DEFAULT_PAUSE_SECONDS} onPress={onAgain} />;
      case 'checkAddress':
        return onCheckAddress && <Button onClick={onCheckAddress}>{label}</Button>;
      case 'signIn':
        return (
          <Button onClick={onEnterKey ?? (signInAt === undefined ? onAgain : () => goThere(signInAt))}>{label}</Button>
        );
      case 'openHost':
      case 'seeAddress':
        return (
          <Button onClick={() => openTab(`${/^(localhost|127\.)/.test(named) ? 'http' : 'https'}://${named}/`)}>
            {label}
          </Button>
        );
      case 'copyDetails':
        return (
          <>
            <Button onClick={() => void copyDetails().then(() => setCopied(true))}>{label}</Button>
            <span role="status">{copied && t('optionsCopied')}</span>
          </>
        );
      default:
        return <Button onClick={onAgain}>{label}</Button>;
    }
  }
}

/** Counts down and then waits for the press: nothing is sent by itself (docs/interface.md 38). */
function Countdown({ seconds, onPress }: { seconds: number; onPress: () => void }) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1_000);
    return () => clearTimeout(timer);
  }, [left]);
  return (
    <Button disabled={left > 0} onClick={onPress}>
      {left > 0 ? <Sentence id="noticeTooManyAction" values={[String(left)]} /> : t('optionsTryAgain')}
    </Button>
  );
}
