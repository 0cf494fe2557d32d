import {
  CALLS,
  makeLanguageModel,
  presetState,
  STATE,
  type StandInCall,
  type StandInState,
} from '../../../contracts/language-model/stand-in';

/** The stand-in with a storage of its own. */
export function standIn(state: Partial<StandInState> = {}) {
  const stored = new Map([[STATE, JSON.stringify({ ...presetState, ...state })]]);
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  };
  const activation = { isActive: false };
  return {
    api: makeLanguageModel(storage, activation, STATE, CALLS),
    activation,
    set: (change: Partial<StandInState>) =>
      storage.setItem(STATE, JSON.stringify({ ...(JSON.parse(stored.get(STATE) ?? '{}') as object), ...change })),
    state: () => JSON.parse(stored.get(STATE) ?? '{}') as StandInState,
    calls: (what?: StandInCall['what']) =>
      (JSON.parse(stored.get(CALLS) ?? '[]') as StandInCall[]).filter(
        (call) => what === undefined || call.what === what,
      ),
  };
}
