import { isolate, plainWords } from './sentence-parts';
import { type StringKey, t } from './strings';

/** A sentence of the catalogue as plain words, without its marks: for names, titles and what other code shows. */
export function plainSentence(id: StringKey, ...values: string[]): string {
  return plainWords(t(id, ...values.map(isolate)));
}
