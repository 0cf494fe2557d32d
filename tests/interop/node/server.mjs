/**
 * A server as the README of chatkit-node-backend-sdk builds one, on Express: its `simpleToAgentInput` makes the agent's
 * input of the message. The agent is OpenAI's own, its model scripted, in this process.
 *
 * Run: node server.mjs   (prints "PORT <n>" once it listens)
 */
import { Agent, run, setTracingDisabled } from '@openai/agents';
import { agents, ChatKitServer, Store } from 'chatkit-node-backend-sdk';
import express from 'express';

setTracingDisabled(true);
// The kit writes what it is asked to the output, where the port stands.
const say = console.log;
console.log = () => undefined;
// The scripted failures are meant.
console.error = () => undefined;

/** What a model would say that has read these words and nothing else. */
function answer(words) {
  const code = [...words.matchAll(/The test code is (\w+)\./g)].at(-1)?.[1];
  return code === undefined ? 'I see no passage here.' : `The code is ${code}.`;
}

let asked = 0;
const usage = { requests: 1, inputTokens: 1, outputTokens: 1, totalTokens: 2 };
const scripted = {
  getResponse: () => Promise.reject(new Error('Streams only.')),
  async *getStreamedResponse({ input }) {
    const words = JSON.stringify(input);
    if (words.includes('fail please')) throw new Error('scripted failure');
    const text = answer(words);
    const message = {
      id: `msg_${(asked += 1)}`,
      type: 'message',
      role: 'assistant',
      status: 'completed',
      content: [{ type: 'output_text', text }],
    };
    yield { type: 'response_started' };
    yield { type: 'model', event: { type: 'response.output_item.added', item: { ...message, content: [] } } };
    for (const delta of text.match(/.{1,6}/g)) yield { type: 'output_text_delta', delta };
    if (words.includes('slow please')) await new Promise((resolve) => setTimeout(resolve, 60_000));
    yield { type: 'model', event: { type: 'response.output_item.done', item: message } };
    yield { type: 'response_done', response: { id: 'resp', usage, output: [message] } };
  },
};

class MemoryStore extends Store {
  threads = new Map();
  items = new Map();
  #found(map, id) {
    if (!map.has(id)) throw new Error(`There is no ${id}.`);
    return map.get(id);
  }
  loadThread = async (id) => ({ ...this.#found(this.threads, id) });
  saveThread = async (thread) => void this.threads.set(thread.id, thread);
  deleteThread = async (id) => void (this.threads.delete(id), this.items.delete(id));
  loadThreads = async () => ({ data: [...this.threads.values()].reverse(), has_more: false, after: null });
  loadThreadItems = async (id, _after, _limit, order) => {
    const data = [...(this.items.get(id) ?? [])];
    return { data: order === 'desc' ? data.reverse() : data, has_more: false, after: null };
  };
  addThreadItem = async (id, item) => void this.items.set(id, [...(this.items.get(id) ?? []), item]);
  saveItem = async (id, item) =>
    void this.items.set(id, [...(this.items.get(id) ?? []).filter((other) => other.id !== item.id), item]);
  loadItem = async (id, itemId) => (this.items.get(id) ?? []).find((item) => item.id === itemId);
  deleteThreadItem = async (id, itemId) =>
    void this.items.set(
      id,
      (this.items.get(id) ?? []).filter((item) => item.id !== itemId),
    );
  saveAttachment = async () => undefined;
  loadAttachment = async () => undefined;
  deleteAttachment = async () => undefined;
}

class MyChatKitServer extends ChatKitServer {
  agent = new Agent({ model: scripted, name: 'Assistant', instructions: 'You are a helpful AI assistant.' });

  async *respond(thread, inputUserMessage, context) {
    if (!inputUserMessage) return;
    const agentContext = agents.createAgentContext(thread, this.store, context);
    const agentInput = await agents.simpleToAgentInput(inputUserMessage);
    const runnerStream = await run(this.agent, agentInput, { stream: true, context: agentContext });
    for await (const event of agents.streamAgentResponse(agentContext, runnerStream)) yield event;
  }
}

const app = express();
app.use(express.json());
const server = new MyChatKitServer(new MemoryStore());

app.post('/chatkit', async (req, res) => {
  const result = await server.process(JSON.stringify(req.body), { userId: 'ann' });
  if (!result.isStreaming) return res.json(result.toJSON());
  res.setHeader('Content-Type', 'text/event-stream');
  for await (const chunk of result) res.write(chunk);
  res.end();
});

const listener = app.listen(0, '127.0.0.1', () => say(`PORT ${listener.address().port}`));
