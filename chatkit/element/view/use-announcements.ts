import { useEffect, useRef, useState } from 'react';
import type { ConversationState } from '../../client/state';
import { nextSentences } from '../announcements';
import type { Translate } from '../strings';

/** At most one announcement a second: a screen reader that is interrupted at every word reads none. */
const THROTTLE_MS = 1_000;

/** What the polite live region says: the streaming answer by sentence, and its end. */
export function useAnnouncements(state: ConversationState, t: Translate): string {
  const [message, setMessage] = useState('');
  const said = useRef({ itemId: '', offset: 0 });
  const latest = useRef(state);
  latest.current = state;
  const running = state.run !== null;

  useEffect(() => {
    if (!running) return;
    const say = (finished: boolean) => {
      const item = latest.current.items.findLast(({ type }) => type === 'assistant_message');
      const isNew = item !== undefined && (finished || latest.current.marks[item.id] !== undefined);
      if (!isNew || item.type !== 'assistant_message') return '';
      if (said.current.itemId !== item.id) said.current = { itemId: item.id, offset: 0 };
      const text = item.content.map((part) => part.text).join('\n\n');
      const { spoken, offset } = nextSentences(text, said.current.offset, finished, t.locale);
      said.current = { itemId: item.id, offset };
      return spoken;
    };
    const known = latest.current.items.findLast(({ type }) => type === 'assistant_message')?.id ?? '';
    said.current = { itemId: known, offset: Number.MAX_SAFE_INTEGER };
    const timer = setInterval(() => {
      const spoken = say(false);
      if (spoken !== '') setMessage(spoken);
    }, THROTTLE_MS);
    return () => {
      clearInterval(timer);
      const rest = said.current.itemId === known && !hasNewAnswer(latest.current, known) ? '' : say(true);
      setMessage([rest, hasNewAnswer(latest.current, known) ? t('answerFinished') : ''].filter(Boolean).join(' '));
    };
  }, [running, t]);

  return message;
}

const hasNewAnswer = ({ items }: ConversationState, known: string) =>
  items.findLast(({ type }) => type === 'assistant_message')?.id !== known &&
  items.some(({ type }) => type === 'assistant_message');
