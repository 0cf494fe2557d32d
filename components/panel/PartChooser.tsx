import type { PassageView } from '../../utils/panel/card';
import { t } from '../../utils/shared/strings';
import { Button } from '../shared/Button';
import { Segmented } from '../shared/Segmented';
import { plainSentence } from '../../utils/shared/plain-sentence';

interface PartChooserProps {
  passage: PassageView;
  formatNumber: (value: number) => string;
  onStart: (start: number) => void;
  onDone: () => void;
}

type Preset = 'beginning' | 'middle' | 'end' | 'other';

/** Which part of an over-long passage is sent: beginning, middle, end, or wherever the slider stands. */
export default function PartChooser({ passage, formatNumber, onStart, onDone }: PartChooserProps) {
  const length = passage.end - passage.start;
  const last = passage.total - length;
  const starts = { beginning: 0, middle: Math.round(last / 2), end: last };
  const preset = presetOf(passage.start, last, starts.middle);
  const range = plainSentence('partSliderValue', ...[passage.start + 1, passage.end, passage.total].map(formatNumber));
  return (
    <div className="part" role="group" aria-label={t('partLabel')}>
      <div className="part-row">
        <Segmented<Preset>
          label={t('partLabel')}
          value={preset}
          options={[
            { value: 'beginning', label: t('partBeginning') },
            { value: 'middle', label: t('partMiddle') },
            { value: 'end', label: t('partEnd') },
          ]}
          onChange={(value) => value !== 'other' && onStart(starts[value])}
        />
        <Button look="quiet" onClick={onDone}>
          {t('partDone')}
        </Button>
      </div>
      <input
        type="range"
        className="part-slider"
        min={0}
        max={last}
        step={Math.max(1, Math.round(last / 200))}
        value={passage.start}
        aria-label={t('partSlider')}
        aria-valuetext={range}
        onChange={(event) => onStart(Number(event.currentTarget.value))}
      />
      <span className="note">{range}</span>
    </div>
  );
}

/** A start moves back to a whole character, so an end or a middle may be off by a few units. */
function presetOf(start: number, last: number, middle: number): Preset {
  const near = (target: number) => Math.abs(start - target) <= 32;
  if (start === 0) return 'beginning';
  if (near(last)) return 'end';
  return near(middle) ? 'middle' : 'other';
}
