import {
  type FrameError,
  type FromPanel,
  fromPanelSchema,
  type FromFrame,
  openLine,
  type PanelCommand,
  type FrameView,
} from './messages';
import { createPageFetch } from './page-fetch';

export interface PageHandlers {
  /** First the options to begin with, later changed ones. */
  onView: (view: FrameView) => void;
  /** What the reader did in the panel; settles when the chat has followed. */
  onCommand: (command: PanelCommand) => Promise<void>;
}

export type PageLink = ReturnType<typeof linkToPanel>;

/** The frame's end of the port: what OpenAI's chat needs of the panel, and nothing more. */
export function linkToPanel(port: MessagePort, panelNonce: string, { onView, onCommand }: PageHandlers) {
  const secrets = new Map<number, { resolve: (secret: string) => void; reject: (error: Error) => void }>();
  let lastSecret = 0;
  const line = openLine<FromPanel, FromFrame>(port, fromPanelSchema, hear);
  const requests = createPageFetch(line.say);
  line.say({ type: 'joined', panelNonce });

  function hear(message: FromPanel): void {
    switch (message.type) {
      case 'view':
        return onView(message.view);
      case 'answer':
      case 'chunk':
      case 'end':
      case 'broken':
        return requests.hear(message);
      case 'secret': {
        const asked = secrets.get(message.id);
        secrets.delete(message.id);
        if (message.secret === null) asked?.reject(new Error('The panel has no client secret.'));
        else asked?.resolve(message.secret);
        return;
      }
      default:
        return void follow(message);
    }
  }

  async function follow(command: PanelCommand): Promise<void> {
    const ok = await onCommand(command).then(
      () => true,
      () => false,
    );
    line.say({ type: 'done', id: command.id, ok });
  }

  return {
    fetch: requests.fetch,
    /** ChatKit hands in the secret it has when that is of no use any more. It is not sent: the panel knows which. */
    getClientSecret: (current: string | null) =>
      new Promise<string>((resolve, reject) => {
        const id = ++lastSecret;
        secrets.set(id, { resolve, reject });
        line.say({ type: 'secret', id, renew: current !== null });
      }),
    ready: () => line.say({ type: 'ready' }),
    failed: (reason: FrameError) => line.say({ type: 'failed', reason }),
    threadChanged: (threadId: string | null) => line.say({ type: 'thread', threadId }),
    left: () => line.say({ type: 'left' }),
    responding: (phase: 'start' | 'end') => line.say({ type: 'response', phase }),
  };
}
