import { useCallback, useEffect, useRef, useState } from 'react';
import { hostOf } from '../../../utils/connection/origins';
import { passageWayOf } from '../../../utils/connection/passage-way';
import type { Connection } from '../../../utils/connection/schema';
import type { TestLine } from '../../../utils/backend/test-connection';
import type { AppError } from '../../../utils/shared/errors';
import { type StringKey, t } from '../../../utils/shared/strings';
import { Button } from '../../shared/Button';
import { signInSite, stoppedBy, wantsKey } from '../../../utils/settings-page/connecting';
import { ErrorLine } from './ErrorLine';
import { type KeyEntry, keyError } from '../../../utils/settings-page/key-entry';
import { KeyField } from './KeyField';
import type { ConnectServices, TypedKey } from '../../../utils/settings-page/connect-services';
import { PassageSwitch } from './PassageWay';
import { TestList } from './TestList';

interface BackEndTestProps {
  connection: Connection;
  services: ConnectServices;
  openTab: (url: string) => void;
  copyDetails: (host: string, error: AppError) => Promise<void>;
}

/** *Test* of a kept back end: runs when it opens, and again from the button of the line that failed. */
export function BackEndTest({ connection, services, openTab, copyDetails }: BackEndTestProps) {
  const [lines, setLines] = useState<TestLine[]>([]);
  const [asksKey, setAsksKey] = useState(false);
  /** As the test left it: it may have found another way for the passage. */
  const [found, setFound] = useState<Connection>();
  const tested = useRef(connection);
  const running = useRef(new AbortController());
  const enough = useRef(new AbortController());

  const run = useCallback(
    (target: Connection, key?: TypedKey) => {
      running.current.abort();
      const { signal } = (running.current = new AbortController());
      enough.current = new AbortController();
      tested.current = target;
      setAsksKey(false);
      setFound(undefined);
      services
        .test(target, key, (next) => !signal.aborted && setLines(next), signal, enough.current.signal)
        .then((result) => !signal.aborted && setFound(result.connection))
        .catch((error: unknown) => {
          if (!signal.aborted) throw error;
        });
    },
    [services],
  );

  const first = useRef(connection);
  useEffect(() => {
    run(first.current);
    return () => running.current.abort();
  }, [run]);

  const stopped = stoppedBy(lines);
  const again = () => {
    const target = tested.current;
    if (!stopped || stopped.error.code !== 'NEEDS_PERMISSION') return run(target);
    void services.confirmOrigins(target, stopped.unconfirmed).then((confirmed) => run(confirmed ?? target));
  };
  return (
    <div className="panel-box">
      <TestList
        name={connection.name}
        lines={lines}
        way={
          found &&
          !found.managed &&
          passageWayOf(found) && <PassageSwitch connection={found} onSave={services.change} />
        }
        slow={<Button onClick={() => enough.current.abort()}>{t('testStopWaiting')}</Button>}
        error={
          stopped && (
            <ErrorLine
              key={stopped.error.code}
              error={stopped.error}
              host={hostOf(connection.apiUrl)}
              keyed={wantsKey(connection)}
              onAgain={again}
              onEnterKey={wantsKey(connection) ? () => setAsksKey(true) : undefined}
              signInAt={signInSite(connection)}
              openTab={openTab}
              copyDetails={() => copyDetails(hostOf(connection.apiUrl), stopped.error)}
            />
          )
        }
      />
      {asksKey && (
        <KeyForm
          host={connection.kind === 'model' ? hostOf(connection.apiUrl) : undefined}
          onKey={(key) => run(tested.current, key)}
        />
      )}
    </div>
  );
}

function KeyForm({ host, onKey }: { host: string | undefined; onKey: (key: TypedKey) => void }) {
  const [entry, setEntry] = useState<KeyEntry>({ key: '', remember: null });
  const [problem, setProblem] = useState<StringKey>();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const found = keyError(entry, host !== undefined);
        setProblem(found);
        if (found === undefined) onKey({ key: entry.key.trim(), remember: entry.remember === true });
      }}
    >
      <KeyField host={host} entry={entry} onChange={setEntry} given={false} problem={problem} fieldRef={field} />
      <Button look="primary" type="submit">
        {t('noticeSignInAction')}
      </Button>
    </form>
  );
}
