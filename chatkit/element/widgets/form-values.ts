/** What a control holds: text, a choice (null: none), or whether it is ticked. */
export type ControlValue = string | boolean | null;
/** Values by name; a name with dots is a path (`todo.title`). */
export interface FormValues {
  [name: string]: ControlValue | FormValues;
}

/** The part of a control that is read. */
export interface ControlLike {
  name: string;
  type: string;
  value: string;
  checked?: boolean;
  disabled?: boolean;
}

/** Names that would reach an object's prototype. */
const UNSAFE = new Set(['__proto__', 'prototype', 'constructor']);
const MAX_LEVELS = 8;

/**
 * The values of a form's controls. Ticks are true or false, choices the value or null, dates null while empty, all else
 * text. Every named control is there, chosen or not, so that a server can rely on its key.
 */
export function collectValues(controls: Iterable<ControlLike>): FormValues {
  const values: FormValues = {};
  for (const control of controls) {
    if (control.name === '' || control.disabled) continue;
    const value = valueOf(control);
    if (control.type === 'radio' && value === null && has(values, control.name)) continue;
    put(values, control.name, value);
  }
  return values;
}

function valueOf({ type, value, checked }: ControlLike): ControlValue {
  if (type === 'checkbox') return checked === true;
  if (type === 'radio') return checked === true ? value : null;
  return (type === 'date' || type.startsWith('select')) && value === '' ? null : value;
}

const pathOf = (name: string): string[] => name.split('.').slice(0, MAX_LEVELS);

function put(values: FormValues, name: string, value: ControlValue): void {
  const path = pathOf(name);
  if (path.some((key) => key === '' || UNSAFE.has(key))) return;
  let place = values;
  for (const key of path.slice(0, -1)) {
    const next = Object.hasOwn(place, key) ? place[key] : (place[key] = {});
    // `a` and `a.b` cannot both be: the first one stays.
    if (typeof next !== 'object' || next === null) return;
    place = next;
  }
  place[path.at(-1) ?? name] = value;
}

function has(values: FormValues, name: string): boolean {
  let place: FormValues | ControlValue | undefined = values;
  for (const key of pathOf(name)) {
    if (typeof place !== 'object' || place === null || !Object.hasOwn(place, key)) return false;
    place = place[key];
  }
  return true;
}
