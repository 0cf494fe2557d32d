import { useEffect } from 'react';
import type { Draft } from '../../utils/shared/draft';
import type { PanelNotice } from '../../utils/panel/notice-queue';
import type { PanelServices } from '../../utils/panel/services';
import type { Notices } from './use-notices';

const isOffer = ({ kind }: PanelNotice) => kind === 'alwaysHere';

/**
 * Offers *Always here* from the first ask on a site where the button may not appear by itself, while its passage is the
 * newest: before it is sent and after. So does a press with nothing selected: it brings the page.
 */
export function useSiteOffer(services: PanelServices, draft: Draft, notices: Notices) {
  const { raise, drop } = notices;
  const pattern = (draft.passages.at(-1) ?? draft.pinned.at(-1))?.staged.offerAccess;
  useEffect(() => {
    if (pattern === undefined) return;
    let stop: (() => void) | undefined;
    let ended = false;
    void import('../../utils/panel/site-offer').then(({ followOffer }) => {
      if (ended) return;
      stop = followOffer(pattern, services.environment, (host) =>
        host === null ? drop(isOffer) : raise({ kind: 'alwaysHere', pattern, host }),
      );
    });
    return () => {
      ended = true;
      stop?.();
      drop(isOffer);
    };
  }, [services, pattern, raise, drop]);
}
