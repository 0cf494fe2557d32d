/** How words of a language are brought to a common form. */
export type Stemmer = (word: string) => string;

/**
 * A light English stemmer: inflections and the families of documentation (encode, encoder, encoding; serialize,
 * serialization). It only has to send the same words to the same form, not to a word.
 */
export function stemEnglish(word: string): string {
  if (word.length <= 3) return word;
  let stem = word
    .replace(/sses$/u, 'ss')
    .replace(/ies$/u, 'y')
    .replace(/(?:ch|sh|x|z)es$/u, (end) => end.slice(0, -2))
    .replace(/(?<![aiuso'])s$/u, '')
    .replace(/['’]$/u, '');
  stem = stem.replace(/(?:i[sz]ation|i[sz]er|i[sz]ing|i[sz]ed|i[sz]e)$/u, 'iz');
  const cut = /^(.*[aeiouy].*?)(?:ing|ed|er|or|able|ible|ation|ion|ment|ly)$/u.exec(stem)?.[1];
  if (cut !== undefined && cut.length >= 3) stem = cut;
  return stem.length > 3
    ? stem
        .replace(/e$/u, '')
        .replace(/y$/u, 'i')
        .replace(/([^aeiouy])\1$/u, '$1')
    : stem;
}

/** For languages without a stemmer here: long words by their beginning, which most of Europe's endings leave alone. */
export const stemByBeginning: Stemmer = (word) => (word.length > 7 ? word.slice(0, 7) : word.replace(/[esn]$/u, ''));

export const stemmerFor = (language: string): Stemmer => (language === 'en' ? stemEnglish : stemByBeginning);
