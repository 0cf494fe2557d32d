// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { isComposing, keepFromInputMethods } from '../../../../chatkit/element/composer/input-method';

test.each([
  ['an Enter while composing', { isComposing: true, keyCode: 13 }, true],
  ['an Enter of code 229 that says it is not composing', { isComposing: false, keyCode: 229 }, true],
  ['an Enter of the keyboard', { isComposing: false, keyCode: 13 }, false],
])('%s', (_name, key, expected) => expect(isComposing(key)).toBe(expected));

describe('below a root that keeps them', () => {
  let field: HTMLInputElement;
  const heard = vi.fn();
  beforeEach(() => {
    heard.mockClear();
    document.body.innerHTML = '<form><input /></form>';
    field = document.querySelector('input') as HTMLInputElement;
    keepFromInputMethods(document.body);
    for (const target of [field, field.form, document.body]) target?.addEventListener('keydown', heard);
  });
  const press = (key: string, more: KeyboardEventInit & { keyCode?: number }) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
    // happy-dom does not take it from the constructor.
    if (more.keyCode !== undefined) Object.defineProperty(event, 'keyCode', { value: more.keyCode });
    field.dispatchEvent(event);
    return event;
  };

  test.each([
    ['Enter', { keyCode: 229 }],
    ['Enter', { isComposing: true }],
    ['Escape', { keyCode: 229 }],
    ['ArrowDown', { isComposing: true }],
  ])('no handler hears %s of an input method, %j', (key, more) => {
    expect(press(key, more).defaultPrevented).toBe(key === 'Enter');
    expect(heard).not.toHaveBeenCalled();
  });

  test('every handler hears the keyboard', () => {
    expect(press('Enter', { keyCode: 13 }).defaultPrevented).toBe(false);
    expect(heard).toHaveBeenCalledTimes(3);
  });
});
