import { createTransport, type Answer, type ClientRequest, type Transport } from '../../chatkit/client/transport';
import type { StreamEvent } from '../../chatkit/protocol/events';
import type { Attachment, ThreadItem } from '../../chatkit/protocol/items';
import type { Backend } from './backend';

/** What one server did in the whole conversation. */
export interface Played {
  /** Under the name of each step, what came back: the events, or the JSON. */
  steps: Record<string, { events: StreamEvent[] } | { body: unknown }>;
  requests: string[];
  /** Types of events that our schemas could not read. */
  ignored: string[];
}

const QUOTE = 'The quick brown fox.';

/** One conversation that makes every request of the protocol and meets every event, over the client's own transport. */
export async function playConversation(backend: Backend): Promise<Played> {
  const played: Played = { steps: {}, requests: [], ignored: [] };
  const transport = transportTo(backend, played);
  const ask = async (name: string, request: ClientRequest): Promise<Answer & { list: StreamEvent[] }> => {
    played.requests.push(request.type);
    const answer = await transport.send(request, AbortSignal.timeout(20_000));
    const list: StreamEvent[] = [];
    if (answer.kind === 'events') for await (const event of answer.events) list.push(event);
    played.steps[name] = answer.kind === 'events' ? { events: list } : { body: answer.body };
    return { ...answer, list };
  };
  const json = async (name: string, request: ClientRequest) => {
    const answer = await ask(name, request);
    if (answer.kind !== 'json') throw new Error(`${name} was answered by a stream.`);
    return answer.body as Record<string, unknown>;
  };

  const { list } = await ask('hello', { type: 'threads.create', params: { input: message('hello') } });
  const thread_id = list.flatMap((event) => (event.type === 'thread.created' ? [event.thread.id] : []))[0] ?? '';
  const say = (words: string, attachments: string[] = [], name = words) =>
    ask(name, { type: 'threads.add_user_message', params: { thread_id, input: message(words, attachments) } });

  for (const scene of ['citations', 'work', 'image', 'widgets', 'signals', 'changes', 'refusal']) {
    await say(`show ${scene}`);
  }
  const form = itemOf((await say('show form')).list, 'widget');
  const action = { type: 'form.submit', payload: { name: 'Ann', agree: true } };
  await ask('the form is sent', { type: 'threads.custom_action', params: { thread_id, item_id: form, action } });
  const toggle = { type: 'widget.toggle', payload: { to: 'on' } };
  const sync = { thread_id, item_id: form, action: toggle };
  await json('the switch is pressed', { type: 'threads.sync_custom_action', params: sync });

  await say('show tool');
  const result = { found: 3, term: 'json' };
  await ask('the tool has answered', { type: 'threads.add_client_tool_output', params: { thread_id, result } });

  const questions = itemOf((await say('show questions')).list, 'structured_input');
  const answers = { which: { values: ['Four'], skipped: false }, why: { values: [], skipped: true } };
  await ask('the questions are answered', {
    type: 'threads.add_structured_input',
    params: { thread_id, item_id: questions, input: { status: 'answered', answers } },
  });

  const crashed = itemOf((await say('show crash')).list, 'user_message');
  await ask('it is tried again', { type: 'threads.retry_after_item', params: { thread_id, item_id: crashed } });

  const file = { name: 'notes.txt', size: 5, mime_type: 'text/plain' };
  const attachment = await json('a file is announced', { type: 'attachments.create', params: file });
  await upload(backend, attachment as unknown as Attachment);
  await say('see my file', [String(attachment['id'])]);
  const other = await json('another is announced', { type: 'attachments.create', params: file });
  const attachment_id = String(other['id']);
  await json('and taken back', { type: 'attachments.delete', params: { attachment_id } });
  const speech = { audio_base64: btoa('words'), mime_type: 'audio/webm;codecs=opus' };
  await json('speech is written down', { type: 'input.transcribe', params: speech });

  await json('the thread is fetched', { type: 'threads.get_by_id', params: { thread_id } });
  const paging = { thread_id, limit: 7, order: 'asc' } as const;
  let after: string | undefined;
  for (let page = 1; page < 20; page += 1) {
    const params = { ...paging, ...(after !== undefined && { after }) };
    const answer = await json(`page ${page} of its items`, { type: 'items.list', params });
    if (answer['has_more'] !== true) break;
    after = String(answer['after']);
  }
  const item_ids = [itemOf(list, 'assistant_message')];
  await json('it was helpful', { type: 'items.feedback', params: { thread_id, item_ids, kind: 'positive' } });
  await json('it is renamed', { type: 'threads.update', params: { thread_id, title: 'Renamed' } });
  await json('threads are listed', { type: 'threads.list', params: { limit: 5, order: 'desc' } });
  await say('show lock');
  await say('show close').catch(() => undefined);
  await json('it is deleted', { type: 'threads.delete', params: { thread_id } });
  return played;
}

function transportTo(backend: Backend, played: Played): Transport {
  const send: typeof fetch = (url, init) =>
    backend.fetch(String(url), {
      method: 'POST',
      headers: Object.fromEntries(new Headers(init?.headers)),
      body: new TextEncoder().encode(String(init?.body)),
      ...(init?.signal && { signal: init.signal }),
    });
  return createTransport({
    endpoint: () => ({ url: 'http://host/chatkit', fetch: send, locale: 'en' }),
    onIgnored: (type) => played.ignored.push(type),
  });
}

const message = (text: string, attachments: string[] = []) => ({
  content: [{ type: 'input_text' as const, text }],
  attachments,
  quoted_text: QUOTE,
  inference_options: { tool_choice: undefined, model: undefined },
});

const itemOf = (events: StreamEvent[], type: ThreadItem['type']): string =>
  events.flatMap((event) =>
    event.type === 'thread.item.done' && event.item.type === type ? [event.item.id] : [],
  )[0] ?? '';

async function upload(backend: Backend, { upload_descriptor }: Attachment): Promise<void> {
  if (!upload_descriptor) throw new Error('The file has no place to go to.');
  const { url, method, headers } = upload_descriptor;
  const { status } = await backend.fetch(url, { method, headers, body: new TextEncoder().encode('Hello') });
  if (status !== 200) throw new Error(`The upload answered ${status}.`);
}
