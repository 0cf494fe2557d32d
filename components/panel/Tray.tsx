import { lazy, Suspense } from 'react';
import { type Connection, isWithoutWorkflow } from '../../utils/connection/schema';
import type { Draft } from '../../utils/draft';
import * as drafts from '../../utils/panel-state/draft';
import type { NoticeAction } from '../notices';
import type { PanelNotice } from '../../utils/panel-state/notices';
import { t } from '../../utils/strings';
import { Button } from '../shared/Button';
import { Notice } from '../shared/Notice';
import { Sentence } from '../shared/Sentence';
import { NoticeBar } from './NoticeBar';
import type { PassageCardProps } from './PassageCard';
import type { PanelServices } from './services';
import type { Notices } from './use-notices';

const Cards = lazy(() => import('./Cards'));
const SignIn = lazy(() => import('./SignIn'));

interface TrayProps {
  services: PanelServices;
  connection: Connection;
  host: string;
  draft: Draft;
  notices: Notices;
  card: PassageCardProps;
  onFault: (action: NoticeAction, fault: Extract<PanelNotice, { kind: 'fault' }>) => void;
  /** Present while the reader is asked for a key. */
  signIn: { submit: (key: string, remember: boolean) => Promise<void>; cancel: () => void } | undefined;
}

/** What stands above the composer: notice, key field, passage (UI.md 9). */
export function Tray({ services, connection, host, draft, notices, card, onFault, signIn }: TrayProps) {
  const { update } = services.draft;
  const { shown } = notices;
  const dismiss = () => {
    if (shown?.kind === 'replaced') update(drafts.replacementForgotten);
    notices.drop((notice) => notice === shown);
  };
  const alwaysHere = async (pattern: string) => {
    if (await services.allow([pattern])) await services.announceAccess();
    notices.drop(({ kind }) => kind === 'alwaysHere');
  };
  return (
    <>
      {!shown && isWithoutWorkflow(connection) && (
        <Notice
          kind="status"
          action={<Button onClick={() => void services.openOptions('backends')}>{t('noticeNoWorkflowAction')}</Button>}
        >
          <Sentence id="noticeNoWorkflow" values={[host]} />
        </Notice>
      )}
      {shown && (
        <NoticeBar
          notice={shown}
          host={host}
          needsKey={connection.auth === 'key'}
          onFault={onFault}
          onUndo={() => update(drafts.replacementUndone)}
          onAskBoth={() => update(drafts.replacedKept)}
          onAlwaysHere={(pattern) => void alwaysHere(pattern)}
          onProposal={(proposal) => {
            dismiss();
            void services.openOptions('backends', proposal);
          }}
          onDismiss={dismiss}
        />
      )}
      {signIn && (
        <Suspense>
          <SignIn host={host} onSignIn={signIn.submit} onCancel={signIn.cancel} />
        </Suspense>
      )}
      {card.view.passages.length > 0 && (
        <Suspense>
          <Cards isUnsent={draft.passages.length > 0} {...card} />
        </Suspense>
      )}
    </>
  );
}
