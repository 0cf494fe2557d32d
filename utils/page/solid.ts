/** What never counts: white space, format, control, private-use and half characters, variation selectors. */
const IGNORED = /[\s\p{Cf}\p{Cc}\p{Co}\p{Cs}\ufe00-\ufe0f]+/gu;
/**
 * Letters a browser sets in another form than the document has them: case by `text-transform`, and in MathML a single
 * letter as the mathematical italic, which Chromium's `Selection.toString()` hands over
 * (https://www.w3.org/TR/mathml-core/#math-auto-transform).
 */
const OTHER_FORM = /[A-Z]+|[\u03d0-\u03f6\u210e\u{1d400}-\u{1d7ff}]|\p{Changes_When_Lowercased}/gu;
const MATHEMATICAL = /[\u03d0-\u03f6\u210e\u{1d400}-\u{1d7ff}]/u;
const ASCII = /^[\0-\x7f]*$/;

/**
 * A text as it is compared: without white space, invisible characters and case. Character by character, so that the
 * solid text of a whole is that of its parts, one after the other.
 */
export function solid(string: string): string {
  if (ASCII.test(string)) return string.toLowerCase().replace(/[\0-\x20\x7f]+/g, '');
  return string.replace(IGNORED, '').replace(OTHER_FORM, (letters) => {
    const plain = MATHEMATICAL.test(letters) ? letters.normalize('NFKC') : letters;
    const lower = plain.toLowerCase();
    return lower.length === plain.length ? lower : plain;
  });
}
