import { useId, useState } from 'react';
import { t } from '../../utils/shared/strings';
import { Button, IconButton } from '../shared/Button';
import { readSite } from '../../utils/settings-page/site-patterns';

interface SiteListProps {
  sites: readonly string[];
  empty: string;
  addLabel: string;
  removeName: (site: string) => string;
  /** In the tick of the press. */
  onAdd: (site: string) => void;
  onRemove: (site: string) => void;
  disabled?: boolean;
}

/** Sites with × beside each, and a field to add one. */
export function SiteList({ sites, empty, addLabel, removeName, onAdd, onRemove, disabled = false }: SiteListProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [bad, setBad] = useState(false);
  return (
    <div className="sites">
      {sites.length === 0 ? (
        <p className="note">{empty}</p>
      ) : (
        <ul className="hosts">
          {sites.map((site) => (
            <li key={site}>
              <bdi>{site}</bdi>
              <IconButton icon="close" label={removeName(site)} disabled={disabled} onClick={() => onRemove(site)} />
            </li>
          ))}
        </ul>
      )}
      <form
        className="labelled"
        onSubmit={(event) => {
          event.preventDefault();
          const site = readSite(typed);
          setBad(site === null);
          if (site === null) return;
          onAdd(site);
          setTyped('');
        }}
      >
        <label htmlFor={id} className="visually-hidden">
          {addLabel}
        </label>
        <div className="field-row">
          <input
            id={id}
            className="field"
            dir="ltr"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            placeholder={t('buttonSiteHint')}
            value={typed}
            disabled={disabled}
            aria-invalid={bad}
            aria-describedby={`${id}-problem`}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" disabled={disabled}>
            {t('optionsAdd')}
          </Button>
        </div>
        <p id={`${id}-problem`} className="danger" role="alert">
          {bad && t('buttonSiteBad')}
        </p>
      </form>
    </div>
  );
}
