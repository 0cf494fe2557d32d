import { FENCE_LABELS } from './untrusted';

/** Takes boundaries out of a text that comes in pieces. */
export interface BoundaryFilter {
  take(delta: string): string;
  /** The text is over: what was held back. */
  end(): string;
}

/** Shorter runs are words and numbers; a longer one that shares so much with a boundary is an echo of it. */
const SHARED = 8;
/** A longer run of hexadecimal digits is no echo that anybody waits for. */
const LONGEST = 128;

/**
 * Small models repeat the boundaries of the prompt, whole, cut short or run together. None of it reaches a reader:
 * it means nothing to them, and a page that was quoted must not learn it. What stands around an echo goes with it: its
 * brackets, and the sentence of the fence.
 */
export function createBoundaryFilter(boundaries: readonly string[]): BoundaryFilter {
  const pieces = new Set(boundaries.flatMap((boundary) => windows(boundary.toLowerCase())));
  const isEcho = (run: string) => windows(run.toLowerCase()).some((piece) => pieces.has(piece));
  let held = '';

  const run = (ended: boolean): string => {
    let out = '';
    const release = (length: number) => {
      out += held.slice(0, length);
      held = held.slice(length);
    };
    for (;;) {
      const match = /\[?[0-9a-f]+\]?|\[/i.exec(held);
      if (!match) {
        release(held.length);
        return out;
      }
      const [code] = match;
      release(match.index);
      const open = !ended && code.length === held.length && !code.endsWith(']') && code.length < LONGEST;
      const digits = code.replace(/^\[|\]$/g, '');
      if (!open && !isEcho(digits)) {
        release(code.length);
        continue;
      }
      if (open) return out;
      const rest = held.slice(code.length);
      const label = FENCE_LABELS.find((one) => rest.startsWith(one));
      if (!ended && FENCE_LABELS.some((one) => one.startsWith(rest))) return out;
      held = rest.slice(label?.length ?? 0);
    }
  };
  return {
    take(delta) {
      if (pieces.size === 0) return delta;
      held += delta;
      return run(false);
    },
    end: () => run(true),
  };
}

function windows(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - SHARED + 1) }, (_, start) => text.slice(start, start + SHARED));
}
