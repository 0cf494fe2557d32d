import type { Connection } from '../connection/schema';

/** Whether the reader has a choice: the back end offers a page for it, its kind does not need it, and no policy forbids it. */
export function offersViews(
  { kind, frameUrl }: Pick<Connection, 'kind' | 'frameUrl'>,
  allowOpenAIView: boolean | undefined,
): boolean {
  return kind !== 'openai-hosted' && frameUrl !== undefined && allowOpenAIView !== false;
}
