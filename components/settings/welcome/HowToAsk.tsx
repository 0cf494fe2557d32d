import { t } from '../../../utils/shared/strings';
import type { SettingsServices } from '../../../utils/settings-page/services';
import { useWatched } from '../use-watched';
import { Sentence } from '../../shared/Sentence';

/** How to ask where the button does not appear by itself: the end of the page for who chose *On sites I choose*. */
export function HowToAsk({ services }: { services: SettingsServices }) {
  const { ask } = useWatched(services.shortcuts);
  const isInToolbar = useWatched(services.toolbar);
  const pin = services.pinnedBy === 'gear' ? 'welcomeHowPinGear' : 'welcomeHowPin';
  return (
    <section className="how" aria-labelledby="how-heading">
      <h2 id="how-heading">{t('welcomeHowTitle')}</h2>
      <p>{t('welcomeHowFirst')}</p>
      <ul>
        <li>
          <Sentence id="welcomeHowMenu" values={[t('menuAsk')]} />
        </li>
        <li>
          {ask === '' ? (
            <Sentence id="welcomeHowNoShortcut" actions={[() => void services.changeShortcut()]} />
          ) : (
            <Sentence id="welcomeHowShortcut" values={[ask]} />
          )}
        </li>
        <li>
          {t('welcomeHowToolbar')} {isInToolbar === false && t(pin)}
        </li>
      </ul>
      <p className="note">
        <Sentence id="welcomeHowAlways" values={[t('alwaysHereAction')]} />
      </p>
    </section>
  );
}
