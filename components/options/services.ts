import type { Environment } from '../../utils/panel-state/environment';
import type { Check } from '../../utils/self-check';
import type { Settings } from '../../utils/settings/schema';
import type { Watched } from './use-watched';
import type { ConnectServices } from './connect/services';

/** Shortcuts as they are really set; empty when none. */
export interface Shortcuts {
  ask: string;
  focus: string;
}

/** Everything options and welcome do outside their own document, so that components hold no browser API. */
export interface SettingsServices {
  environment: Environment;
  connect: ConnectServices;
  /** Language of the browser's own texts, for dates and numbers. */
  language: string;
  version: string;
  /** This extension's origin, which the owner of a back end may have to allow. */
  ownAddress: string;
  /** Saves and tells the background. Throws `AppError` `STORAGE`. */
  updateSettings: (patch: Partial<Settings>) => Promise<void>;
  /** Match patterns the browser has granted, kept up to date. */
  access: Watched<readonly string[]>;
  /** Asks the browser for match patterns. Must be called in the tick of a press. */
  allow: (patterns: readonly string[]) => Promise<boolean>;
  /** Gives access back. What a back end needs is asked for again at once, where the browser lets us. */
  giveBack: (patterns: readonly string[]) => Promise<void>;
  /** Firefox asks before page addresses may be sent (stores.md 1.2). Must be called in the tick of a press. */
  allowSendingAddress: () => Promise<boolean>;
  shortcuts: Watched<Shortcuts>;
  /** Opens the browser's own page for shortcuts. */
  changeShortcut: () => Promise<void>;
  /** Hands one JSON file to the reader; returns its name. */
  /** The reader's back ends as one file, without secrets. */
  exportConnections: () => Promise<void>;
  /** Keeps those of a file's that can be used; returns their names. */
  importConnections: (text: string) => Promise<string[]>;
  exportData: () => Promise<string>;
  deleteConversations: () => Promise<void>;
  deleteEverything: () => Promise<void>;
  selfCheck: (page: string | undefined) => Promise<{ checks: Check[]; report: string }>;
  /** Address of the page the reader looked at last, as far as the browser tells us. */
  recentPage: () => Promise<string | undefined>;
  copyText: (text: string) => Promise<void>;
  openTab: (url: string) => Promise<void>;
}
