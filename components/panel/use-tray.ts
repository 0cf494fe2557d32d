import { hostOf } from '../../utils/connection/origins';
import { type Connection, staysHere } from '../../utils/connection/schema';
import { answererName } from '../../utils/shared/answerer-name';
import * as drafts from '../../utils/panel/draft-changes';
import type { ErrorNotice } from '../../utils/panel/notice-queue';
import type { RaiseError } from '../../utils/panel/raise-error';
import type { PanelServices } from '../../utils/panel/services';
import type { Draft, PageText } from '../../utils/shared/draft';
import type { Composer } from './use-composer';
import { useBackgroundNotices } from './use-effects';
import type { ErrorActionsInput } from './error-actions';
import type { Notices } from './use-notices';
import { useProposal } from './use-proposal';
import { useSignIn } from './use-sign-in';
import { useSiteOffer } from './use-site-offer';
import { useReadable } from './use-readable';

interface TrayInput {
  services: PanelServices;
  connection: Connection;
  draft: Draft;
  notices: Notices;
  composer: Composer;
  repeat: (cause: ErrorNotice['cause']) => Promise<void>;
  choosePart: () => void;
  lastQuestion: () => string;
  raiseError: RaiseError;
}

/** What stands above the composer besides the card: what is raised there, and what its buttons do. */
export function useTray({ services, connection, draft, notices, composer, repeat, raiseError, ...on }: TrayInput) {
  const { connections, policy } = useReadable(services.environment);
  useBackgroundNotices(services, connection, draft, notices);
  useSiteOffer(services, draft, notices);
  useProposal(draft, connections, policy.allowOtherConnections !== false, notices);
  const { signIn, keyForm } = useSignIn({ services, connection, repeat, raiseError });
  const faults: ErrorActionsInput = { services, connection, composer, notices, repeat, signIn, ...on };
  return {
    services,
    connection,
    draft,
    notices,
    faults,
    host: staysHere(connection) ? answererName(connection) : hostOf(connection.apiUrl),
    signIn: keyForm,
    onFailure: raiseError,
    onAskWithPage(page: PageText) {
      services.draft.update((now) => drafts.modeChosen(now, 'page', page));
      composer.retryLast();
      composer.focus();
    },
  };
}
