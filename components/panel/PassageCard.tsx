import { lazy, Suspense, useState } from 'react';
import type { CardView } from '../../utils/panel/card';
import type { Mode } from '../../utils/connection/schema';
import type { RaiseError } from '../../utils/panel/raise-error';
import { t } from '../../utils/shared/strings';
import { Segmented } from '../shared/Segmented';
import { Sentence } from '../shared/Sentence';
import { Switch } from '../shared/Switch';
import { PageRow } from './PageRow';
import { type PassageActions, PassageItem } from './PassageItem';

/** What the panel knows of the card; what is read for it is known where it is drawn (`use-reading.ts`). */
export type CardProps = Omit<PassageCardProps, 'reading' | 'onMode'>;

export interface PassageCardProps extends PassageActions {
  view: CardView;
  modes: readonly Mode[];
  /** The mode whose text is being read. */
  reading: Mode | undefined;
  raiseError: RaiseError;
  choosing: boolean;
  formatNumber: (value: number) => string;
  onSwitches: (switches: CardView['switches']) => void;
  onMode: (mode: Mode) => void;
  /** Puts one of several passages in another place, counted from 0. */
  onMove: (passageId: string, to: number) => void;
}

const PassageList = lazy(() => import('./PassageList'));

const modeNames = {
  passage: 'modePassage',
  section: 'modeSection',
  page: 'modePage',
  docs: 'modeDocs',
} as const;

/** What goes with the question, as it will leave (promise 2; docs/interface.md 11–12). */
export function PassageCard({ view, modes, reading: chosen, choosing, formatNumber, ...on }: PassageCardProps) {
  const { unread } = view;
  const isUnreadable = unread?.item.isUnreadable === true;
  const reading = chosen ?? (unread && !isUnreadable ? (unread.part ?? 'page') : undefined);
  const several = view.passages.length > 1;
  const [editing, setEditing] = useState(false);
  const folded = several && !editing;
  const addresses = new Set(
    view.passages.flatMap(({ sent }) => [sent.link ?? withAnchor(sent.url, sent.anchor), sent.canonical]),
  );
  const about = [...new Set(view.passages.map((passage) => passage.about))].filter(Boolean).join(' · ');
  return (
    <section className="card" aria-label={t('passage')}>
      {several && (
        <p className="card-several">
          <Sentence
            id={editing ? 'severalPassagesDone' : 'severalPassages'}
            values={[formatNumber(view.passages.length)]}
            actions={[() => setEditing(!editing)]}
          />
        </p>
      )}
      {folded ? (
        <Suspense>
          <PassageList
            passages={view.passages}
            formatNumber={formatNumber}
            onMove={on.onMove}
            onRemove={on.onRemove}
            onShowInPage={on.onShowInPage}
          />
        </Suspense>
      ) : (
        view.passages.map((passage) => (
          <PassageItem
            key={passage.id}
            passage={passage}
            choosing={choosing}
            formatNumber={formatNumber}
            onRemove={on.onRemove}
            onPart={on.onPart}
            onShowInPage={on.onShowInPage}
          />
        ))
      )}
      <div className="card-also" role="group" aria-label={t('alsoSent')}>
        <span className="note">{t('alsoSent')}</span>
        <Switch checked={view.switches.headings} onChange={(headings) => on.onSwitches({ ...view.switches, headings })}>
          {t('alsoSentHeadings')}
        </Switch>
        <Switch
          checked={view.switches.address}
          onChange={(value) => on.onSwitches({ ...view.switches, address: value })}
        >
          {t('alsoSentAddress')}
        </Switch>
        {about !== '' && (
          <Switch checked={view.switches.about} onChange={(value) => on.onSwitches({ ...view.switches, about: value })}>
            {t('alsoSentAbout')}
          </Switch>
        )}
        {view.switches.about && about !== '' && <bdi className="note card-address">{about}</bdi>}
        {[...addresses].map(
          (address) =>
            address && (
              <bdi key={address} className="note card-address">
                {address}
              </bdi>
            ),
        )}
      </div>
      {modes.length > 1 && (
        <Segmented
          label={t('modeLabel')}
          value={reading ?? view.mode}
          options={modes.map((mode) => ({ value: mode, label: t(modeNames[mode]) }))}
          onChange={on.onMode}
        />
      )}
      {(reading || isUnreadable) && (
        <p className="note card-reading" role="status">
          {t(!reading ? 'pageUnread' : reading === 'section' ? 'sectionReading' : 'pageReading')}
        </p>
      )}
      {view.way && <p className="note">{t(view.way === 'message' ? 'passageInMessage' : 'passageBeside')}</p>}
      {view.page && <PageRow isSection={view.mode === 'section'} page={view.page} formatNumber={formatNumber} />}
    </section>
  );
}

const withAnchor = (url: string | undefined, anchor: string | undefined) => url && (anchor ? `${url}#${anchor}` : url);
