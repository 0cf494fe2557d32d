import { readFileSync } from 'node:fs';
import { AnswerError, type Answerer, type AnswerPart, type TurnContext } from '../../chatkit/server/answerer';

type Step = AnswerPart | { type: 'fail'; message?: string; allowRetry?: boolean };

/** What the scripted agents of both servers say, as parts of an answer (`python/agent.py` plays the same file). */
export const scenes = JSON.parse(readFileSync(new URL('scenes.json', import.meta.url), 'utf8')) as Record<
  string,
  Step[]
>;

/** Answers as `python/agent.py` does: "show <scene>" with the scene, anything else with what was asked about what. */
export function createSceneAnswerer(): Answerer {
  return {
    async *answer({ cause, question, message, items, signal }) {
      const last = items.at(-1);
      if (cause === 'tool_output' && last?.type === 'client_tool_call') {
        yield say(`The tool said ${compact(last.output)}.`);
      } else if (cause === 'structured_input' && last?.type === 'structured_input') {
        const answers = Object.fromEntries(last.inputs.map(({ id, answer }) => [id, answer?.values ?? []]));
        yield say(`You answered ${compact(answers)} (${last.status}).`);
      } else if (question.startsWith('show ')) yield* play(scenes[question.slice(5)] ?? [], signal);
      else yield* play(echo(question, message.quoted_text, message.attachments), signal);
    },
    async *action({ action: { type, payload } }) {
      yield say(`The action ${type} brought ${compact(payload)}.`);
    },
    syncAction({ action: { payload } }) {
      const { to } = payload as { to: string };
      const widget = { type: 'Card', children: [{ type: 'Text', value: `Switched ${to}` }] };
      return Promise.resolve({ type: 'widget', widget });
    },
    transcribe: ({ data, mimeType }) => Promise.resolve(`${mimeType}: ${new TextDecoder().decode(data)}`),
  };
}

async function* play(steps: Step[], { aborted }: TurnContext['signal']): AsyncGenerator<AnswerPart> {
  for (const step of steps) {
    // A pause lets each event leave by itself.
    await new Promise((resolve) => setTimeout(resolve, 2));
    if (aborted) return;
    if (step.type !== 'fail') yield step;
    else if (step.message === undefined) throw new Error('scripted failure');
    else throw new AnswerError(step.message, step.allowRetry ?? false);
  }
}

const say = (delta: string): AnswerPart => ({ type: 'text', delta });

/** JSON with sorted keys. */
function compact(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(compact).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, field]) => `${JSON.stringify(key)}:${compact(field)}`).join(',')}}`;
}

function echo(question: string, quoted: string | undefined, attachments: { name: string }[]): Step[] {
  if (question.includes('fail please')) return scenes['crash'] ?? [];
  const names = attachments.map(({ name }) => `\n\nWith ${name}.`).join('');
  const code = "```python\n>>> print('ok')\n```";
  const text = `You asked **${question}** about:\n\n> ${quoted ?? '(no quote)'}\n\n${code}${names}\n\nThat is all.`;
  const source = {
    type: 'url' as const,
    url: 'https://docs.example.com/page',
    title: 'The page',
    attribution: undefined,
    description: undefined,
    timestamp: undefined,
    group: undefined,
  };
  return [
    { type: 'progress', text: 'Reading the passage' },
    ...(text.match(/[^]{1,8}/gu) ?? []).map(say),
    { type: 'annotation', annotation: { type: 'annotation', source, index: text.length } },
  ];
}
