/** Orcheo names a workflow by UUID or by handle; `/api/chatkit` takes the UUID alone. */
export const isOrcheoWorkflowId = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);

/** A workflow as a share link names it. A handle says which one only together with its workspace and team. */
export interface WorkflowReference {
  workspace?: string;
  team?: string;
  /** UUID or handle. */
  ref: string;
}

const NAME = '[A-Za-z0-9][A-Za-z0-9._-]{0,63}';
/** Share links of the Studio end so, behind `/chat/`. */
const form = new RegExp(`^(?:(?<workspace>${NAME})/)?(?:team/(?<team>${NAME})/)?(?<ref>${NAME})$`);

/** `<ref>`, `<workspace>/<ref>`, `team/<team>/<ref>` or `<workspace>/team/<team>/<ref>`; undefined for anything else. */
export function parseReference(text: string): WorkflowReference | undefined {
  const { workspace, team, ref } = form.exec(text)?.groups ?? {};
  if (ref === undefined) return undefined;
  return { ...(workspace !== undefined && { workspace }), ...(team !== undefined && { team }), ref };
}

/** The same text without what says nothing: a UUID is one of a kind, wherever it is. */
export function plainReference(text: string): string | undefined {
  const reference = parseReference(text);
  return reference && (isOrcheoWorkflowId(reference.ref) ? reference.ref.toLowerCase() : text);
}
