import browser from 'webextension-polyfill';
import type { SettingsServices } from '../../components/options/services';
import { onChange } from '../changes';
import { listConnections } from '../connection/store';
import { allowSendingAddress, isAddressAllowed, onAddressPermission } from '../panel-state/address-permission';
import { openEnvironment } from '../panel-state/environment';
import { send } from '../send';
import { readSettings, updateSettings } from '../settings/store';
import { allow, giveBack, watchAccess } from './access';
import { ownAddress, recentPage, runSelfCheck } from './checks';
import { createConnectServices, sweepPending } from './connect';
import { writeConnectionsFile } from '../connection/connections-file';
import { importConnections } from './import-connections';
import { deleteConversations, deleteEverything, download, downloadExport } from './own-data';
import { changeShortcut, watchShortcuts } from './shortcuts';

/** Joins options and welcome to the browser. Settles when the first paint is whole. */
export async function createSettingsServices(document: Document, signal: AbortSignal): Promise<SettingsServices> {
  const [environment, access, shortcuts] = await Promise.all([
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
  ]);
  void sweepPending().catch(() => undefined);

  return {
    environment,
    access,
    shortcuts,
    connect: createConnectServices(access.get),
    language: browser.i18n.getUILanguage(),
    version: browser.runtime.getManifest().version,
    ownAddress: ownAddress(),
    async updateSettings(patch) {
      await updateSettings(patch);
      await environment.reload();
      await send('settingsChanged', {});
    },
    allow,
    giveBack,
    allowSendingAddress,
    changeShortcut,
    exportData: () => downloadExport(document),
    exportConnections: async () =>
      download(document, 'docent-back-ends.json', writeConnectionsFile(await listConnections())),
    importConnections,
    deleteConversations,
    deleteEverything,
    selfCheck: runSelfCheck,
    recentPage,
    copyText: (text) => navigator.clipboard.writeText(text),
    openTab: async (url) => void (await browser.tabs.create({ url })),
  };
}
