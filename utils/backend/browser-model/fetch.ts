import { createSessions } from '../../../chatkit/answerers/browser-model/sessions';
import { createExtractiveAnswerer, loadExtractiveStrings } from '../../../chatkit/answerers/extractive';
import { createIndexedDbStore } from '../../../chatkit/server/idb-store';
import { createChatKitServer } from '../../../chatkit/server/server';
import { toResponse } from '../../../chatkit/server/sse';
import { t } from '../../shared/strings';
import type { ApiFetchParts } from '../api-parts';
import { DEVICE_DATABASE } from '../device-database';
import { createKeptAnswers } from '../kept-answers';
import { subjectOf } from '../plain/subject';
import { createReportedFetch } from '../reported-fetch';
import { createBrowserModelAnswerer, type WhyQuotes } from './answerer';
import { languageModel } from './global';

const SENTENCES = {
  unable: 'browserModelUnable',
  missing: 'browserModelMissing',
  coming: 'browserModelComing',
  failed: 'browserModelFailed',
  write: 'browserModelNotWriting',
  read: 'browserModelNotReading',
} as const;

/**
 * The `api.fetch` of the browser's own model: the same server as a back end's, in this document, over IndexedDB. No
 * request is made; nothing leaves the browser.
 */
export function createBrowserModelFetch({
  connection,
  ...parts
}: Pick<ApiFetchParts, 'connection' | 'shape' | 'onActivity'>): typeof globalThis.fetch {
  const api = languageModel();
  const sessions = api && createSessions(api);
  const subject = subjectOf(connection);
  const store = createIndexedDbStore(DEVICE_DATABASE);
  const kept = createKeptAnswers({ store, subject, cutOff: () => t('answerCutByClosing') });
  const quotes = createExtractiveAnswerer({ strings: loadExtractiveStrings });
  const answerer = createBrowserModelAnswerer({ api, sessions, name: connection.name, quotes, say });
  const server = createChatKitServer({ store, answerer: kept.keeping(answerer) });
  let restored: Promise<void> | undefined;
  return createReportedFetch(parts, async (request, { language, signal }) => {
    await (restored ??= kept.restore());
    if (request.type === 'threads.delete') sessions?.forget(String(request.params['thread_id']));
    return toResponse(
      await server.handle(request, { subject, ...(language !== null && { language }), ...(signal && { signal }) }),
    );
  });
}

function say(reason: WhyQuotes, language: string | undefined): string {
  if (!('language' in reason)) return t(SENTENCES[reason.why]);
  const names = new Intl.DisplayNames([language ?? 'en'], { type: 'language' });
  return t(SENTENCES[reason.why], names.of(reason.language) ?? reason.language);
}
