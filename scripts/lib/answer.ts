import { visibleText } from './in-page';
import { type Surface, until } from './surface';

/** What a person saw of an answer. */
export interface SeenAnswer {
  text: string;
  /** How many different lengths of it were on screen, counted frame by frame. */
  paintedSteps: number;
}

/** The last answer's text and how often it had grown when a frame was drawn; runs in the panel. */
interface Watch {
  lengths: number[];
  stop: boolean;
}

/**
 * Starts counting what is painted, to be called before the question is sent. It looks at the conversation once per
 * frame: growth between two frames was never seen by anybody and does not count.
 */
export async function watchAnswer(panel: Surface): Promise<void> {
  await panel.run(() => {
    const holder = globalThis as unknown as { docentWatch?: Watch };
    if (holder.docentWatch) holder.docentWatch.stop = true;
    const watch: Watch = { lengths: [], stop: false };
    holder.docentWatch = watch;
    const answers = (root: ParentNode): Element[] => [
      ...root.querySelectorAll('article.answer'),
      ...[...root.querySelectorAll('*')].flatMap((element) => (element.shadowRoot ? answers(element.shadowRoot) : [])),
    ];
    const before = answers(document).length;
    const look = () => {
      const now = answers(document);
      const texts = now.length > before ? [...(now.at(-1)?.querySelectorAll('.markdown') ?? [])] : [];
      const length = texts.reduce((sum, { textContent }) => sum + (textContent ?? '').trim().length, 0);
      if (length > 0 && length !== watch.lengths.at(-1)) watch.lengths.push(length);
      if (!watch.stop) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/**
 * Waits until the answer begun after `watchAnswer` has ended.
 *
 * @param onGrowth called with the text so far, for printing it while it streams
 */
export async function readAnswer(
  panel: Surface,
  { withinMs = 30_000, onGrowth }: { withinMs?: number; onGrowth?: (text: string) => void } = {},
): Promise<SeenAnswer> {
  const seen = await until(
    'an answer that has ended',
    async () => {
      const state = await panel.run(answerState);
      if (state.text) onGrowth?.(state.text);
      return state.ended && state.text ? state : null;
    },
    withinMs,
  ).catch(async (error: unknown) => {
    const shown = await panel.run(visibleText);
    throw new Error(`${(error as Error).message}; the panel shows:\n${shown.slice(-2_000)}`, { cause: error });
  });
  return { text: seen.text, paintedSteps: seen.steps };
}

/** Waits until no answer is being written: for one that takes the place of another, which `readAnswer` cannot tell apart. */
export const answerEnded = (panel: Surface) =>
  until('the answer to have ended', () =>
    panel.run(() => {
      const root = document.querySelector('openai-chatkit')?.shadowRoot;
      return root?.querySelector('article.answer[aria-busy="true"]') === null;
    }),
  );

/** Runs in the panel. */
function answerState(): { text: string; steps: number; ended: boolean } {
  const all = (root: ParentNode, selector: string): Element[] => [
    ...root.querySelectorAll(selector),
    ...[...root.querySelectorAll('*')].flatMap((element) =>
      element.shadowRoot ? all(element.shadowRoot, selector) : [],
    ),
  ];
  const { docentWatch } = globalThis as unknown as { docentWatch?: Watch };
  const started = (docentWatch?.lengths.length ?? 0) > 0;
  const last = all(document, 'article.answer').at(-1);
  const markdown = last ? all(last, '.markdown') : [];
  // What only a screen reader hears is not part of the text that a person reads.
  const hidden = markdown.flatMap((part) => [...part.querySelectorAll<HTMLElement>('.hidden')]);
  const heard = hidden.map(({ textContent }) => textContent);
  // Firefox gives no `innerText` for what `content-visibility` skips because it is scrolled out of view.
  const textOf = (part: Element) => (part as HTMLElement).innerText.trim() || (part.textContent ?? '').trim();
  let text = started ? markdown.map(textOf).join('\n') : '';
  for (const words of heard) if (words) text = text.replace(words, '').trim();
  const streaming = last?.getAttribute('aria-busy') === 'true';
  return { text, steps: docentWatch?.lengths.length ?? 0, ended: started && !streaming };
}
