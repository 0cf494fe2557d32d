import type { Source } from '../../../protocol/items';
import { linkTarget } from '../../markdown/addresses';
import type { MarkdownEnvironment } from './environment';

/** Small numbers behind what they cite. */
export function CitationMarks({
  numbers,
  environment,
}: {
  numbers: readonly number[];
  environment: MarkdownEnvironment;
}) {
  return numbers.map((number, index) => {
    const source = environment.sourceOf(number);
    return source ? <CitationMark key={index} number={number} source={source} environment={environment} /> : null;
  });
}

function CitationMark({
  number,
  source,
  environment: { t, onEntity },
}: {
  number: number;
  source: Source;
  environment: MarkdownEnvironment;
}) {
  const label = source.title === '' ? t('sourceMore', String(number)) : t('source', String(number), source.title);
  const target = source.type === 'url' ? linkTarget(source.url) : null;
  if (target?.kind === 'web') {
    return (
      <sup className="citation">
        <a href={target.href} target="_blank" rel="noopener noreferrer" aria-label={label} title={source.title}>
          {number}
        </a>
      </sup>
    );
  }
  if (source.type === 'entity' && source.interactive && onEntity) {
    return (
      <sup className="citation">
        <button type="button" aria-label={label} title={source.title} onClick={() => onEntity(source)}>
          {source.inline_label?.slice(0, 40) ?? number}
        </button>
      </sup>
    );
  }
  return (
    <sup className="citation" title={source.title}>
      <span aria-hidden="true">{number}</span>
      <span className="hidden">{label}</span>
    </sup>
  );
}
