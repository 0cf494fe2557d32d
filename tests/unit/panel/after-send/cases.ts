import type { ErrorCode } from '../../../../utils/shared/errors';
import {
  afterEcho,
  type Answer,
  before,
  body,
  changed,
  endless,
  event,
  realUntilEcho,
  status,
  stream,
} from './answers';

/** One thing that can follow a send, and what the reader then has. */
export interface Case {
  /** For the documentation. */
  follows: string;
  answer: Answer | 'offline' | 'nobody';
  /** Asked in a conversation that is already there; the server may have forgotten it since. */
  open?: 'kept' | 'forgotten' | 'all-gone';
  /** A notice above the composer, the thread itself, the chat's own row, or nothing, because nothing is amiss. */
  told: ErrorCode | { code: ErrorCode; reason: string } | 'in-thread' | 'by-chat' | 'nothing';
  /** Where the question is, and with it its passage: back in the composer, or in its conversation. */
  question: 'composer' | 'thread';
  /** Times that the question reaches the server; once if not said otherwise. */
  times?: number;
  /** The answer goes on, and Stop ends it. */
  goesOn?: boolean;
}

const notRead = 'BAD_ANSWER';
const tooLong = { code: 'BAD_ANSWER', reason: 'tooLong' } as const;
const text = (delta: string) => ({ type: 'assistant_message.content_part.text_delta', content_index: 0, delta });
/** As our own server says why (`chatkit/server/answerer.ts`). */
const failed = (reason: string) =>
  event({ type: 'error', code: 'custom', message: 'Server text.', allow_retry: false, reason });
const begun = { type: 'assistant_message', id: 'msg_x', thread_id: 'thr_x', created_at: '2026-11-30', content: [] };
const step = {
  type: 'workflow',
  id: 'wf_x',
  thread_id: 'thr_x',
  created_at: '2026-11-30',
  workflow: { type: 'reasoning', tasks: [] },
};
const statuses: [number, Case['told'], number?][] = [
  [400, 'BAD_REQUEST'],
  [401, 'SIGN_IN', 2],
  [403, 'FORBIDDEN'],
  [404, 'NOT_FOUND'],
  [405, 'NOT_FOUND'],
  [408, 'SERVER'],
  [409, 'SERVER'],
  [410, 'NOT_FOUND'],
  [413, 'TOO_LARGE'],
  [415, 'BAD_REQUEST'],
  [422, 'BAD_REQUEST'],
  [425, 'SERVER'],
  [429, 'TOO_MANY'],
  [500, 'SERVER'],
  [502, 'SERVER'],
  [503, 'SERVER'],
  [504, 'SERVER'],
  [511, 'NOT_JSON'],
];
const lost = (follows: string, answer: Case['answer'], told: Case['told'], more: Partial<Case> = {}): Case => ({
  follows,
  answer,
  told,
  question: 'composer',
  ...more,
});
const taken = (follows: string, answer: Answer, told: Case['told'], more: Partial<Case> = {}): Case => ({
  follows,
  answer,
  told,
  question: 'thread',
  ...more,
});

