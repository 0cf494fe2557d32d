import { type StreamEvent } from '../protocol/events';
import { type Attachment, type ThreadItem, type ThreadMetadata, type UserMessageItem } from '../protocol/items';
import type { UserMessageInput } from '../protocol/requests';
import { prepareAction } from './actions';
import { type Answerer, type AnswerPart, type Cause, type TurnContext } from './answerer';
import { allItems } from './all-items';
import { BadRequestError } from './bad-request';
import { docentOf } from './docent';
import { attachTo } from './read-attachment';
import { starterOf, withStarter } from './starters';
import { answeredForm } from './structured-input';
import { questionOf, titleFrom, withProvisionalTitle } from './title';
import type { Prepared, PrepareContext, StreamingRequest } from './prepared';
import { wireThread } from './wire';

/** Makes and stores what the request asks for. Runs inside the thread's turn; throws NotFoundError, BadRequestError. */
export async function prepare(request: StreamingRequest, context: PrepareContext): Promise<Prepared> {
  const { store, subject } = context;
  switch (request.type) {
    case 'threads.create': {
      const title = titleFrom(questionOf(request.params.input.content));
      const message = await newMessage(request.params.input, context.newThread.id, context);
      const starter = docentOf(request)?.starter;
      const titled = withProvisionalTitle(context.newThread, title);
      const thread = starter ? withStarter(titled, message.id, starter) : titled;
      await store.saveThread(subject, thread);
      await store.saveItem(subject, thread.id, message);
      const opening: StreamEvent[] = [
        { type: 'thread.created', thread: wireThread(thread) },
        { type: 'thread.item.done', item: message },
      ];
      return { opening, following: [], answer: answering(context.answerer, 'message', message, [message]) };
    }
    case 'threads.add_user_message': {
      const { thread_id, input } = request.params;
      const thread = await activeThread(thread_id, context);
      const message = await newMessage(input, thread_id, context);
      const starter = docentOf(request)?.starter;
      if (starter) await store.saveThread(subject, withStarter(thread, message.id, starter));
      await store.saveItem(subject, thread_id, message);
      const items = await allItems(store, subject, thread_id);
      const answer = answering(context.answerer, 'message', message, items);
      return { opening: [{ type: 'thread.item.done', item: message }], following: [], answer };
    }
    case 'threads.retry_after_item':
      return retry(request.params, context);
    case 'threads.add_client_tool_output': {
      const { thread_id, result } = request.params;
      const items = await allItems(store, subject, thread_id);
      const call = items.at(-1);
      if (call?.type !== 'client_tool_call' || call.status !== 'pending') {
        throw new BadRequestError('invalid_request', 'No tool call is waiting for an output.');
      }
      const completed = { ...call, status: 'completed' as const, output: result };
      await store.saveItem(subject, thread_id, completed);
      const answer = answerLast(context.answerer, 'tool_output', [...items.slice(0, -1), completed]);
      return { opening: [], following: [], answer };
    }
    case 'threads.add_structured_input':
      return structuredInput(request.params, context);
    case 'threads.custom_action':
      return prepareAction(request.params, context);
  }
}

/** A locked or closed thread takes no further message; its composer is disabled, so this is not a reader's mistake. */
async function activeThread(threadId: string, { store, subject }: PrepareContext): Promise<ThreadMetadata> {
  const thread = await store.loadThread(subject, threadId);
  if (thread.status.type !== 'active') throw new BadRequestError('thread_closed', 'The conversation is closed.');
  return thread;
}

async function newMessage(
  input: UserMessageInput,
  threadId: string,
  { store, subject, newItem }: PrepareContext,
): Promise<UserMessageItem> {
  const attachments: Attachment[] = [];
  for (const id of new Set(input.attachments)) attachments.push(await attachTo(store, subject, id, threadId));
  return {
    type: 'user_message',
    ...newItem(threadId, 'msg'),
    content: input.content,
    attachments,
    // OpenAI's view sends "" where there is no reply.
    quoted_text: input.quoted_text || undefined,
    inference_options: input.inference_options,
  };
}

async function retry(
  { thread_id, item_id }: { thread_id: string; item_id: string },
  context: PrepareContext,
): Promise<Prepared> {
  const { store, subject, answerer } = context;
  await activeThread(thread_id, context);
  const items = await allItems(store, subject, thread_id);
  const place = items.findIndex(({ id }) => id === item_id);
  const message = items[place];
  if (message === undefined) return { opening: [], following: [] };
  if (message.type !== 'user_message') throw new BadRequestError('invalid_request', 'Only a question can be retried.');
  for (const { id } of items.slice(place + 1).reverse()) await store.deleteItem(subject, thread_id, id);
  return {
    opening: [],
    following: [],
    answer: answering(answerer, 'retry', message, items.slice(0, place + 1)),
  };
}

async function structuredInput(
  { thread_id, item_id, input }: Extract<StreamingRequest, { type: 'threads.add_structured_input' }>['params'],
  { store, subject, answerer }: PrepareContext,
): Promise<Prepared> {
  const asked = await store.loadItem(subject, thread_id, item_id);
  if (asked.type !== 'structured_input' || asked.status !== 'pending') {
    throw new BadRequestError('invalid_request', 'No form is waiting for this answer.');
  }
  const answered = answeredForm(asked, input);
  await store.saveItem(subject, thread_id, answered);
  const answer = answerLast(answerer, 'structured_input', await allItems(store, subject, thread_id));
  return { opening: [], following: [{ type: 'thread.item.replaced', item: answered }], answer };
}

const answering =
  (answerer: Answerer, cause: Exclude<Cause, 'action'>, message: UserMessageItem, items: ThreadItem[]) =>
  (context: Omit<TurnContext, 'items'>): AsyncIterable<AnswerPart> =>
    answerer.answer({
      ...context,
      cause,
      message,
      items,
      question: questionOf(message.content),
      starter: starterOf(context.thread, message.id),
    });

/** The question that is being answered when a tool or a form gave its part. */
function answerLast(answerer: Answerer, cause: Exclude<Cause, 'action'>, items: ThreadItem[]) {
  const message = items.findLast((item) => item.type === 'user_message');
  if (!message) throw new BadRequestError('invalid_request', 'The thread holds no question to answer.');
  return answering(answerer, cause, message, items);
}
