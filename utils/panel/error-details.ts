import { hostOf } from '../connection/origins';
import type { Connection } from '../connection/schema';
import type { ErrorNotice } from './notice-queue';
import { noticeText } from '../shared/notices';
import { plainSentence } from '../shared/plain-sentence';
import type { PanelServices } from './services';

/** What the back end's owner needs to know; no question, passage or token. */
export function errorDetails(
  { code, details, at }: ErrorNotice,
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
