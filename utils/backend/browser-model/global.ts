import type { LanguageModelApi } from '../../../chatkit/answerers/browser-model/api';

/** The browser's own, where it has one; Firefox has none. */
export const languageModel = (): LanguageModelApi | undefined =>
  (globalThis as { LanguageModel?: LanguageModelApi }).LanguageModel;
