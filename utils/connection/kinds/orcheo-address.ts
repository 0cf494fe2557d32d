import { parseUrl } from '../address';

/** Orcheo names a workflow by UUID or by handle; `/api/chatkit` takes the UUID alone (reference/backends.md 6.2). */
export const isWorkflowId = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);

const isReference = (text: string) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/.test(text);

/** Where an Orcheo application is, without a slash at the end, and which workflow of it an address names. */
export interface OrcheoAddress {
  base: string;
  workflow?: string;
}

/** The addresses Orcheo itself hands out: share link, public endpoint, canvas, gateway. */
const forms = [
  /^(?<base>.*)\/chat\/(?<ref>[^/]+)\/?$/,
  /^(?<base>.*)\/api\/workflows\/(?<ref>[^/]+)(?:\/public|\/chatkit\/session)?\/?$/,
  /^(?<base>.*)\/api\/chatkit\/workflows\/(?<ref>[^/]+)(?:\/trigger)?\/?$/,
  /^(?<base>.*)\/workflows?(?:-canvas)?\/(?<ref>[^/]+)\/?$/,
];

/** Reads an address that may be Orcheo's; undefined for one that names no workflow. */
export function readOrcheoAddress(address: string): (OrcheoAddress & { workflow: string }) | undefined {
  const url = parseUrl(address);
  if (!url) return undefined;
  const query = url.searchParams.get('workflow_id') ?? url.searchParams.get('workflowId');
  if (query !== null && isReference(query)) return { base: orcheoBase(url.href), workflow: query };
  for (const form of forms) {
    const { base = '', ref = '' } = form.exec(url.pathname)?.groups ?? {};
    if (isReference(ref)) return { base: url.origin + base, workflow: ref };
  }
  const last = url.pathname.split('/').findLast((segment) => segment !== '') ?? '';
  return isWorkflowId(last) ? { base: url.origin, workflow: last } : undefined;
}

/** Without `/api/chatkit` and what a copied address may carry behind it. */
export function orcheoBase(address: string): string {
  const { origin, pathname } = new URL(address);
  return (
    origin + pathname.replace(/\/(?:api(?:\/chatkit(?:\/session)?)?|docs|openapi\.json)?\/*$/, '').replace(/\/+$/, '')
  );
}

/** What a reader typed as the workflow: a share link, an id or a handle. Undefined when it is none of them. */
export function readWorkflowReference(typed: string): string | undefined {
  const text = typed.trim();
  const inLink = /^https?:\/\//i.test(text) ? readOrcheoAddress(text)?.workflow : text;
  return inLink !== undefined && isReference(inLink) ? inLink : undefined;
}

/** A link of Orcheo's to a chat; only these are worth the question whether they are one. */
export const isShareLink = (address: string): boolean => /\/chat\/[^/]+\/?$/.test(new URL(address).pathname);

export const orcheoApiUrl = (base: string): string => `${base}/api/chatkit`;
export const publicWorkflowUrl = (base: string, workflow: string): string =>
  `${base}/api/workflows/${encodeURIComponent(workflow)}/public`;
