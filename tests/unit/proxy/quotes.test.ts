import { expect, test } from 'vitest';
import { createExtractiveAnswerer, loadExtractiveStrings } from '../../../chatkit/answerers/extractive';
import { answerOf, createProxy, KEY, readEvents } from './harness';

/** As `proxy/main.ts` makes it where no model is set. */
const answerer = createExtractiveAnswerer({ strings: loadExtractiveStrings, pace: { sleep: () => Promise.resolve() } });

test.each<[string | undefined, string]>([
  ['ko', 'ko'],
  ['pt-PT,pt;q=0.9,en;q=0.5', 'pt-br'],
  ['nl', 'en'],
  [undefined, 'en'],
])('without a model the proxy answers in the language of the request: %s', async (language, tag) => {
  const proxy = createProxy({ answerer });
  const { client_secret } = await proxy.vend({}, { authorization: `Bearer ${KEY}` });
  const input = {
    content: [{ type: 'input_text', text: 'WHAT IS YAML?' }],
    attachments: [],
    quoted_text: 'A POOL KEEPS CONNECTIONS.',
    inference_options: {},
  };
  const response = await proxy.post(
    '/chatkit',
    { type: 'threads.create', params: { input } },
    { authorization: `Bearer ${client_secret}`, ...(language !== undefined && { 'accept-language': language }) },
  );
  const { closest, fromPassage, includePage } = await loadExtractiveStrings(tag);
  const quoted = `**${fromPassage}**\n\n> A POOL KEEPS CONNECTIONS.`;
  expect(answerOf(await readEvents(response))).toBe([closest, quoted, includePage].join('\n\n'));
});
