import type { Connection } from '../connection/schema';

/** A workflow id as a list shows it: its beginning and its end, which people compare. */
export function shortWorkflow({ workflow = '' }: Pick<Connection, 'workflow'>): string {
  return workflow.length <= 14 ? workflow : `${workflow.slice(0, 7)}…${workflow.slice(-4)}`;
}

const WORKFLOW_ID = /^wf_[\w-]{1,190}$/;
export const isHostedWorkflowId = (text: string) => WORKFLOW_ID.test(text);
