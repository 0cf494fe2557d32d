import { useEffect, useState } from 'react';
import { originPatterns } from '../../utils/connection/origins';
import type { PageText } from '../../utils/shared/draft';
import { AppError } from '../../utils/shared/errors';
import type { StagedPassage } from '../../utils/passage/types';
import { t } from '../../utils/shared/strings';
import { Button } from '../shared/Button';
import { Notice } from '../shared/Notice';
import { Sentence } from '../shared/Sentence';
import { pageSize } from '../../utils/panel/page-size';
import type { PanelServices } from '../../utils/panel/services';

export interface PageOfferProps {
  services: PanelServices;
  /** The passage whose page is offered. */
  staged: StagedPassage;
  /** Includes the page and asks the last question again. */
  onAsk: (page: PageText) => void;
  onFailure: (error: unknown) => void;
  onDismiss: () => void;
}

/** The page's text, or why there is none. */
type Known = { page: PageText } | { page: undefined; mayBeAllowed: boolean };

/**
 * *Include the page and ask again*, where an answer of this device would have needed the page. The page is read once it
 * is wanted, where the browser lets us without asking, so that its size is known before the press; nothing of it is used,
 * and nothing leaves, before that. Nothing is drawn until it is known what can be offered: a button does not change under
 * the pointer.
 */
export default function PageOffer({ services, staged, onAsk, onFailure, onDismiss }: PageOfferProps) {
  const [known, setKnown] = useState<Known>();
  useEffect(() => {
    let isCurrent = true;
    services.readPage(staged).then(
      (page) => isCurrent && setKnown({ page }),
      (error: unknown) => isCurrent && setKnown({ page: undefined, mayBeAllowed: mayBeAllowed(error) }),
    );
    return () => {
      isCurrent = false;
    };
    // One passage is one page (the component is keyed by it), however often the draft changes around it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  if (known === undefined) return null;
  if (known.page === undefined && !known.mayBeAllowed) {
    return (
      <Notice kind="status" onDismiss={onDismiss}>
        {t('pageOfferClosed')}
      </Notice>
    );
  }
  const press = () => {
    if (known.page) return onAsk(known.page);
    // In the tick of the press: the browser asks for hosts only there.
    const allowed = services.allow(originPatterns([staged.passage.page.url]), 'reach');
    const read = async () => {
      if (!(await allowed)) return;
      await services.announceAccess();
      onAsk(await services.readPage(staged));
    };
    read().catch(onFailure);
  };
  return (
    <Notice
      kind="status"
      onDismiss={onDismiss}
      action={
        <Button onClick={press}>
          {known.page ? (
            <Sentence id="pageOfferAction" values={[pageSize(known.page.text, services.language)]} />
          ) : (
            t('pageOfferUnreadAction')
          )}
        </Button>
      }
    >
      {t('pageOffer')}
    </Notice>
  );
}

/** The reader can let us read it, by a question of the browser. */
const mayBeAllowed = (error: unknown): boolean => error instanceof AppError && error.code === 'NEEDS_PERMISSION';
