import type { FocusEvent } from 'react';
import { LIMITS } from './budget';
import { controlId, type WidgetContext } from './context';

/** Longest text a reader may write into a field: the pattern of a server is tried on all of it. */
const MAX_WRITTEN = 10_000;

export interface FieldFields {
  name: string;
  placeholder?: string;
  required?: boolean;
  disabled?: boolean;
  autoSelect?: boolean;
  autoComplete?: string;
  allowAutofillExtensions?: boolean;
}

/** What all fields share. `autoFocus` is not among it: a message that comes never takes the reader's focus. */
export function fieldProps(
  { uid, labelled }: Pick<WidgetContext, 'uid' | 'labelled'>,
  { name, placeholder, required, disabled, autoSelect, autoComplete, allowAutofillExtensions }: FieldFields,
) {
  return {
    id: controlId(uid, name),
    name,
    placeholder,
    required,
    disabled,
    maxLength: MAX_WRITTEN,
    'aria-label': labelOf(labelled, name, placeholder),
    autoComplete: autoComplete ?? (allowAutofillExtensions ? undefined : 'off'),
    // What the common password managers look for before they put a button into a field.
    ...(allowAutofillExtensions ? {} : { 'data-1p-ignore': '', 'data-lpignore': 'true', 'data-bwignore': '' }),
    onFocus: autoSelect
      ? (event: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => event.currentTarget.select()
      : undefined,
  };
}

/** A field without a `Label` is called by its placeholder, else by its name in words. */
export const labelOf = (labelled: ReadonlySet<string>, name: string, placeholder?: string): string | undefined =>
  labelled.has(name)
    ? undefined
    : placeholder ||
      (name.split('.').at(-1) ?? name)
        .replace(/[_-]+/g, ' ')
        .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
        .slice(0, LIMITS.line);
