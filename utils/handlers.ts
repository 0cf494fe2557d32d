import type { Handlers } from './answer';
import { AppError } from './errors';
import type { EffectiveSettings } from './settings/store';
import { hasConsent, type Settings } from './settings/schema';
import type { createStagePassage } from './stage';
import { switchedSettings } from './switch-popover';
import type { TokenSession } from './token/session';

export interface HandlerDependencies {
  stagePassage: ReturnType<typeof createStagePassage>;
  tokens: TokenSession;
  readSettings(): Promise<EffectiveSettings>;
  updateSettings(patch: Partial<Settings>): Promise<void>;
  bringInLine(): Promise<void>;
  hasWaitingPassage(windowId: number): Promise<boolean>;
  readShortcut(): Promise<string>;
  openSettings(): Promise<void>;
  panelArrived(windowId: number, tabId: number | undefined): Promise<void>;
  handoverArrived(windowId: number): Promise<void>;
  wipe(scope: 'session' | 'everything'): Promise<void>;
  /** Runs the popover's script in the top document of a tab. */
  injectPopover(tabId: number): Promise<unknown>;
  /** At most a few per second and tab, for what a page may ask besides staging. */
  mayAct(tabId: number): boolean;
  now(): number;
}

/** One handler per message of the contract. */
export function createHandlers(dependencies: HandlerDependencies): Handlers {
  const { tokens, readSettings, updateSettings, bringInLine, mayAct } = dependencies;

  return {
    async loadPopover(_request, { tabId }) {
      if (!mayAct(tabId)) throw new AppError('TOO_MANY');
      await requireConsent();
      await dependencies.injectPopover(tabId);
      return {};
    },

    stagePassage: dependencies.stagePassage,

    async describePopover(_request, { windowId }) {
      const [waiting, shortcut] = await Promise.all([
        dependencies.hasWaitingPassage(windowId),
        dependencies.readShortcut(),
      ]);
      return { waiting, shortcut };
    },

    async switchPopover(request, { tabId, url }) {
      if (!mayAct(tabId)) throw new AppError('TOO_MANY');
      const { settings } = await readSettings();
      const patch = switchedSettings(request, url, settings, dependencies.now());
      if (patch) await updateSettings(patch);
      await bringInLine();
      return {};
    },

    async openSettings(_request, { tabId }) {
      if (!mayAct(tabId)) throw new AppError('TOO_MANY');
      await dependencies.openSettings();
      return {};
    },

    async refreshToken({ connectionId, rejected }) {
      await requireConsent();
      await tokens.refresh(connectionId, rejected);
      return {};
    },

    async signIn({ connectionId, key, remember }) {
      await requireConsent();
      await tokens.signIn(connectionId, key, remember);
      return {};
    },

    async signOut({ connectionId }) {
      await tokens.signOut(connectionId);
      return {};
    },

    async panelReady({ windowId }, { tabId }) {
      await dependencies.panelArrived(windowId, tabId);
      return {};
    },

    async handoverReady({ windowId }) {
      await dependencies.handoverArrived(windowId);
      return {};
    },

    async settingsChanged() {
      await bringInLine();
      return {};
    },

    async wipe({ scope }) {
      await dependencies.wipe(scope);
      return {};
    },
  };

  /** Before consent no request leaves (promise 7). */
  async function requireConsent(): Promise<void> {
    if (!hasConsent((await readSettings()).settings)) throw new AppError('NO_CONSENT');
  }
}
