/** Remembers the press on our own Send until the question it belongs to leaves. */
export interface OwnSend {
  /** The reader pressed Send in the panel, with this text. */
  press: (text: string) => void;
  /** True once, for the question of the last press. */
  take: (text: string) => boolean;
}

/**
 * Which question may carry a passage that has never left the browser (docs/design.md, promise 1). In OpenAI's view a
 * script that is not ours asks; a press inside its window cannot be told from a question it makes up. So only what the
 * reader sends by the panel's own button takes an unsent passage along; a pinned one, sent before, goes with every
 * question.
 */
export function createOwnSend(): OwnSend {
  let pressed: string | undefined;
  return {
    press(text) {
      pressed = text.trim();
    },
    take(text) {
      const own = pressed !== undefined && pressed === text.trim();
      if (own) pressed = undefined;
      return own;
    },
  };
}
