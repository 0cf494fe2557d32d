import '@/utils/shared/zod-without-eval';
import browser from 'webextension-polyfill';
import { readInbox } from '@/utils/shared/inbox';
import { panel } from '@/utils/shared/panel';
import { send } from '@/utils/shared/send';
import { readSettings } from '@/utils/settings/store';
import { t } from '@/utils/shared/strings';

/**
 * "Passage ready", two lines of it, and one button (docs/interface.md 27). Escape closes the popup; the passage stays.
 */
async function show(): Promise<void> {
  const { id: windowId } = await browser.windows.getCurrent();
  if (windowId === undefined) return;
  const open = element<HTMLButtonElement>('open');
  const openSidebar = () => {
    void panel.open(windowId).finally(() => window.close());
  };
  open.addEventListener('click', openSidebar);
  keepFocused(open, openSidebar);

  const [{ settings }, waiting] = await Promise.all([readSettings(), readInbox(browser.storage.session, windowId)]);
  if (settings.theme !== 'system') document.documentElement.dataset.theme = settings.theme;
  element('passage').textContent = waiting.at(-1)?.passage.text.slice(0, 300) ?? '';
  await send('handoverReady', { windowId });
}

/**
 * One key opens the sidebar. Firefox gives a popup the keyboard only once it is shown, and may then leave the focus on the
 * document: so it is set again whenever the window gains it, and Enter counts wherever it arrives. (Automation sets
 * `focusmanager.testmode`, under which no toolbar popup gets the keyboard at all.)
 */
function keepFocused(button: HTMLButtonElement, openSidebar: () => void): void {
  button.focus();
  addEventListener('focus', () => button.focus());
  addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.target === button) return;
    event.preventDefault();
    openSidebar();
  });
}

function element<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  return document.getElementById(id) as Kind;
}

document.documentElement.lang = t('languageTag');
document.documentElement.dir = t('textDirection');
element('title').textContent = t('handoverTitle');
element('open').textContent = t('handoverOpen');
element('note').textContent = t('handoverNote');
void show();
