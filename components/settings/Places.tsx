import { useState } from 'react';
import { EVERY_SITE, hostOfPattern, isEverySite, sitePattern } from '../../utils/shared/match-patterns';
import { t } from '../../utils/shared/strings';
import { Sentence } from '../shared/Sentence';
import { plainSentence } from '../../utils/shared/plain-sentence';
import { LockedMark } from './Setting';
import type { SettingsServices } from '../../utils/settings-page/services';
import { SiteList } from './SiteList';
import { useWatched } from './use-watched';

/** Sites where the button appears: every one, or those the reader chooses. What back ends may reach is another list. */
export function Places({ services }: { services: SettingsServices }) {
  const { settings, policy, readOnly } = useWatched(services.environment);
  const [refused, setRefused] = useState<string>();
  const sites = settings.buttonSites ?? [];
  const every = sites.some(isEverySite);
  const chosen = [...new Set(sites.filter((pattern) => !isEverySite(pattern)).map(hostOfPattern))].sort();

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
    void services.showButtonOn([pattern]).then((allowed) => setRefused(allowed ? undefined : hostOfPattern(pattern)));
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
          onChange={() => void services.takeButtonFrom(sites.filter(isEverySite))}
        />
        <span>
          {t('buttonChosenSites')}
          <span className="note">{t('buttonChosenSitesNote')}</span>
        </span>
      </label>
      {!every && (
        <SiteList
          sites={chosen}
          empty={t('buttonNoSites')}
          addLabel={t('buttonSiteLabel')}
          removeName={(site) => plainSentence('optionsRemoveNamed', site)}
          onAdd={(site) => ask(sitePattern(site))}
          onRemove={(site) => void services.takeButtonFrom(sites.filter((pattern) => hostOfPattern(pattern) === site))}
        />
      )}
      <p className="danger" role="alert">
        {refused !== undefined && <Sentence id="buttonSiteRefused" values={[refused]} />}
      </p>
    </fieldset>
  );
}
