import { AppError, type ErrorCode } from '../../errors';
import { type ApiFetchParts, type ApiRequest, createApiFetch } from '../adapter';
import { newBoundary, passagesOf, splitLabelledBlock, withLabelledBlock, withoutBlockInTitle } from '../labelled-block';
import { mapAnswer } from '../map-answer';
import { hostOf } from '../origins';
import { isWorkflowId, orcheoBase } from './orcheo-address';
import { readPublicWorkflow } from './orcheo-workflow';

/**
 * The `api.fetch` of an Orcheo workflow (reference/backends.md 6). Orcheo ignores `quoted_text`, so the passage goes into
 * the message as a labelled block and stays in `metadata`, which Orcheo hands to the workflow. The workflow is named in
 * every request, also in those that only read: without it Orcheo answers 400 before it looks at anything else. Without
 * one nothing is sent.
 */
export function createOrcheoFetch(parts: ApiFetchParts, boundary: () => string = newBoundary): typeof globalThis.fetch {
  const { apiUrl, workflow } = parts.connection;
  let resolved: Promise<string> | undefined;
  return async (input, init) => {
    if (workflow === undefined) throw new AppError('NO_WORKFLOW', { host: hostOf(apiUrl) });
    resolved ??= workflowId(parts, workflow).catch((error: unknown) => {
      resolved = undefined;
      throw error;
    });
    const id = await resolved;
    const fetch = createApiFetch(parts, { body: (request) => orcheoBody(request, id, boundary()), faultOf });
    return mapAnswer(await fetch(input, init), withoutBlocks);
  };
}

/** Codes of the gateway that mean something else to the reader than their status (reference/backends.md 6.2). */
const faultOf = (code: string): ErrorCode | undefined => faults[code];
const faults: Record<string, ErrorCode> = {
  'chatkit.workflow_id_missing': 'NO_WORKFLOW',
  'chatkit.workflow_id_invalid': 'NO_WORKFLOW',
  'chatkit.auth.not_published': 'NOT_FOUND',
};

/** A policy or a descriptor may name the handle, which the public endpoint resolves. */
async function workflowId({ connection, fetch, online, timeoutMs }: ApiFetchParts, workflow: string): Promise<string> {
  if (isWorkflowId(workflow)) return workflow;
  const network = { fetch, online, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
  return (await readPublicWorkflow(orcheoBase(connection.apiUrl), workflow, network)).id;
}

/** What leaves: `workflow` on top, where Orcheo looks for it, and in `metadata`, which the workflow is given. */
export function orcheoBody(request: ApiRequest, workflow: string, boundary: string) {
  const { input } = request.params;
  const content = isRecord(input) && Array.isArray(input.content) ? (input.content as unknown[]) : [];
  const passages = passagesOf(request.metadata);
  const first = content.findIndex((part) => isRecord(part) && part.type === 'input_text');
  const withBlock = content.map((part, index) =>
    isRecord(part) && index === first
      ? { ...part, text: withLabelledBlock(String(part.text), passages, boundary) }
      : part,
  );
  return {
    ...request,
    ...(isRecord(input) ? { params: { ...request.params, input: { ...input, content: withBlock } } } : {}),
    metadata: { ...request.metadata, workflow_id: workflow },
    workflow_id: workflow,
  };
}

/** Takes the block out of the reader's messages and of titles in an answer, wherever they stand; the thread draws the quote. */
export function withoutBlocks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlocks);
  if (!isRecord(value)) return value;
  if (value.type === 'user_message' && Array.isArray(value.content)) return withoutBlock(value, value.content);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'title' && typeof inner === 'string' ? withoutBlockInTitle(inner) : withoutBlocks(inner),
    ]),
  );
}

function withoutBlock(message: Record<string, unknown>, content: unknown[]): Record<string, unknown> {
  let quote: string | undefined;
  const cleaned = content.map((part): unknown => {
    if (!isRecord(part) || typeof part.text !== 'string') return part;
    const split = splitLabelledBlock(part.text);
    quote ??= split.quote;
    return { ...part, text: split.question };
  });
  const kept = typeof message.quoted_text === 'string' && message.quoted_text !== '';
  return { ...message, content: cleaned, ...(quote !== undefined && !kept ? { quoted_text: quote } : {}) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
