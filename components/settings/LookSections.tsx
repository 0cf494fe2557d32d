import { type Settings } from '../../utils/settings/schema';
import { t } from '../../utils/shared/strings';
import { Button } from '../shared/Button';
import { Segmented } from '../shared/Segmented';
import { Setting } from './Setting';
import type { SettingsServices } from '../../utils/settings-page/services';
import { useSaved } from './use-saved';
import { useWatched } from './use-watched';

/** Colours, and where the panel opens (docs/interface.md 25). */
export function AppearanceSection({ services }: { services: SettingsServices }) {
  const { settings, readOnly } = useWatched(services.environment);
  const { saved, save } = useSaved();
  const change = (what: string, patch: Partial<Settings>) => {
    if (!readOnly) void save(what, () => services.updateSettings(patch));
  };
  return (
    <section aria-labelledby="appearance-heading">
      <h2 id="appearance-heading">{t('sectionAppearance')}</h2>
      <Setting what="theme" saved={saved}>
        <span className="setting-name">{t('appearanceTheme')}</span>
        <Segmented
          label={t('appearanceTheme')}
          value={settings.theme}
          options={[
            { value: 'system', label: t('appearanceSystem') },
            { value: 'light', label: t('appearanceLight') },
            { value: 'dark', label: t('appearanceDark') },
          ]}
          onChange={(theme) => change('theme', { theme })}
        />
      </Setting>
      <Setting what="surface" saved={saved}>
        <span className="setting-name">{t('appearanceSurface')}</span>
        <Segmented
          label={t('appearanceSurface')}
          value={settings.surface}
          options={[
            { value: 'sidebar', label: t('appearanceSidebar') },
            { value: 'window', label: t('appearanceWindow') },
          ]}
          onChange={(surface) => change('surface', { surface })}
        />
      </Setting>
    </section>
  );
}

/** The keys as they are really set; the browser's own page changes them. */
export function ShortcutSection({ services }: { services: SettingsServices }) {
  const { ask, focus } = useWatched(services.shortcuts);
  return (
    <section aria-labelledby="shortcut-heading">
      <h2 id="shortcut-heading">{t('sectionShortcut')}</h2>
      <dl className="facts">
        <dt>{t('shortcutAsk')}</dt>
        <dd>{ask === '' ? t('shortcutNone') : <kbd>{ask}</kbd>}</dd>
        <dt>{t('shortcutFocus')}</dt>
        <dd>{focus === '' ? t('shortcutNone') : <kbd>{focus}</kbd>}</dd>
      </dl>
      <Button onClick={() => void services.changeShortcut()}>{t('shortcutChange')}</Button>
    </section>
  );
}
