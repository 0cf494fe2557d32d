import { useState } from 'react';
import { t } from '../../utils/strings';
import { plainSentence, Sentence } from '../shared/Sentence';
import { LockedMark } from './Setting';
import type { SettingsServices } from './services';
import { EVERY_SITE, hostOfPattern, isEverySite, sitePattern } from './site-patterns';
import { SiteList } from './SiteList';
import { useWatched } from './use-watched';

/** Every site, or sites the reader chooses: what the browser has granted is the only truth. */
export function Places({ services }: { services: SettingsServices }) {
  const { connections, policy, readOnly } = useWatched(services.environment);
  const granted = useWatched(services.access);
  const [refused, setRefused] = useState<string>();
  const every = granted.some(isEverySite);
  const backEnds = new Set(connections.flatMap(({ origins }) => origins.map((origin) => new URL(origin).hostname)));
  const chosen = [...new Set(granted.filter((pattern) => !isEverySite(pattern)).map(hostOfPattern))].sort();

  if (policy.sites) {
    return (
      <div className="setting">
        <p>{t('buttonPolicySites')}</p>
        <ul className="hosts">
          {policy.sites.map((site) => (
            <li key={site}>
              <bdi>{site}</bdi>
            </li>
          ))}
        </ul>
        <LockedMark />
      </div>
    );
  }

  const ask = (pattern: string) => {
    void services.allow([pattern]).then((allowed) => setRefused(allowed ? undefined : hostOfPattern(pattern)));
  };
  return (
    <fieldset className="choice" disabled={readOnly}>
      <legend>{t('buttonPlaces')}</legend>
      <label>
        <input type="radio" name="places" checked={every} onChange={() => ask(EVERY_SITE)} />
        <span>
          {t('buttonEverySite')}
          <span className="note">{t('buttonEverySiteNote')}</span>
        </span>
      </label>
      <label>
        <input
          type="radio"
          name="places"
          checked={!every}
          onChange={() => void services.giveBack(granted.filter(isEverySite))}
        />
        <span>
          {t('buttonChosenSites')}
          <span className="note">{t('buttonChosenSitesNote')}</span>
        </span>
      </label>
      {!every && (
        <SiteList
          sites={chosen.map((site) => ({ site, note: backEnds.has(site) ? t('buttonSiteBackEnd') : undefined }))}
          empty={t('buttonNoSites')}
          addLabel={t('buttonSiteLabel')}
          removeName={(site) => plainSentence('optionsRemoveNamed', site)}
          onAdd={(site) => ask(sitePattern(site))}
          onRemove={(site) => void services.giveBack(granted.filter((pattern) => hostOfPattern(pattern) === site))}
        />
      )}
      <p className="danger" role="alert">
        {refused !== undefined && <Sentence id="buttonSiteRefused" values={[refused]} />}
      </p>
    </fieldset>
  );
}
