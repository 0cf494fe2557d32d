/** What a page says of the documentation it belongs to; each only where it says so. */
export interface PageFacts {
  /** "Python", "Node.js". */
  product?: string;
  /** "3.11.2", "v18.20.4", "stable". */
  version?: string;
  /** "Sphinx 5.3.0", "mkdocs-1.4.2". */
  generator?: string;
}

const MAX_FACT = 60;
/** In this order: a name that says more comes first. */
const VERSION_NAMES =
  /^(?:docsearch:version|.*product.?version|readthedocs-version-slug|projectnumber|version|dc\.version|doc(?:s|usaurus)?[:_.-]version)$/;
const PRODUCT_NAMES = /^(?:projectname|application-name|og:site_name|docsearch:product)$/;
const VERSION = /v?\d+(?:\.\d+)+(?:[-+.]?[a-z]+[.\d]*)?|\bv\d+\b/i;
const BADGE = /^\W*(?:version|release|v)?\W*(v?\d[\w.+-]*|stable|latest|main|master|nightly|next)\W*$/i;
const MADE_WITH =
  /(?:[Cc]reated|[Bb]uilt|[Gg]enerated|[Mm]ade|[Rr]endered|[Pp]roduced)\s+(?:using|with|by|from)\s+(?:the\s+)?([A-Z][\w.-]*(?:\s+(?!on\b|at\b)v?\d[\w.]*)?)/;
const WORD_BEFORE = /\b(?:version|release)$/i;
const KIND_OF_BOOK =
  /\s*\b(?:documentation|docs?|(?:reference )?manual|reference|api(?: reference)?|user guide|handbook)\b\s*/gi;
/** They write their own names where Sphinx, Starlight or another generator uses them. */
const LIBRARY = /^(?:docutils|astro)/i;

/** @param hints `name=text`, as `utils/page/page-hints.ts` collects them */
export function readFacts(title: string, hints: readonly string[]): PageFacts {
  const said = hints.map((hint) => {
    const at = hint.indexOf('=');
    return { name: hint.slice(0, at), text: hint.slice(at + 1) };
  });
  const inTitle = fromTitle(title);
  const versions = said.filter(({ name }) => VERSION_NAMES.test(name)).map(({ text }) => BADGE.exec(text)?.[1]);
  const product = said
    .find(({ name }) => PRODUCT_NAMES.test(name))
    ?.text.replace(VERSION, '')
    .trim();
  return clean({
    product: product || inTitle.product,
    version: versions.find(Boolean) ?? inTitle.version,
    generator: generatorOf(said),
  });
}

function generatorOf(said: readonly { name: string; text: string }[]): string | undefined {
  const meta = said.filter(({ name }) => name === 'generator').map(({ text }) => text.split(/: http| \(|, /)[0]);
  const footer = said.find(({ name }) => name === 'footer')?.text ?? '';
  const made = MADE_WITH.exec(footer)?.[1]?.replace(/\.$/, '');
  return meta.find((text) => text && !LIBRARY.test(text)) ?? made ?? meta[0];
}

/** "json — JSON encoder and decoder — Python 3.11.2 documentation", "StringUtils (Apache Commons Lang 3.12.0 API)". */
function fromTitle(title: string): PageFacts {
  const parts = title.split(/ [—–|·•»:-] |[()]/u);
  const at = parts.findLastIndex((each) => VERSION.test(each));
  const part = parts[at];
  const version = part && VERSION.exec(part)?.[0];
  if (!part || !version) return {};
  const named = part.slice(0, part.indexOf(version)).replace(KIND_OF_BOOK, ' ').trim();
  const words = named.replace(WORD_BEFORE, '').trim();
  // TypeDoc: "setLimit | parser-kit - v2.3.1"; Texinfo: "Classes (GNU Octave (version 7.3.0))".
  const isNamedBefore = words === '' && (named !== '' || version.startsWith('v'));
  const product = isNamedBefore ? (parts[at - 1] ?? '').trim() : words;
  // A number without a name before it is that of a chapter.
  return /^\p{L}/u.test(product) ? { version, product } : {};
}

function clean(facts: Record<keyof PageFacts, string | undefined>): PageFacts {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, text]) => (text && text.length <= MAX_FACT ? [[name, text]] : [])),
  );
}
