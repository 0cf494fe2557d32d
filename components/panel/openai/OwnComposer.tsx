import { type FormEvent, type KeyboardEvent, type RefObject } from 'react';
import type { Connection } from '../../../utils/connection/schema';
import { isComposing } from '../../../chatkit/element/composer/input-method';
import { hostOf } from '../../../utils/connection/origins';
import { t } from '../../../utils/shared/strings';
import { Button } from '../../shared/Button';
import { Sentence } from '../../shared/Sentence';

interface OwnComposerProps {
  connection: Connection;
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  placeholder: string;
  /** Ready-made questions about an unsent passage. */
  starters: readonly string[];
  busy: boolean;
  onText: (text: string) => void;
  onSend: (text: string) => void;
}

/**
 * The panel's own composer in OpenAI's view: a passage leaves the browser by its Send and by no other press. Enter sends,
 * Shift+Enter breaks, an input method never sends (docs/interface.md 15).
 */
export function OwnComposer({
  connection,
  field,
  text,
  placeholder,
  starters,
  busy,
  onText,
  onSend,
}: OwnComposerProps) {
  const send = (words: string) => {
    if (!busy && words.trim() !== '') onSend(words.trim());
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    send(text);
  };
  return (
    <form className="own-composer" onSubmit={submit}>
      {starters.length > 0 && (
        <div className="own-starters">
          {starters.map((starter) => (
            <Button key={starter} disabled={busy} onClick={() => send(starter)}>
              {starter}
            </Button>
          ))}
        </div>
      )}
      <div className="own-row">
        <textarea
          ref={field}
          className="field"
          dir="auto"
          rows={2}
          aria-label={t('openAiQuestion')}
          placeholder={placeholder}
          value={text}
          onChange={(event) => onText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Button look="primary" type="submit" disabled={busy || text.trim() === ''}>
          {t('openAiSend')}
        </Button>
      </div>
      <p className="note">
        {connection.kind === 'openai-hosted' ? (
          <Sentence id="destination" values={['OpenAI']} />
        ) : (
          <Sentence id="destinationWithOpenAi" values={[hostOf(connection.apiUrl)]} />
        )}
      </p>
    </form>
  );
}
