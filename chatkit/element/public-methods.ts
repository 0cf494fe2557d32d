import type { OpenAIChatKit } from '@openai/chatkit';
import { ChatKitUsageError } from '../client/errors';
import type { ChatApp } from './app/chat-app';
import { joinTexts } from './composer/composer-store';
import { modelInUse, toolInUse } from './composer/choices';
import { readyAttachment } from './composer/draft-attachment';
import { fromContent } from './composer/tags';
import { filesOf, outgoingOf } from './public-values';

export type SendParams = Parameters<OpenAIChatKit['sendUserMessage']>[0];
export type ComposerParams = Parameters<OpenAIChatKit['setComposerValue']>[0];
export type AppendParams = Pick<ComposerParams, 'text' | 'content' | 'attachments' | 'files'>;

/** The methods by which a host writes; loaded with the first of them. All throw `ChatKitUsageError` for what makes no sense. */
export async function sendUserMessage(app: ChatApp, params: SendParams): Promise<void> {
  const message = outgoingOf(params, params.toolChoice, params.model);
  if (app.conversation.current().run) throw new ChatKitUsageError('An answer is still streaming.');
  if (message.attachments.length === 0 && message.content.every(({ text }) => text.trim() === '')) {
    throw new ChatKitUsageError('There is nothing to send.');
  }
  if (params.newThread) await app.openThread(null);
  app.hideHistory();
  await app.send(message);
}

/** Replaces all that the composer holds, as the public interface says: what is left out is empty afterwards. */
export async function setComposerValue(app: ChatApp, params: ComposerParams): Promise<void> {
  const options = app.ui.getSnapshot().options?.composer;
  const message = outgoingOf(params);
  const before = app.composer.getSnapshot();
  const toolId = params.selectedToolId === undefined ? before.toolId : params.selectedToolId;
  const modelId = params.selectedModelId ?? before.modelId;
  if (toolId !== null && !toolInUse(options, toolId)) {
    throw new ChatKitUsageError('selectedToolId names no tool of the options.');
  }
  if (params.selectedModelId !== undefined && modelInUse(options, modelId)?.id !== modelId) {
    throw new ChatKitUsageError('selectedModelId names no model that can be chosen.');
  }
  const files = allowedFiles(app, params.files);
  app.composer.set({
    ...fromContent(message.content),
    reply: params.reply ?? '',
    attachments: message.attachments.map(readyAttachment),
    refused: [],
    modelId,
  });
  app.chooseTool(toolId);
  await bringWhatDraws(app, params, files);
}

/** Adds to what the composer holds, on a line of its own; nothing the reader wrote or chose is touched. */
export async function appendComposerValue(app: ChatApp, params: AppendParams): Promise<void> {
  const message = outgoingOf(params);
  const files = allowedFiles(app, params.files);
  const before = app.composer.getSnapshot();
  app.composer.set({
    ...joinTexts(before, fromContent(message.content)),
    attachments: [...before.attachments, ...message.attachments.map(readyAttachment)],
  });
  await bringWhatDraws(app, params, files);
}

function allowedFiles(app: ChatApp, given: File[] | undefined): File[] {
  const files = filesOf(given);
  if (files.length > 0 && !app.ui.getSnapshot().options?.composer?.attachments?.enabled) {
    throw new ChatKitUsageError('Files need composer.attachments in the options.');
  }
  return files;
}

/** Tags and attachments are drawn by a part that the options alone may not have brought. */
async function bringWhatDraws(app: ChatApp, { content, attachments }: AppendParams, files: File[]): Promise<void> {
  if (!content && !attachments?.length && files.length === 0) return;
  const extras = await app.extras.load();
  await extras.attachments.add(files);
}
