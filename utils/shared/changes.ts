/**
 * Tells our other open pages (and a waking background) that stored records changed. A BroadcastChannel of the
 * extension's origin: content scripts run in the page's origin and cannot listen.
 */
const CHANNEL = 'docent-changes';
export type ChangedSubject = 'settings' | 'connections' | 'session';

export function announceChange(subject: ChangedSubject): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(subject);
  channel.close();
}

export function onChange(subject: ChangedSubject, listener: () => void, signal: AbortSignal): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => data === subject && listener();
  signal.addEventListener('abort', () => channel.close(), { once: true });
}
