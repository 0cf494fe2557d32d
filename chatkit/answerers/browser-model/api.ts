/** `LanguageModel` of a browser, as far as it is used here; a page hands in its own. */
export type LanguageModelApi = Pick<typeof LanguageModel, 'availability' | 'create'>;

/** A session under its names of today and its older ones; one of each pair is there. */
type Renamed = 'contextWindow' | 'contextUsage' | 'measureContextUsage' | 'inputQuota' | 'inputUsage';
export type Session = Omit<LanguageModel, Renamed | 'measureInputUsage'> &
  Partial<Pick<LanguageModel, Renamed | 'measureInputUsage'>>;

/** The languages of a question: what is read, and what is answered in; primary tags (`en`, `de`). */
export interface Languages {
  read: readonly string[];
  answer: string;
}

/** The same for `availability` and `create`, which must agree. */
export const expecting = ({ read, answer }: Languages): LanguageModelCreateCoreOptions => ({
  expectedInputs: [{ type: 'text', languages: [...new Set(read)] }],
  expectedOutputs: [{ type: 'text', languages: [answer] }],
});

/** Tokens of a conversation and its next answer together. */
export const windowOf = ({ contextWindow, inputQuota }: Session): number | undefined => contextWindow ?? inputQuota;

/** Tokens that a text would take, by the model's own measure. */
export const measure = async (session: Session, text: string, signal: AbortSignal): Promise<number | undefined> =>
  session.measureContextUsage?.(text, { signal }) ?? session.measureInputUsage?.(text, { signal });
