import { describe, expect, test } from 'vitest';
import { createReportedFetch } from '../../../utils/backend/reported-fetch';
import { AppError } from '../../../utils/shared/errors';

const events = (body: ReadableStream<Uint8Array>) =>
  new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });

const bytes = new TextEncoder().encode('data: {}\n\n');
/** One event, then `end`. */
const stream = (end: (controller: ReadableStreamDefaultController<Uint8Array>) => void) => {
  let isSent = false;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isSent) return end(controller);
      isSent = true;
      controller.enqueue(bytes);
    },
  });
};

/** One request; `read` is what the chat does with its answer. What the panel was told, in order. */
async function phasesOf(
  type: string,
  answer: () => Response | Promise<Response>,
  read: (response: Response) => Promise<unknown> = (response) => response.text(),
): Promise<string[]> {
  const phases: string[] = [];
  const apiFetch = createReportedFetch(
    { shape: (request) => request, onActivity: (phase) => phases.push(phase) },
    async () => answer(),
  );
  const asked = apiFetch('https://docs.example/chatkit', {
    method: 'POST',
    body: JSON.stringify({ type, params: {} }),
  });
  await asked.then(read).catch(() => phases.push('failed'));
  return phases;
}

describe('a request is over once, and not before its answer is read', () => {
  test.each<[string, string, Parameters<typeof phasesOf>[1], Parameters<typeof phasesOf>[2], string[]]>([
    ['JSON came', 'threads.list', () => Response.json({}), undefined, ['sent', 'over']],
    ['a question was answered with JSON', 'threads.create', () => Response.json({}), undefined, ['sent', 'over']],
    [
      'its stream ended',
      'threads.create',
      () => events(stream((c) => c.close())),
      undefined,
      ['sent', 'answering', 'over'],
    ],
    [
      'its stream broke',
      'threads.create',
      () => events(stream((c) => c.error(new TypeError('network')))),
      undefined,
      ['sent', 'answering', 'over', 'failed'],
    ],
    [
      'the reader pressed Stop',
      'threads.create',
      () => events(stream(() => undefined)),
      (response) => response.body!.cancel(),
      ['sent', 'answering', 'over'],
    ],
    [
      'it failed',
      'threads.create',
      () => Promise.reject(new AppError('UNREACHABLE')),
      undefined,
      ['sent', 'over', 'failed'],
    ],
  ])('%s', async (_name, type, answer, read, expected) => {
    expect(await phasesOf(type, answer, read)).toEqual(expected);
  });

  test('while nobody has read its stream to the end it is not over', async () => {
    const read = async (response: Response) => (await response.body!.getReader().read()).value;
    expect(await phasesOf('threads.create', () => events(stream((c) => c.close())), read)).toEqual([
      'sent',
      'answering',
    ]);
  });
});

test('a request is shaped before it is reported and answered, and once', async () => {
  const seen: unknown[] = [];
  const apiFetch = createReportedFetch(
    {
      shape: (request) => ({ ...request, metadata: { docent: seen.push('shaped') } }),
      onActivity: (phase, request) => seen.push([phase, request.metadata]),
    },
    (request, { url, language }) => {
      seen.push([url, language, request.metadata]);
      return Promise.resolve(Response.json({}));
    },
  );
  await apiFetch('https://docs.example/chatkit', {
    method: 'POST',
    body: JSON.stringify({ type: 'threads.list' }),
    headers: { 'accept-language': 'ar' },
  });
  const metadata = { docent: 1 };
  expect(seen).toEqual([
    'shaped',
    ['sent', metadata],
    ['https://docs.example/chatkit', 'ar', metadata],
    ['over', metadata],
  ]);
});
