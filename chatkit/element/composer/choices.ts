import type { ChatOptions } from '../options/validate';
import type { ComposerState } from './composer-store';

type ComposerOptions = ChatOptions['composer'];
export type ToolOption = NonNullable<NonNullable<ComposerOptions>['tools']>[number];
export type ModelOption = NonNullable<NonNullable<ComposerOptions>['models']>[number];

/** The model that answers: the reader's choice, else the host's default, else the first that can be chosen. */
export function modelInUse(options: ComposerOptions, modelId: string | null): ModelOption | undefined {
  const models = (options?.models ?? []).filter(({ disabled }) => !disabled);
  return models.find(({ id }) => id === modelId) ?? models.find((model) => model.default) ?? models[0];
}

export const toolInUse = (options: ComposerOptions, toolId: string | null): ToolOption | undefined =>
  options?.tools?.find(({ id }) => id === toolId);

/** What a new set of options leaves of the reader's choices: one that is no longer offered is no choice. */
export const settledChoices = (
  options: ComposerOptions,
  { toolId, modelId }: Pick<ComposerState, 'toolId' | 'modelId'>,
): Pick<ComposerState, 'toolId' | 'modelId'> => ({
  toolId: toolInUse(options, toolId)?.id ?? null,
  modelId: options?.models?.some(({ id, disabled }) => id === modelId && !disabled) ? modelId : null,
});

/** Whether a row of its own below the field holds what a message may have besides words. */
export const hasBar = ({ composer, entities }: ChatOptions): boolean =>
  composer?.attachments?.enabled === true ||
  (composer?.tools?.length ?? 0) > 0 ||
  (composer?.models?.length ?? 0) > 0 ||
  (entities?.onTagSearch !== undefined && entities.showComposerMenu === true);

/** Whether the composer needs more than its field: only then is the code for it loaded. */
export const needsExtras = (options: ChatOptions): boolean =>
  hasBar(options) || options.entities?.onTagSearch !== undefined || options.commands?.enabled === true;
