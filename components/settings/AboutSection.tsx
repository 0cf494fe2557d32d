import { useState } from 'react';
import { t } from '../../utils/shared/strings';
import { Button } from '../shared/Button';
import { SelfCheck } from './SelfCheck';
import type { SettingsServices } from '../../utils/settings-page/services';

/** Version, this extension's address to hand to an owner, and the self-check. */
export function AboutSection({ services }: { services: SettingsServices }) {
  const [copied, setCopied] = useState(false);
  return (
    <section id="about" aria-labelledby="about-heading">
      <h2 id="about-heading">{t('sectionAbout')}</h2>
      <dl className="facts">
        <dt>{t('aboutVersion')}</dt>
        <dd>{services.version}</dd>
        <dt>{t('aboutAddress')}</dt>
        <dd>
          <code dir="ltr">{services.ownAddress}</code>
          <Button onClick={() => void services.copyText(services.ownAddress).then(() => setCopied(true))}>
            {t('aboutCopy')}
          </Button>
          <span className="setting-state" role="status">
            {copied && t('optionsCopied')}
          </span>
        </dd>
      </dl>
      <p className="note">{t('aboutAddressNote')}</p>
      <SelfCheck services={services} />
    </section>
  );
}
