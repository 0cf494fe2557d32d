import * as z from 'zod';
import type { FormValues } from './form-values';
import { maybe } from './lenient';

/** `ActionConfig` of chatkit-python's `actions.py`, with its defaults. */
export const actionSchema = z.object({
  type: z.string(),
  payload: z.record(z.string(), z.unknown()).nullish().catch(undefined),
  handler: z.enum(['server', 'client']).catch('server'),
  loadingBehavior: z.enum(['auto', 'none', 'self', 'container']).catch('auto'),
  streaming: z.boolean().catch(true),
});
export type WidgetAction = z.output<typeof actionSchema>;
export const action = maybe(actionSchema);

/** What is bound to an action decides what `auto` means: a control itself, nothing while it changes, the whole card. */
export type ActionPlace = 'press' | 'change' | 'card' | 'form';

/** What shows that an action is under way. */
export const loadingOf = ({ loadingBehavior }: WidgetAction, place: ActionPlace): 'none' | 'self' | 'container' =>
  loadingBehavior !== 'auto' ? loadingBehavior : place === 'change' ? 'none' : place === 'press' ? 'self' : 'container';

/**
 * The action's payload with the values of the form around it. What the action itself names stays: chatkit-python's guide
 * calls a collision a bug of the server, so the names are returned for the error that says so.
 */
export function withFormValues(
  payload: WidgetAction['payload'],
  values: FormValues,
): { payload: Record<string, unknown>; collisions: string[] } {
  const own = payload ?? {};
  const collisions = Object.keys(values).filter((name) => Object.hasOwn(own, name));
  return { payload: { ...values, ...own }, collisions };
}
