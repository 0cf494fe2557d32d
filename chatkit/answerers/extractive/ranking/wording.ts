/** What readers say in several words, and documentation in one. */
const phrases: readonly (readonly [RegExp, string])[] = [
  [/\b(?:turn|switch|shut)(?:ed|ing|es|s)?\b(?: \S+){0,4}? off\b|\bwithout using\b/giu, 'disable'],
  [/\b(?:turn|switch)(?:ed|ing|es|s)?\b(?: \S+){0,4}? on\b/giu, 'enable'],
  [/\b(?:get(?:ting)? rid of|throw(?:ing)? away|clean(?:ing)? up)\b/giu, 'delete'],
  [/\bgiv(?:e|es|ing)\b(?: \S+){0,2}? back\b/giu, 'return'],
  [/\b(?:leav(?:e|ing)|left) (?:it |this |that )?out\b|\b(?:do|does) not set\b|\b(?:don|doesn)['’]t set\b/giu, 'omit'],
  [/\bset(?:ting)? up\b/giu, 'configure'],
  [/\bspeed(?:s|ing)? up\b/giu, 'faster'],
  [/\bslow(?:s|ing)? down\b/giu, 'slower'],
  [/\b(?:more than one|several|a few)\b/giu, 'multiple'],
  [/\btak(?:e|es|ing) (?:too|so) long\b/giu, 'timeout'],
  [/\bat (?:the )?same time\b|\bat once\b/giu, 'concurrently'],
  [/\bout of the box\b/giu, 'default'],
  [/\bby hand\b|\bmyself\b|\bon my own\b/giu, 'manually'],
  [/\bby itself\b|\bon its own\b/giu, 'automatically'],
  [/\bget(?:s|ting)? bigger\b|\bkeeps? growing\b/giu, 'size'],
];

/** A question with the one word added for each phrase that has one. */
export function inOneWord(question: string): string {
  const words = phrases.filter(([said]) => question.search(said) >= 0).map(([, word]) => word);
  return words.length > 0 ? `${question} ${words.join(' ')}` : question;
}
