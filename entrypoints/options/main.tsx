import '@/utils/shared/zod-without-eval';
import { createRoot } from 'react-dom/client';
import { Options } from '@/components/settings/Options';
import { prepareDocument } from '@/utils/shared/document-language';
import { createSettingsServices } from '@/utils/settings-page/browser-services';

prepareDocument(document, 'optionsTitle');
const closing = new AbortController();
addEventListener('pagehide', () => closing.abort(), { once: true });

const services = await createSettingsServices(document, closing.signal);
const search = new URLSearchParams(location.search);
const [address, page] = [search.get('address'), search.get('page')];
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <Options
      services={services}
      now={Date.now}
      privacyUrl="/privacy.html"
      section={location.hash.slice(1)}
      proposal={address !== null && page !== null ? { address, page } : undefined}
    />,
  );
}
