import { useRef, useState } from 'react';
import { t } from '../../../utils/shared/strings';
import { Button } from '../../shared/Button';
import { Sentence } from '../../shared/Sentence';

interface ConnectionsFileProps {
  exportThem: () => Promise<void>;
  /** Names of what was taken from the file; empty when nothing could be. */
  importThem: (text: string) => Promise<string[]>;
}

/** The reader's back ends as one file, to hand on or to move house with. */
export function ConnectionsFile({ exportThem, importThem }: ConnectionsFileProps) {
  const [imported, setImported] = useState<string[]>();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <div className="setting">
      <div className="setting-row">
        <Button onClick={() => void exportThem()}>{t('connectionsExport')}</Button>
        <Button onClick={() => picker.current?.click()}>{t('connectionsImport')}</Button>
        <input
          ref={picker}
          className="visually-hidden"
          type="file"
          accept="application/json,.json"
          tabIndex={-1}
          aria-label={t('connectionsImport')}
          onChange={(event) => {
            const { currentTarget } = event;
            const [file] = currentTarget.files ?? [];
            void file
              ?.text()
              .then(importThem)
              .catch(() => [])
              .then(setImported)
              .finally(() => {
                currentTarget.value = '';
              });
          }}
        />
      </div>
      <p className="note">{t('connectionsHint')}</p>
      <p role="status">
        {imported !== undefined &&
          (imported.length > 0 ? (
            <Sentence id="connectionsImported" values={[imported.join(', ')]} />
          ) : (
            <span className="danger">{t('connectionsImportBad')}</span>
          ))}
      </p>
    </div>
  );
}
