import type { Command, CommandSelection, Entity } from '@openai/chatkit';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSuggestions, type Suggestion } from '../../../../chatkit/element/composer/suggestions';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const entity = (title: string, group?: string): Entity => ({ id: title, title, group });
const command = (label: string): Command => ({ id: label, label });

function start(selection?: CommandSelection) {
  const asked: string[] = [];
  const effects: string[] = [];
  const failures: Error[] = [];
  const answers = new Map<string, (found: Entity[]) => void>();
  const chosen: Command[] = [];
  const action: Suggestion = {
    key: 'action',
    label: 'Attach files',
    choice: { type: 'action', run: () => effects.push('attach') },
  };
  const suggestions = createSuggestions(
    {
      kinds: () => ['entity', 'command'],
      actions: () => [action],
      searchEntities(query) {
        asked.push(query);
        return query === 'fail' ? Promise.reject(new Error('no')) : new Promise((found) => answers.set(query, found));
      },
      searchCommands: (query) =>
        Promise.resolve([command('summarise'), command('search')].filter(({ label }) => label.startsWith(query))),
      runCommand(of) {
        chosen.push(of);
        return Promise.resolve(selection);
      },
      onError: (error) => failures.push(error),
    },
    {
      insert: ({ title }, { start, end }) => effects.push(`insert ${title} at ${start}-${end}`),
      clear: ({ start, end }) => effects.push(`clear ${start}-${end}`),
    },
  );
  const type = async (text: string) => {
    suggestions.update({ text, tags: [] }, text.length);
    await vi.advanceTimersByTimeAsync(200);
  };
  const labels = () => suggestions.getSnapshot().items.map(({ label }) => label);
  return { suggestions, type, labels, asked, answers, effects, failures, chosen };
}

describe('the @ menu', () => {
  test('asks once for a word typed quickly, and shows groups together', async () => {
    const { suggestions, type, labels, asked, answers } = start();
    suggestions.update({ text: '@a', tags: [] }, 2);
    suggestions.update({ text: '@ad', tags: [] }, 3);
    await type('@ada');
    expect(asked).toEqual(['ada']);
    answers.get('ada')?.([entity('Ada', 'People'), entity('Plan', 'Files'), entity('Adam', 'People')]);
    await vi.advanceTimersByTimeAsync(0);
    expect(labels()).toEqual(['Ada', 'Adam', 'Plan']);
  });

  test('shows the newest query’s answer, whatever order the answers come in', async () => {
    const { type, labels, answers } = start();
    await type('@a');
    await type('@ab');
    answers.get('ab')?.([entity('new')]);
    await vi.advanceTimersByTimeAsync(0);
    answers.get('a')?.([entity('old')]);
    await vi.advanceTimersByTimeAsync(0);
    expect(labels()).toEqual(['new']);
  });

  test('goes round by arrows and inserts where the word stands', async () => {
    const { suggestions, type, answers, effects } = start();
    await type('ask @a');
    answers.get('a')?.([entity('Ada'), entity('Abe')]);
    await vi.advanceTimersByTimeAsync(0);
    suggestions.move(-1);
    expect(suggestions.getSnapshot().active).toBe(1);
    suggestions.move(1);
    expect(suggestions.choose()).toBe(true);
    expect(effects).toEqual(['insert Ada at 4-6']);
    expect(suggestions.getSnapshot().trigger).toBeNull();
  });

  test('that was closed stays closed while the same word is written, and opens for the next', async () => {
    const { suggestions, type } = start();
    await type('@a');
    expect(suggestions.dismiss()).toBe(true);
    await type('@ab');
    expect(suggestions.getSnapshot().trigger).toBeNull();
    await type('@ab @');
    expect(suggestions.getSnapshot().trigger?.query).toBe('');
    expect(suggestions.dismiss()).toBe(true);
    expect(suggestions.dismiss()).toBe(false);
  });

  test('whose search fails is empty, and the host hears of it', async () => {
    const { type, labels, failures, suggestions } = start();
    await type('@fail');
    expect(labels()).toEqual([]);
    expect(suggestions.getSnapshot().status).toBe('ready');
    expect(failures).toHaveLength(1);
    expect(suggestions.choose()).toBe(false);
  });
});

describe('the / menu', () => {
  test('has the composer’s own actions and the host’s commands', async () => {
    const { suggestions, type, labels, effects } = start();
    await type('/');
    expect(labels()).toEqual(['Attach files', 'summarise', 'search']);
    await type('/att');
    expect(labels()).toEqual(['Attach files']);
    suggestions.choose();
    expect(effects).toEqual(['clear 0-4', 'attach']);
  });

  test('runs a command and puts the entity it gives where the command was typed', async () => {
    const { suggestions, type, effects, chosen } = start({ type: 'entity', entity: entity('Summary') });
    await type('now /sum');
    suggestions.choose();
    await vi.advanceTimersByTimeAsync(0);
    expect(chosen.map(({ id }) => id)).toEqual(['summarise']);
    expect(effects).toEqual(['clear 4-8', 'insert Summary at 4-4']);
  });

  test('goes on with the menu a command gives, and that one leaves with the next edit', async () => {
    const { suggestions, type, labels } = start({ type: 'menu', commands: [command('short'), command('long')] });
    await type('/sum');
    suggestions.choose();
    await vi.advanceTimersByTimeAsync(0);
    suggestions.update({ text: '', tags: [] }, 0);
    expect(labels()).toEqual(['short', 'long']);
    await type('x');
    expect(suggestions.getSnapshot().trigger).toBeNull();
  });
});
