import type { AppError } from '../shared/errors';

/** What the owner of a back end needs in order to allow or mend something. English, for a technician; no secret. */
export function ownerNote(host: string, { code, details }: AppError, ownAddress: string, version: string): string {
  return [
    `Docent ${version}: ${code}${details.status === undefined ? '' : ` (${details.status})`}`,
    `Back end: ${details.host ?? host}`,
    `Origin to allow: ${ownAddress}`,
    ...(details.reason === undefined ? [] : [`Detail: ${details.reason}`]),
  ].join('\n');
}
