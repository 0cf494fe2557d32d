import type { BrowserModelOffer } from '../shared/browser-model';
import type { Environment } from '../shared/environment';
import type { Check } from '../shared/self-check';
import type { SettingsPatch } from '../settings/store';
import type { Watched } from './watched';
import type { ConnectServices } from './connect-services';

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
  /** The offer of the browser's own model; undefined where there is none to offer. */
  browserModel: () => Promise<BrowserModelOffer | undefined>;
  /** This extension's origin, which the owner of a back end may have to allow. */
  ownAddress: string;
  /** Saves and tells the background. Throws `AppError` `STORAGE`. */
  updateSettings: (patch: SettingsPatch) => Promise<void>;
  /** Match patterns the browser has granted, kept up to date. */
  access: Watched<readonly string[]>;
  /** Shows the button on sites (match patterns). Must be called in the tick of a press; false: the browser refused. */
  showButtonOn: (patterns: readonly string[]) => Promise<boolean>;
  /** Takes the button from sites. The browser's access goes too where nobody else needs it. */
  takeButtonFrom: (patterns: readonly string[]) => Promise<void>;
  /** Gives access back that neither a back end nor the button needs. */
  giveBack: (patterns: readonly string[]) => Promise<void>;
  /** Firefox asks before page addresses may be sent (docs/review.md, Data). Must be called in the tick of a press. */
  allowSendingAddress: () => Promise<boolean>;
  shortcuts: Watched<Shortcuts>;
  /** Whether our button is in the toolbar; undefined where the browser does not tell. */
  toolbar: Watched<boolean | undefined>;
  /** What stands beside our name in the browser's menu of extensions and pins the button to the toolbar. */
  pinnedBy: 'pin' | 'gear';
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
