import { describe, expect, test } from 'vitest';
import { cataloguesFor, createTranslate } from '../../../../chatkit/element/strings';
import { loadStrings } from '../../../../chatkit/element/strings/languages';

describe('the language of the chat', () => {
  test.each([
    ['de', 'Senden', 'ltr'],
    ['de-AT', 'Senden', 'ltr'],
    ['pt-PT', 'Enviar', 'ltr'],
    ['pt-BR', 'Enviar', 'ltr'],
    ['zh', '发送', 'ltr'],
    ['zh-Hans-SG', '发送', 'ltr'],
    ['ar-EG', 'إرسال', 'rtl'],
    ['ja', '送信', 'ltr'],
  ])('for %s is its own or the nearest catalogue', async (locale, send, direction) => {
    expect(await loadStrings(locale)).toBe(true);
    const t = createTranslate(locale);
    expect(t('send')).toBe(send);
    expect(t.direction).toBe(direction);
    expect(t.locale).toBe(locale);
  });

  test.each(['en', 'en-GB', 'it', 'zh-TW', 'zh-Hant', 'xx'])('for %s is English', async (locale) => {
    expect(await loadStrings(locale)).toBe(false);
    expect(createTranslate(locale)('send')).toBe('Send');
  });

  test('is looked for from the whole tag to its base', () => {
    expect(cataloguesFor('pt-PT')).toEqual(['pt-pt', 'pt', 'pt-br']);
    expect(cataloguesFor('zh-TW')).toEqual(['zh-tw']);
  });
});
