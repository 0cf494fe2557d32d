import { type Connection, deviceConnection } from '../connection/schema';
import { hostOf, originPatterns } from '../connection/origins';
import { hasConsent, type Settings } from '../settings/schema';

/** What the self-check looks at. Gathered by the entry point; the rules are here. */
export interface CheckedState {
  settings: Settings;
  connections: readonly Connection[];
  /** Match patterns the browser has granted. */
  granted: readonly string[];
  /** Match patterns where the button may appear: on the reader's list, or the policy's, and granted. */
  buttonAt: readonly string[];
  /** Sites a policy limits the button to. */
  policySites?: readonly string[];
  /** The page in question; absent checks everything else. */
  page?: string;
  /** The shortcut really set, empty for none. */
  shortcut: string;
  /** The background answered. */
  backgroundAnswers: boolean;
  /** The page script is registered for granted sites. */
  registered: boolean;
  now: number;
}

export type CheckName =
  | 'checkConsent'
  | 'checkBackground'
  | 'checkButton'
  | 'checkPaused'
  | 'checkPage'
  | 'checkSite'
  | 'checkNotHere'
  | 'checkRegistered'
  | 'checkConnection'
  | 'checkReach'
  | 'checkShortcut';

export interface Check {
  name: CheckName;
  ok: boolean;
  /** Host the check is about. */
  host?: string;
}

/** Each reason why the button may be missing or an answer may not come, in the order in which they count. */
export function selfCheck(state: CheckedState): Check[] {
  const { settings, page, granted, now } = state;
  const connection = chosen(state);
  const missing = originPatterns(connection.origins).find((pattern) => !covers(granted, pattern.replace(/\*$/, '')));
  const checks: Check[] = [
    { name: 'checkConsent', ok: hasConsent(settings) },
    { name: 'checkBackground', ok: state.backgroundAnswers },
    { name: 'checkButton', ok: settings.buttonEnabled },
    { name: 'checkPaused', ok: settings.pausedUntil <= now },
  ];
  if (page !== undefined) {
    const host = hostOf(page);
    const readable = isReadablePage(page);
    checks.push({ name: 'checkPage', ok: readable, host });
    if (readable) {
      const here = !matchesAny(settings.notHere, page) && (!state.policySites || matchesAny(state.policySites, page));
      checks.push(
        { name: 'checkSite', ok: covers(state.buttonAt, page), host },
        { name: 'checkNotHere', ok: here, host },
      );
    }
  }
  checks.push(
    { name: 'checkRegistered', ok: state.registered },
    { name: 'checkConnection', ok: settings.defaultConnectionId !== null || state.connections.length > 1 },
    { name: 'checkReach', ok: missing === undefined, ...(missing && { host: hostOf(missing) }) },
    { name: 'checkShortcut', ok: state.shortcut !== '' },
  );
  return checks;
}

/** The report as text to pass on: hosts, no paths, no titles, no keys. */
export function selfCheckReport(
  checks: readonly Check[],
  about: { version: string; browser: string; ownAddress: string; connections: readonly Connection[] },
): string {
  return [
    `Docent ${about.version}`,
    about.browser,
    about.ownAddress,
    ...checks.map(
      ({ name, ok, host }) => `${ok ? 'ok  ' : 'FAIL'} ${name.slice('check'.length)}${host ? ` ${host}` : ''}`,
    ),
    ...about.connections.map(({ kind, auth, apiUrl }) => `back end: ${kind}, auth ${auth}, ${hostOf(apiUrl)}`),
  ].join('\n');
}

/** Pages that browsers close to extensions (docs/faults.md F46). */
export function isReadablePage(page: string): boolean {
  if (!URL.canParse(page)) return false;
  const { protocol, hostname, pathname } = new URL(page);
  if (protocol !== 'https:' && protocol !== 'http:' && protocol !== 'file:') return false;
  const closed = ['chromewebstore.google.com', 'addons.mozilla.org'];
  return !closed.includes(hostname) && !(hostname === 'chrome.google.com' && pathname.startsWith('/webstore'));
}

/** Whether a host pattern (`docs.python.org`, `*.example.com`) of a list is about this page. */
export function matchesAny(patterns: readonly string[], page: string): boolean {
  if (!URL.canParse(page)) return false;
  const { hostname, host } = new URL(page);
  return patterns.some((pattern) =>
    pattern.startsWith('*.')
      ? hostname === pattern.slice(2) || hostname.endsWith(pattern.slice(1))
      : pattern === hostname || pattern === host,
  );
}

/** Whether one of the browser's match patterns (`*://*.example.com/*`, `<all_urls>`) covers an address. */
export function covers(patterns: readonly string[], address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return patterns.some((pattern) => {
    if (pattern === '<all_urls>') return true;
    const [, scheme = '', host = ''] = /^([^:]+):\/\/([^/:]*)/.exec(pattern) ?? [];
    const schemeFits = scheme === '*' ? protocol === 'https:' || protocol === 'http:' : `${scheme}:` === protocol;
    const hostFits = host === '*' || host === hostname || (host.startsWith('*.') && matchesAny([host], address));
    return schemeFits && hostFits;
  });
}

function chosen({ connections, settings }: CheckedState): Connection {
  return connections.find(({ id }) => id === settings.defaultConnectionId) ?? deviceConnection;
}
