import { describe, expect, test } from 'vitest';
import { forAssistant, type ForAssistant } from '../../../utils/panel/for-assistant';
import { deviceConnection } from '../../../utils/connection/schema';
import { describeCard } from '../../../utils/panel/card';
import { passageStaged } from '../../../utils/panel/draft-changes';
import { aDraft, staged } from './passages';

describe('what is copied for another assistant', () => {
  const passage = (change: Parameters<typeof staged>[0] = {}) => ({ staged: staged(change) });
  const copy = (question: string, origin: ReturnType<typeof passage>, sent: ForAssistant['passages'][number]['sent']) =>
    forAssistant(
      {
        question,
        passages: [
          {
            id: origin.staged.passage.id,
            trail: ['json', 'Encoders'],
            isCode: sent.language !== undefined,
            whole: undefined,
            sent,
          },
        ],
        pageText: undefined,
        origins: [origin],
      },
      'Source:',
    );

  test('is the passage as a quote, where it stands with its address, and the question', () => {
    const page = { url: 'https://docs.python.org/3/library/json.html', title: 'json' };
    const from = passage({ page, section: { headings: ['Encoders'], anchor: 'json encoder' } });
    expect(
      copy(' What is skipped? ', from, { text: 'If **skipkeys** is true,\nkeys are skipped.', format: 'markdown' }),
    ).toBe(
      `> If **skipkeys** is true,
> keys are skipped.

Source: json › Encoders, <https://docs.python.org/3/library/json.html#json%20encoder>

What is skipped?`,
    );
  });

  test('fences code longer than what the code holds', () => {
    expect(copy('', passage(), { text: 'a ```` b', language: 'md' })).toMatch(
      /^> `````md\n> a ```` b\n> `````\n\nSource: /,
    );
  });

  test('is the question alone where there is no passage', () => {
    expect(forAssistant({ question: 'Why?', passages: [], pageText: undefined, origins: [] }, 'Source:')).toBe('Why?');
  });

  test('holds the text of a whole page, and not only its name', () => {
    const page = staged({ text: 'Foxes', section: { headings: [] } }, { whole: 'offered' });
    const text = '# Foxes\n\nThey jump.';
    const read = { passageId: page.passage.id, title: 'Foxes', text, total: text.length };
    const draft = aDraft({ passages: [{ staged: page, start: 0, page: read }] });
    const switches = { headings: true, address: false, about: true };
    const view = describeCard(draft, { connection: deviceConnection, switches, wholePage: 'Whole page' });
    const { passages, page: { text: pageText } = { text: undefined } } = view;
    const copied = forAssistant({ question: 'Why?', passages, pageText, origins: draft.passages }, 'Source:');
    expect(copied).toBe(`> # Foxes\n> \n> They jump.\n\nSource: Foxes, <${page.passage.page.url}>\n\nWhy?`);
  });

  test('holds the part that the card shows, and nothing of the rest', () => {
    const long = staged({ text: `${'a'.repeat(12_000)} ${'b'.repeat(5_000)}` });
    const draft = passageStaged(aDraft(), long);
    const switches = { headings: true, address: false, about: true };
    const { passages } = describeCard(draft, { connection: deviceConnection, switches });
    const copied = forAssistant({ question: '', passages, pageText: undefined, origins: draft.passages }, 'Source:');
    expect(copied).not.toContain('bb');
    expect(copied).toContain(long.passage.page.url);
  });
});
