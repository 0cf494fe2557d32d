import { useState } from 'react';
import { t } from '../../utils/shared/strings';
import { Button } from '../shared/Button';
import { Sentence } from '../shared/Sentence';
import { Confirm } from './Confirm';
import type { SettingsServices } from '../../utils/settings-page/services';

/** Export, delete conversations, delete everything: each confirmed in place. */
export function DataSection({ services }: { services: SettingsServices }) {
  const [exported, setExported] = useState<{ name: string } | 'failed'>();
  return (
    <section aria-labelledby="data-heading">
      <h2 id="data-heading">{t('sectionData')}</h2>
      <p className="note">{t('dataIntro')}</p>
      <div className="setting">
        <div className="setting-row">
          <Button
            onClick={() => {
              services.exportData().then(
                (name) => setExported({ name }),
                () => setExported('failed'),
              );
            }}
          >
            {t('dataExport')}
          </Button>
          <span className="setting-state" role="status">
            {exported === 'failed' && <span className="danger">{t('optionsFailed')}</span>}
            {typeof exported === 'object' && <Sentence id="dataExported" values={[exported.name]} />}
          </span>
        </div>
        <p className="note">{t('dataExportNote')}</p>
      </div>
      <div className="setting">
        <div className="setting-row">
          <Confirm
            label={t('dataDeleteConversations')}
            question={t('dataDeleteConversationsConfirm')}
            confirmLabel={t('dataDeleteConversations')}
            done={t('dataDeletedConversations')}
            onConfirm={services.deleteConversations}
          />
        </div>
        <p className="note">{t('dataDeleteConversationsNote')}</p>
      </div>
      <div className="setting">
        <div className="setting-row">
          <Confirm
            label={t('dataDeleteEverything')}
            question={t('dataDeleteEverythingConfirm')}
            confirmLabel={t('dataDeleteEverything')}
            done={t('dataDeletedEverything')}
            onConfirm={services.deleteEverything}
          />
        </div>
        <p className="note">{t('dataDeleteEverythingNote')}</p>
      </div>
    </section>
  );
}
