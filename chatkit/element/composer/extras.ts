import type { Entity } from '@openai/chatkit';
import { sendByFetch, sendByXhr, createUploader } from '../../client/uploads';
import type { ChatApp, ComposerExtras } from '../app/chat-app';
import { ComposerViews } from './ComposerViews';
import { createAttachments } from './attachments';
import { toolInUse } from './choices';
import { createSuggestions, type Suggestion } from './suggestions';
import type { InputTag } from './tags';

/** The tag that stands for an entity in a message. */
export const tagOf = ({ id, title, group, interactive, data }: Entity): InputTag => ({
  type: 'input_tag',
  id,
  text: title,
  data: data ?? {},
  group,
  interactive: interactive ?? false,
});

export function createComposerExtras(app: ChatApp, window: Window & typeof globalThis): ComposerExtras {
  const options = () => app.ui.getSnapshot().options;
  // The reader is told in place; the host hears of it.
  const onFailure = (error: Error) => void app.emit('chatkit.error', { error });

  const uploader = createUploader(
    app.conversation.api,
    () => options()?.api.uploadStrategy,
    () => {
      const fetch = options()?.api.fetch;
      return fetch ? sendByFetch(fetch) : sendByXhr(window.XMLHttpRequest);
    },
  );
  const attachments = createAttachments({
    composer: app.composer,
    uploader,
    options: () => options()?.composer?.attachments,
    onError: onFailure,
    newId: () => window.crypto.randomUUID(),
    objectUrls: window.URL,
  });

  const extras: ComposerExtras = {
    attachments,
    suggestions: createSuggestions(
      {
        kinds: () => [
          ...(options()?.entities?.onTagSearch ? (['entity'] as const) : []),
          ...(options()?.commands?.enabled ? (['command'] as const) : []),
        ],
        actions: () => composerActions(app, () => extras.chooseFiles()),
        searchEntities: async (query) => (await options()?.entities?.onTagSearch?.(query)) ?? [],
        searchCommands: async (query) => (await options()?.commands?.onSearch?.(query)) ?? [],
        runCommand: async (command) => options()?.commands?.onSelect?.(command),
        onError: onFailure,
      },
      {
        insert: (entity, { start, end }) => extras.replaceInField(start, end, tagOf(entity)),
        clear: ({ start, end }) => extras.replaceInField(start, end, ''),
      },
    ),
    chooseFiles: () => undefined,
    replaceInField: () => undefined,
    Views: ComposerViews,
  };
  return extras;
}

/** The composer's own actions, as lines of the `/` menu. */
function composerActions(app: ChatApp, chooseFiles: () => void): Suggestion[] {
  const { options, t } = app.ui.getSnapshot();
  const { attachments, tools } = options?.composer ?? {};
  const { toolId } = app.composer.getSnapshot();
  return [
    ...(attachments?.enabled
      ? [
          {
            key: 'action:attach',
            label: t('attach'),
            icon: 'attach',
            choice: { type: 'action' as const, run: chooseFiles },
          },
        ]
      : []),
    ...(tools ?? [])
      .filter(({ id }) => id !== toolInUse(options?.composer, toolId)?.id)
      .map(({ id, label, icon }) => ({
        key: `tool:${id}`,
        label,
        icon,
        choice: { type: 'action' as const, run: () => app.chooseTool(id) },
      })),
  ];
}
