import { FRAME_PROTOCOL_VERSION, helloSchema, portSchema } from './messages';

/** The parts of a window that the handshake needs. */
export interface Ears {
  addEventListener(
    type: 'message',
    listener: (event: MessageEvent<unknown>) => void,
    options: { signal: AbortSignal },
  ): void;
}
type Sender = Pick<Window, 'postMessage'>;

export interface AcceptOptions {
  /** The panel's own window. */
  ears: Ears;
  /** The frame's window as it is now; null while there is none. */
  frame: () => Sender | null;
  /** Origin the frame's page must have. */
  origin: string;
  /** A new page has said hello: everything said to an earlier one is over. */
  onJoined: (port: MessagePort, panelNonce: string) => void;
  onOtherVersion: (version: number) => void;
  signal: AbortSignal;
  makeNonce?: () => string;
}

/**
 * The panel's half. Who speaks is decided by window *and* origin, once per load of the frame's page; from then on the
 * port is the identity. A page that says hello again has been loaded again, and gets a port of its own. A page that was
 * navigated elsewhere has another origin and gets nothing.
 */
export function acceptFrame({
  ears,
  frame,
  origin,
  onJoined,
  onOtherVersion,
  signal,
  ...options
}: AcceptOptions): void {
  const { makeNonce = () => crypto.randomUUID() } = options;
  let joined: string | undefined;
  ears.addEventListener(
    'message',
    ({ source, origin: from, data }) => {
      const target = frame();
      if (target === null || source !== target || from !== origin) return;
      const hello = helloSchema.safeParse(data);
      if (!hello.success || hello.data.frameNonce === joined) return;
      const { version, frameNonce } = hello.data;
      if (version !== FRAME_PROTOCOL_VERSION) return onOtherVersion(version);
      joined = frameNonce;
      const panelNonce = makeNonce();
      const { port1, port2 } = new MessageChannel();
      onJoined(port1, panelNonce);
      const answer = { docentFrame: 'port', version: FRAME_PROTOCOL_VERSION, frameNonce, panelNonce };
      target.postMessage(answer, { targetOrigin: origin, transfer: [port2] });
    },
    { signal },
  );
}

export interface JoinOptions {
  /** The frame page's own window. */
  ears: Ears;
  parent: Sender;
  /** Whether a page of this origin may hold the port (`isAllowedPanel`). */
  isAllowed: (origin: string) => boolean;
  signal: AbortSignal;
  nonce?: string;
}

/**
 * The frame's half: says hello and waits for the panel. Until this settles the page does nothing else and loads no
 * script of anybody, because a static host cannot say who may frame it. Rejects only when the signal aborts.
 */
export function joinPanel({ ears, parent, isAllowed, signal, nonce = crypto.randomUUID() }: JoinOptions) {
  return new Promise<{ port: MessagePort; panelNonce: string }>((resolve, reject) => {
    const heard = new AbortController();
    const until = AbortSignal.any([signal, heard.signal]);
    signal.addEventListener('abort', () => reject(new DOMException('The page was left.', 'AbortError')), {
      once: true,
    });
    ears.addEventListener(
      'message',
      ({ source, origin, data, ports }) => {
        if (source !== parent || !isAllowed(origin)) return;
        const offer = portSchema.safeParse(data);
        const [port] = ports;
        if (!offer.success || port === undefined || ports.length !== 1) return;
        if (offer.data.frameNonce !== nonce || offer.data.version !== FRAME_PROTOCOL_VERSION) return;
        heard.abort();
        resolve({ port, panelNonce: offer.data.panelNonce });
      },
      { signal: until },
    );
    // To anybody: the page cannot know its parent's origin in every browser, and the hello holds no secret.
    parent.postMessage(
      { docentFrame: 'hello', version: FRAME_PROTOCOL_VERSION, frameNonce: nonce },
      { targetOrigin: '*' },
    );
  });
}

const CHROME_PANEL = /^chrome-extension:\/\/[a-p]{32}$/;
const FIREFOX_PANEL = /^moz-extension:\/\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Whether an origin is one of the extensions that may use a frame page. Entries are exact origins, or a bare scheme
 * (`chrome-extension:`, `moz-extension:`) for any extension of a browser: Firefox makes an extension's id anew in every
 * profile. Nothing but an extension ever counts, whatever is listed.
 */
export function isAllowedPanel(origin: string, allowed: readonly string[]): boolean {
  const scheme = CHROME_PANEL.test(origin) ? 'chrome-extension:' : FIREFOX_PANEL.test(origin) ? 'moz-extension:' : null;
  return scheme !== null && (allowed.includes(origin) || allowed.includes(scheme));
}
