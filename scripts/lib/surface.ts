import { type KeyInput, type Page } from 'puppeteer-core';

export interface Point {
  x: number;
  y: number;
}
export type Modifier = 'Shift' | 'Control' | 'Alt';

/**
 * One document a person can see and use: a tab, Chromium's side panel, Firefox's sidebar or its toolbar popup. Input is
 * the browser's own (trusted events), never `element.click()`.
 */
export interface Surface {
  /** Runs a self-contained function in the document and hands its JSON-able result back. */
  run<Args extends unknown[], Result>(work: (...args: Args) => Result, ...args: Args): Promise<Awaited<Result>>;
  move(to: Point): Promise<void>;
  click(at: Point, options?: { count?: number; button?: 'left' | 'right' }): Promise<void>;
  drag(from: Point, to: Point): Promise<void>;
  press(key: KeyInput, options?: { hold?: Modifier[]; times?: number }): Promise<void>;
  type(text: string): Promise<void>;
  /** A picture of what is in view, as PNG. */
  screenshot(): Promise<Uint8Array>;
}

/**
 * Source that calls `work` with `args` and gives its result as JSON text. `__name` is what TypeScript loaders put
 * around inner functions; the page does not have it.
 */
export function sourceOf(work: (...args: never[]) => unknown, args: unknown[]): string {
  return `(async () => {
    const __name = (inner) => inner;
    const result = await (${work.toString()})(...${JSON.stringify(args)});
    return JSON.stringify(result === undefined ? null : result);
  })()`;
}

/** A tab or panel that puppeteer knows as a page. */
export function pageSurface(page: Page): Surface {
  return {
    async run(work, ...args) {
      return JSON.parse((await page.evaluate(sourceOf(work, args))) as string);
    },
    move: ({ x, y }) => page.mouse.move(x, y, { steps: 4 }),
    click: ({ x, y }, { count = 1, button = 'left' } = {}) => page.mouse.click(x, y, { count, button, delay: 20 }),
    async drag(from, to) {
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: 6 });
      await page.mouse.up();
    },
    async press(key, { hold = [], times = 1 } = {}) {
      for (const modifier of hold) await page.keyboard.down(modifier);
      for (let index = 0; index < times; index += 1) await page.keyboard.press(key);
      for (const modifier of hold.toReversed()) await page.keyboard.up(modifier);
    },
    type: (text) => page.keyboard.type(text),
    screenshot: () => page.screenshot(),
  };
}

/**
 * Asks again until there is an answer; the e2e equivalent of looking at the screen.
 *
 * @throws Error naming `what` after `withinMs`, with the last error if there was one
 */
export async function until<Value>(
  what: string,
  look: () => Promise<Value | null | undefined | false>,
  withinMs = 15_000,
): Promise<Value> {
  const deadline = Date.now() + withinMs;
  let last: unknown;
  for (;;) {
    try {
      const value = await look();
      if (value !== null && value !== undefined && value !== false) return value;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) {
      throw new Error(`Waited ${withinMs / 1000} s in vain for ${what}`, last ? { cause: last } : undefined);
    }
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
