import { useEffect, useRef } from 'react';
import type { Draft } from '../../utils/shared/draft';
import { passagePacked } from '../../utils/panel/draft-changes';
import type { PanelServices } from '../../utils/panel/services';

/** Turns the markup of each passage that arrives into what may be sent; until then the card holds its flat text. */
export function usePacks(services: PanelServices, { passages, replaced, pinned }: Draft) {
  const begun = useRef(new Set<string>());
  useEffect(() => {
    for (const { staged, pack } of [...passages, ...replaced, ...pinned]) {
      const { passage } = staged;
      if (pack !== undefined || begun.current.has(passage.id)) continue;
      begun.current.add(passage.id);
      services.packPassage(passage).then(
        (made) => services.draft.update((now) => passagePacked(now, passage.id, made)),
        // Its flat text is at hand and says the same.
        () => services.opening.end([passage.id]),
      );
    }
  }, [services, passages, replaced, pinned]);
}
