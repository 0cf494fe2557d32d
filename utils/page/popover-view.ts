import { HOST_MARK } from './host-mark';
import popoverStyles from './popover.css?inline';
import type { PopoverStrings } from './strings';

const SVG = 'http://www.w3.org/2000/svg';
/** The icon of `scripts/icon/docent.svg`. */
const QUOTE =
  'M6 1h20a5 5 0 0 1 5 5v20a5 5 0 0 1-5 5H6a5 5 0 0 1-5-5V6a5 5 0 0 1 5-5Zm8.3 8.2-1.5-1.6C8.9 9.7 7 13 7 17.4 7 21.3 9.1 24 12 24c2.4 0 4.2-1.8 4.2-4.2 0-2.3-1.6-4-3.8-4-.5 0-1 .1-1.3.2.2-2.6 1.3-4.7 3.2-6.8Zm11 0-1.5-1.6C19.9 9.7 18 13 18 17.4c0 3.9 2.1 6.6 5 6.6 2.4 0 4.2-1.8 4.2-4.2 0-2.3-1.6-4-3.8-4-.5 0-1 .1-1.3.2.2-2.6 1.3-4.7 3.2-6.8Z';

export interface PopoverView {
  host: HTMLElement;
  pill: HTMLElement;
  ask: HTMLButtonElement;
  more: HTMLButtonElement;
  status: HTMLElement;
  shadow: ShadowRoot;
}

/** Builds the popover, unattached: a toolbar of two buttons in a closed shadow root, and a polite status line. */
export function buildPopover(view: Window & typeof globalThis, strings: PopoverStrings): PopoverView {
  const { document } = view;
  const host = document.createElement('div');
  host.setAttribute(HOST_MARK, '');
  host.popover = 'manual';
  const shadow = host.attachShadow({ mode: 'closed' });
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(popoverStyles);
  shadow.adoptedStyleSheets = [sheet];
  const pill = append(shadow, document.createElement('div'), 'pill');
  pill.dir = strings('textDirection');
  pill.role = 'toolbar';
  pill.ariaLabel = strings('extensionShortName');
  const ask = button(pill, strings('popoverAsk'), 'ask');
  ask.ariaLabel = ask.textContent;
  const icon = document.createElementNS(SVG, 'svg');
  icon.setAttribute('viewBox', '0 0 32 32');
  icon.ariaHidden = 'true';
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', QUOTE);
  path.setAttribute('fill-rule', 'evenodd');
  icon.append(path);
  ask.prepend(icon);
  const more = button(pill, '⋯', 'more');
  more.ariaLabel = strings('popoverMore');
  more.ariaHasPopup = 'menu';
  more.ariaExpanded = 'false';
  more.tabIndex = -1;
  const status = append(shadow, document.createElement('div'), 'status');
  status.role = 'status';
  return { host, pill, ask, more, status, shadow };
}

export function button(parent: Node, text: string, className: string): HTMLButtonElement {
  const made = append(parent, parent.ownerDocument!.createElement('button'), className);
  made.type = 'button';
  append(made, parent.ownerDocument!.createElement('span'), '').textContent = text;
  return made;
}

export function append<E extends HTMLElement>(parent: Node, child: E, className: string): E {
  child.className = className;
  parent.appendChild(child);
  return child;
}
