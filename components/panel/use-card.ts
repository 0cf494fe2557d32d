import { useState } from 'react';
import type { Connection } from '../../utils/connection/schema';
import type { Draft } from '../../utils/shared/draft';
import { type CardContext, describeCard } from '../../utils/panel/card';
import { offeredModes } from '../../utils/connection/modes';
import * as drafts from '../../utils/panel/draft-changes';
import type { CardProps } from './PassageCard';
import type { RaiseError } from '../../utils/panel/raise-error';
import type { PanelServices } from '../../utils/panel/services';
import { usePacks } from './use-packs';

/** Why nothing is sent yet: the sentence about a page that is being read, or could not be. */
export type WaitsForPage = 'pageReading' | 'pageUnread' | undefined;

interface UseCardInput {
  services: PanelServices;
  connection: Connection;
  draft: Draft;
  context: CardContext;
  formatNumber: (value: number) => string;
  focusComposer: () => void;
  raiseError: RaiseError;
}

/** The card of the next message, with what its controls do. */
export function useCard({ services, connection, draft, context, formatNumber, ...on }: UseCardInput) {
  usePacks(services, draft);
  const [isChoosing, setIsChoosing] = useState(false);
  const { update } = services.draft;

  const view = describeCard(draft, context);
  const { unread } = view;
  const isWhole = view.passages.some(({ whole }) => whole);
  const card: CardProps = {
    view,
    modes: isWhole ? [] : offeredModes(connection),
    raiseError: on.raiseError,
    choosing: isChoosing,
    formatNumber,
    onSwitches(switches) {
      const turnedOn = switches.address && !view.switches.address;
      const permitted = turnedOn ? services.allowSendingAddress() : Promise.resolve(true);
      void permitted.then((allowed) =>
        update((now) => drafts.switchesChanged(now, { ...switches, address: switches.address && allowed })),
      );
    },
    onRemove(id) {
      update((now) => drafts.passageRemoved(now, id));
      on.focusComposer();
    },
    onPart: (id, start, end) => update((now) => drafts.partChosen(now, id, start, end), 'soon'),
    async onShowInPage(id) {
      const item = drafts.activePassages(services.draft.get()).find(({ staged }) => staged.passage.id === id);
      return item && services.showInPage(item.staged);
    },
    onMove: (id, to) => update((now) => drafts.passageMoved(now, id, to)),
  };
  // A section goes along once it is there: a page that is slow to answer must not keep a question from being asked.
  const held: WaitsForPage =
    !unread || unread.part ? undefined : unread.item.isUnreadable ? 'pageUnread' : 'pageReading';
  return { card, held, choosePart: () => setIsChoosing(true) };
}
