import { useLayoutEffect, useRef } from 'react';
import type { ChatApp, ComposerExtras, ExtrasProps } from '../app/chat-app';
import { acceptAttribute } from './attachment-rules';
import composerExtrasStyles from './extras.css?inline';
import { createSheetRef } from '../shared/adopted-sheet';
import { NamedIcon } from '../icons/NamedIcon';
import { useStore } from '../shared/use-store';
import { ModelChoice, ToolChoice } from './ChoiceMenus';
import { hasBar } from './choices';
import { FileList, RefusedFiles } from './FileList';
import { SuggestionList } from './SuggestionList';
import { TagMirror } from './TagMirror';
import { useField } from './use-field';
import { useFiles } from './use-files';

const adoptStyles = createSheetRef(composerExtrasStyles);

/** Above the field: files, what was left out of them, the `@` and `/` menus, and where files may be dropped. */
function Above({ app, ui, extras, field }: ExtrasProps) {
  const { t, options } = ui;
  const { attachments: files, refused } = useStore(app.composer);
  useField(app, extras, field);
  const takesFiles = options?.composer?.attachments?.enabled ?? false;
  const isOver = useFiles(takesFiles, extras.attachments, field);
  return (
    <div ref={adoptStyles}>
      <SuggestionList t={t} suggestions={extras.suggestions} field={field} />
      <FileList
        t={t}
        files={files}
        onRemove={(key) => {
          extras.attachments.remove(key);
          app.focusField();
        }}
        onRetry={(key) => {
          void extras.attachments.retry(key);
          app.focusField();
        }}
      />
      <RefusedFiles
        t={t}
        refused={refused}
        onDismiss={() => {
          app.composer.set({ refused: [] });
          app.focusField();
        }}
      />
      {isOver ? <div className="drop-zone">{t('attachDrop')}</div> : null}
    </div>
  );
}

/** Behind the field's text: its tags. */
function Mirror({ app, field }: Pick<ExtrasProps, 'app' | 'field'>) {
  const composer = useStore(app.composer);
  return composer.tags.length === 0 ? null : <TagMirror tagged={composer} field={field} />;
}

/** Below the field: attach, mention, tools, model. */
function Bar({ app, ui, extras, field }: ExtrasProps) {
  const { t, options } = ui;
  const { attachments } = options?.composer ?? {};
  const input = useRef<HTMLInputElement>(null);
  const mentions = options?.entities?.onTagSearch !== undefined && options.entities.showComposerMenu === true;
  useLayoutEffect(() => {
    extras.chooseFiles = () => input.current?.click();
  }, [extras]);
  if (!options || !hasBar(options)) return null;
  return (
    <div className="bar">
      {attachments?.enabled ? (
        <>
          <button
            type="button"
            className="icon-button"
            aria-label={t('attach')}
            title={t('attach')}
            onClick={() => extras.chooseFiles()}
          >
            <NamedIcon name="attach" />
          </button>
          <input
            ref={input}
            type="file"
            hidden
            multiple={attachments.maxCount !== 1}
            accept={acceptAttribute(attachments.accept)}
            onChange={({ currentTarget }) => {
              void extras.attachments.add([...(currentTarget.files ?? [])]);
              // The same file may be chosen again after it was removed.
              currentTarget.value = '';
              app.focusField();
            }}
          />
        </>
      ) : null}
      {mentions ? (
        <button
          type="button"
          className="icon-button"
          aria-label={t('mention')}
          title={t('mention')}
          onClick={() => typeMention(app, extras, field.current)}
        >
          <NamedIcon name="mention" />
        </button>
      ) : null}
      <ToolChoice app={app} ui={ui} />
      <ModelChoice app={app} ui={ui} />
    </div>
  );
}

/** As if the reader had typed `@`, with a space before it where one is needed. */
function typeMention(app: ChatApp, extras: ComposerExtras, field: HTMLTextAreaElement | null): void {
  const { text } = app.composer.getSnapshot();
  const caret = field?.selectionEnd ?? text.length;
  extras.replaceInField(caret, caret, /\S$/.test(text.slice(0, caret)) ? ' @' : '@');
}

export const ComposerViews: ComposerExtras['Views'] = { Above, Mirror, Bar };
