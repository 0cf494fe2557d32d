import type { Page } from 'puppeteer-core';

/**
 * Types into the composer and counts what that changes in the conversation above it: nothing, however much it holds.
 *
 * @param text plain letters
 * @returns changes of nodes, attributes and text, counted once all of the text stands in the composer
 */
export async function changesWhileTyping(page: Page, text: string): Promise<number> {
  // What was still being drawn is drawn to its end first.
  await page.evaluate(
    () =>
      new Promise<void>((settled) => {
        const log = window.harness.element?.shadowRoot?.querySelector('.log');
        if (!log) throw new Error('There is no conversation to count in.');
        const count = { changes: 0 };
        Object.assign(window, { count });
        let quiet = 0;
        const observer = new MutationObserver((records) => {
          count.changes += records.length;
          quiet = 0;
        });
        observer.observe(log, { subtree: true, childList: true, attributes: true, characterData: true });
        const look = () => {
          quiet += 1;
          if (quiet < 10) return requestAnimationFrame(look);
          count.changes = 0;
          settled();
        };
        requestAnimationFrame(look);
      }),
  );
  await (await page.$('openai-chatkit >>> [data-composer]'))?.focus();
  await page.keyboard.type(text);
  await page.waitForFunction(
    (wanted) =>
      window.harness.element?.shadowRoot?.querySelector<HTMLTextAreaElement>('[data-composer]')?.value === wanted,
    {},
    text,
  );
  return page.evaluate(
    () =>
      new Promise<number>((counted) =>
        requestAnimationFrame(() =>
          setTimeout(() => counted((window as unknown as { count: { changes: number } }).count.changes)),
        ),
      ),
  );
}

/** A key as some input methods end a composition with it: code 229, not composing, with the letter that sends a form. */
export async function pressComposing(page: Page, key: string): Promise<void> {
  const session = await page.createCDPSession();
  const event = { key, code: key, windowsVirtualKeyCode: 229, ...(key === 'Enter' && { text: '\r' }) };
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code: key, windowsVirtualKeyCode: 229 });
  await session.detach();
}
