import { hostOf, originPatterns } from '../../utils/connection/origins';
import type { Connection } from '../../utils/connection/schema';
import type { FaultNotice } from '../../utils/panel-state/notices';
import { type NoticeAction, noticeText } from '../notices';
import { plainSentence } from '../shared/Sentence';
import type { PanelServices } from './services';
import type { Composer } from './use-composer';
import type { Notices } from './use-notices';

interface FaultActionsInput {
  services: PanelServices;
  connection: Connection;
  composer: Composer;
  notices: Notices;
  /** Does again what was refused. */
  repeat: (cause: FaultNotice['cause']) => Promise<void>;
  signIn: (cause: FaultNotice['cause']) => void;
  choosePart: () => void;
}

/** What the one button of a fault does. Runs in the tick of the press: the browser asks for hosts only there. */
export function createFaultActions(input: FaultActionsInput) {
  const { services, connection, composer, notices } = input;
  const toOptions = () => void services.openOptions('backends');
  return (action: NoticeAction, fault: FaultNotice): void => {
    const run: Record<NoticeAction, () => void> = {
      agree: () => void services.environment.reload(),
      connect: toOptions,
      setWorkflow: toOptions,
      checkAddress: toOptions,
      allow: () =>
        void services.allow(fault.ask?.patterns ?? originPatterns(connection.origins)).then(async (granted) => {
          if (!granted) return;
          notices.drop((notice) => notice === fault);
          await services.announceAccess();
          if (fault.ask === undefined) await input.repeat(fault.cause);
          else fault.ask.then();
        }),
      retry: () => void input.repeat(fault.cause),
      retryLater: () => void input.repeat(fault.cause),
      signIn: () => input.signIn(fault.cause),
      copyDetails: () => void services.copyText(faultDetails(fault, connection, services)),
      askAgain() {
        notices.clearFaults();
        composer.retryLast();
      },
      openHost: () => void services.openTab(new URL(connection.apiUrl).origin),
      seeAddress: () => void services.openTab(connection.apiUrl),
      choosePart: input.choosePart,
      pasteText() {
        notices.drop((notice) => notice === fault);
        composer.focus();
      },
      details: () =>
        void import('./openai/trouble').then(({ isViewTrouble, troubleSentences }) => {
          const { reason } = fault.details;
          if (!isViewTrouble(reason)) return services.openOptions('about');
          notices.drop((notice) => notice === fault);
          notices.raise({ kind: 'said', sentence: troubleSentences[reason], values: [] });
        }),
    };
    run[action]();
    if (action === 'copyDetails') notices.raise({ kind: 'said', sentence: 'copied', values: [] });
  };
}

/** What the back end's owner needs to know; no question, passage or token. */
export function faultDetails(
  { code, details, at }: FaultNotice,
  connection: Connection,
  { extensionOrigin, version }: Pick<PanelServices, 'extensionOrigin' | 'version'>,
): string {
  const { sentence } = noticeText(code, details, hostOf(connection.apiUrl));
  return [
    plainSentence('detailsTitle'),
    plainSentence(sentence.id, ...sentence.values),
    '',
    `Code: ${code}${details.status === undefined ? '' : ` (HTTP ${details.status})`}`,
    `Address: ${connection.apiUrl}`,
    `Origin to allow: ${extensionOrigin}`,
    `Docent ${version}, ${new Date(at).toISOString()}`,
  ].join('\n');
}
