import { MAX_LANGUAGE } from './limits';
import { attributeOf, closestTo, elementOf } from './text-walk';

/** Words in a class that name no language. */
const NO_LANGUAGE = /^(?:default|none|no-?highlight|plain(?:text)?|text|txt|auto|code|block|toolbar|table|wrapper)$/i;
/** `language-js` (HTML, Prism, hljs, Node.js), `lang-js`, `highlight-python3` (Sphinx), `highlight-source-js` (GitHub). */
const PREFIXED = /(?:^|\s)(?:code-)?(?:lang(?:uage)?|highlight(?:-source|-text)?)-([\w+#.-]+)/;
/** `sourceCode python` (pandoc), `brush: js` (MDN), `hljs javascript`, `rust rust-example-rendered` (rustdoc). */
const BESIDE = /(?:^|\s)(?:sourceCode|brush:|hljs)\s+([\w+#.-]+)|(?:^|\s)(rust)(?:\s|$)/;
/** As the only class of a `code` (TypeDoc, older Markdown renderers); others say there what is no language. */
const ALONE =
  /^(?:[jt]sx?|json|ya?ml|toml|xml|html|s?css|sql|diff|python|ruby|rust|java|kotlin|swift|php|perl|bash|sh(?:ell)?|console|cpp|csharp)$/;
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
  const language =
    attributeOf(element, 'data-lang') ??
    attributeOf(element, 'data-language') ??
    PREFIXED.exec(names)?.[1] ??
    beside?.[1] ??
    beside?.[2] ??
    (element.localName === 'code' ? ALONE.exec(names)?.[0] : undefined);
  return language && language.length <= MAX_LANGUAGE && !NO_LANGUAGE.test(language) ? language : undefined;
}
