import type { StreamEvent } from '../protocol/events';
import type { ThreadItem } from '../protocol/items';
import { ChatKitTooLongError } from './errors';
import { MAX_EVENTS, MAX_TEXT } from './limits';

/**
 * Counts what one stream adds to its thread: text by its length, everything else by the event.
 *
 * @returns called with each event before it is applied; throws ChatKitTooLongError where it would be too much
 */
export function createAnswerBudget(): (event: StreamEvent) => void {
  let text = 0;
  let events = 0;
  return (event) => {
    const added = addedText(event);
    if (added === undefined) events += 1;
    else text += added;
    if (text > MAX_TEXT || wholeText(event) > MAX_TEXT) throw new ChatKitTooLongError('text');
    if (events > MAX_EVENTS) throw new ChatKitTooLongError('stream');
  };
}

/** Length of what is appended; undefined for an event that appends no text. */
function addedText(event: StreamEvent): number | undefined {
  if (event.type !== 'thread.item.updated' || !('delta' in event.update)) return undefined;
  return event.update.delta.length;
}

/** Length of a text that takes the place of what was there. */
function wholeText(event: StreamEvent): number {
  if ('item' in event) return lengthOf(event.item);
  return event.type === 'thread.item.updated' && 'content' in event.update ? event.update.content.text.length : 0;
}

const lengthOf = (item: ThreadItem): number =>
  item.type === 'assistant_message' ? item.content.reduce((sum, { text }) => sum + text.length, 0) : 0;
