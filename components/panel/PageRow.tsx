import { useState } from 'react';
import type { CardView } from '../../utils/panel/card';
import { t } from '../../utils/shared/strings';
import { Button } from '../shared/Button';
import { Sentence } from '../shared/Sentence';

interface PageRowProps {
  page: NonNullable<CardView['page']>;
  formatNumber: (value: number) => string;
}

/** The page's text that goes along in mode `page`: its size, and all of it on request. */
export function PageRow({ page, formatNumber }: PageRowProps) {
  const [open, setOpen] = useState(false);
  const isCut = page.text.length < page.total;
  return (
    <div className="page-row">
      <p className="page-row-line">
        <span className="note">
          <bdi className="page-row-title">{page.title}</bdi>{' '}
          {isCut ? (
            <Sentence id="pageRowCut" values={[page.text.length, page.total].map(formatNumber)} />
          ) : (
            <Sentence id="pageRow" values={[formatNumber(page.text.length)]} />
          )}
        </span>
        <Button look="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('pageHide') : t('pageView')}
        </Button>
      </p>
      {open && (
        <div className="passage-text passage-text-open" dir="auto" tabIndex={0} role="group" aria-label={t('modePage')}>
          {page.text}
        </div>
      )}
    </div>
  );
}
