import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { nodeKit } from './node-env';
import { pythonEnvironment } from './python-env';

export { PythonMissingError } from './python-env';

const here = new URL('./python/', import.meta.url).pathname;

export interface PythonServer {
  url: string;
  stop(): void;
}

/** The servers, and the virtual environment that each stands in. */
const scripts = {
  'server.py': 'chatkit',
  'readme_server.py': 'chatkit',
  'adk_server.py': 'adk-chatkit',
  'agent_framework_server.py': 'agent-framework-chatkit',
} as const;

/**
 * Makes (once) a virtual environment with the real `openai-chatkit` and starts one of the servers in it.
 * @param script `server.py` plays the scenes, `readme_server.py` asks a model, the others are kits' own
 * @throws PythonMissingError with the one command that helps
 */
export async function startPythonServer(
  script: keyof typeof scripts = 'server.py',
  environment: Record<string, string> = {},
): Promise<PythonServer> {
  const python = pythonEnvironment(scripts[script]);
  const child = spawn(python, [join(here, script)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const port = await readPort(child);
  return { url: `http://127.0.0.1:${port}/chatkit`, stop: () => child.kill('SIGKILL') };
}

/** Starts the real chatkit-node-backend-sdk on Express. @throws Error with the kit's name and the command that helps */
export async function startNodeKit(): Promise<PythonServer> {
  const child = spawn(process.execPath, [nodeKit()], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await readPort(child);
  return { url: `http://127.0.0.1:${port}/chatkit`, stop: () => child.kill('SIGKILL') };
}

/** The token proxy of Orcheo's guide on Express. @param environment where Orcheo is, and the service token for it */
export async function startExpressTokenProxy(environment: Record<string, string>): Promise<PythonServer> {
  const child = spawn(process.execPath, [nodeKit('token-proxy.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const port = await readPort(child);
  return { url: `http://127.0.0.1:${port}`, stop: () => child.kill('SIGKILL') };
}

/** A real small language model behind llama.cpp's own server, with the chat completions API. */
export interface ModelServer {
  /** As `OPENAI_BASE_URL` names it. */
  baseURL: string;
  /** How many tokens of prompts it has read so far; those it remembered are not among them. */
  tokensRead(): Promise<number>;
  /** Tokens of a text by the model's own tokenizer. */
  count(text: string): Promise<number>;
  stop(): void;
}

/**
 * @param context tokens a conversation may have
 * @param further tokens of an answer, and the key it wants
 * @throws PythonMissingError with the one command that helps
 */
export async function startModelServer(
  context: number,
  ...further: [tokens?: number, key?: string]
): Promise<ModelServer> {
  const python = pythonEnvironment('model');
  const child = spawn(python, [join(here, 'model_server.py'), String(context), ...further.map(String)], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const url = `http://127.0.0.1:${await readPort(child)}`;
  return {
    baseURL: `${url}/v1`,
    async tokensRead() {
      const metrics = await (await fetch(`${url}/metrics`)).text();
      return Number(/^llamacpp:prompt_tokens_total (\d+)/m.exec(metrics)?.[1] ?? NaN);
    },
    async count(text) {
      const response = await fetch(`${url}/tokenize`, { method: 'POST', body: JSON.stringify({ content: text }) });
      return ((await response.json()) as { tokens: unknown[] }).tokens.length;
    },
    stop: () => child.kill('SIGKILL'),
  };
}

function readPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let buffer = '';
    child.once('exit', (code) => reject(new Error(`The server ended with code ${code}.`)));
    child.stdout!.on('data', (chunk: Buffer) => {
      buffer += chunk.toString();
      const lines = buffer.split('\n');
      buffer = lines.pop() ?? '';
      for (const line of lines) {
        if (line.startsWith('PORT ')) resolve(Number(line.slice(5)));
      }
    });
  });
}
