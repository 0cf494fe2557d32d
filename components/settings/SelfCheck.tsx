import { useEffect, useId, useState } from 'react';
import type { Check } from '../../utils/shared/self-check';
import { type StringKey, t } from '../../utils/shared/strings';
import { Button } from '../shared/Button';
import { Icon } from '../shared/Icon';
import { Sentence } from '../shared/Sentence';
import type { SettingsServices } from '../../utils/settings-page/services';

/** Why the button or an answer does not come, for one page or in general, with a report to pass on. */
export function SelfCheck({ services }: { services: SettingsServices }) {
  const id = useId();
  const [page, setPage] = useState('');
  const [result, setResult] = useState<{ checks: Check[]; report: string }>();
  const [copied, setCopied] = useState(false);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    let here = true;
    services.recentPage().then(
      (recent) => here && setPage((typed) => (typed === '' ? (recent ?? '') : typed)),
      () => undefined,
    );
    return () => void (here = false);
  }, [services]);

  const run = () => {
    setCopied(false);
    services.selfCheck(page.trim() === '' ? undefined : page.trim()).then(
      (checked) => {
        setFailed(false);
        setResult(checked);
      },
      () => setFailed(true),
    );
  };

  return (
    <div className="setting">
      <h3>{t('aboutSelfCheck')}</h3>
      <p className="note">{t('aboutSelfCheckNote')}</p>
      <form
        className="labelled"
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <label htmlFor={id}>{t('aboutSelfCheckPage')}</label>
        <div className="field-row">
          <input
            id={id}
            className="field"
            dir="ltr"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            placeholder="https://"
            value={page}
            onChange={(event) => setPage(event.currentTarget.value)}
          />
          <Button type="submit">{t('aboutSelfCheckRun')}</Button>
        </div>
      </form>
      <p className="danger" role="alert">
        {failed && t('optionsFailed')}
      </p>
      {result && (
        <>
          <ul className="test" aria-live="polite">
            {result.checks.map(({ name, ok, host }) => (
              <li key={name} className={ok ? 'test-passed' : 'test-failed'}>
                <span className="test-mark">
                  <Icon name={ok ? 'check' : 'warning'} />
                </span>
                <span className="test-text">
                  <Sentence id={`${name}${ok ? 'Ok' : 'Bad'}` satisfies StringKey} values={host ? [host] : []} />
                  <span className="visually-hidden"> · {t(ok ? 'aboutGood' : 'aboutBad')}</span>
                </span>
              </li>
            ))}
          </ul>
          <div className="setting-row">
            <Button onClick={() => void services.copyText(result.report).then(() => setCopied(true))}>
              {t('aboutCopyReport')}
            </Button>
            <span className="setting-state" role="status">
              {copied && t('optionsCopied')}
            </span>
          </div>
          <p className="note">{t('aboutReportNote')}</p>
        </>
      )}
    </div>
  );
}
