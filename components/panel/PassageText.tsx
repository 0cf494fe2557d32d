import { useLayoutEffect, useRef, useState } from 'react';
import { Button } from '../shared/Button';
import { plainSentence } from '../shared/Sentence';
import { t } from '../../utils/strings';

interface PassageTextProps {
  text: string;
  isCode: boolean;
  formatNumber: (value: number) => string;
}

/** Exactly the text that is sent: four lines, all of it on request (UI.md 11). */
export function PassageText({ text, isCode, formatNumber }: PassageTextProps) {
  const element = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [cut, setCut] = useState(false);
  useLayoutEffect(() => {
    const measured = element.current;
    if (measured === null) return;
    const measure = () => setCut(measured.scrollHeight > measured.clientHeight + 1);
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  }, [text]);
  return (
    <>
      <div
        ref={element}
        className={`passage-text ${isCode ? 'passage-code' : ''} ${open ? 'passage-text-open' : ''}`}
        dir={isCode ? 'ltr' : 'auto'}
        tabIndex={open ? 0 : undefined}
        role={open ? 'region' : undefined}
        aria-label={open ? t('passage') : undefined}
      >
        {text}
      </div>
      {(cut || open) && (
        <Button look="link" className="passage-more" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('showLess') : plainSentence('showAllCharacters', formatNumber(text.length))}
        </Button>
      )}
    </>
  );
}
