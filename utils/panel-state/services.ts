import browser from 'webextension-polyfill';
import type { PanelServices } from '../../components/panel/services';
import { onChange } from '../changes';
import { createConnectionFetch } from '../connection/api-fetch';
import { deviceDatabaseExists } from '../connection/device-database';
import { keepsConversationsHere } from '../connection/plain/subject';
import { listConnections } from '../connection/store';
import { givenConsent } from '../consent';
import { AppError } from '../errors';
import { openPanelTab } from '../panel-page';
import { cleanText } from '../passage/clean-text';
import type { StagedPassage } from '../passage/types';
import { send } from '../send';
import type { Settings } from '../settings/schema';
import { readSettings, updateSettings } from '../settings/store';
import { createTokenReader } from '../token/reader';
import { allowSignInWindow } from '../token/identity-permission';
import { allowSendingAddress, isAddressAllowed, onAddressPermission } from './address-permission';
import { routePassage } from './conversation';
import { passageStaged } from './draft';
import { openDraftKeeper } from './draft-keeper';
import { openEnvironment } from './environment';
import { createMailbox } from './mailbox';
import { runInTab } from './tab-scripts';

/**
 * Joins the panel to the browser. Settles when draft, settings and connections are read: the first paint is whole.
 * @param window found while settings and connections are being read
 */
export async function createPanelServices(window: Promise<number>, signal: AbortSignal): Promise<PanelServices> {
  const arrivals = createMailbox<StagedPassage[]>();
  const faults = createMailbox<AppError>();
  const tokens = createTokenReader({ session: browser.storage.session, send, now: Date.now });
  const reading = openEnvironment({
    readSettings,
    listConnections,
    isAddressAllowed,
    onChange(listener) {
      onChange('settings', listener, signal);
      onChange('connections', listener, signal);
      onAddressPermission(listener);
    },
  });
  const [environment, commands, windowId] = await Promise.all([reading, browser.commands.getAll(), window]);
  const draft = await openDraftKeeper({
    session: browser.storage.session,
    onSessionChanged(listener) {
      browser.storage.session.onChanged.addListener(listener);
      return () => browser.storage.session.onChanged.removeListener(listener);
    },
    windowId,
    writer: crypto.randomUUID(),
    take(current, staged) {
      const { settings, connections } = environment.get();
      const { defaultConnectionId } = settings;
      const { passage } = staged;
      const clean = { ...staged, passage: { ...passage, text: cleanText(passage.text) } };
      return passageStaged(routePassage(current, passage.page.url, { connections, defaultConnectionId }), clean);
    },
    onTaken: arrivals.put,
    onError: faults.put,
    setTimer(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  const save = async (patch: Partial<Settings>) => {
    await updateSettings(patch);
    await environment.reload();
    await send('settingsChanged', {});
  };
  const activeTab = async () => (await browser.tabs.query({ active: true, windowId }))[0];
  const online = () => navigator.onLine;

  return {
    draft,
    environment,
    arrivals,
    faults,
    language: browser.i18n.getUILanguage(),
    shortcut: commands.find(({ name }) => name === 'ask-about-selection')?.shortcut ?? '',
    extensionOrigin: browser.runtime.getURL('').replace(/\/$/, ''),
    version: browser.runtime.getManifest().version,
    privacyUrl: browser.runtime.getURL('privacy.html'),
    createFetch: (connection, { shape, onActivity }) =>
      createConnectionFetch({
        connection,
        fetch: (input, init) => fetch(input, init),
        getToken: (rejected) => tokens.get(connection, rejected),
        hasPermission: (origins) => browser.permissions.contains({ origins }),
        online,
        shape,
        onActivity,
      }),
    async clientSecret(connection, refused) {
      const secret = await tokens.get(connection, refused);
      if (secret === null) throw new AppError('SIGN_IN');
      return secret;
    },
    // A plain chat's past conversations may be at its server, where it says that it keeps them; those of a workflow that
    // OpenAI hosts are known to OpenAI's window alone.
    mayHaveConversations: async ({ kind, chat }) =>
      kind !== 'openai-hosted' &&
      ((kind !== 'device' && !keepsConversationsHere({ kind })) ||
        chat?.sessionsUrl !== undefined ||
        (await deviceDatabaseExists())),
    online: {
      get: online,
      subscribe(listener) {
        addEventListener('online', listener);
        addEventListener('offline', listener);
        return () => {
          removeEventListener('online', listener);
          removeEventListener('offline', listener);
        };
      },
    },
    allow: (origins) => browser.permissions.request({ origins }),
    allowSendingAddress,
    async agree(sendAddress) {
      const allowed = sendAddress && (await allowSendingAddress());
      await save(givenConsent(allowed, Date.now()));
    },
    updateSettings: save,
    announceAccess: async () => void (await send('settingsChanged', {})),
    allowSignInWindow,
    signIn: async (connectionId, key, remember) => void (await send('signIn', { connectionId, key, remember })),
    async openOptions(section, proposal) {
      const query =
        proposal && `?${new URLSearchParams({ address: proposal.address, page: proposal.page }).toString()}`;
      const url = `/options.html${query ?? ''}${section === undefined ? '' : `#${section}`}`;
      await browser.tabs.create({ url, windowId });
    },
    openTab: async (url) => void (await browser.tabs.create({ url, windowId })),
    openInTab: () => openPanelTab(windowId),
    waysBack: async (parts) =>
      (await import('./open-ways')).openWays(parts, async (staged) =>
        (await import('./page-work')).showStaged(staged, windowId),
      ),
    forgetWays: async (connectionId, threadId) => (await import('../ways-back')).forgetWays(connectionId, threadId),
    showInPage: async (staged) => (await import('./page-work')).showStaged(staged, windowId),
    packPassage: async (passage) => (await import('./page-work')).packOf(passage),
    readPage: async (staged) => (await import('./page-work')).readStagedPage(staged),
    async currentSite() {
      const url = (await activeTab())?.url;
      const address = url === undefined ? null : URL.parse(url);
      return address !== null && /^https?:$/.test(address.protocol) ? address.hostname : undefined;
    },
    async hideButtonOnPage() {
      const tab = await activeTab();
      if (tab?.id !== undefined) await runInTab(tab.id, stopPageScript, []);
    },
    copyText: async (text) => navigator.clipboard.writeText(await text),
  };
}

/** Runs in the page's isolated world, where `entrypoints/selection.ts` leaves the function that ends it. */
function stopPageScript(): void {
  (globalThis as typeof globalThis & { docentStop?: () => void }).docentStop?.();
}
