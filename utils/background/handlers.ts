import type { Handlers } from './dispatcher';
import { AppError, KEYS_FORBIDDEN } from '../shared/errors';
import type { Request } from '../shared/messages';
import { covers, matchesAny } from '../shared/self-check';
import { isForbidden } from '../settings/forbidden';
import type { EffectiveSettings, SettingsPatch } from '../settings/store';
import { hasConsent } from '../settings/schema';
import type { createStagePassage } from './stage-passage';
import { switchedSettings } from './switch-popover';
import type { TokenSession } from './token/session';

export interface HandlerDependencies {
  stagePassage: ReturnType<typeof createStagePassage>;
  tokens: TokenSession;
  /** With the list of the button's sites as it holds now. */
  readSettings(): Promise<EffectiveSettings>;
  updateSettings(patch: SettingsPatch): Promise<void>;
  bringInLine(): Promise<void>;
  hasWaitingPassage(windowId: number): Promise<boolean>;
  readShortcut(): Promise<string>;
  openSettings(): Promise<void>;
  /** True when a press was waiting for the panel. */
  panelArrived(windowId: number, tabId: number | undefined): Promise<boolean>;
  handoverArrived(windowId: number): Promise<void>;
  wipe(scope: 'session' | 'everything'): Promise<void>;
  /** Runs a later file of the page script in one frame. */
  injectPart(part: Request<'loadPart'>['part'], tabId: number, frameId: number): Promise<unknown>;
  /** Tells every frame of a tab. */
  tellTab(tabId: number, message: { name: string; [key: string]: unknown }): Promise<void>;
  /** At most a few per second and tab, for what a page may ask besides staging. */
  mayAct(tabId: number): boolean;
  now(): number;
}

/** One handler per message of the contract. */
export function createHandlers(dependencies: HandlerDependencies): Handlers {
  const { tokens, readSettings, updateSettings, bringInLine, mayAct } = dependencies;

  return {
    async loadPart({ part }, { tabId, frameId, url, tabUrl = url }) {
      if (!mayAct(tabId)) throw new AppError('TOO_MANY');
      await requireConsent();
      // A frame of another site does not bring back what is switched off for the page around it.
      const { settings, policy } = await readSettings();
      const isOff = !settings.buttonEnabled || [url, tabUrl].some((address) => matchesAny(settings.notHere, address));
      if (isOff || (policy.sites && !matchesAny(policy.sites, tabUrl))) throw new AppError('FORBIDDEN');
      // A process of a page may ask though no script of ours was ever put there.
      if (!policy.sites && !covers(settings.buttonSites ?? [], url)) throw new AppError('FORBIDDEN');
      await dependencies.injectPart(part, tabId, frameId);
    },

    popoverShown: ({ frame }, { tabId }) => dependencies.tellTab(tabId, { name: 'popoverShown', frame }),

    stagePassage: dependencies.stagePassage,

    async describePopover(_request, { windowId, url, tabUrl = url }) {
      const [waiting, shortcut] = await Promise.all([
        dependencies.hasWaitingPassage(windowId),
        dependencies.readShortcut(),
      ]);
      return { waiting, shortcut, site: URL.parse(tabUrl)?.host ?? '' };
    },

    async switchPopover(request, { tabId, url, tabUrl = url }) {
      if (!mayAct(tabId)) throw new AppError('TOO_MANY');
      const { settings } = await readSettings();
      const patch = switchedSettings(request, tabUrl, settings, dependencies.now());
      if (patch) await updateSettings(patch);
      await bringInLine();
    },

    async openSettings(_request, { tabId }) {
      if (!mayAct(tabId)) throw new AppError('TOO_MANY');
      await dependencies.openSettings();
    },

    async refreshToken({ connectionId, rejected }) {
      await requireConsent();
      await tokens.refresh(connectionId, rejected);
    },

    async signIn({ connectionId, key, remember }) {
      await requireConsent();
      if (key !== undefined) await requireKeysAllowed();
      await tokens.signIn(connectionId, key, remember);
    },

    signOut: ({ connectionId }) => tokens.signOut(connectionId),

    async panelReady({ windowId }, { tabId }) {
      return { pressed: await dependencies.panelArrived(windowId, tabId) };
    },

    handoverReady: ({ windowId }) => dependencies.handoverArrived(windowId),

    settingsChanged: () => bringInLine(),

    wipe: ({ scope }) => dependencies.wipe(scope),
  };

  /** Whatever a page of ours shows: a key is neither kept nor sent where the organisation forbids keys. */
  async function requireKeysAllowed(): Promise<void> {
    if (isForbidden((await readSettings()).policy, 'keys')) throw new AppError('FORBIDDEN', { reason: KEYS_FORBIDDEN });
  }

  /** Before consent no request leaves (promise 7). */
  async function requireConsent(): Promise<void> {
    if (!hasConsent((await readSettings()).settings)) throw new AppError('NO_CONSENT');
  }
}
