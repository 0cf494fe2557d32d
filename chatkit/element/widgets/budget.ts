/**
 * Bounds of one widget. A server can send any tree; what is beyond these is left out, so that drawing it never takes
 * longer than a reader waits for a key.
 */
export const LIMITS = {
  /** Components drawn, over the whole tree. */
  components: 1_000,
  /** Levels of nesting; deeper parts are left out. */
  depth: 32,
  /** Characters of one text. */
  text: 50_000,
  /** Characters of a value or label of a control. */
  line: 1_000,
  /** Choices of a select or a group of radio buttons. */
  options: 200,
} as const;