/** Everything that can follow a send. `docs/faults.md` holds the same table; `after-send.test.ts` compares and tries it. */
export const cases: readonly Case[] = [
  // No answer at all.
  lost('No network', 'offline', 'OFFLINE', { times: 0 }),
  lost('Nobody at the address', 'nobody', 'UNREACHABLE', { times: 0 }),
  lost('The connection drops before an answer', (response) => void response.destroy(), 'UNREACHABLE'),
  // An answer that is no stream.
  ...statuses.map(([code, told, times]) => lost(`Status ${code}`, status(code), told, times ? { times } : {})),
  lost('A redirect', status(307, { location: 'https://elsewhere.invalid/' }, ''), 'MOVED'),
  lost('204, no content', (response) => void response.writeHead(204).end(), notRead),
  lost('No content type', body(undefined, 'hello'), notRead),
  lost('A web page', body('text/html', '<title>Hotel network</title>'), 'NOT_JSON'),
  lost('Plain text', body('text/plain', 'hello'), 'NOT_JSON'),
  lost('JSON: `{}`', body('application/json', '{}'), notRead),
  lost('JSON: an error', body('application/json', '{"error":{"message":"server text"}}'), notRead),
  lost(
    'JSON without an end',
    endless('application/json', ' '.repeat(65_536), () => Promise.resolve('[')),
    notRead,
  ),
  // A stream that says nothing of the question.
  lost('An empty stream', stream(''), 'NO_ANSWER'),
  lost('Comments only', stream(': keep-alive\n\n: keep-alive\n\n'), 'NO_ANSWER'),
  lost('A stream that breaks before it says anything', stream('', 'breaks'), 'NO_ANSWER'),
  lost('Progress only', stream(event({ type: 'progress_update', text: 'Thinking' })), 'NO_ANSWER'),
  lost(
    'A stream that says it is gzip and is not',
    stream('data: {}\n\n', 'ends', { 'content-encoding': 'gzip' }),
    'NO_ANSWER',
  ),
  lost('Broken JSON in every event', stream('data: {"type":\n\ndata: nothing\n\n'), notRead),
  lost('Unknown events only', stream(event({ type: 'response.created' }) + event({ type: 'pong' })), notRead),
  lost(
    'A line without an end',
    endless('text/event-stream', 'x'.repeat(65_536), () => Promise.resolve('data: ')),
    tooLong,
  ),
  lost(
    'An event without an end',
    endless('text/event-stream', `data: ${'x'.repeat(65_536)}\n`, () => Promise.resolve('')),
    tooLong,
  ),
  lost('An error event', stream(event({ type: 'error', code: 'stream.error', allow_retry: true })), 'by-chat'),
  lost('A stream that stays silent', stream('', 'stays'), 'nothing', { goesOn: true }),
  // A stream that stops behind the question, which the server has.
  taken('The conversation is begun, then the stream ends; the server has gone on', before('"user_message"'), 'nothing'),
  taken('The question is echoed, then the stream ends', before('"assistant_message"'), 'in-thread'),
  taken('The question is echoed, then the stream breaks', before('"assistant_message"', 'breaks'), 'in-thread'),
  taken('An error event behind the question', afterEcho(event({ type: 'error', allow_retry: true })), 'by-chat'),
  taken('An error event: the conversation is too long for the model', afterEcho(failed('too_long')), 'CONTEXT_FULL'),
  taken('An error event: the model did not begin in time', afterEcho(failed('not_begun')), 'NOT_BEGUN'),
  taken('A step that is never done', afterEcho(event({ type: 'thread.item.added', item: step })), 'in-thread'),
  taken('An answer that is never done', before('content_part.done'), 'in-thread'),
  taken('An answer that breaks off', before('content_part.done', 'breaks'), 'in-thread'),
  taken(
    'An answer that breaks off within a character',
    async (response, real) => {
      const events = (await real()).split(/(?<=\n\n)/);
      const until = Buffer.from(events.slice(0, events.findIndex((one) => one.includes('ß')) + 1).join(''));
      await stream(until.subarray(0, until.indexOf(Buffer.from('ß')) + 1), 'breaks')(response, real);
    },
    'in-thread',
  ),
  taken(
    'A line without an end behind the question',
    endless('text/event-stream', 'x'.repeat(65_536), async (real) => `${await realUntilEcho(real)}data: `),
    tooLong,
  ),
  taken(
    'Text without an end',
    endless(
      'text/event-stream',
      event({ type: 'thread.item.updated', item_id: 'msg_x', update: text('word '.repeat(2_000)) }),
      async (real) => (await realUntilEcho(real)) + event({ type: 'thread.item.added', item: begun }),
    ),
    tooLong,
  ),
  taken(
    'Events without an end',
    endless('text/event-stream', event({ type: 'notice', level: 'info', message: 'Again' }).repeat(100), realUntilEcho),
    tooLong,
  ),
  // Nothing is amiss.
  taken(
    'One broken event among good ones',
    changed(([first = '', ...rest]) => [first, 'data: {"type"\n\n', ...rest]),
    'nothing',
  ),
  taken(
    'Unknown events among good ones',
    changed((events) => [event({ type: 'pong' }), ...events]),
    'nothing',
  ),
  taken(
    'A byte order mark',
    changed(([first, ...rest]) => [`\uFEFF${first}`, ...rest]),
    'nothing',
  ),
  taken(
    'Another charset named than the one that is sent',
    changed((events) => events, 'ends', { 'content-type': 'Text/Event-Stream; charset=iso-8859-1' }),
    'nothing',
  ),
  taken(
    'A whole answer, and the stream stays open',
    changed((events) => events, 'stays'),
    'nothing',
    { goesOn: true },
  ),
  // In a conversation that is there already: what became of it is looked up, never tried out.
  lost('An empty stream; the server has the conversation', stream(''), 'NO_ANSWER', { open: 'kept' }),
  taken(
    'An empty stream; the server has the question, and has gone on',
    async (response, real) => {
      await real();
      await stream('')(response, real);
    },
    'nothing',
    { open: 'kept' },
  ),
  lost('An empty stream; the server has forgotten the conversation', stream(''), 'CONVERSATION_GONE', {
    open: 'forgotten',
  }),
  lost('A stream that breaks; the server has forgotten the conversation', stream('', 'breaks'), 'CONVERSATION_GONE', {
    open: 'forgotten',
  }),
  lost(
    'JSON; the server has forgotten the conversation',
    body('application/json', '{"detail":"?"}'),
    'CONVERSATION_GONE',
    {
      open: 'forgotten',
    },
  ),
  ...[404, 410, 500].map((code) =>
    lost(`Status ${code}; the server has forgotten the conversation`, status(code), 'CONVERSATION_GONE', {
      open: 'forgotten',
    }),
  ),
  lost(
    'The connection drops; the server has forgotten the conversation',
    (response) => void response.destroy(),
    'CONVERSATION_GONE',
    { open: 'forgotten' },
  ),
  taken(
    'The connection drops; the server has the question, and has gone on',
    async (response, real) => {
      await real();
      response.destroy();
    },
    'nothing',
    { open: 'kept' },
  ),
  lost('Status 404, for everything else too', status(404), 'NOT_FOUND', { open: 'all-gone' }),
  lost('Status 500, for everything else too', status(500), 'SERVER', { open: 'all-gone' }),
];
