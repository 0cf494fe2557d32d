/** What a text was made of: the answer, or what the model thought before it. */
export type Told =
  | { type: 'text' | 'thought'; delta: string }
  /** All that was told as the answer so far was thought. */
  | { type: 'wasThought' };

/**
 * Tells thoughts from the answer in the text of models that write both into one (`<think>…</think>`), however it is cut
 * into chunks. Thoughts come before the answer: a tag later on is part of what the answer says.
 */
export interface ThinkTags {
  take(delta: string): Told[];
  /** The text is over: what was held back. */
  end(): Told[];
}

const TAGS = [
  ['<think>', '</think>'],
  ['<thinking>', '</thinking>'],
  ['<thought>', '</thought>'],
  ['<reasoning>', '</reasoning>'],
  ['<seed:think>', '</seed:think>'],
  ['[think]', '[/think]'],
  ['<|start_thinking|>', '<|end_thinking|>'],
] as const;
/** Some templates open the thought in the prompt: the answer then holds its end alone. */
const LONE_END = '</think>';

export function createThinkTags(): ThinkTags {
  let state: 'start' | 'thinking' | 'answer' = 'start';
  let held = '';
  let close = '';
  let hasThought = false;
  /** What a lone end would claim. */
  let answer = '';

  const answered = (told: Told[], length: number) => {
    const delta = held.slice(0, length);
    held = held.slice(length);
    if (delta === '') return;
    if (!hasThought) answer += delta;
    told.push({ type: 'text', delta });
  };

  /** Takes from `held` what is sure. True when the rest is to be looked at in another light. */
  const steps = {
    start(_told: Told[], ended: boolean): boolean {
      const begun = held.trimStart();
      const lower = begun.toLowerCase();
      const tag = TAGS.find(([open]) => lower.startsWith(open));
      if (!tag && !ended && TAGS.some(([open]) => open.startsWith(lower))) return false;
      if (tag) held = begun.slice(tag[0].length);
      else if (hasThought) held = begun;
      close = tag?.[1] ?? '';
      hasThought ||= tag !== undefined;
      state = tag ? 'thinking' : 'answer';
      return true;
    },
    thinking(told: Told[], ended: boolean): boolean {
      const lower = held.toLowerCase();
      const at = lower.indexOf(close);
      const sure = at >= 0 ? at : held.length - (ended ? 0 : overlap(lower, close));
      if (sure > 0) told.push({ type: 'thought', delta: held.slice(0, sure) });
      held = held.slice(at >= 0 ? at + close.length : sure);
      if (at >= 0) state = 'start';
      return at >= 0;
    },
    answer(told: Told[], ended: boolean): boolean {
      if (hasThought) return (answered(told, held.length), false);
      const lower = held.toLowerCase();
      const at = lower.indexOf(LONE_END);
      if (at < 0) return (answered(told, held.length - (ended ? 0 : overlap(lower, LONE_END))), false);
      const after = held[at + LONE_END.length];
      answered(told, at);
      if (after === undefined && !ended) return false;
      if (isCode(answer, after)) {
        answered(told, LONE_END.length);
        return true;
      }
      told.push({ type: 'wasThought' });
      held = held.slice(LONE_END.length);
      hasThought = true;
      state = 'start';
      return true;
    },
  };
  const run = (ended: boolean): Told[] => {
    const told: Told[] = [];
    while (steps[state](told, ended));
    return told;
  };

  return {
    take(delta) {
      held += delta;
      return run(false);
    },
    end: () => run(true),
  };
}

/** Whether what follows stands in code: an answer may well be about such tags. */
function isCode(before: string, after: string | undefined): boolean {
  return before.endsWith('`') || after === '`' || (before.match(/^ {0,3}(?:```|~~~)/gm)?.length ?? 0) % 2 === 1;
}

/** How much of the end of a text is the beginning of a word. */
export function overlap(text: string, word: string): number {
  for (let length = Math.min(text.length, word.length - 1); length > 0; length -= 1) {
    if (word.startsWith(text.slice(-length))) return length;
  }
  return 0;
}
