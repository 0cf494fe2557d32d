import { useRef, useState } from 'react';
import type { PassageView } from '../../utils/panel/card';
import { t } from '../../utils/shared/strings';
import { Button } from '../shared/Button';

interface TrimPartProps {
  passage: PassageView;
  /** Without arguments: the whole passage again. */
  onPart: (start?: number, end?: number) => void;
  onDone: () => void;
}

/** The whole passage to select in, by mouse or keyboard; what is selected is all that will be sent. */
export default function TrimPart({ passage, onPart, onDone }: TrimPartProps) {
  const text = useRef<HTMLTextAreaElement>(null);
  const [selected, setSelected] = useState({ start: passage.start, end: passage.end });
  const isPart = selected.end > selected.start && selected.end - selected.start < passage.total;
  const begin = (area: HTMLTextAreaElement | null) => {
    if (area === null || text.current === area) return;
    text.current = area;
    area.focus();
    area.setSelectionRange(passage.start, passage.end);
  };
  return (
    <div className="part" role="group" aria-label={t('trimLabel')}>
      <p className="note">{t('trimHint')}</p>
      <textarea
        ref={begin}
        readOnly
        rows={8}
        className={passage.isCode ? 'trim-text passage-code' : 'trim-text'}
        dir={passage.isCode ? 'ltr' : 'auto'}
        aria-label={t('passage')}
        value={passage.text}
        onSelect={({ currentTarget: { selectionStart, selectionEnd } }) =>
          setSelected({ start: selectionStart, end: selectionEnd })
        }
      />
      <div className="part-row">
        <Button disabled={!isPart} onClick={() => (onPart(selected.start, selected.end), onDone())}>
          {t('trimKeep')}
        </Button>
        <Button look="quiet" onClick={() => (onPart(), onDone())}>
          {t('trimWhole')}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t('partDone')}
        </Button>
      </div>
    </div>
  );
}
