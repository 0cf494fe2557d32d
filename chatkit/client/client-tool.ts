import type { ThreadItem } from '../protocol/items';
import { toError } from './errors';

/** The host's `onClientTool`. */
export type ClientTool = (call: {
  name: string;
  params: Record<string, unknown>;
}) => Promise<Record<string, unknown>> | Record<string, unknown>;

/**
 * Runs the host's tool for a pending call. A missing or failing tool answers `{ error }`, so that the server can go on:
 * a pending call would block its thread for good. The host's own message does not leave the page. A missing
 * tool is no error of this page: the server is told, and goes on without it.
 */
export async function runClientTool(
  tool: ClientTool | undefined,
  call: Extract<ThreadItem, { type: 'client_tool_call' }>,
): Promise<{ result: unknown; error?: Error }> {
  if (!tool) return { result: { error: 'This client has no such tool.' } };
  try {
    return { result: (await tool({ name: call.name, params: call.arguments })) ?? {} };
  } catch (error) {
    return { result: { error: 'The tool failed.' }, error: toError(error) };
  }
}
