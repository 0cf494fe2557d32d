import { parseAddress } from '../connection/address';
import type { ConnectionDraft } from '../backend/descriptor';
import { orcheoApiUrl, orcheoBase, readOrcheoAddress, readWorkflowReference } from '../backend/kinds/orcheo-address';
import { isOrcheoWorkflowId } from '../backend/kinds/orcheo-reference';
import { originsOf } from '../connection/origins';
import type { StringKey } from '../shared/strings';

/** What is typed into the form of an Orcheo workflow. */
export interface OrcheoEntry {
  api: string;
  workflow: string;
  token: string;
  keyed: boolean;
}

export type OrcheoField = 'api' | 'workflow' | 'token';

/**
 * `look`: a published workflow, whose public endpoint says the rest. `draft`: a private one, ready to be tested.
 * `problem`: a field that cannot be used as it stands.
 */
export type OrcheoOutcome = { look: string } | { draft: ConnectionDraft } | { problem: StringKey; field: OrcheoField };

export function orcheoOutcome(entry: OrcheoEntry, draft: ConnectionDraft): OrcheoOutcome {
  const api = parseAddress(entry.api);
  if (!api.ok) return { field: 'api', problem: api.problem };
  const base = readOrcheoAddress(api.url)?.base ?? orcheoBase(api.url);
  const workflow = readWorkflowReference(entry.workflow);
  if (workflow === undefined) return { field: 'workflow', problem: 'connectWorkflowBad' };
  if (entry.token.trim() === '') return { look: `${base}/chat/${workflow}` };
  const token = parseAddress(entry.token);
  if (!token.ok) return { field: 'token', problem: token.problem };
  // The gateway knows no handles, and a private workflow's handle is not public.
  if (!isOrcheoWorkflowId(workflow)) return { field: 'workflow', problem: 'connectWorkflowId' };
  const apiUrl = orcheoApiUrl(base);
  const filled: ConnectionDraft = {
    ...draft,
    apiUrl,
    tokenUrl: token.url,
    workflow: workflow.toLowerCase(),
    auth: entry.keyed ? 'key' : 'none',
  };
  return { draft: { ...filled, origins: originsOf(filled) } };
}
