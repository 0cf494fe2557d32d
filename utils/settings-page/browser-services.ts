import browser from 'webextension-polyfill';
import type { SettingsServices } from './services';
import { onChange } from '../shared/changes';
import { listConnections } from '../backend/store';
import { allowSendingAddress, isAddressAllowed, onAddressPermission } from '../shared/address-permission';
import { openEnvironment } from '../shared/environment';
import { send } from '../shared/send';
import { readSettings, updateSettings } from '../settings/store';
import { giveBack, showButtonOn, takeButtonFrom, watchAccess } from './access';
import { ownAddress, recentPage, runSelfCheck } from './checks';
import { createConnectServices, sweepPending } from './connect';
import { writeConnectionsFile } from '../backend/connections-file';
import { importConnections } from './import-connections';
import { deleteConversations, deleteOwnData, download, downloadExport } from './own-data';
import { changeShortcut, watchShortcuts } from './shortcuts';
import { watchToolbar } from './toolbar';

/** Joins options and welcome to the browser. Settles when the first paint is whole. */
export async function createSettingsServices(document: Document, signal: AbortSignal): Promise<SettingsServices> {
  const [environment, access, shortcuts, toolbar] = await Promise.all([
    openEnvironment({
      readSettings,
      listConnections,
      isAddressAllowed,
      onChange(listener) {
        onChange('settings', listener, signal);
        onChange('connections', listener, signal);
        onAddressPermission(listener);
        browser.storage.onChanged.addListener((_changes, area) => area === 'managed' && listener());
      },
    }),
    watchAccess(signal),
    watchShortcuts(signal),
    watchToolbar(signal),
  ]);
  void sweepPending().catch(() => undefined);

  return {
    environment,
    access,
    shortcuts,
    toolbar,
    pinnedBy: import.meta.env.FIREFOX ? 'gear' : 'pin',
    connect: createConnectServices(access.get),
    language: browser.i18n.getUILanguage(),
    browserModel: async () => {
      if (!('LanguageModel' in globalThis)) return undefined;
      return (await import('../backend/browser-model/own-offer')).ownOffer(browser.i18n.getUILanguage());
    },
    version: browser.runtime.getManifest().version,
    ownAddress: ownAddress(),
    async updateSettings(patch) {
      await updateSettings(patch);
      await environment.reload();
      await send('settingsChanged', {});
    },
    showButtonOn,
    takeButtonFrom,
    giveBack,
    allowSendingAddress,
    changeShortcut,
    exportData: () => downloadExport(document),
    exportConnections: async () =>
      download(document, 'docent-back-ends.json', writeConnectionsFile(await listConnections())),
    importConnections,
    deleteConversations,
    deleteEverything: deleteOwnData,
    selfCheck: runSelfCheck,
    recentPage,
    copyText: (text) => navigator.clipboard.writeText(text),
    openTab: async (url) => void (await browser.tabs.create({ url })),
  };
}
