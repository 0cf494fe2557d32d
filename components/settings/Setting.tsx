import type { ReactNode } from 'react';
import { t } from '../../utils/shared/strings';
import { Icon } from '../shared/Icon';
import type { SaveState } from './use-saved';

interface SettingProps {
  /** Name under which it was saved (`useSaved`). */
  what: string;
  saved: SaveState;
  children: ReactNode;
  note?: ReactNode;
  /** Decided by a policy. */
  locked?: boolean;
}

/** One setting: control, "Saved" beside it for two seconds, note below, lock where a policy decides. */
export function Setting({ what, saved, children, note, locked = false }: SettingProps) {
  const state = saved?.what === what ? saved.state : undefined;
  return (
    <div className="setting">
      <div className="setting-row">
        {children}
        <span className="setting-state" role="status">
          {state === 'saved' && t('optionsSaved')}
          {state === 'failed' && <span className="danger">{t('optionsNotSaved')}</span>}
        </span>
      </div>
      {note !== undefined && <p className="note">{note}</p>}
      {locked && <LockedMark />}
    </div>
  );
}

export function LockedMark() {
  return (
    <p className="note locked">
      <Icon name="lock" />
      {t('optionsLocked')}
    </p>
  );
}
