/** Two windows that post to each other as browsers do: every message says whose it is and where it comes from. */
export class TestWindow {
  readonly messages: { data: unknown; targetOrigin: string }[] = [];
  private readonly listeners = new Set<(event: MessageEvent<unknown>) => void>();

  constructor(readonly origin: string) {}

  addEventListener(
    _type: 'message',
    listener: (event: MessageEvent<unknown>) => void,
    { signal }: { signal: AbortSignal },
  ): void {
    this.listeners.add(listener);
    signal.addEventListener('abort', () => this.listeners.delete(listener));
  }

  hear(event: { source: unknown; origin: string; data: unknown; ports?: readonly MessagePort[] }): void {
    const { ports = [] } = event;
    for (const listener of [...this.listeners]) listener({ ...event, ports } as unknown as MessageEvent<unknown>);
  }
}

/** How `to` looks from `from`: what is posted is heard only by the origin it is for. */
export function seenFrom(from: TestWindow, to: TestWindow): Pick<Window, 'postMessage'> {
  return {
    postMessage(data: unknown, options?: unknown): void {
      const { targetOrigin = '', transfer = [] } = (options ?? {}) as {
        targetOrigin?: string;
        transfer?: MessagePort[];
      };
      to.messages.push({ data, targetOrigin });
      if (targetOrigin !== '*' && targetOrigin !== to.origin) return;
      to.hear({ source: sources.get(from), origin: from.origin, data, ports: transfer });
    },
  };
}

/** What a window is to those it posts to (`event.source`). */
export const sources = new Map<TestWindow, unknown>();
