import browser from 'webextension-polyfill';

/**
 * Runs a function in the top frame of a tab, in our isolated world, and gives what it returned. Rejects where the
 * browser does not let us: no access, a page closed to extensions, a tab that is gone.
 */
export async function runInTab<Args extends unknown[], Result>(
  tabId: number,
  func: (...args: Args) => Result,
  args: Args,
): Promise<Result | undefined> {
  const [answer] = await browser.scripting.executeScript({
    target: { tabId },
    func: func as (...args: unknown[]) => unknown,
    args,
  });
  return answer?.result as Result | undefined;
}
