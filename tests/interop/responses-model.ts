import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an agent sent to its model. */
export interface ModelInput {
  model: string;
  /** The words of every message, oldest first. */
  words: string[];
}

export interface ResponsesModel {
  baseUrl: string;
  inputs: ModelInput[];
  close(): Promise<void>;
}

/** A stand-in on this machine for the model: streams "Answer <n>." by the Responses API, and keeps what it was asked. */
export async function startResponsesModel(): Promise<ResponsesModel> {
  const inputs: ModelInput[] = [];
  const server = createServer((incoming, response) => {
    void readInput(incoming).then((input) => {
      inputs.push(input);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const [sequence_number, event] of eventsOf(inputs.length).entries()) {
        response.write(`event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number })}\n\n`);
      }
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    inputs,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

interface ResponsesRequest {
  model: string;
  input: { content: string | { text: string }[] }[];
}

async function readInput(incoming: IncomingMessage): Promise<ModelInput> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { model, input } = JSON.parse(Buffer.concat(chunks).toString()) as ResponsesRequest;
  const words = input.flatMap(({ content }) =>
    typeof content === 'string' ? [content] : content.map(({ text }) => text),
  );
  return { model, words };
}

function eventsOf(count: number): { type: string }[] {
  const text = `Answer ${count}.`;
  const id = `msg_model_${count}`;
  const place = { item_id: id, output_index: 0, content_index: 0 };
  const part = (words: string) => ({ type: 'output_text', text: words, annotations: [], logprobs: [] });
  const item = (status: string, content: object[]) => ({
    id,
    type: 'message',
    role: 'assistant',
    status,
    content,
  });
  const response = (status: string, output: object[]) => ({
    id: `resp_${count}`,
    object: 'response',
    created_at: 1_795_232_605,
    status,
    model: 'gpt-4.1',
    output,
    parallel_tool_calls: true,
    tool_choice: 'auto',
    tools: [],
    usage: {
      input_tokens: 1,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: 1,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: 2,
    },
  });
  const whole = item('completed', [part(text)]);
  return [
    { type: 'response.created', ...{ response: response('in_progress', []) } },
    { type: 'response.output_item.added', ...{ output_index: 0, item: item('in_progress', []) } },
    { type: 'response.content_part.added', ...place, ...{ part: part('') } },
    ...[...text].map((delta) => ({ type: 'response.output_text.delta', ...place, delta, logprobs: [] })),
    { type: 'response.output_text.done', ...place, ...{ text, logprobs: [] } },
    { type: 'response.content_part.done', ...place, ...{ part: part(text) } },
    { type: 'response.output_item.done', ...{ output_index: 0, item: whole } },
    { type: 'response.completed', ...{ response: response('completed', [whole]) } },
  ];
}
