import { useState } from 'react';
import type { CardView } from '../../utils/panel/card';
import { t } from '../../utils/shared/strings';
import { Button } from '../shared/Button';
import { Sentence } from '../shared/Sentence';

interface PageRowProps {
  isSection: boolean;
  page: NonNullable<CardView['page']>;
  formatNumber: (value: number) => string;
}

/** The text of page or section that goes along: its size, and all of it on request. */
export function PageRow({ isSection, page, formatNumber }: PageRowProps) {
  const [open, setOpen] = useState(false);
  const isCut = page.text.length < page.total;
  const whole = isSection ? 'sectionRow' : 'pageRow';
  const cut = page.isAround ? 'sectionRowAround' : isSection ? 'sectionRowCut' : 'pageRowCut';
  return (
    <div className="page-row">
      <p className="page-row-line">
        <span className="note">
          <bdi className="page-row-title">{page.title}</bdi>{' '}
          {isCut ? (
            <Sentence id={cut} values={[page.text.length, page.total].map(formatNumber)} />
          ) : (
            <Sentence id={whole} values={[formatNumber(page.text.length)]} />
          )}
        </span>
        <Button look="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('pageHide') : t('pageView')}
        </Button>
      </p>
      {open && (
        <div
          className="passage-text passage-text-open"
          dir="auto"
          tabIndex={0}
          role="group"
          aria-label={t(isSection ? 'modeSection' : 'modePage')}
        >
          {page.text}
        </div>
      )}
    </div>
  );
}
