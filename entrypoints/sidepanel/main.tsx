import '@/utils/shared/zod-without-eval';
import { createRoot } from 'react-dom/client';
import browser from 'webextension-polyfill';
import { ChatBoundary } from '@/components/panel/ChatBoundary';
import { Panel } from '@/components/panel/Panel';
import { answerBackground } from '@/utils/shared/panel-presence';
import { createMailbox } from '@/utils/panel/mailbox';
import { findPanelWindow } from '@/utils/panel/panel-window';
import { createPanelServices } from '@/utils/panel/browser-services';
import { send } from '@/utils/shared/send';
import { prepareDocument } from '@/utils/shared/document-language';
import '@/components/shared/tokens.css';
import '@/components/shared/controls.css';
import '@/components/panel/panel.css';

prepareDocument(document, 'panelTitle');
// Beside the reading of settings and draft: bar and passage are painted without waiting for the chat's code.
void import('@/chatkit/element/register').then(async ({ loadStrings, registerChatKitElement }) => {
  // First, so that no reader sees English for a frame; without a catalogue it is English anyway.
  await loadStrings(browser.i18n.getUILanguage()).catch(() => false);
  registerChatKitElement();
});

const closing = new AbortController();
const pressed = createMailbox<true>();
const findWindow = async () => {
  const windowId = await findPanelWindow(location.search);
  answerBackground(windowId, () => pressed.put(true), closing.signal);
  // Said as early as possible: the background opens the panel as a tab when it hears nothing for two seconds.
  void send('panelReady', { windowId }).then(
    (ready) => ready.pressed && pressed.put(true),
    () => undefined,
  );
  return windowId;
};
const docked = !new URLSearchParams(location.search).has('window');
const services = await createPanelServices(findWindow(), { pressed, docked, signal: closing.signal });
addEventListener('pagehide', () => {
  services.opening.leave();
  void services.draft.flush();
});
// A panel that can say that nobody sees it is no frozen one, whatever is done to it then.
document.addEventListener('visibilitychange', () =>
  document.hidden ? services.opening.leave() : services.opening.resume(),
);

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <ChatBoundary services={services}>
      <Panel services={services} />
    </ChatBoundary>,
  );
}
