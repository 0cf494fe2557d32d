import { useEffect, useState, useSyncExternalStore } from 'react';
import type { BrowserModelOffer, BrowserModelState } from '../../utils/shared/browser-model';
import { t } from '../../utils/shared/strings';
import { Button } from './Button';
import { Notice } from './Notice';
import { Sentence } from './Sentence';
import './browser-model.css';

interface BrowserModelProps {
  /** Of the services; undefined where there is none to offer. */
  load: () => Promise<BrowserModelOffer | undefined>;
  /** It answers from now on. */
  onGot?: (() => void) | undefined;
}

/** The browser's own model among those who may answer: offered, fetched on a press, ready. Draws nothing without one. */
export function BrowserModel({ load, onGot }: BrowserModelProps) {
  const [offer, setOffer] = useState<BrowserModelOffer>();
  useEffect(() => {
    let isGone = false;
    load().then(
      (loaded) => !isGone && setOffer(loaded),
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [load]);
  return offer && <Offer offer={offer} onGot={onGot} />;
}

function Offer({ offer, onGot }: { offer: BrowserModelOffer; onGot: (() => void) | undefined }) {
  const state = useSyncExternalStore(offer.subscribe, offer.get);
  const isGot = state.at === 'got';
  useEffect(() => {
    if (isGot) onGot?.();
  }, [isGot, onGot]);
  if (state.at === 'hidden') return null;
  return (
    <section className="browser-model" aria-label={offer.name}>
      <strong>
        <bdi>{offer.name}</bdi>
      </strong>
      <span className="note">
        {t('browserModelNote')}
        {offer.maker !== undefined && (
          <>
            {' '}
            <Sentence id="browserModelMaker" values={[offer.maker]} />
          </>
        )}
      </span>
      <Progress state={state} offer={offer} />
    </section>
  );
}

const FAILURES = {
  broken: 'browserModelBroken',
  refused: 'browserModelRefused',
  unable: 'browserModelCannotRun',
  problem: 'browserModelNotGot',
} as const;

function Progress({ state, offer }: { state: BrowserModelState; offer: BrowserModelOffer }) {
  const get = <Button onClick={() => offer.press()}>{t('browserModelGet')}</Button>;
  switch (state.at) {
    case 'offered':
      if (state.isHere) return <Button onClick={() => offer.press()}>{t('browserModelUse')}</Button>;
      return (
        <>
          <span className="note">{t('browserModelSize')}</span>
          {get}
        </>
      );
    case 'fetching': {
      const percent = state.done === undefined ? undefined : Math.floor(state.done * 100);
      const words = percent === undefined ? t('browserModelFetching') : t('browserModelPercent', String(percent));
      return (
        <>
          <progress
            aria-label={t('browserModelFetching')}
            max={100}
            {...(percent !== undefined && { value: percent })}
          />
          <span className="note">{words}</span>
          <span className="note" role="status">
            {t('browserModelLeave')}
          </span>
          {!state.isWatched && <Button onClick={() => offer.press()}>{t('browserModelWatch')}</Button>}
        </>
      );
    }
    case 'failed':
      return (
        <>
          <Notice kind="error">{t(FAILURES[state.why])}</Notice>
          {get}
        </>
      );
    case 'got':
      return (
        <span className="note" role="status">
          {t('browserModelGot')}
        </span>
      );
    case 'hidden':
      return null;
  }
}
