import { OWN_PAGES } from './messages';

/** What the browser attests about a sender. Everything here is written by the browser, nothing by the message. */
export interface Sender {
  id?: string;
  url?: string;
  /** `"null"` for sandboxed documents. */
  origin?: string;
  /** 0 for the top document of a tab; absent for a side panel. */
  frameId?: number;
  documentId?: string;
  /** Chrome only. */
  documentLifecycle?: string;
  tab?: { id?: number; windowId?: number; url?: string; title?: string };
}

/** A content script in a document of a tab, with the fields a handler may rely on. */
export interface PageSender {
  tabId: number;
  windowId: number;
  /** 0 for the page itself, another number for a frame in it. */
  frameId: number;
  documentId?: string;
  /** Address of the document as the browser gives it; of the page for a frame that the page wrote itself. */
  url: string;
  /** Address of the page in the tab, where the browser tells it. */
  tabUrl?: string;
}
/** One of our own pages: `tabId` when it is open in a tab or a window of its own. */
export interface ExtensionSender {
  tabId?: number;
}

/** Who we are: `runtime.id` and the origin of `runtime.getURL('/')`. */
export interface Self {
  id: string;
  origin: string;
}

/**
 * Sender class `page` (docs/threats.md R2): a content script of ours in a document of an http(s) or file tab. A page
 * process may be compromised, so its messages are hostile bytes. Frames count, each under the address the browser gives
 * it: much documentation stands in them, and the card names the host a passage came from.
 */
export function asPage(sender: Sender, self: Self): PageSender | null {
  const { tab, frameId, origin } = sender;
  const isWritten = frameId !== 0 && /^about:(?:srcdoc|blank)$/.test(sender.url ?? '');
  const url = isWritten ? tab?.url : sender.url;
  if (sender.id !== self.id || !Number.isInteger(frameId) || url === undefined || origin === self.origin) return null;
  if (!Number.isInteger(tab?.id) || !Number.isInteger(tab?.windowId)) return null;
  if (sender.documentLifecycle !== undefined && sender.documentLifecycle !== 'active') return null;
  if (!isWebOrigin(origin) || !/^(https?|file):$/.test(schemeOf(url))) return null;
  return {
    tabId: tab!.id!,
    windowId: tab!.windowId!,
    frameId: frameId!,
    url,
    ...(tab?.url === undefined ? {} : { tabUrl: tab.url }),
    ...(sender.documentId === undefined ? {} : { documentId: sender.documentId }),
  };
}

/**
 * Sender class `extension` (docs/threats.md R2): exactly one of `OWN_PAGES`, as a top document. Never "no `sender.tab`"
 * and never `sender.id` alone: content scripts carry the same id.
 */
export function asExtension(sender: Sender, self: Self): ExtensionSender | null {
  if (sender.id !== self.id || sender.origin !== self.origin || sender.url === undefined) return null;
  if (sender.frameId !== undefined && sender.frameId !== 0) return null;
  if (!isOwnPage(sender.url, self.origin)) return null;
  if (sender.tab?.url !== undefined && !hasOrigin(sender.tab.url, self.origin)) return null;
  return sender.tab?.id === undefined ? {} : { tabId: sender.tab.id };
}

function isOwnPage(url: string, ownOrigin: string): boolean {
  return hasOrigin(url, ownOrigin) && (OWN_PAGES as readonly string[]).includes(new URL(url).pathname);
}

/** Compares scheme and host, because `URL.origin` is `"null"` for extension schemes in Node. */
function hasOrigin(url: string, origin: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}` === origin;
}

/** `"null"`: a document sandboxed by its own server. Firefox words the origin of a file page that way too. */
function isWebOrigin(origin: string | undefined): boolean {
  return origin === 'null' || /^(https?|file):/.test(origin ?? '');
}

function schemeOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : '';
}
