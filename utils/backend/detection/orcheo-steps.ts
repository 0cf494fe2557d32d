import { AppError, type ErrorCode } from '../../shared/errors';
import type { ConnectionDraft } from '../descriptor';
import { fetchAnswer, fetchJson } from '../fetch-json';
import {
  healthUrl,
  isShareLink,
  orcheoApiUrl,
  orcheoBase,
  type OrcheoAddress,
  publicWorkflowUrl,
  readOrcheoAddress,
} from '../kinds/orcheo-address';
import { publicSignIn, readPublicWorkflow } from '../kinds/orcheo-workflow';
import { hostOf } from '../../connection/origins';
import { isRecord } from '../../shared/is-record';
import { readJson } from '../read-json';
import type { OpenApiRecogniser } from './openapi-step';
import { bareConnection, type DetectionContext, type DetectionStep, found } from './step';

/** A share link, id or API address that names a workflow: the public endpoint tells its id, its name and its sign-in. */
export const orcheoWorkflow: DetectionStep = async (address, context) => {
  const named = readOrcheoAddress(address);
  if (!named) return null;
  try {
    const workflow = await readPublicWorkflow(named.base, named.workflow, context);
    const draft = orcheoDraft({ ...named, workflow: workflow.id.toLowerCase() });
    const signIn = publicSignIn(workflow, isShareLink(address) ? address : undefined);
    return found({ ...draft, name: (workflow.name ?? draft.name).slice(0, 60), ...signIn });
  } catch (error) {
    // The workflow exists but is private, so the connection needs a token address.
    if (error instanceof AppError && error.code === 'FORBIDDEN') return missing(named, 'FORBIDDEN');
    throw error;
  }
};

/**
 * Orcheo's own application, without a workflow: the reader names one. Its document is called `FastAPI` and leaves the
 * chat itself out, so it is told by what stands beside the chat.
 */
export const recogniseOrcheo: OpenApiRecogniser = ({ paths }, _base, address) => {
  const takesChats = ['/api/chatkit', '/api/chatkit/session'].some((path) => 'post' in (paths[path] ?? {}));
  const isOrcheo = takesChats && Object.keys(paths).some((path) => PUBLIC_PATH.test(path));
  return isOrcheo ? withoutWorkflow(address) : null;
};
const PUBLIC_PATH = /^\/api\/workflows\/\{[^}]+\}\/public$/;

/** The same without an OpenAPI document, for example behind a proxy that forwards `/api` alone. Only reads. */
export const orcheoApi: DetectionStep = async (address, context) => {
  const base = readOrcheoAddress(address)?.base ?? orcheoBase(address);
  return (await answersAsOrcheo(base, context)) ? withoutWorkflow(address) : null;
};

/** Its health check passes, and it reports a workflow that cannot exist as missing, with a code of its own. */
async function answersAsOrcheo(base: string, context: DetectionContext): Promise<boolean> {
  const init = { headers: { accept: 'application/json' }, signal: context.signal };
  const { body } = await fetchJson(healthUrl(base), init, context);
  if (!isRecord(body) || body.status !== 'ok') return false;
  const url = publicWorkflowUrl(base, NOBODYS);
  const answer = await fetchAnswer(url, init, context);
  const refusal = await readJson(answer, hostOf(url), context.maxBytes);
  return answer.status === 404 && isRecord(refusal) && refusal.detail === 'Workflow not found';
}
const NOBODYS = '00000000-0000-0000-0000-000000000000';

/**
 * Last of all: a share link is one of the Studio's, and only the Studio's own script knows where its API is. So the
 * reader names it. A page is what the Studio has at every such address; JSON is somebody else's.
 */
export const orcheoShareLink: DetectionStep = async (address, context) => {
  const named = isShareLink(address) ? readOrcheoAddress(address) : undefined;
  return named && (await isPage(address, context)) ? missing(named, 'NOT_FOUND') : null;
};

async function isPage(address: string, context: DetectionContext): Promise<boolean> {
  const answer = await fetchAnswer(address, { headers: { accept: 'text/html' }, signal: context.signal }, context);
  await answer.body?.cancel();
  return !/\bjson\b/i.test(answer.headers.get('content-type') ?? '');
}

const withoutWorkflow = (address: string) =>
  missing(readOrcheoAddress(address) ?? { base: orcheoBase(address) }, 'NO_WORKFLOW');

const missing = (named: OrcheoAddress, reason: ErrorCode) => ({
  outcome: 'form' as const,
  reason,
  draft: orcheoDraft(named),
});

/** @returns a draft that keeps a handle only until it is resolved: the form asks again for what is not a UUID */
export function orcheoDraft({ base, workflow }: OrcheoAddress): ConnectionDraft {
  return {
    ...bareConnection(orcheoApiUrl(base)),
    kind: 'orcheo',
    ...(workflow === undefined ? {} : { workflow }),
  };
}
