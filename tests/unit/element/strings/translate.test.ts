import { describe, expect, test } from 'vitest';
import { createTranslate, registerStrings } from '../../../../chatkit/element/strings';
import en from '../../../../chatkit/element/strings/en.json';

describe('strings', () => {
  test('fall back from the region to the language to English', () => {
    registerStrings('xx', { send: 'Sänd' });
    expect(createTranslate('xx-YY')('send')).toBe('Sänd');
    expect(createTranslate('xx-YY')('stop')).toBe(en.stop);
    expect(createTranslate('zz')('send')).toBe(en.send);
  });
  test('fill in what they are given and turn with the language', () => {
    registerStrings('ar', {});
    expect(createTranslate('en')('deleteQuestion', 'a $1')).toBe('Delete “a $1”?');
    expect(createTranslate('ar-EG').direction).toBe('rtl');
    expect(createTranslate('he').direction).toBe('ltr');
  });
});
