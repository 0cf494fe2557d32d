import browser from 'webextension-polyfill';

/** Which documents of a tab: its top one, one frame, or all that the browser lets us into. */
export type Frames = number | 'all';

/**
 * Runs a function in the top frame of a tab, in our isolated world, and gives what it returned. Rejects where the
 * browser does not let us: no access, a page closed to extensions, a tab that is gone.
 */
export async function runInTab<Args extends unknown[], Result>(
  tabId: number,
  func: (...args: Args) => Result,
  args: Args,
): Promise<Awaited<Result> | undefined> {
  return (await runInFrames(tabId, 0, func, args))[0];
}

/** The same in several documents of a tab: what each returned, or resolved with. */
export async function runInFrames<Args extends unknown[], Result>(
  tabId: number,
  frames: Frames,
  func: (...args: Args) => Result,
  args: Args,
): Promise<Awaited<Result>[]> {
  const answers = await browser.scripting.executeScript({
    target: targetOf(tabId, frames),
    func: func as (...args: unknown[]) => unknown,
    args,
  });
  return answers.map(({ result }) => result as Awaited<Result>);
}

/** Puts one of our files into documents of a tab. */
export async function injectInFrames(tabId: number, frames: Frames, file: string): Promise<void> {
  await browser.scripting.executeScript({ target: targetOf(tabId, frames), files: [file] });
}

const targetOf = (tabId: number, frames: Frames) =>
  frames === 'all' ? { tabId, allFrames: true } : { tabId, frameIds: [frames] };
