import browser from 'webextension-polyfill';
import { appendToInbox, hasWaitingPassage } from '../shared/inbox';
import * as z from 'zod';
import { openPanelTab } from '../shared/panel-page';
import { panel } from '../shared/panel';
import { passageSchema } from '../passage/schema';
import type { PageRuntime } from '../shared/page-runtime';
import { readShortcut } from '../shared/popover-preferences';

const staging = z.object({
  name: z.literal('stagePassage'),
  request: z.object({ passage: passageSchema, intent: z.enum(['ask', 'add']) }),
});

/**
 * What the popover of the welcome page's sample talks to. The background takes passages from web pages only
 * (docs/threats.md R2), and one of our own pages may open the panel itself, in Firefox too. Everything else the popover
 * can ask for has no meaning here and is answered with nothing.
 */
export async function createSampleRuntime(): Promise<PageRuntime> {
  const windowId = (await browser.windows.getCurrent()).id ?? -1;

  async function stage(opening: Promise<void>, { passage, intent }: z.infer<typeof staging>['request']) {
    const kept = await appendToInbox(browser.storage.session, windowId, { passage, origin: { windowId }, intent });
    await opening.catch(() => openPanelTab(windowId));
    return { outcome: kept ? 'panel' : 'refused' };
  }

  return {
    get id() {
      return browser.runtime.id;
    },
    async sendMessage(message) {
      const staged = staging.safeParse(message);
      // First of all, in the tick of the press: both browsers count the gesture only so long.
      if (staged.success) return { ok: true, value: await stage(panel.open(windowId), staged.data.request) };
      const { name } = message as { name: string };
      if (name === 'openSettings') await browser.runtime.openOptionsPage();
      if (name !== 'describePopover') return { ok: true, value: {} };
      const waiting = await hasWaitingPassage(browser.storage.session, windowId);
      return { ok: true, value: { waiting, shortcut: await readShortcut(), site: '' } };
    },
  };
}
