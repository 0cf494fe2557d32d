import type { ConsentScope } from '../settings/consent';
import { servedScopes } from '../settings/consent-scopes';
import type { StringKey } from './strings';

const sentences: Record<ConsentScope, StringKey> = {
  backEnd: 'consentScopeBackEnd',
  models: 'consentScopeModels',
  wholeDocs: 'consentScopeWholeDocs',
};
const isScope = (name: string): name is ConsentScope => Object.hasOwn(sentences, name);

/** What a consent covers, or would, a sentence each; a newer version's scopes have none here. */
export function consentSentences(scopes: readonly string[]): StringKey[] {
  return scopes.filter(isScope).map((scope) => sentences[scope]);
}

/** What the form for new readers names besides its own list (docs/interface.md 31), which is about back ends. */
export const furtherSentences = consentSentences(servedScopes.filter((scope) => scope !== 'backEnd'));
