import { openingPrefix } from '../shared/draft';
import type { SessionArea } from '../shared/session-area';

/** How often a panel that draws shows itself alive, milliseconds. */
export const BEAT_MS = 1_000;
/** A panel without a beat for this long before it was closed was frozen, and closed for that. */
export const FROZEN_MS = 5_000;

/**
 * Remembers in `storage.session` what is being drawn, by the ids of passages and conversations, so that what freezes or
 * kills the panel is known to the next one (`aside.ts`). Nothing stays noted by a panel that is closed, however early,
 * while it answers: it takes its note away as it goes.
 */
export interface Opening {
  /** Before they are drawn; settles when that is stored. */
  begin(ids: readonly string[]): Promise<void>;
  /** They are drawn. */
  end(ids: readonly string[]): void;
  /** Drawing them threw: they stay noted when the panel is closed. */
  fail(ids: readonly string[]): void;
  /** The page is hidden or closed by somebody: alive, then. */
  leave(): void;
  /** The page is seen again. */
  resume(): void;
}

export function createOpening({
  session,
  windowId,
  writer,
  onLeave,
}: {
  session: Pick<SessionArea, 'set' | 'remove'>;
  windowId: number;
  writer: string;
  /** Keeps in the same moment that this panel left of itself, or takes that back: a closing page stores nothing else. */
  onLeave: (left: boolean) => void;
}): Opening {
  const key = openingPrefix(windowId) + writer;
  const noted = new Set<string>();
  let failed = false;
  let isAway = false;
  let timer: ReturnType<typeof setInterval>;
  // Not the last one: as a freeze ends, the late beat may come before the closing that waited for its end.
  let lastButOne = Infinity;
  let last = Infinity;
  const store = async () => {
    const isDrawing = !isAway && noted.size > 0;
    clearInterval(timer);
    lastButOne = last = isDrawing ? performance.now() : Infinity;
    if (isDrawing) {
      timer = setInterval(() => {
        lastButOne = last;
        last = performance.now();
      }, BEAT_MS);
    }
    // If the note cannot be stored, the panel opens all the same, without its protection.
    await (isDrawing ? session.set({ [key]: [...noted] }) : session.remove(key)).catch(() => undefined);
  };
  const begin = async (ids: readonly string[]) => {
    const { size } = noted;
    ids.forEach((id) => noted.add(id));
    if (noted.size > size) await store();
  };
  return {
    begin,
    end(ids) {
      const { size } = noted;
      ids.forEach((id) => noted.delete(id));
      if (noted.size === 0) failed = false;
      if (noted.size < size) void store();
    },
    fail(ids) {
      failed = true;
      void begin(ids);
    },
    leave() {
      if (failed || performance.now() - lastButOne > FROZEN_MS) return;
      isAway = true;
      onLeave(true);
      void store();
    },
    resume() {
      isAway = false;
      onLeave(false);
      void store();
    },
  };
}
