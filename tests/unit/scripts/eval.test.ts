import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bm25, modelAt, quotes } from '../../../scripts/eval/answerers';
import { measure, tableOf } from '../../../scripts/eval/measure';
import { readQuestions } from '../../../scripts/eval/read-questions';

const paragraph = 'A pool keeps connections open, because a handshake takes long and a query should not wait for it. ';
const PAGE = `<html><head><title>Pools</title></head><body><nav>Home</nav><article><h1>Pools</h1>
<p>${paragraph.repeat(3)}</p><h2>Timeouts</h2><p>The option acquireTimeout says how long a query waits for a free
connection. It defaults to 30 seconds.</p><pre><code class="language-js">pool.end();</code></pre></article></body></html>`;

let folder = '';
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'docent-eval-'));
  mkdirSync(join(folder, 'guide'));
  file('guide/pools.html', PAGE);
  file('notes.txt', 'The lamp shows violet. It was made in Ghent.');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('questions of one’s own', () => {
  test('are read with their texts, a page as the panel reads it', () => {
    const [first, second, third] = readQuestions(
      file(
        'questions.csv',
        'text,question,answer\nguide/pools.html,"How long, at most?",30 seconds || waits 30 s\n'.replace(
          ' || waits 30 s',
          '',
        ) + 'notes.txt,Which colour?,shows violet || violet\nnotes.txt,Who made it?,\n',
      ),
    );
    expect(first?.question).toBe('How long, at most?');
    expect(first?.text.source.text).toContain('## Timeouts');
    expect(first?.text.source.text).not.toContain('Home');
    expect(second?.answers).toEqual(['shows violet', 'violet']);
    expect(third?.answers).toEqual([]);
    expect(third?.text).toBe(second?.text);
  });

  test.each([
    [
      'an answer that is not in the text',
      'text,question,answer\nnotes.txt,Which colour?,green',
      /does not hold.*green/u,
    ],
    ['a row without a question', 'text,question,answer\nnotes.txt,,violet', /row 1/u],
    ['a text that is not there', 'text,question,answer\nnone.txt,Why?,', /none\.txt/u],
  ])('%s is named', (_, csv, sentence) => {
    expect(() => readQuestions(file('wrong.csv', csv))).toThrow(sentence);
  });
});

describe('an answerer is measured', () => {
  const cases = () =>
    readQuestions(
      file(
        'few.csv',
        'text,question,answer\nnotes.txt,Which colour does the lamp show?,violet\nnotes.txt,Who paid?,\n',
      ),
    );

  test('by its first quote, by three, and by what it is sure of', async () => {
    const seen = await measure(cases(), ({ answers }) =>
      Promise.resolve({ quotes: ['It was made in Ghent.', ...answers], sure: answers.length > 0 }),
    );
    expect(seen).toEqual({ answerable: 1, unanswerable: 1, first: 0, three: 1, sure: 1, sureAndRight: 1, notSure: 1 });
    expect(tableOf([['it', seen]])).toContain('0 %');
  });

  test('quotes and BM25 find the sentence; BM25 is never sure', async () => {
    expect((await measure(cases(), quotes)).first).toBe(1);
    expect(await measure(cases(), bm25)).toMatchObject({ first: 1, sure: undefined, notSure: undefined });
  });

  test('a model is asked by chat completions, with its key, and what it quotes is read line by line', async () => {
    const asked: { url: string | undefined; key: string | undefined; body: string }[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        asked.push({ url: request.url, key: request.headers.authorization, body });
        const content = body.includes('Who paid') ? 'NONE' : '- It was made in Ghent.\n1. "The lamp shows violet."';
        response.end(JSON.stringify({ choices: [{ message: { content } }] }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const seen = await measure(cases(), modelAt(`${address}/v1/`, 'small', 'sk-proj-1a2b3c'));
    server.close();
    expect(seen).toMatchObject({ first: 0, three: 1, sure: 1, notSure: 1 });
    expect(asked[0]).toMatchObject({ url: '/v1/chat/completions', key: 'Bearer sk-proj-1a2b3c' });
    expect(asked[0]?.body).toContain('The lamp shows violet.');
  });
});
