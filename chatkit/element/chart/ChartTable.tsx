import { useId, useState } from 'react';
import type { ChartData } from './data';
import type { Translate } from '../strings';

/** The numbers of a chart, drawn when they are asked for. */
export function ChartTable({
  data: { rows, series, total },
  axis,
  t,
  show,
}: {
  data: ChartData;
  axis: string;
  t: Translate;
  show: (value: number | null | undefined) => string;
}) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <button
        type="button"
        className="text-button w-more"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {t(isOpen ? 'chartHideTable' : 'chartTable')}
      </button>
      <div id={id} hidden={!isOpen}>
        {isOpen ? (
          <div className="table chart-table" tabIndex={0} role="group" aria-label={t('scrollTable')}>
            <table>
              <thead>
                <tr>
                  <th scope="col" dir="auto">
                    {axis}
                  </th>
                  {series.map(({ label }, index) => (
                    <th key={index} scope="col" dir="auto">
                      {label}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(({ label, values }, index) => (
                  <tr key={index}>
                    <th scope="row" dir="auto">
                      {label}
                    </th>
                    {values.map((value, place) => (
                      <td key={place}>{show(value)}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ) : null}
      </div>
      {total > rows.length ? <p className="note">{t('chartCut', String(rows.length), String(total))}</p> : null}
    </>
  );
}
