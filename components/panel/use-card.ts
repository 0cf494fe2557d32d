import { useState } from 'react';
import { originPatterns } from '../../utils/connection/origins';
import type { Connection, Mode } from '../../utils/connection/schema';
import type { Draft } from '../../utils/shared/draft';
import { type CardContext, describeCard } from '../../utils/panel/card';
import { offeredModes } from '../../utils/connection/modes';
import * as drafts from '../../utils/panel/draft-changes';
import type { PassageCardProps } from './PassageCard';
import type { RaiseError } from '../../utils/panel/raise-error';
import type { PanelServices } from '../../utils/panel/services';
import { usePacks } from './use-packs';

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
  const [reading, setReading] = useState<Mode>();
  const [isChoosing, setIsChoosing] = useState(false);
  const { update } = services.draft;

  const onMode = (mode: Mode) => {
    const staged = drafts.activePassages(draft)[0]?.staged;
    if (mode !== 'page' && mode !== 'section') return update((now) => drafts.modeChosen(now, mode, null));
    if (staged === undefined || reading) return;
    setReading(mode);
    services
      .readPage(staged, mode === 'section' ? mode : undefined)
      .then((page) => update((now) => drafts.modeChosen(now, mode, page)))
      .catch((error: unknown) =>
        on.raiseError(error, {
          ask: { patterns: originPatterns([staged.passage.page.url]), then: () => onMode(mode) },
        }),
      )
      .finally(() => setReading(undefined));
  };
  const card: PassageCardProps = {
    view: describeCard(draft, context),
    modes: offeredModes(connection),
    reading,
    choosing: isChoosing,
    formatNumber,
    onMode,
    onSwitches(switches) {
      const turnedOn = switches.address && !card.view.switches.address;
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
  return { card, isReading: reading !== undefined, choosePart: () => setIsChoosing(true) };
}
