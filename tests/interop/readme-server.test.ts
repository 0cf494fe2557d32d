import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { createConversation } from '../../chatkit/client/conversation';
import { createTransport } from '../../chatkit/client/transport';
import { describeCard } from '../../utils/panel/card';
import { shapeRequest } from '../../utils/panel/shape-request';
import { aConnection, aDraft, card } from '../unit/panel/passages';
import { startPythonBackend, type Backend } from './backend';
import { startPythonServer } from './python-server';
import { startResponsesModel, type ModelInput, type ResponsesModel } from './responses-model';

const MODEL_RECORDING = new URL('fixtures/readme-model.json', import.meta.url);
const inputsSchema = z.array(z.object({ model: z.string(), words: z.array(z.string()) }));

let model: ResponsesModel;
let server: Backend;
beforeAll(async () => {
  model = await startResponsesModel();
  const environment = { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: 'local' };
  server = await startPythonBackend('readme', () => 'http://host.example', {
    start: () => startPythonServer('readme_server.py', environment),
  });
});
afterAll(async () => {
  server.stop();
  await model.close();
});

/** What reached the model; of a replayed server, what reached it when the recording was made. */
function modelInputs(): ModelInput[] {
  if (server.name.startsWith('a recording'))
    return inputsSchema.parse(JSON.parse(readFileSync(MODEL_RECORDING, 'utf8')));
  if (process.env.RECORD) writeFileSync(MODEL_RECORDING, `${JSON.stringify(model.inputs, null, 1)}\n`);
  return model.inputs;
}

const PASSAGE = 'Return a string version of object. If object is not provided, returns the empty string.';

/** A conversation as the panel has it: the passage on the card goes with each question. */
function openPanel() {
  const view = describeCard(aDraft({ passages: [card({ text: PASSAGE })] }), {
    connection: aConnection(),
    switches: { headings: false, address: false, about: false },
  });
  const send: typeof fetch = (input, init) => {
    const body = shapeRequest(JSON.parse(String(init?.body)) as Parameters<typeof shapeRequest>[0], view);
    return server.fetch(String(input), {
      method: 'POST',
      headers: Object.fromEntries(new Headers(init?.headers)),
      body: new TextEncoder().encode(JSON.stringify(body)),
      ...(init?.signal && { signal: init.signal }),
    });
  };
  return createConversation({
    transport: createTransport({ endpoint: () => ({ url: 'http://host.example/chatkit', fetch: send, locale: 'en' }) }),
    scheduleFrame: (callback) => queueMicrotask(callback),
    now: Date.now,
    newId: () => crypto.randomUUID(),
    onEvent: () => undefined,
    clientTool: () => undefined,
  });
}

it('a server as its guide builds it is asked about the pinned passage with the first and with the third question', async () => {
  const panel = openPanel();
  for (const question of ['What is this?', 'Say it more simply', 'And without an object?']) {
    await panel.send({ content: [{ type: 'input_text', text: question }], attachments: [] });
    await new Promise<void>((resolve) => {
      const stop = panel.subscribe(() => {
        if (panel.current().run !== null) return;
        stop();
        resolve();
      });
    });
  }
  const said = panel
    .current()
    .items.map((item) => ('content' in item ? (item.content as { text: string }[])[0]?.text : ''));
  expect(said).toEqual([
    'What is this?',
    'Answer 1.',
    'Say it more simply',
    'Answer 2.',
    'And without an object?',
    'Answer 3.',
  ]);

  const inputs = modelInputs();
  expect(inputs).toHaveLength(3);
  for (const { words } of inputs) {
    // The converter keeps the quote of the newest message only: without the pin, the third question would have none.
    expect(words.filter((text) => text.includes(PASSAGE))).toHaveLength(1);
  }
  expect(inputs[2]?.words).toEqual(expect.arrayContaining(['Answer 1.', 'Answer 2.', 'And without an object?']));
});
