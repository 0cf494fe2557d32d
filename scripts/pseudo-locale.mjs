/**
 * Pseudo-locales for screenshots and layout tests: every sentence 40 % longer with accents (`long`), or drawn from right to
 * left in Hebrew letters (`rtl`). A sentence that stays plain English on a screenshot came from outside the catalogue.
 */
const accents = {
  a: 'á',
  e: 'ë',
  i: 'ï',
  o: 'ô',
  u: 'ü',
  A: 'Å',
  E: 'É',
  I: 'Î',
  O: 'Ö',
  U: 'Û',
  c: 'ç',
  n: 'ñ',
  y: 'ý',
};
const hebrew = 'אבגדהוזחטיכלמנסעפצקרשתכמנפלשת';

/** Placeholders, bold marks and addresses stay as they are. */
const fixed = /(\$[1-9]|\*\*|https?:\/\/\S+|`[^`]*`)/;

const long = (text) => {
  const accented = text.replace(/[A-Za-z]/g, (letter) => accents[letter] ?? letter);
  return accented;
};
const mirrored = (text) =>
  text.replace(/[A-Za-z]/g, (letter) => hebrew[letter.toLowerCase().charCodeAt(0) - 97] ?? letter);

/**
 * @param {string} key
 * @param {string} message
 * @param {'long' | 'rtl'} kind
 */
export function pseudo(key, message, kind) {
  if (key === 'languageTag') return kind === 'rtl' ? 'he' : message;
  if (key === 'textDirection') return kind === 'rtl' ? 'rtl' : 'ltr';
  if (key.startsWith('extension') || key.startsWith('command')) return message;
  const change = kind === 'rtl' ? mirrored : long;
  const text = message
    .split(fixed)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join('');
  const padding =
    kind === 'long'
      ? ' ' +
        'ƒöó ßår '
          .repeat(20)
          .slice(0, Math.ceil(message.length * 0.4))
          .trim()
      : '';
  return `${text}${padding}`;
}

/** @param {Record<string, string>} catalogue @param {'long' | 'rtl'} kind */
export const pseudoCatalogue = (catalogue, kind) =>
  Object.fromEntries(Object.entries(catalogue).map(([key, message]) => [key, pseudo(key, message, kind)]));
