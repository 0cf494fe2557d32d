import { memo, useId, useState } from 'react';
import type { UserMessageItem } from '../../protocol/items';
import { EntityButton } from '../entity/EntityButton';
import { MessageImage } from '../markdown/MessageImage';
import { adoptMessageStyles } from './message-sheet';
import { MessageActions } from './MessageActions';
import { entityOfTag, type SharedEnvironment } from './use-environment';

/** The reader's message: right, tinted. A quote that is repeated from the message before is drawn once. */
export const UserMessage = memo(function UserMessage({
  item,
  showQuote,
  isPending,
  isCurrent,
  environment,
}: {
  item: UserMessageItem;
  showQuote: boolean;
  isPending: boolean;
  isCurrent: boolean;
  environment: SharedEnvironment;
}) {
  const { t } = environment;
  const text = item.content.map((part) => part.text).join('');
  return (
    <article
      ref={adoptMessageStyles}
      className="message question"
      data-message={item.id}
      tabIndex={isCurrent ? 0 : -1}
      aria-busy={isPending}
    >
      <h2 className="hidden">{t('question')}</h2>
      {showQuote && item.quoted_text ? <Quote text={item.quoted_text} environment={environment} /> : null}
      {item.attachments.length === 0 ? null : (
        <ul className="attachments">
          {item.attachments.map(({ id, name, type, preview_url }) => (
            <li key={id} className={type}>
              {type === 'image' && preview_url ? (
                <MessageImage
                  href={preview_url}
                  alt={name}
                  environment={{ ...environment, sourceOf: () => undefined }}
                />
              ) : (
                <span dir="auto">{name}</span>
              )}
            </li>
          ))}
        </ul>
      )}
      {text === '' ? null : (
        <div className="bubble" dir="auto">
          {item.content.map((part, index) =>
            part.type === 'input_tag' ? (
              <EntityButton key={index} className="tag" entity={entityOfTag(part)} environment={environment} />
            ) : (
              part.text
            ),
          )}
        </div>
      )}
      <MessageActions t={t} itemId={item.id} text={() => text} isCurrent={isCurrent} />
    </article>
  );
});

/** Text longer than this is folded to four lines. */
const FOLD_FROM = 240;

function Quote({ text, environment: { t, quoteActions } }: { text: string; environment: SharedEnvironment }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const folds = text.length > FOLD_FROM || text.split('\n').length > 4;
  return (
    <blockquote className="quote" dir="auto">
      <div id={id} className={folds && !open ? 'folded' : undefined}>
        {text}
      </div>
      {folds ? (
        <button
          type="button"
          className="text-button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'showLess' : 'showAll')}
        </button>
      ) : null}
      {quoteActions?.(text).map(({ label, run }) => (
        <button key={label} type="button" className="text-button" onClick={run}>
          {label}
        </button>
      ))}
    </blockquote>
  );
}
