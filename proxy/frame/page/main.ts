import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import * as z from 'zod';
import { isAllowedPanel, joinPanel } from '../../../chatkit/frame/handshake';
import type { PanelCommand } from '../../../chatkit/frame/messages';
import { linkToPanel } from '../../../chatkit/frame/page';
import { readConfig } from './config';
import { FrameChat } from './FrameChat';
import { loadScript } from './load-script';

// The page's policy forbids eval; without this zod would try it once and be reported.
z.config({ jitless: true });

const { script, allow } = readConfig(document);
const leaving = new AbortController();
addEventListener('pagehide', () => leaving.abort());

// No third-party code is loaded before a panel that may use this page holds the port.
const { port, panelNonce } = await joinPanel({
  ears: window,
  parent: window.parent,
  isAllowed: (origin) => isAllowedPanel(origin, allow),
  signal: leaving.signal,
});
document.documentElement.dataset.joined = '';

let follow: ((command: PanelCommand) => Promise<void>) | null = null;
let loaded: ReturnType<typeof loadScript> | undefined;
const root = createRoot(document.getElementById('root') ?? document.body, {
  onUncaughtError: () => link.failed('broke'),
});
const link = linkToPanel(port, panelNonce, {
  onView(view) {
    loaded ??= loadScript(document, script);
    void loaded.then((missing) => {
      if (missing !== undefined) return link.failed(missing);
      // An address cannot change under a living chat (docs/chatkit.md, fact 2): another one gets a chat of its own.
      const key = JSON.stringify(view.api);
      root.render(createElement(FrameChat, { key, view, link, onFollower: (next) => (follow = next) }));
    });
  },
  onCommand: (command) => follow?.(command) ?? Promise.reject(new Error('There is no chat yet.')),
});
addEventListener('pagehide', () => link.left());
