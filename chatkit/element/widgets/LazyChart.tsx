import { useEffect } from 'react';
import { createLazyPart } from '../shared/lazy-part';
import { useStore } from '../shared/use-store';
import { useWidget } from './context';
import type { PartProps } from './part-props';

/** Scales, curves and their drawing: loaded with the first chart. */
export const chartView = createLazyPart(() => import('../chart/ChartView'));

export function LazyChart({ component }: PartProps<'Chart'>) {
  const { t } = useWidget();
  const ChartView = useStore(chartView)?.ChartView;
  useEffect(() => {
    chartView.load().catch(() => undefined);
  }, []);
  return ChartView ? (
    <ChartView chart={component} t={t} />
  ) : (
    <p className="note w-chart-wait" dir="auto">
      {t('chartLoading')}
    </p>
  );
}
