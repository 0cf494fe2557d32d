import type { ConnectionDraft } from '../descriptor';
import { type Connection } from '../../connection/schema';
import { isHostedWorkflowId } from '../workflow';
import type { OpenApiRecogniser } from './openapi-step';
import type { Detection, DetectionStep } from './step';

const SESSION_PATH = '/api/create-session';

/**
 * `…?workflow=wf_…`, as chatkit-link shares a workflow: the link itself says everything but the page that holds OpenAI's
 * window. Nothing is requested: asking for a session would make one.
 */
export const sharedWorkflow: DetectionStep = (address) => {
  const { origin, searchParams } = new URL(address);
  const workflow = searchParams.get('workflow') ?? '';
  return Promise.resolve(isHostedWorkflowId(workflow) ? hosted(origin + SESSION_PATH, 'chatkit-link', workflow) : null);
};

/** chatkit-link is a FastAPI application with this one address. */
export const recogniseSessions: OpenApiRecogniser = ({ paths }, base) =>
  paths[SESSION_PATH]?.post === undefined ? null : hosted(base + SESSION_PATH, 'chatkit-link', undefined);

/** The address of a session endpoint itself, where nothing describes it: the starter app's. */
export const sessionAddress: DetectionStep = (address) => {
  const { origin, pathname } = new URL(address);
  return Promise.resolve(
    pathname.replace(/\/$/, '').endsWith(SESSION_PATH)
      ? hosted(origin + pathname.replace(/\/$/, ''), 'starter', undefined)
      : null,
  );
};

/** The workflow and the frame page are for the reader to fill in. */
function hosted(url: string, sessions: Connection['sessions'], workflow: string | undefined): Detection {
  const { host, origin } = new URL(url);
  const draft: ConnectionDraft = {
    name: host.slice(0, 60),
    kind: 'openai-hosted',
    apiUrl: url,
    tokenUrl: url,
    origins: [origin],
    auth: 'none',
    view: 'openai',
    ...(workflow !== undefined && { workflow }),
    sessions,
    sites: [],
    presentation: {},
  };
  return { outcome: 'form', reason: 'NOT_FOUND', draft };
}
