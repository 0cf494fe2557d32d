import { describe, expect, test } from 'vitest';
import { conversationMarkdown } from '../../../chatkit/client/conversation-markdown';
import { threadItemSchema } from '../../../chatkit/protocol/items';
import { answer, citation, question } from './wire';

const names = { reader: 'You', answerer: 'Docs' };
const item = (more: object) => threadItemSchema.parse({ id: 'x', thread_id: 'thr_1', created_at: '2026', ...more });

test('questions stand with what they quote, answers with each of their sources once', () => {
  const items = [
    question('m1', 'Why?', { quoted_text: 'one\ntwo' }),
    answer('m2', 'Because.', [citation('a', 1), citation('a', 3), citation('b]c')]),
  ];
  expect(conversationMarkdown(items, names, 'A  title\nin two lines')).toBe(
    [
      '# A title in two lines',
      '**You**',
      '> one\n> two',
      'Why?',
      '**Docs**',
      'Because.',
      '- [a](https://example.com/a)\n- [b\\]c](https://example.com/b%5Dc)',
    ].join('\n\n'),
  );
});

describe('what the server put between them is said in words', () => {
  test.each([
    ['a task', { type: 'task', task: { type: 'custom', title: 'Read the page' } }, '- Read the page'],
    [
      'a workflow',
      {
        type: 'workflow',
        workflow: {
          type: 'custom',
          summary: { title: 'Searched' },
          tasks: [
            { type: 'thought', content: 'Hm.\nWell.' },
            { type: 'web_search', title: 'Web' },
          ],
        },
      },
      'Searched\n\n- Hm. Well.\n- Web',
    ],
    [
      'a widget, by its own words for it',
      { type: 'widget', widget: { type: 'Card', children: [] }, copy_text: 'In short' },
      'In short',
    ],
    [
      'a widget without',
      {
        type: 'widget',
        widget: {
          type: 'Card',
          children: [
            { type: 'Text', value: 'a' },
            { type: 'Button', label: 'b' },
          ],
        },
      },
      'a\n\nb',
    ],
    [
      'an image',
      { type: 'generated_image', image: { id: 'i', url: 'https://x.example/i.png' } },
      '![](https://x.example/i.png)',
    ],
    [
      'an image with an address that runs',
      { type: 'generated_image', image: { id: 'i', url: 'javascript:alert(1)' } },
      '',
    ],
    [
      'an answered question of the server',
      {
        type: 'structured_input',
        status: 'answered',
        inputs: [
          { type: 'freeform', id: 'f', question: 'Which?', answer: { values: ['this', 'that'], skipped: false } },
        ],
      },
      '- Which? this, that',
    ],
    ['the end of a turn', { type: 'end_of_turn' }, ''],
    ['a client tool', { type: 'client_tool_call', status: 'completed', call_id: 'c', name: 'n', arguments: {} }, ''],
  ])('%s', (_name, more, words) => {
    expect(conversationMarkdown([item(more)], names)).toBe(words);
  });
});

test('attached files are named; a quote of one word is a quote', () => {
  const asked = question('m1', '', {
    quoted_text: 'word',
    attachments: [{ id: 'a', name: 'plan.pdf', mime_type: 'application/pdf', type: 'file' }],
  });
  expect(conversationMarkdown([asked], names)).toBe('**You**\n\n> word\n\n- plan.pdf');
});
