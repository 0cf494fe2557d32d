import type { StreamEvent } from '../../chatkit/protocol/events';
import type { DocentMetadata } from '../../chatkit/protocol/requests';

/** Letters and digits that are not taken for each other, so that a model copies them faithfully. */
const ALPHABET = 'BCDFGHJKMNPQRSTVWXZ2345679';
const CODE_LENGTH = 8;

/** A code that no answer holds by chance: eight signs of 26. */
export function newCode(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string {
  return [...random(new Uint8Array(CODE_LENGTH))].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** The passage of the live test, made up here; nothing of a page. Its code is asked back. */
export const testPassage = (code: string): DocentMetadata['passages'][number] => ({
  text: `The test code is ${code}.`,
});

/** What an answer says, of which the reader's own message is no part. */
export function createListener() {
  const deltas = new Map<string, string>();
  let whole = '';
  let added = false;
  let emptyAfterWords = false;
  return {
    hear(event: StreamEvent): void {
      if (event.type === 'thread.item.updated') {
        const said = deltas.get(event.item_id) ?? '';
        if (event.update.type === 'assistant_message.content_part.text_delta')
          deltas.set(event.item_id, said + event.update.delta);
        else whole += JSON.stringify(event.update);
        return;
      }
      if (!('item' in event) || event.item.type === 'user_message') return;
      if (event.type === 'thread.item.added' && event.item.type === 'assistant_message') added = true;
      whole += JSON.stringify(event.item);
      // adk-chatkit's own way: words without an item, and an empty item after each of them.
      const isEmpty = event.item.type === 'assistant_message' && event.item.content.every(({ text }) => text === '');
      if (event.type === 'thread.item.done' && isEmpty && !added && deltas.has(event.item.id)) emptyAfterWords = true;
    },
    /** Whether the code came back, however it was set: bold, spaced, in lower case. */
    holds(code: string): boolean {
      return [...deltas.values(), whole].some((text) => bare(text).includes(code));
    },
    /** It answered as a kit does that reads no `quoted_text`. */
    ignoresQuotes: () => emptyAfterWords,
  };
}

const bare = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, '');
