import { useEffect, useRef, useState } from 'react';
import type { Mode } from '../../utils/connection/schema';
import { originPatterns } from '../../utils/connection/origins';
import { activePassages, modeChosen } from '../../utils/panel/draft-changes';
import { pageRead, wholeRead } from '../../utils/panel/page-read';
import type { PanelServices } from '../../utils/panel/services';
import type { CardProps } from './PassageCard';

/**
 * Reads what the card is to hold and has not yet: a whole page, the section that goes along with a passage unless the
 * reader chose otherwise, or what they choose now. Nothing leaves by that.
 */
export function useReading(
  { draft, readPage }: Pick<PanelServices, 'draft' | 'readPage'>,
  { view: { unread }, raiseError }: Pick<CardProps, 'view' | 'raiseError'>,
) {
  const [reading, setReading] = useState<Mode>();
  const tried = useRef(new Set<string>());
  const [attempt, setAttempt] = useState(0);
  const { part } = unread ?? {};
  const staged = unread?.item.staged;
  const key = staged && [attempt, part, staged.passage.id].join();
  useEffect(() => {
    if (!staged || key === undefined || tried.current.has(key)) return;
    tried.current.add(key);
    const { id, page } = staged.passage;
    readPage(staged, part).then(
      (read) => draft.update((now) => pageRead(now, read)),
      (error: unknown) => {
        // Nobody has asked for the section: without it the passage goes alone, as the card says.
        if (part) return draft.update((now) => pageRead(now, { passageId: id, part, title: '', text: '', total: 0 }));
        draft.update((now) => wholeRead(now, id, { isUnreadable: true }));
        const again = () => {
          draft.update((now) => wholeRead(now, id, { isUnreadable: false }));
          setAttempt((count) => count + 1);
        };
        raiseError(error, { ask: { patterns: originPatterns([page.url]), then: again } });
      },
    );
    // Once for each text, however often the draft changes around it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);

  const onMode = (mode: Mode) => {
    const chosen = activePassages(draft.get())[0]?.staged;
    if (mode !== 'page' && mode !== 'section') return draft.update((now) => modeChosen(now, mode, null));
    if (chosen === undefined || reading) return;
    setReading(mode);
    readPage(chosen, mode === 'section' ? mode : undefined)
      .then((page) => draft.update((now) => modeChosen(now, mode, page)))
      .catch((error: unknown) =>
        raiseError(error, { ask: { patterns: originPatterns([chosen.passage.page.url]), then: () => onMode(mode) } }),
      )
      .finally(() => setReading(undefined));
  };
  return { reading, onMode };
}
