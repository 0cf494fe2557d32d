import { useState, type KeyboardEvent } from 'react';

const messagesIn = (log: HTMLElement) => [...log.querySelectorAll<HTMLElement>('[data-message]')];

/**
 * ↑ and ↓ go from message to message, Home and End to the ends, Escape one level out: from a control to its message,
 * from a message to the composer. Keys inside a scrolling block or a field keep their own meaning.
 */
export function useMessageKeys(leave: () => void): {
  currentId: string | null;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onFocus: (event: { target: EventTarget }) => void;
} {
  const [currentId, setCurrentId] = useState<string | null>(null);
  return {
    currentId,
    onFocus(event) {
      const message = (event.target as HTMLElement).closest<HTMLElement>('[data-message]');
      if (message?.dataset.message) setCurrentId(message.dataset.message);
    },
    onKeyDown(event) {
      const target = event.target as HTMLElement;
      const message = target.closest<HTMLElement>('[data-message]');
      if (event.key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
        if (message && message !== target) message.focus();
        else leave();
        return;
      }
      if (target.closest('input, select, textarea')) return;
      const scrolls =
        target.closest('pre, .table, .math-block') !== null && (event.key === 'Home' || event.key === 'End');
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || scrolls) return;
      const all = messagesIn(event.currentTarget);
      const place = message ? all.indexOf(message) : all.length - 1;
      const next = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: all.length - 1 }[event.key];
      const goal = next === undefined ? undefined : all[Math.max(0, Math.min(next, all.length - 1))];
      if (!goal) return;
      event.preventDefault();
      goal.focus();
      goal.scrollIntoView({ block: 'nearest' });
    },
  };
}
