import { hostOfPattern, isEverySite } from '../../utils/shared/match-patterns';
import { plainSentence } from '../../utils/shared/plain-sentence';
import { t } from '../../utils/shared/strings';
import { IconButton } from '../shared/Button';
import { reachedHosts, unneededPatterns } from '../../utils/settings-page/reach';
import type { SettingsServices } from '../../utils/settings-page/services';
import { useWatched } from './use-watched';

/** Addresses Docent may reach: those of the back ends, and what the browser still grants though nobody needs it. */
export function Reach({ services }: { services: SettingsServices }) {
  const { connections, settings, policy } = useWatched(services.environment);
  const granted = useWatched(services.access);
  const reached = reachedHosts(connections, granted);
  // Under a policy every grant may be for one of its sites.
  const unneeded = policy.sites ? [] : unneededPatterns(connections, settings.buttonSites ?? granted, granted);
  const nameOf = (pattern: string) => (isEverySite(pattern) ? t('reachEverySite') : hostOfPattern(pattern));
  return (
    <fieldset className="choice" id="reach">
      <legend>{t('reachTitle')}</legend>
      <p className="note">{t('reachNote')}</p>
      {reached.length + unneeded.length === 0 ? (
        <p className="note">{t('reachNone')}</p>
      ) : (
        <ul className="hosts">
          {reached.map(({ host, names, allowed, withoutOrigin }) => (
            <li key={host}>
              <bdi>{host}</bdi>
              <span className="note">
                <bdi>{names.join(', ')}</bdi>
                {!allowed && ` · ${t('reachMissing')}`}
                {withoutOrigin && ` · ${t('reachWithoutOrigin')}`}
              </span>
            </li>
          ))}
          {unneeded.map((pattern) => (
            <li key={pattern}>
              <bdi>{nameOf(pattern)}</bdi>
              <span className="note">{t('reachUnneeded')}</span>
              <IconButton
                icon="close"
                label={plainSentence('optionsRemoveNamed', nameOf(pattern))}
                onClick={() => void services.giveBack([pattern])}
              />
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}
