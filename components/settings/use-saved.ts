import { useCallback, useEffect, useState } from 'react';

export type SaveState = { what: string; state: 'saved' | 'failed' } | null;

/** How long "Saved" stands beside a control, milliseconds (docs/interface.md, Options). */
export const SAVED_MS = 2_000;

/** Saves at once and remembers beside which control to say so. */
export function useSaved() {
  const [saved, setSaved] = useState<SaveState>(null);

  useEffect(() => {
    if (saved?.state !== 'saved') return;
    const timer = setTimeout(() => setSaved(null), SAVED_MS);
    return () => clearTimeout(timer);
  }, [saved]);

  const save = useCallback(async (what: string, change: () => Promise<void>) => {
    try {
      await change();
      setSaved({ what, state: 'saved' });
    } catch {
      setSaved({ what, state: 'failed' });
    }
  }, []);

  return { saved, save };
}
