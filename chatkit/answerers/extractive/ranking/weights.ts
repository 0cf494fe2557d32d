import { type Features } from './features';
import learned from './weights.json';

/** How much each feature counts: learned from the development set by `npm run eval -- --learn`. */
export interface Weights {
  /** Of a unit, for its score. */
  rank: Readonly<Record<string, number>>;
  /** Of a ranking, for how sure it is; `bias` is added, above 0 is sure. */
  sure: Readonly<Record<string, number>>;
}

/** Those for texts whose words have vectors, and those for all others. */
export const weights: Readonly<Record<'vectors' | 'plain', Weights>> = learned;

export const weighted = (features: Features, by: Readonly<Record<string, number>>): number =>
  Object.entries(features).reduce((sum, [name, value]) => sum + value * (by[name] ?? 0), 0);
