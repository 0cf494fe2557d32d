import { useEffect, useState } from 'react';
import type { Aside } from '../../utils/shared/draft';
import { asideRemoved } from '../../utils/panel/aside';
import type { PanelNotice } from '../../utils/panel/notice-queue';
import { t } from '../../utils/shared/strings';
import { DEFAULT_PAUSE_SECONDS, noticeText } from '../../utils/shared/notices';
import { Button } from '../shared/Button';
import { Notice } from '../shared/Notice';
import { Sentence } from '../shared/Sentence';
import { openAside } from '../../utils/panel/open-aside';
import { createErrorActions, type ErrorActionsInput } from './error-actions';

interface NoticeBarProps {
  notice: PanelNotice;
  /** Host of the connection, where a failure names none. */
  host: string;
  /** The connection is opened with a key the reader types. */
  needsKey: boolean;
  /** What the button of a fault works on. */
  faults: ErrorActionsInput;
  onUndo: () => void;
  onAskBoth: () => void;
  onAlwaysHere: (pattern: string) => void;
  onProposal: (proposal: Extract<PanelNotice, { kind: 'proposed' }>) => void;
  onDismiss: () => void;
}

/** One bar above the composer (docs/interface.md 21). Loaded with the first thing there is to say. */
export default function NoticeBar({ notice, host, needsKey, faults, onDismiss, ...on }: NoticeBarProps) {
  switch (notice.kind) {
    case 'replaced':
      return (
        <Notice kind="status" onDismiss={onDismiss}>
          <Sentence id="replaced" actions={[on.onUndo, on.onAskBoth]} />
        </Notice>
      );
    case 'aside': {
      const { services, composer } = faults;
      const remove = () => services.draft.update(asideRemoved);
      return (
        <Notice kind="status" onDismiss={remove}>
          <Sentence
            id={asideSentence(notice.aside)}
            actions={[() => void openAside(services, composer.openThread), remove]}
          />
        </Notice>
      );
    }
    case 'alwaysHere':
      return (
        <Notice
          kind="status"
          onDismiss={onDismiss}
          action={<Button onClick={() => on.onAlwaysHere(notice.pattern)}>{t('alwaysHereAction')}</Button>}
        >
          <Sentence id="alwaysHere" values={[notice.host]} />
        </Notice>
      );
    case 'proposed':
      return (
        <Notice
          kind="status"
          onDismiss={onDismiss}
          action={<Button onClick={() => on.onProposal(notice)}>{t('proposedAction')}</Button>}
        >
          <Sentence id="proposed" values={[notice.site, notice.host]} />
        </Notice>
      );
    case 'said':
      return (
        <Notice kind="status" onDismiss={onDismiss}>
          <Sentence id={notice.sentence} values={notice.values} actions={notice.undo ? [notice.undo] : []} />
        </Notice>
      );
    case 'error': {
      const { sentence, action, label } = noticeText(notice.code, notice.details, host);
      const press = () => createErrorActions(faults)(action, notice);
      const wording = action === 'signIn' && needsKey ? { id: 'noticeEnterKeyAction' as const, values: [] } : label;
      return (
        <Notice
          kind="error"
          onDismiss={onDismiss}
          action={
            action === 'retryLater' ? (
              <CountdownButton
                until={notice.at + (notice.details.retryAfterSeconds ?? DEFAULT_PAUSE_SECONDS) * 1_000}
                onPress={press}
              />
            ) : (
              <Button onClick={press}>
                <Sentence {...wording} />
              </Button>
            )
          }
        >
          <Sentence {...sentence} />
        </Notice>
      );
    }
  }
}

const asideSentence = ({ passages, thread }: Aside) =>
  thread === null ? 'asidePassage' : passages.length > 0 ? 'asideBoth' : 'asideThread';

/** Counts down and then waits to be pressed: nothing is sent by itself (docs/interface.md 38). */
function CountdownButton({ until, onPress }: { until: number; onPress: () => void }) {
  const [now, setNow] = useState(() => Date.now());
  const left = Math.max(0, Math.ceil((until - now) / 1_000));
  useEffect(() => {
    if (left === 0) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [left]);
  return (
    <Button aria-disabled={left > 0} onClick={() => left === 0 && onPress()}>
      {left > 0 ? <Sentence id="noticeTooManyAction" values={[String(left)]} /> : t('noticeTryAgain')}
    </Button>
  );
}
