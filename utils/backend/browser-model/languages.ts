import { expecting, type LanguageModelApi, type Languages } from '../../../chatkit/answerers/browser-model/api';
import type { AnswerContext } from '../../../chatkit/server/types';

/** The rules of the prompt are in it. */
const OF_RULES = 'en';

/** `pt` of `pt-BR`; undefined for what is no tag, as pages claim it. */
export function primaryTag(tag: string | undefined): string | undefined {
  try {
    const language = new Intl.Locale(tag ?? '').language;
    return language === 'und' ? undefined : language;
  } catch {
    return undefined;
  }
}

/** What a question is read and answered in. */
export function languagesOf({ docent, language }: Pick<AnswerContext, 'docent' | 'language'>): Languages {
  const answer = primaryTag(language) ?? OF_RULES;
  const texts = (docent?.passages ?? []).flatMap(({ lang }) => primaryTag(lang) ?? []);
  return { read: [...new Set([OF_RULES, answer, ...texts])], answer };
}

/** Why a model that is here does not take these languages; undefined where no single one of them is why. */
export async function notSpoken(
  api: LanguageModelApi,
  { read, answer }: Languages,
): Promise<{ does: 'write' | 'read'; language: string } | undefined> {
  const isMissing = async (languages: Languages) => (await api.availability(expecting(languages))) === 'unavailable';
  if (await isMissing({ read: [OF_RULES], answer })) return { does: 'write', language: answer };
  for (const language of read) {
    if (await isMissing({ read: [language], answer: OF_RULES })) return { does: 'read', language };
  }
  return undefined;
}
