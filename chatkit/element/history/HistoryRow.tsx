import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { HistoryEntry } from '../../client/history';
import type { Translate } from '../strings';
import { IconButton } from '../icons/icons';
import { roughTime } from './rough-time';

/** One past conversation. Renaming and the question before deleting happen in the row itself. */
export function HistoryRow({
  entry,
  isOpen,
  t,
  showRename,
  showDelete,
  onOpen,
  onRename,
  onDelete,
}: {
  entry: HistoryEntry;
  isOpen: boolean;
  t: Translate;
  showRename: boolean;
  showDelete: boolean;
  onOpen: () => void;
  onRename: (title: string) => void;
  onDelete: () => void;
}) {
  const [mode, setMode] = useState<'row' | 'rename' | 'delete'>('row');
  const row = useRef<HTMLLIElement>(null);
  const title = entry.title ?? t('notTitled');
  const previous = useRef(mode);

  // Focus follows the row's mode: into the field or to the safe answer, and back to the row.
  useEffect(() => {
    if (previous.current === mode) return;
    previous.current = mode;
    row.current?.querySelector<HTMLElement>('[data-first]')?.focus();
  }, [mode]);

  const back = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    setMode('row');
  };

  if (mode === 'rename') {
    return (
      <li ref={row}>
        <form
          onKeyDown={back}
          onSubmit={(event) => {
            event.preventDefault();
            const next = String(new FormData(event.currentTarget).get('title') ?? '').trim();
            if (next !== '' && next !== entry.title) onRename(next);
            setMode('row');
          }}
        >
          <input
            data-first=""
            name="title"
            dir="auto"
            maxLength={200}
            defaultValue={entry.title ?? ''}
            aria-label={t('title')}
            onFocus={(event) => event.target.select()}
          />
          <button type="submit" className="button">
            {t('save')}
          </button>
        </form>
      </li>
    );
  }
  if (mode === 'delete') {
    return (
      <li ref={row} onKeyDown={back}>
        <p dir="auto">{t('deleteQuestion', title)}</p>
        <button type="button" className="button danger" onClick={onDelete}>
          {t('delete')}
        </button>
        <button type="button" className="button" data-first="" onClick={() => setMode('row')}>
          {t('cancel')}
        </button>
      </li>
    );
  }
  return (
    <li ref={row} aria-current={isOpen || undefined}>
      <button type="button" className="entry" data-first="" onClick={onOpen}>
        <span className="entry-title" dir="auto">
          {title}
        </span>
        <span className="note">{roughTime(entry.createdAt, t.locale, new Date())}</span>
      </button>
      {showRename ? <IconButton icon="edit" label={t('renameTitle', title)} onPress={() => setMode('rename')} /> : null}
      {showDelete ? (
        <IconButton icon="trash" label={t('deleteTitle', title)} onPress={() => setMode('delete')} />
      ) : null}
    </li>
  );
}
