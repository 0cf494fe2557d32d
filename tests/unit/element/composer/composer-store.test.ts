import { describe, expect, test } from 'vitest';
import { createComposerStore } from '../../../../chatkit/element/composer/composer-store';

describe('the composer', () => {
  const start = () => {
    const changes: string[] = [];
    return {
      changes,
      composer: createComposerStore(
        (text) => changes.push(text),
        (tool) => tool === 'kept',
      ),
    };
  };

  test('tells every edit, and not that a send emptied it', () => {
    const { changes, composer } = start();
    composer.edit('Why');
    composer.edit('Why?');
    expect(composer.take()?.message.content).toEqual([{ type: 'input_text', text: 'Why?' }]);
    expect(composer.getSnapshot().text).toBe('');
    expect(changes).toEqual(['Why', 'Why?']);
  });

  test('takes a message back before what was typed since', () => {
    const { changes, composer } = start();
    composer.edit('First');
    const taken = composer.take();
    composer.edit('Second');
    taken?.undo();
    expect(composer.getSnapshot().text).toBe('First\nSecond');
    expect(changes.at(-1)).toBe('First\nSecond');
  });

  test.each([
    ['kept', 'kept'],
    ['once', null],
  ])('a tool %s is %s after a send', (tool, after) => {
    const { composer } = start();
    composer.set({ toolId: tool, text: 'x' });
    expect(composer.take()?.message.toolId).toBe(tool);
    expect(composer.getSnapshot().toolId).toBe(after);
  });

  test('sends a tag as a tag for as long as its words stand', () => {
    const { composer } = start();
    const tag = { type: 'input_tag' as const, id: 'e', text: '@Ann', data: {}, interactive: false };
    const placed = { text: '@Ann', tags: [{ start: 0, end: 4, tag }] };
    composer.set(placed);
    composer.edit('@Ann!');
    expect(composer.take()?.message.content).toEqual([tag, { type: 'input_text', text: '!' }]);
    composer.set(placed);
    composer.edit('@An');
    expect(composer.take()?.message.content).toEqual([{ type: 'input_text', text: '@An' }]);
  });

  test('has nothing to send when there are only spaces', () => {
    const { composer } = start();
    composer.edit(' \n ');
    expect(composer.take()).toBeNull();
  });
});
