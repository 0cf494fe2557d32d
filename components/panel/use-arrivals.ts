import { useEffect, useState } from 'react';
import { firstWords } from '../../utils/panel/first-words';
import type { PanelServices } from '../../utils/panel/services';
import { plainSentence } from '../../utils/shared/plain-sentence';
import type { Composer } from './use-composer';
import { useKeyboard } from './use-keyboard';

/** A passage that arrives is said to who listens, and wants the keyboard: the reader goes on here. */
export function useArrivals(services: PanelServices, composer: Composer) {
  const { isElsewhere, want } = useKeyboard(services, composer);
  const [arrived, setArrived] = useState('');
  useEffect(
    () =>
      services.arrivals.listen((staged) => {
        want.current();
        const newest = staged.at(-1);
        const key = newest?.whole ? 'pageArrived' : 'passageArrived';
        if (newest) setArrived(plainSentence(key, firstWords(newest.passage.text)));
      }),
    [services, want],
  );
  return { arrived, isKeyboardElsewhere: isElsewhere };
}
