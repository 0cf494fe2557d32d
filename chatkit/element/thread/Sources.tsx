import type { Source } from '../../protocol/items';
import { linkTarget } from '../markdown/addresses';
import type { NumberedSource } from '../markdown/citations';
import { EntityButton } from '../entity/EntityButton';
import { Link } from '../markdown/Link';
import { entityOf } from './use-environment';
import type { MarkdownEnvironment } from '../markdown/environment';

/** The sources of an answer under their groups ("From this page"), numbered like the marks in the text. */
export function Sources({
  sources,
  environment,
}: {
  sources: readonly NumberedSource[];
  environment: MarkdownEnvironment;
}) {
  if (sources.length === 0) return null;
  const groups = new Map<string, NumberedSource[]>();
  for (const numbered of sources) {
    const group = numbered.source.group ?? '';
    groups.set(group, [...(groups.get(group) ?? []), numbered]);
  }
  return (
    <div className="sources">
      {[...groups].map(([group, members]) => (
        <section key={group}>
          <h3>{group === '' ? environment.t('sources') : group}</h3>
          <ol>
            {members.map(({ number, source }) => (
              <li key={number} value={number}>
                <span dir="auto">
                  <SourceTitle source={source} environment={environment} />
                </span>
                {sourceNote(source, environment.t.locale) === '' ? null : (
                  <span className="note" dir="auto">
                    {sourceNote(source, environment.t.locale)}
                  </span>
                )}
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

/** Who says it, what it is, and of what day it is; nothing twice, nor again what its title says. */
export function sourceNote({ title, attribution, description, timestamp }: Source, locale: string): string {
  const said = new Set([plain(title)]);
  const isNew = (part: string | undefined): part is string =>
    part !== undefined && plain(part) !== '' && !said.has(plain(part)) && Boolean(said.add(plain(part)));
  return [attribution, description, timestamp === undefined ? undefined : dayIn(timestamp, locale)]
    .filter(isNew)
    .join(' · ');
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim().toLocaleLowerCase();

/** A time as its day, isolated from the direction of what stands beside it; what cannot be read as one is left out. */
function dayIn(timestamp: string, locale: string): string | undefined {
  const time = Date.parse(timestamp);
  return Number.isNaN(time)
    ? undefined
    : `\u2068${new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(time)}\u2069`;
}

export function SourceTitle({ source, environment }: { source: Source; environment: MarkdownEnvironment }) {
  const title =
    source.title ||
    (source.type === 'url' ? source.url : source.type === 'file' ? source.filename : (source.label ?? source.id));
  const target = source.type === 'url' ? linkTarget(source.url, environment.base) : null;
  if (target?.kind === 'web') {
    return (
      <Link href={target.href} written={source.type === 'url' ? source.url : ''} words={title}>
        {title}
      </Link>
    );
  }
  const { entities, fileAction } = environment;
  if (source.type === 'entity' && source.interactive && (entities?.onClick ?? entities?.preview)) {
    return (
      <EntityButton className="link" entity={entityOf(source)} environment={environment}>
        {title}
      </EntityButton>
    );
  }
  if (source.type === 'file' && fileAction) {
    const { filename } = source;
    return (
      <button type="button" className="link" onClick={() => fileAction({ filename, title: source.title })}>
        {title}
      </button>
    );
  }
  return title;
}
