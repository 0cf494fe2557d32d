import type { Source } from '../../protocol/items';
import { linkTarget } from './addresses';
import { EntityButton } from '../entity/EntityButton';
import { entityOf } from '../thread/use-environment';
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
  environment,
}: {
  number: number;
  source: Source;
  environment: MarkdownEnvironment;
}) {
  const { t, entities, fileAction } = environment;
  const label = source.title === '' ? t('sourceMore', String(number)) : t('source', String(number), source.title);
  const target = source.type === 'url' ? linkTarget(source.url, environment.base) : null;
  if (target?.kind === 'web') {
    return (
      <sup className="citation">
        <a href={target.href} target="_blank" rel="noopener noreferrer" aria-label={label} title={source.title}>
          {number}
        </a>
      </sup>
    );
  }
  if (source.type === 'entity' && source.interactive && (entities?.onClick ?? entities?.preview)) {
    return (
      <sup className="citation">
        <EntityButton className="mark" entity={entityOf(source)} label={label} environment={environment}>
          {source.inline_label?.slice(0, 40) ?? number}
        </EntityButton>
      </sup>
    );
  }
  if (source.type === 'file' && fileAction) {
    const { filename, title } = source;
    return (
      <sup className="citation">
        <button type="button" aria-label={label} title={title} onClick={() => fileAction({ filename, title })}>
          {number}
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
