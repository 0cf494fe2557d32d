import browser from 'webextension-polyfill';
import type { PanelServices } from './services';
import { onChange } from '../shared/changes';
import { createConnectionFetch } from '../backend/api-fetch';
import { deviceDatabaseExists } from '../backend/device-database';
import { keepsConversationsHere } from '../backend/plain/subject';
import { listConnections } from '../backend/store';
import { AppError } from '../shared/errors';
import { openPanelTab } from '../shared/panel-page';
import { cleanText } from '../passage/clean-text';
import type { StagedPassage } from '../passage/types';
import { send } from '../shared/send';
import { readSettings, type SettingsPatch, updateSettings } from '../settings/store';
import { createTokenReader } from '../backend/reader';
import { allowSignInWindow } from '../backend/identity-permission';
import { askAccess } from '../shared/ask-access';
import { allowSendingAddress, isAddressAllowed, onAddressPermission } from '../shared/address-permission';
import { takePassage } from './conversation';
import { openDraftKeeper } from './draft-keeper';
import { openEnvironment } from '../shared/environment';
import { createMailbox, type Mailbox } from './mailbox';
import { createOpening } from './opening';
import { markLeft, sayAlive } from './panel-mark';

/**
 * Joins the panel to the browser. Settles when draft, settings and connections are read: the first paint is whole.
 * @param window found while settings and connections are being read
 * @param options `pressed`: presses that concern this panel; `docked`: it is the browser's panel, not a tab or a window
 */
export async function createPanelServices(
  window: Promise<number>,
  { pressed, docked, signal }: { pressed: Mailbox<true>; docked: boolean; signal: AbortSignal },
): Promise<PanelServices> {
  const arrivals = createMailbox<StagedPassage[]>();
  const errors = createMailbox<AppError>();
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
  const writer = crypto.randomUUID();
  const { session } = browser.storage;
  sayAlive(writer);
  const opening = createOpening({ session, windowId, writer, onLeave: (left) => markLeft(writer, left) });
  const draft = await openDraftKeeper({
    session,
    opening,
    withoutUnopened: async (...what) => (await import('./unopened')).withoutUnopened(...what),
    onSessionChanged(listener) {
      browser.storage.session.onChanged.addListener(listener);
      return () => browser.storage.session.onChanged.removeListener(listener);
    },
    windowId,
    writer,
    take(current, staged) {
      const { settings, connections } = environment.get();
      const { defaultConnectionId } = settings;
      const { passage } = staged;
      const clean = { ...staged, passage: { ...passage, text: cleanText(passage.text) } };
      return takePassage(current, clean, { connections, defaultConnectionId });
    },
    onTaken: arrivals.put,
    onError: errors.put,
    setTimer(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  const save = async (patch: SettingsPatch) => {
    await updateSettings(patch);
    await environment.reload();
    await send('settingsChanged', {});
  };
  const activeTab = async () => (await browser.tabs.query({ active: true, windowId }))[0];
  const online = () => navigator.onLine;

  return {
    draft,
    opening,
    environment,
    arrivals,
    errors,
    language: browser.i18n.getUILanguage(),
    shortcut: commands.find(({ name }) => name === 'ask-about-selection')?.shortcut ?? '',
    docked,
    pressed,
    extensionOrigin: browser.runtime.getURL('').replace(/\/$/, ''),
    version: browser.runtime.getManifest().version,
    browserModel: async () => (await import('./model-entry')).modelOffer(),
    modelEntries: async (connection) =>
      (await import('./model-entry')).modelEntries({
        connection,
        fetch: (input, init) => fetch(input, init),
        getToken: (rejected) => tokens.get(connection, rejected),
        online,
        reload: () => environment.reload(),
      }),
    privacyUrl: browser.runtime.getURL('privacy.html'),
    createFetch: (connection, { shape, onActivity }) =>
      createConnectionFetch({
        connection,
        fetch: (input, init) => fetch(input, init),
        getToken: (rejected) => tokens.get(connection, rejected),
        // Few back ends ask for it, so the panel does not wait for its code.
        visitor: async () => (await import('../backend/own-visitor')).ownVisitor(connection),
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
    allow: askAccess,
    allowSendingAddress,
    async agree(sendAddress) {
      const allowed = sendAddress && (await allowSendingAddress());
      await save((await import('../shared/consent')).givenConsent(allowed, Date.now()));
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
    forgetWays: async (connectionId, threadId) =>
      (await import('../shared/ways-back')).forgetWays(connectionId, threadId),
    showInPage: async (staged) => (await import('./page-work')).showStaged(staged, windowId),
    packPassage: async (passage) => (await import('./page-work')).packOf(passage),
    readPage: async (...what) => (await import('./page-work')).readStagedPage(...what),
    async currentSite() {
      const url = (await activeTab())?.url;
      const address = url === undefined ? null : URL.parse(url);
      return address !== null && /^https?:$/.test(address.protocol) ? address.hostname : undefined;
    },
    hideButtonOnPage: async () => (await import('./front-page')).hideButton((await activeTab())?.id),
    copyText: async (text) => navigator.clipboard.writeText(await text),
  };
}
