import { useEffect, useRef, useState } from 'react';
import type { ConversationState } from '../../client/state';
import type { ThreadItem } from '../../protocol/items';
import { nextSentences } from './announcements';
import type { Translate } from '../strings';

/** At most one announcement a second: a screen reader that is interrupted at every word reads none. */
const THROTTLE_MS = 1_000;

/** What the polite live region says: the streaming answer by sentence, what else came with it, and its end. */
export function useAnnouncements(state: ConversationState, t: Translate): string {
  const [message, setMessage] = useState('');
  const said = useRef({ itemId: '', offset: 0 });
  const latest = useRef(state);
  latest.current = state;
  const running = state.run !== null;

  useEffect(() => {
    if (!running) return;
    const known = new Set(latest.current.items.map(({ id }) => id));
    const come = () => latest.current.items.filter(({ id }) => !known.has(id));
    const say = (finished: boolean) => {
      const item = come().findLast(({ type }) => type === 'assistant_message');
      if (item?.type !== 'assistant_message') return '';
      if (said.current.itemId !== item.id) said.current = { itemId: item.id, offset: 0 };
      const text = item.content.map((part) => part.text).join('\n\n');
      const { spoken, offset } = nextSentences(text, said.current.offset, finished, t.locale);
      said.current = { itemId: item.id, offset };
      return spoken;
    };
    const timer = setInterval(() => {
      const spoken = say(false);
      if (spoken !== '') setMessage(spoken);
    }, THROTTLE_MS);
    return () => {
      clearInterval(timer);
      const items = come().filter(({ type }) => type !== 'user_message' && type !== 'end_of_turn');
      if (items.length === 0) setMessage('');
      else
        setMessage(
          [say(true), ...items.map((item) => wordsOf(item, t)), t('answerFinished')].filter(Boolean).join(' '),
        );
    };
  }, [running, t]);

  return message;
}

/** What an item that is no answer in words says in one breath: what it asks, what it shows. */
function wordsOf(item: ThreadItem, t: Translate): string {
  if (item.type === 'structured_input') return item.inputs.map(({ question }) => question).join(' ');
  if (item.type === 'widget') return item.copy_text ?? '';
  return item.type === 'generated_image' && item.image ? t('generatedImage') : '';
}
