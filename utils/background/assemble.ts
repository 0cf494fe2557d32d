import browser from 'webextension-polyfill';
import { createAsk } from './press';
import { createAccess } from './follow-access';
import { createBringInLine } from './bring-in-line';
import { announceChange } from '../shared/changes';
import { getConnection, listConnections, listPendingConnections, removeConnection } from '../backend/store';
import { originPattern } from '../connection/origins';
import { createHandlers } from './handlers';
import { clearHandover, offerHandover } from './handover';
import { appendToInbox, hasWaitingPassage, leaveNote } from '../shared/inbox';
import { normalWindowFor } from '../shared/normal-window';
import { panel } from '../shared/panel';
import { createArrivals } from './panel-arrival';
import { findPanels, focusPanelTab, openPanelTab, openPanelWindow } from '../shared/panel-page';
import { closeFocusedPanel } from '../shared/panel-presence';
import { createShowPanel } from './panel-show';
import { mirrorPreferences, readShortcut } from '../shared/popover-preferences';
import { followOriginRules } from './origin-rules';
import { createRateLimit } from './rate-limit';
import { syncRegistration } from './registration';
import { AppError, KEYS_FORBIDDEN } from '../shared/errors';
import { isForbidden } from '../settings/forbidden';
import { readPolicy } from '../settings/policy';
import { hasConsent } from '../settings/schema';
import { readSettings, updateSettings } from '../settings/store';
import { accessToOffer } from '../shared/site-access';
import { createStagePassage } from './stage-passage';
import { createLogins } from './token/logins';
import { createOidc } from './token/oidc';
import { secretDisk } from '../backend/secret-disk';
import { createSecretStore } from './token/secrets';
import { createTokenSession } from './token/session';
import { createVend } from './token/vend';
import { hideDot, showDot } from './toolbar-dot';
import { wipe } from './wipe';

/** Puts the background's parts together with the real browser, clock and network; nothing is decided here. */
export function assembleBackground() {
  const { session } = browser.storage;
  const now = () => Date.now();
  const secrets = createSecretStore(session, secretDisk);
  const logins = createLogins({
    session,
    now,
    oidc: createOidc({
      fetch: (...request) => fetch(...request),
      launch: (url) => launchSignIn(url),
      redirectUri: () => browser.identity.getRedirectURL(),
      now,
    }),
  });
  const tokens = createTokenSession({
    session,
    secrets,
    logins,
    getConnection,
    now,
    random: Math.random,
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    vend: createVend({
      fetch: (...request) => fetch(...request),
      now,
      onLine: () => navigator.onLine,
      mayReach: (origin) => browser.permissions.contains({ origins: [originPattern(origin)] }),
      async secretsOf(connection) {
        if (connection.auth === 'key') await requireKeysAllowed();
        return secrets.read(connection);
      },
      loginOf: logins.tokenOf,
    }),
  });

  const access = createAccess({
    readSettings,
    updateSettings,
    listConnections,
    granted: async () => (await browser.permissions.getAll()).origins ?? [],
    session,
  });
  const arrivals = createArrivals();
  const prefersWindow = async () => (await readSettings()).settings.surface === 'window';
  const showPanel = createShowPanel({
    arrivals,
    findPanels,
    openTab: openPanelTab,
    openWindow: openPanelWindow,
    focusTab: focusPanelTab,
    prefersWindow,
  });
  const consentGiven = async () => hasConsent((await readSettings()).settings);
  const append = (windowId: number, staged: Parameters<typeof appendToInbox>[2]) =>
    appendToInbox(session, windowId, staged);

  const bringInLine = createBringInLine(
    {
      mirrorPreferences,
      syncRegistration,
      preferWindow: (preferred) => panel.preferWindow(preferred),
      dropStaleTokens: () => tokens.dropStale(),
      dropForbiddenKeys: async ({ policy }) => {
        if (!isForbidden(policy, 'keys')) return;
        for (const { id, auth } of await listConnections()) if (auth === 'key') await tokens.dropKey(id);
      },
      followOriginRules,
    },
    access.readSettled,
  );

  const handlers = createHandlers({
    stagePassage: createStagePassage({
      mayStage: createRateLimit(5, 1_000, now),
      ...(panel.opensFromPages ? { openPanel: (windowId: number) => panel.open(windowId) } : {}),
      showPanel,
      handOver: async (windowId) => {
        if ((await panel.isOpen(windowId)) === true) return 'panel';
        const [tab] = (await findPanels(windowId)).tabs;
        if (!tab && !(await prefersWindow()) && (await offerHandover(windowId))) return 'handover';
        await showPanel(windowId, Promise.reject(new Error('A press in a page is no gesture here')));
        return 'panel';
      },
      hasConsent: consentGiven,
      normalWindowFor,
      append,
    }),
    tokens,
    readSettings: access.readSettled,
    updateSettings,
    bringInLine,
    hasWaitingPassage: (windowId) => hasWaitingPassage(session, windowId),
    readShortcut,
    injectPart: (part, tabId, frameId) =>
      browser.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, files: [`/${part}.js`] }),
    // Where nothing listens there is nothing to tell.
    tellTab: (tabId, message) => browser.tabs.sendMessage<unknown, void>(tabId, message).catch(() => undefined),
    openSettings: () => browser.runtime.openOptionsPage(),
    async panelArrived(windowId, tabId) {
      const pressed = arrivals.announce(windowId);
      const superseded = (await findPanels(windowId)).tabs.filter((tab) => tab.tabId !== tabId);
      if (superseded.length > 0) await browser.tabs.remove(superseded.map((tab) => tab.tabId));
      if (import.meta.env.FIREFOX) await hideDot(windowId);
      return pressed;
    },
    async handoverArrived(windowId) {
      await clearHandover(windowId);
      if (import.meta.env.FIREFOX) await showDot(windowId);
    },
    async wipe(scope) {
      await wipe({ session, discardFlights: () => tokens.discardFlights() }, scope);
      announceChange('session');
    },
    mayAct: createRateLimit(10, 1_000, now),
    now,
  });

  const ask = createAsk({
    openPanel: (windowId) => panel.open(windowId),
    showPanel,
    normalWindowFor,
    closeFocusedPanel,
    hasConsent: consentGiven,
    executeScript: (injection) => browser.scripting.executeScript(injection),
    append,
    leaveNote: (windowId, note) => leaveNote(session, windowId, note),
    accessToOffer: async (url) =>
      accessToOffer(url, await access.readSettled(), (permissions) => browser.permissions.contains(permissions)),
    newId: () => crypto.randomUUID(),
    now,
  });

  /** Connections whose test never ended, because the page was closed in the middle. */
  async function sweepPending(): Promise<void> {
    const left = await listPendingConnections();
    for (const id of left) {
      await tokens.signOut(id);
      await removeConnection(id);
    }
    if (left.length > 0) await bringInLine();
  }

  return { handlers, ask, access, bringInLine, sweepPending };
}

/** Also for a key that was kept before the policy came. */
async function requireKeysAllowed(): Promise<void> {
  if (isForbidden(await readPolicy(browser.storage.managed), 'keys'))
    throw new AppError('FORBIDDEN', { reason: KEYS_FORBIDDEN });
}

/** The browser's own sign-in window; rejects when the reader closes it. */
async function launchSignIn(url: string): Promise<string> {
  return browser.identity.launchWebAuthFlow({ url, interactive: true });
}
