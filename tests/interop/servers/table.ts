import { columns, type Column, type Outcome } from './columns';

/** What came of one server. */
export interface Tried {
  server: string;
  version: string;
  from: string;
  /** The day, `YYYY-MM-DD`. */
  on: string;
  outcomes: Partial<Record<Column, Outcome>>;
}

/** Signs for a table that is read at a glance; the words stay. */
const shown: Record<Outcome, string> = {
  yes: '✓',
  no: '✗',
  none: '–',
  here: 'here',
  beside: 'beside',
  'in the message': 'message',
  'own field': 'field',
};
const cell = (outcome: Outcome | undefined) => (outcome === undefined ? '?' : shown[outcome]);

/** For a terminal. */
export function printable(rows: readonly Tried[]): string {
  const cells = [
    ['server', ...columns],
    ...rows.map((row) => [`${row.server} (${row.version})`, ...columns.map((column) => cell(row.outcomes[column]))]),
  ];
  const widths = cells[0]!.map((_, place) => Math.max(...cells.map((line) => line[place]!.length)));
  return cells
    .map((line) =>
      line
        .map((text, place) => text.padEnd(widths[place]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** For docs/backends.md, between its marks. */
export function markdownTable(rows: readonly Tried[]): string {
  const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`;
  const head = ['Server', 'Version', 'From', 'Tried on', ...columns];
  return [
    line(head),
    `|${head.map(() => '---').join('|')}|`,
    ...rows.map(({ server, version, from, on, outcomes }) =>
      line([server, version, from, on, ...columns.map((column) => cell(outcomes[column]))]),
    ),
  ].join('\n');
}

const BEGIN = '<!-- tried servers: begin -->';
const END = '<!-- tried servers: end -->';

/** The table that a page has now; undefined where it has no place for one. */
export function tableIn(page: string): string | undefined {
  const [, after = ''] = page.split(BEGIN);
  return page.includes(BEGIN) && page.includes(END) ? after.split(END)[0]!.trim() : undefined;
}

/** The page with that table. */
export function withTable(page: string, table: string): string {
  const [before = ''] = page.split(BEGIN);
  const [, after = ''] = page.split(END);
  return `${before}${BEGIN}\n\n${table}\n\n${END}${after}`;
}
