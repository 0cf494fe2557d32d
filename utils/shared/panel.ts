import { chromePanel } from './panel-chrome';
import { firefoxPanel } from './panel-firefox';
import type { PanelHost } from './panel-port';

/** This browser's. */
export const panel: PanelHost = import.meta.env.FIREFOX ? firefoxPanel : chromePanel;
