import { MAX_LANGUAGE } from './limits';
import { attributeOf, closestTo, elementOf } from './text-walk';

/** Words in a class that name no language. */
const NO_LANGUAGE = /^(?:default|none|no-?highlight|plain(?:text)?|text|txt|auto|code|block|toolbar|table|wrapper)$/i;
/**
 * `language-js` (HTML, Prism, hljs, Node.js), `lang-js`, `highlight-python3` (Sphinx), `highlight-source-js` (GitHub),
 * `mw-highlight-lang-js` (MediaWiki), `source-js`.
 */
const PREFIXED = /(?:^|\s)(?:code-|mw-highlight-)?(?:lang(?:uage)?|highlight(?:-source|-text)?|source)-([\w+#.-]+)/;
/** `sourceCode python` (pandoc), `brush: js` (MDN), `hljs javascript`, `rust rust-example-rendered` (rustdoc). */
const BESIDE = /(?:^|\s)(?:sourceCode|brush:|hljs)\s+([\w+#.-]+)|(?:^|\s)(rust)(?:\s|$)/;
/**
 * A name among the classes of a `pre`, a `code` or what is marked as highlighted (TypeDoc, ExDoc, Slate, knitr); other
 * classes there name no language.
 */
const NAMED =
  /(?:^|\s)([jt]sx?|json|ya?ml|toml|xml|html|s?css|sql|diff|python3?|ruby|rust|java|kotlin|scala|groovy|swift|dart|php|perl|lua|bash|sh(?:ell)?|powershell|console|cpp|csharp|fsharp|golang|elixir|erlang|haskell|ocaml|clojure|julia|fortran|matlab|http|graphql|dockerfile|makefile)(?=\s|$)|^([rcd]|go)$/;
const CODE = 'pre,code,samp,.highlight,[class*="highlight-"]';
const STEPS_UP = 4;
/** Code with line numbers beside it (Pygments, Rouge): what names the language stands around the table. */
const NUMBERED = 'table[class*=highlight],table[class*=rouge]';
const STEPS_UP_FROM_TABLE = 6;

/** Whether the node stands in code, and in which language as the page itself names it (`python3`, `mjs`). */
export function codeOf(node: Node): { language?: string } | undefined {
  const at = elementOf(node);
  const inside = closestTo(at, CODE) ?? setLikeCode(at);
  if (!inside) return undefined;
  const nested = inside.querySelector('code');
  const language =
    languageAround(nested ?? inside, STEPS_UP) ?? languageAround(inside.closest(NUMBERED), STEPS_UP_FROM_TABLE);
  return language ? { language } : {};
}

function languageAround(element: Element | null, steps: number): string | undefined {
  for (let at = element; at && steps--; at = at.parentElement) {
    const language = languageOf(at);
    if (language) return language;
  }
  return undefined;
}

/** Generators without `pre` set its look by style alone (Doxygen: `div.fragment`). */
export function setLikeCode(element: Element | null): Element | undefined {
  const view = element?.ownerDocument.defaultView;
  for (let step = 0; view && element && step < STEPS_UP; step++, element = element.parentElement) {
    if (isSetLikeCode(view.getComputedStyle(element))) return element;
  }
  return undefined;
}

export const isSetLikeCode = ({ display, whiteSpace, fontFamily }: CSSStyleDeclaration) =>
  display === 'block' && whiteSpace.startsWith('pre') && /mono/i.test(fontFamily);

function languageOf(element: Element): string | undefined {
  const names = attributeOf(element, 'class') ?? '';
  const beside = BESIDE.exec(names);
  const named = NAMED.exec(names);
  const language =
    attributeOf(element, 'data-lang') ??
    attributeOf(element, 'data-language') ??
    PREFIXED.exec(names)?.[1] ??
    beside?.[1] ??
    beside?.[2] ??
    (/^(?:pre|code)$/.test(element.localName) || /\bhighlight\b/.test(names) ? (named?.[1] ?? named?.[2]) : undefined);
  return language && language.length <= MAX_LANGUAGE && !NO_LANGUAGE.test(language) ? language : undefined;
}
