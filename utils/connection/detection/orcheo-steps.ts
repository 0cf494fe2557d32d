import { AppError, type ErrorCode } from '../../errors';
import type { ConnectionDraft } from '../descriptor';
import {
  isShareLink,
  isWorkflowId,
  orcheoApiUrl,
  orcheoBase,
  type OrcheoAddress,
  readOrcheoAddress,
} from '../kinds/orcheo-address';
import { publicSignIn, readPublicWorkflow } from '../kinds/orcheo-workflow';
import type { OpenApiRecogniser } from './openapi-step';
import { bareConnection, type DetectionStep, found } from './step';

/** A share link, id or API address that names a workflow: the public endpoint tells its id, its name and its sign-in. */
export const orcheoWorkflow: DetectionStep = async (address, context) => {
  const named = readOrcheoAddress(address);
  if (!named) return null;
  try {
    const workflow = await readPublicWorkflow(named.base, named.workflow, context);
    const draft = orcheoDraft({ ...named, workflow: workflow.id });
    const signIn = publicSignIn(workflow, isShareLink(address) ? address : undefined);
    return found({ ...draft, name: (workflow.name ?? draft.name).slice(0, 60), ...signIn });
  } catch (error) {
    // It is there, and not for everybody: a private workflow needs a token address.
    if (error instanceof AppError && error.code === 'FORBIDDEN') return missing(named, 'FORBIDDEN');
    throw error;
  }
};

/** Orcheo's own application, without a workflow: the reader names one. */
export const recogniseOrcheo: OpenApiRecogniser = ({ paths }, _base, address) => {
  const isOrcheo = 'post' in (paths['/api/chatkit'] ?? {}) && Object.keys(paths).some((path) => PUBLIC_PATH.test(path));
  if (!isOrcheo) return null;
  return missing(readOrcheoAddress(address) ?? { base: orcheoBase(address) }, 'NOT_FOUND');
};
const PUBLIC_PATH = /^\/api\/workflows\/\{[^}]+\}\/public$/;

/** Last of all: a share link whose host is not the API's (canvas and API may differ), so the reader names the API. */
export const orcheoShareLink: DetectionStep = (address) => {
  const named = isShareLink(address) ? readOrcheoAddress(address) : undefined;
  return Promise.resolve(named ? missing(named, 'NOT_FOUND') : null);
};

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
    ...(workflow === undefined ? {} : { workflow: isWorkflowId(workflow) ? workflow.toLowerCase() : workflow }),
  };
}
