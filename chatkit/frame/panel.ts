import { type FrameError, type FrameView, fromFrameSchema, type FromFrame, type FromPanel, openLine } from './messages';
import { createPanelRequests, type RequestParts } from './panel-requests';

export interface PanelParts extends Pick<RequestParts, 'fetch' | 'describe'> {
  /** Only in hosted mode; absent, every request for one is answered with none. `refused`: the one given last. */
  getSecret: ((refused: string | undefined) => Promise<string>) | undefined;
  onReady: () => void;
  /** The chat's own page runs: it has asked for a conversation or a secret. */
  onAlive: () => void;
  onFailed: (reason: FrameError) => void;
  onThread: (threadId: string | null) => void;
  onResponse: (phase: 'start' | 'end') => void;
  onLeft: () => void;
}

/** What the reader does in the panel, without the number that its answer is found by. */
export type Command =
  | { type: 'send'; text: string; reply: string | null }
  | { type: 'open'; threadId: string | null }
  | { type: 'history' }
  | { type: 'focus' };

export type PanelLink = ReturnType<typeof linkToPage>;

/** The panel's end of the port. Nothing is said on it before the page has shown that it holds the other end. */
export function linkToPage(port: MessagePort, panelNonce: string, view: FrameView, parts: PanelParts) {
  const commands = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  let lastCommand = 0;
  let joined = false;
  let shown = view;
  let given: string | undefined;
  let closed = false;
  const line = openLine<FromFrame, FromPanel>(port, fromFrameSchema, hear);
  const say = (message: FromPanel) => {
    if (!closed) line.say(message);
  };
  const requests = createPanelRequests({ say, fetch: parts.fetch, describe: parts.describe });

  function hear(message: FromFrame): void {
    if (!joined) {
      if (message.type !== 'joined' || message.panelNonce !== panelNonce) return;
      joined = true;
      return say({ type: 'view', view: shown });
    }
    switch (message.type) {
      case 'request':
        parts.onAlive();
        return requests.hear(message);
      case 'pull':
      case 'cancel':
        return requests.hear(message);
      case 'secret':
        parts.onAlive();
        return void answerSecret(message.id, message.renew);
      case 'ready':
        return parts.onReady();
      case 'failed':
        return parts.onFailed(message.reason);
      case 'thread':
        return parts.onThread(message.threadId);
      case 'response':
        return parts.onResponse(message.phase);
      case 'left':
        return parts.onLeft();
      case 'done': {
        const command = commands.get(message.id);
        commands.delete(message.id);
        if (message.ok) command?.resolve();
        else command?.reject(new Error('The chat did not do this.'));
      }
    }
  }

  async function answerSecret(id: number, renew: boolean): Promise<void> {
    try {
      const secret = (await parts.getSecret?.(renew ? given : undefined)) ?? null;
      given = secret ?? given;
      say({ type: 'secret', id, secret });
    } catch {
      say({ type: 'secret', id, secret: null });
    }
  }

  return {
    /** Changed options; before the page has joined they become the first. */
    show(next: FrameView): void {
      if (JSON.stringify(next) === JSON.stringify(shown)) return;
      shown = next;
      if (joined) say({ type: 'view', view: next });
    },
    /** Settles when the chat has done it; rejects when it refused or the page is gone. */
    command: (command: Command) =>
      new Promise<void>((resolve, reject) => {
        const id = ++lastCommand;
        commands.set(id, { resolve, reject });
        say({ ...command, id });
      }),
    close(): void {
      closed = true;
      requests.close();
      line.close();
      for (const { reject } of commands.values()) reject(new Error('The page was left.'));
      commands.clear();
    },
  };
}
