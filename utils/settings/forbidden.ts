import type { Policy } from './policy';

/** What a policy can forbid beside connections and views. */
const permissions = {
  /** Keys that a reader types: none is asked for, kept or sent. */
  keys: 'allowKeys',
  /** Language models in this browser and on this computer. A back end on this computer is no model. */
  modelsHere: 'allowModelsHere',
  /** Language models at any other address. */
  modelsElsewhere: 'allowModelsElsewhere',
  /** Pages of a docs site that nobody opened, fetched for an answer. */
  wholeDocs: 'allowWholeDocs',
} as const satisfies Record<string, keyof Policy>;
export type Permitted = keyof typeof permissions;

/** The one place that knows what a policy forbids. Nothing is forbidden without a policy. */
export function isForbidden(policy: Policy, what: Permitted): boolean {
  return policy[permissions[what]] === false;
}
