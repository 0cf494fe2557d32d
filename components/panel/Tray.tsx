import { lazy, Suspense } from 'react';
import { type Connection, isWithoutWorkflow } from '../../utils/connection/schema';
import type { Draft, PageText } from '../../utils/shared/draft';
import * as drafts from '../../utils/panel/draft-changes';
import { t } from '../../utils/shared/strings';
import { Button } from '../shared/Button';
import { Notice } from '../shared/Notice';
import { Sentence } from '../shared/Sentence';
import type { CardProps } from './PassageCard';
import type { PanelServices } from '../../utils/panel/services';
import type { ErrorActionsInput } from './error-actions';
import type { Notices } from './use-notices';

const NoticeBar = lazy(() => import('./NoticeBar'));
const Cards = lazy(() => import('./Cards'));
const SignIn = lazy(() => import('./SignIn'));
const KeyboardLine = lazy(() => import('./KeyboardLine'));
const siteOffer = () => import('../../utils/panel/site-offer');
const PageOffer = lazy(() => import('./PageOffer'));

interface TrayProps {
  services: PanelServices;
  connection: Connection;
  host: string;
  draft: Draft;
  notices: Notices;
  /** Left out where there is no composer below. */
  card: CardProps | undefined;
  faults: ErrorActionsInput;
  /** *Include the page and ask again*. */
  onAskWithPage: (page: PageText) => void;
  onFailure: (error: unknown) => void;
  /** Present while the reader is asked for a key. */
  signIn: { submit: (key: string, remember: boolean) => Promise<void>; cancel: () => void } | undefined;
  /** The page has the keyboard although the reader wants to write here. */
  isKeyboardElsewhere: boolean;
}

/** What stands above the composer: notice, key field, passage (docs/interface.md 9). */
export function Tray({
  services,
  connection,
  host,
  draft,
  notices,
  card,
  faults,
  onAskWithPage,
  onFailure,
  signIn,
  isKeyboardElsewhere,
}: TrayProps) {
  const { update } = services.draft;
  // What an answer is about goes before standing offers, and waits behind all that has just happened.
  const staged = draft.pageWanted ? draft.pinned[0]?.staged : undefined;
  const waits = staged !== undefined && (notices.shown?.kind === 'alwaysHere' || notices.shown?.kind === 'proposed');
  const shown = waits ? undefined : notices.shown;
  const dismiss = () => {
    if (shown?.kind === 'replaced') update(drafts.replacementForgotten);
    if (shown?.kind === 'alwaysHere') {
      const { pattern } = shown;
      void siteOffer()
        .then(({ refuseOffer }) => services.updateSettings(refuseOffer(pattern)))
        .catch(() => undefined);
    }
    notices.drop((notice) => notice === shown);
  };
  const alwaysHere = async (pattern: string) => {
    if (!(await services.allow([pattern], 'button'))) return;
    notices.drop(({ kind }) => kind === 'alwaysHere');
    await services.updateSettings((await siteOffer()).acceptOffer(pattern));
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
        <Suspense>
          <NoticeBar
            notice={shown}
            host={host}
            needsKey={connection.auth === 'key'}
            faults={faults}
            onUndo={() => update(drafts.replacementUndone)}
            onAskBoth={() => update(drafts.replacedKept)}
            onAlwaysHere={(pattern) => void alwaysHere(pattern)}
            onProposal={(proposal) => {
              dismiss();
              void services.openOptions('backends', proposal);
            }}
            onDismiss={dismiss}
          />
        </Suspense>
      )}
      {card && staged && !shown && (
        <Suspense>
          <PageOffer
            key={staged.passage.id}
            services={services}
            staged={staged}
            onAsk={onAskWithPage}
            onFailure={onFailure}
            onDismiss={() => update(drafts.pageOfferForgotten)}
          />
        </Suspense>
      )}
      {signIn && (
        <Suspense>
          <SignIn host={host} onSignIn={signIn.submit} onCancel={signIn.cancel} />
        </Suspense>
      )}
      {card && card.view.passages.length > 0 && (
        <Suspense>
          <Cards isUnsent={draft.passages.length > 0} services={services} {...card} />
        </Suspense>
      )}
      {isKeyboardElsewhere && (
        <Suspense>
          <KeyboardLine />
        </Suspense>
      )}
    </>
  );
}
