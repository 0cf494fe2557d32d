import { parseUrl } from '../../connection/address';
import { isOrcheoWorkflowId, parseReference, plainReference } from './orcheo-reference';

/** Where an Orcheo application is, without a slash at the end, and which workflow of it an address names. */
export interface OrcheoAddress {
  base: string;
  /** As `orcheo-reference.ts` has it. */
  workflow?: string;
}

/** The addresses Orcheo itself hands out: share link, public endpoint, canvas, gateway. */
const SHARE_LINK = /^(?<base>.*?)\/chat\/(?<ref>(?:[^/]+\/)?(?:team\/[^/]+\/)?[^/]+)\/?$/;
const forms = [
  SHARE_LINK,
  /^(?<base>.*)\/api\/workflows\/(?<ref>[^/]+)(?:\/public|\/chatkit\/session)?\/?$/,
  /^(?<base>.*)\/api\/chatkit\/workflows\/(?<ref>[^/]+)(?:\/trigger)?\/?$/,
  /^(?<base>.*)\/workflows?(?:-canvas)?\/(?<ref>[^/]+)\/?$/,
];

/** Reads an address that may be Orcheo's; undefined for one that names no workflow. */
export function readOrcheoAddress(address: string): Required<OrcheoAddress> | undefined {
  const url = parseUrl(address);
  if (!url) return undefined;
  const query = named(url.searchParams.get('workflow_id') ?? url.searchParams.get('workflowId'));
  if (query !== undefined) return { base: orcheoBase(url.href), workflow: query };
  for (const form of forms) {
    const { base = '', ref } = form.exec(url.pathname)?.groups ?? {};
    const workflow = ref === undefined ? undefined : plainReference(withSlugs(ref, url));
    if (workflow !== undefined) return { base: url.origin + base, workflow };
  }
  const last = url.pathname.split('/').findLast((segment) => segment !== '') ?? '';
  return isOrcheoWorkflowId(last) ? { base: url.origin, workflow: last.toLowerCase() } : undefined;
}

const named = (text: string | null) => (text === null || text.includes('/') ? undefined : plainReference(text));

/** The public endpoint takes workspace and team as its query. */
function withSlugs(ref: string, { searchParams }: URL): string {
  const workspace = searchParams.get('workspace_slug');
  const team = searchParams.get('team_slug');
  return `${workspace ? `${workspace}/` : ''}${team ? `team/${team}/` : ''}${ref}`;
}

/** Without `/api/chatkit` and what a copied address may carry behind it. */
export function orcheoBase(address: string): string {
  const { origin, pathname } = new URL(address);
  return (
    origin +
    pathname
      .replace(
        /\/(?:api(?:\/chatkit(?:\/(?:session|upload))?|\/system\/(?:health|info))?|docs|redoc|openapi\.json)?\/*$/,
        '',
      )
      .replace(/\/+$/, '')
  );
}

/** What a reader typed as the workflow: a share link, an id, or a handle, also with its workspace and team. */
export function readWorkflowReference(typed: string): string | undefined {
  const text = typed.trim();
  return /^https?:\/\//i.test(text) ? readOrcheoAddress(text)?.workflow : plainReference(text);
}

/** A link of Orcheo's to a chat; only these are worth the question whether they are one. */
export const isShareLink = (address: string): boolean => SHARE_LINK.test(new URL(address).pathname);

export const orcheoApiUrl = (base: string): string => `${base}/api/chatkit`;

/** Tells id, name and sign-in of a published workflow to everybody. */
export function publicWorkflowUrl(base: string, workflow: string): string {
  const { workspace, team, ref = workflow } = parseReference(workflow) ?? {};
  const slugs = new URLSearchParams({
    ...(workspace !== undefined && { workspace_slug: workspace }),
    ...(team !== undefined && { team_slug: team }),
  }).toString();
  return `${base}/api/workflows/${encodeURIComponent(ref)}/public${slugs && `?${slugs}`}`;
}

/** Says `{"status": "ok"}` to everybody, and starts nothing. */
export const healthUrl = (base: string): string => `${base}/api/system/health`;
