import '@/utils/zod-without-eval';
import { createRoot } from 'react-dom/client';
import browser from 'webextension-polyfill';
import { Panel } from '@/components/panel/Panel';
import { answerBackground } from '@/utils/panel-presence';
import { findPanelWindow } from '@/utils/panel-state/panel-window';
import { createPanelServices } from '@/utils/panel-state/services';
import { send } from '@/utils/send';
import { describeDocument } from '@/utils/panel-state/document-language';
import '@/components/shared/tokens.css';
import '@/components/shared/controls.css';
import '@/components/panel/panel.css';

describeDocument(document, 'panelTitle');
// Beside the reading of settings and draft: bar and passage are painted without waiting for the chat's code.
void import('@/chatkit/element/register').then(async ({ loadStrings, registerChatKitElement }) => {
  // First, so that no reader sees English for a frame; without a catalogue it is English anyway.
  await loadStrings(browser.i18n.getUILanguage()).catch(() => false);
  registerChatKitElement();
});

const closing = new AbortController();
const findWindow = async () => {
  const windowId = await findPanelWindow(location.search);
  answerBackground(windowId, closing.signal);
  // Said as early as possible: the background opens the panel as a tab when it hears nothing for two seconds.
  void send('panelReady', { windowId }).catch(() => undefined);
  return windowId;
};
const services = await createPanelServices(findWindow(), closing.signal);
addEventListener('pagehide', () => void services.draft.flush());

const root = document.getElementById('root');
if (root) createRoot(root).render(<Panel services={services} />);
