import { AppError, type ErrorCode } from '../../shared/errors';
import { createApiFetch } from '../adapter';
import type { ApiFetchParts, ApiRequest } from '../api-parts';
import { newBoundary } from '../labelled-block';
import { mapAnswer } from '../map-answer';
import { withoutBlocks, withPassage } from '../passage-in-message';
import { hostOf } from '../../connection/origins';
import { passageWayOf } from '../../connection/passage-way';
import { isRecord } from '../../shared/is-record';
import { orcheoBase } from './orcheo-address';
import { isOrcheoWorkflowId } from './orcheo-reference';
import { readPublicWorkflow } from './orcheo-workflow';

/**
 * The `api.fetch` of an Orcheo workflow (docs/backends.md, contract 4). Orcheo ignores `quoted_text`, so the passage
 * goes into the message as a labelled block, unless the reader switched that off, and stays in `metadata`, which Orcheo
 * hands to the workflow. The workflow is named in every request, also in those that only read: without it Orcheo answers
 * 400 before it looks at anything else. Without one nothing is sent. Where no token goes along, the reader is a visitor, whom Orcheo knows by a name of
 * the browser's own making; a token names its reader, so none is told besides.
 */
export function createOrcheoFetch(parts: ApiFetchParts, boundary: () => string = newBoundary): typeof globalThis.fetch {
  const { apiUrl, workflow } = parts.connection;
  const { visitor } = parts;
  const inMessage = passageWayOf(parts.connection) === 'message';
  let resolved: Promise<string> | undefined;
  return async (input, init) => {
    if (workflow === undefined) throw new AppError('NO_WORKFLOW', { host: hostOf(apiUrl) });
    resolved ??= workflowId(parts, workflow).catch((error: unknown) => {
      resolved = undefined;
      throw error;
    });
    const id = await resolved;
    const fetch = createApiFetch(parts, {
      body: (request) => orcheoBody(request, id, boundary(), inMessage),
      headers: async (bearer): Promise<Record<string, string>> =>
        bearer === null && visitor ? { 'x-orcheo-visitor-id': await visitor() } : {},
      errorOf,
    });
    return mapAnswer(await fetch(input, init), (value) => withoutBlocks(inUtc(value)));
  };
}

/** Codes of the gateway that mean something else to the reader than their status (docs/backends.md, contract 6). */
const errorOf = (code: string): ErrorCode | undefined => faults[code];
const faults: Record<string, ErrorCode> = {
  'chatkit.workflow_id_missing': 'NO_WORKFLOW',
  'chatkit.workflow_id_invalid': 'NO_WORKFLOW',
  'chatkit.auth.not_published': 'NOT_FOUND',
  // The owner's to set right; signing in, or asking otherwise, would change nothing.
  'chatkit.auth.missing_visitor_id': 'BAD_REQUEST',
  'chatkit.auth.workspace_required': 'FORBIDDEN',
};

/** A policy or a descriptor may name the handle, with its workspace and team; the public endpoint resolves it. */
async function workflowId({ connection, fetch, online, timeoutMs }: ApiFetchParts, workflow: string): Promise<string> {
  if (isOrcheoWorkflowId(workflow)) return workflow;
  const network = { fetch, online, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
  return (await readPublicWorkflow(orcheoBase(connection.apiUrl), workflow, network)).id;
}

/** What leaves: `workflow` on top, where Orcheo looks for it, and in `metadata`, which the workflow is given. */
export function orcheoBody(request: ApiRequest, workflow: string, boundary: string, inMessage = true) {
  const told = inMessage ? withPassage(request, boundary) : request;
  return {
    ...told,
    metadata: { ...request.metadata, workflow_id: workflow },
    workflow_id: workflow,
  };
}

/**
 * Orcheo's times are UTC and only sometimes say so. Without a zone they would be this computer's: a question of just now
 * could count as hours old, or as one that is still being answered a day later.
 */
export function inUtc(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inUtc);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'created_at' && typeof inner === 'string' && WITHOUT_ZONE.test(inner) ? `${inner}Z` : inUtc(inner),
    ]),
  );
}
const WITHOUT_ZONE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/;
