import { useMemo, useState } from 'react';
import {
  errorsCleared,
  noticeDropped,
  noticeRaised,
  type PanelNotice,
  shownNotice,
} from '../../utils/panel/notice-queue';

/** The queue of one panel; its functions stay the same from paint to paint. */
export function useNotices() {
  const [queue, setQueue] = useState<readonly PanelNotice[]>([]);
  const actions = useMemo(
    () => ({
      raise: (notice: PanelNotice) => setQueue((waiting) => noticeRaised(waiting, notice)),
      drop: (which: (notice: PanelNotice) => boolean) => setQueue((waiting) => noticeDropped(waiting, which)),
      clearErrors: () => setQueue(errorsCleared),
    }),
    [],
  );
  return { shown: shownNotice(queue), ...actions };
}
export type Notices = ReturnType<typeof useNotices>;
