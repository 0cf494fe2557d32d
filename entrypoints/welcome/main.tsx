import '@/utils/shared/zod-without-eval';
import { createRoot } from 'react-dom/client';
import { Welcome } from '@/components/settings/welcome/Welcome';
import { startPageScript } from '@/utils/page/start';
import { prepareDocument } from '@/utils/shared/document-language';
import { createSampleRuntime } from '@/utils/settings-page/sample-runtime';
import { createSettingsServices } from '@/utils/settings-page/browser-services';

prepareDocument(document, 'welcomeTitle');
const closing = new AbortController();
addEventListener('pagehide', () => closing.abort(), { once: true });

const [services, runtime] = await Promise.all([
  createSettingsServices(document, closing.signal),
  createSampleRuntime(),
]);
const mountPopover = () => startPageScript({ window, runtime, i18n: chrome.i18n, storage: chrome.storage });

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <Welcome services={services} now={Date.now} privacyUrl="/privacy.html" mountPopover={mountPopover} />,
  );
}
