/**
 * Warnings of Mozilla's linter that stay, each with the reason a reviewer is given (docs/review.md). A warning that is
 * not listed fails the check, and so does an entry that no longer meets any warning.
 *
 * @type {{ code: string, file: RegExp, most: number, reason: string }[]}
 */
export const explainedWarnings = [
  {
    code: 'UNSAFE_VAR_ASSIGNMENT',
    file: /^chunks\/pages-/,
    most: 2,
    reason: 'React DOM sets innerHTML for a property (dangerouslySetInnerHTML) that no component of ours uses.',
  },
  {
    code: 'UNSAFE_VAR_ASSIGNMENT',
    file: /^chunks\/highlight-/,
    most: 1,
    reason:
      'highlight.js can colour an element of a page (highlightElement); we use it through lowlight, which returns a tree that is drawn as nodes.',
  },
  {
    code: 'DANGEROUS_EVAL',
    file: /^(chunks\/base-.*|background)\.js$/,
    most: 2,
    reason:
      "zod asks once whether Function('') is allowed; every page of ours switches that path off (jitless), and the content security policy forbids it anyway.",
  },
];

/**
 * What may not stand in any file of a package: reviews reject the mere text of a remote script's address
 * (reference: store reviews of clerk/javascript#4886, PostHog/posthog#30868), executed or not.
 *
 * @type {{ pattern: RegExp, meaning: string }[]}
 */
export const forbiddenTexts = [
  { pattern: /cdn\.platform\.openai\.com/, meaning: "the address of OpenAI's script" },
  { pattern: /https?:\/\/[^\s"'`<>)]+\.m?js\b(?!on)/, meaning: 'the address of a remote script' },
  { pattern: /<script[^>]+src\s*=\s*["']?(?:https?:)?\/\//i, meaning: 'a remote script element' },
  { pattern: /\bimport\s*\(\s*["'`]https?:/, meaning: 'a remote import' },
  { pattern: /\bimportScripts\s*\(\s*["'`]https?:/, meaning: 'a remote worker script' },
  { pattern: /\/\/# sourceMappingURL=/, meaning: 'a source map reference' },
  { pattern: /\bws:\/\/localhost:\d+/, meaning: "the development server's address" },
];

/**
 * @param {string} text of one file
 * @returns {string[]} one sentence part per rule broken, with the text that broke it
 */
export function brokenRules(text) {
  return forbiddenTexts.flatMap(({ pattern, meaning }) => {
    const found = pattern.exec(text);
    return found ? [`${meaning}: ${found[0].slice(0, 120)}`] : [];
  });
}
