import { useLayoutEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import { type ConversationState, takesMessages } from '../../client/state';
import type { ChatApp, UiState } from '../app/chat-app';
import { hasBar } from './choices';
import { isSendable } from './composer-store';
import { isComposing } from './input-method';
import { Icon, IconButton } from '../icons/icons';
import { useStore } from '../shared/use-store';

/** Says why nothing can be written; ids are the shadow root's own. */
export const CLOSED_REASON_ID = 'closed-reason';

const sizesItself = ({ ownerDocument }: HTMLElement): boolean =>
  ownerDocument.defaultView?.CSS.supports('field-sizing', 'content') ?? false;

/** Where the reader writes: one line growing to eight, Enter sends, Shift+Enter breaks, IME never sends. */
export function Composer({ app, ui, state }: { app: ChatApp; ui: UiState; state: ConversationState }) {
  const { t, options, held } = ui;
  const composer = useStore(app.composer);
  const { text, reply, toolId } = composer;
  const extras = useStore(app.extras);
  const field = useRef<HTMLTextAreaElement>(null);

  // Put there by hand, and only what is not: with `value`, React also writes what was typed as the field's default, and
  // to Chromium every write ends what one undo takes back. https://html.spec.whatwg.org/#concept-textarea-raw-value
  useLayoutEffect(() => {
    if (field.current && field.current.value !== text) field.current.value = text;
  }, [text]);

  useLayoutEffect(() => {
    const element = field.current;
    // Measuring lays the whole page out; where the style sheet lets the field size itself no key does that.
    if (!element || sizesItself(element)) return;
    // Shrinks before it is measured; the style sheet holds it to eight lines.
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      app.submit();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (state.run?.allowCancel) app.conversation.stop();
      else event.currentTarget.blur();
    }
  };

  /** All of the box is where one writes: a press between its controls must not take the caret away. */
  const onMouseDown = (event: MouseEvent) => {
    if ((event.target as Element).closest('.field :is(textarea, button, a, input, [role])')) return;
    event.preventDefault();
    field.current?.focus();
  };

  const tool = options?.composer?.tools?.find(({ id }) => id === toolId);
  const closed = !takesMessages(state);
  const placeholder = tool?.placeholderOverride ?? options?.composer?.placeholder ?? t('composerPlaceholder');
  const canSend = !closed && held === null && state.loading === null && isSendable(composer);
  const beyond = extras && !closed ? { app, ui, extras, field } : null;
  return (
    <div className="composer" data-closed={closed || undefined}>
      {beyond && <beyond.extras.Views.Above {...beyond} />}
      {reply === '' ? null : (
        <div className="reply">
          <span dir="auto">{reply}</span>
          <IconButton icon="close" label={t('quoteRemove')} onPress={() => app.composer.set({ reply: '' })} />
        </div>
      )}
      <div className="field" onMouseDown={onMouseDown}>
        <div className="writing">
          {beyond && <beyond.extras.Views.Mirror app={app} field={field} />}
          <textarea
            ref={field}
            data-composer=""
            rows={1}
            // An empty field would be left to right: its placeholder follows the interface.
            dir={text === '' ? undefined : 'auto'}
            defaultValue=""
            aria-label={t('composerLabel')}
            placeholder={placeholder}
            // Not `disabled`: that would drop the focus of a reader who writes while the thread closes, and what was
            // written could not be copied any more.
            readOnly={closed}
            aria-disabled={closed || undefined}
            aria-describedby={closed ? CLOSED_REASON_ID : undefined}
            onChange={({ target }) => app.composer.edit(target.value, target.selectionEnd)}
            onKeyDown={onKeyDown}
          />
        </div>
        {beyond ? (
          <beyond.extras.Views.Bar {...beyond} />
        ) : (
          // Its place: the field stays where it is when what the bar holds arrives.
          options && hasBar(options) && !closed && <div className="bar" />
        )}
        <SendButton app={app} state={state} canSend={canSend} held={held} sendLabel={t('send')} stopLabel={t('stop')} />
      </div>
    </div>
  );
}

/** One button in two states, so that focus stays where it is when Send becomes Stop. */
function SendButton({
  app,
  state,
  canSend,
  held,
  sendLabel,
  stopLabel,
}: {
  app: ChatApp;
  state: ConversationState;
  canSend: boolean;
  /** Why the host keeps it from being pressed. */
  held: string | null;
  sendLabel: string;
  stopLabel: string;
}) {
  const running = state.run !== null;
  const inert = running ? !state.run?.allowCancel : !canSend;
  const label = running ? stopLabel : sendLabel;
  return (
    <button
      type="button"
      className="send"
      aria-label={label}
      title={running ? label : (held ?? label)}
      aria-description={running ? undefined : (held ?? undefined)}
      // Not `disabled`: a disabled button would drop the focus of the reader who just pressed it.
      aria-disabled={inert}
      onClick={() => {
        if (inert) return;
        if (running) app.conversation.stop();
        else app.submit();
      }}
    >
      <Icon name={running ? 'stop' : 'arrowUp'} />
    </button>
  );
}
