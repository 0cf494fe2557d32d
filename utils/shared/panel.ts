import { chromePanel } from './panel-chrome';
import { firefoxPanel } from './panel-firefox';
import type { Panel } from './panel-port';

/** This browser's. */
export const panel: Panel = import.meta.env.FIREFOX ? firefoxPanel : chromePanel;
