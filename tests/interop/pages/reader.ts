import { expect } from 'vitest';

const CHROMIUM = `chrome-extension://${'abcdefghijklmnop'.repeat(2)}`;
const FIREFOX = `moz-extension://${crypto.randomUUID()}`;
const PASSAGE = 'A dictionary keeps its keys in order. The heron waits 4711 milliseconds before it reports.';

interface Descriptor {
  auth: string;
  kind: string;
}

/** A reader of either browser at a server that has just been started: a token, and an answer about a passage. */
export async function askAtAddress(
  address: string,
  { key, vends, quotes }: { key?: string | undefined; vends: number; quotes: boolean },
): Promise<void> {
  const descriptor = (await (await fetch(`${address}/.well-known/docent.json`)).json()) as Descriptor;
  expect(descriptor.auth).toBe(key === undefined ? 'none' : 'key');
  for (const origin of [CHROMIUM, FIREFOX]) {
    const post = (path: string, body: object, secret?: string) =>
      fetch(address + path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', origin, ...(secret && { authorization: `Bearer ${secret}` }) },
      });
    const vended = await post('/token', {}, key);
    expect(vended.status, `${address} as ${origin}`).toBe(vends);
    if (!quotes) continue;
    const { client_secret } = (await vended.json()) as { client_secret: string };
    const answer = await post(...questionFor(descriptor), client_secret);
    expect(await answer.text()).toContain('4711 milliseconds');
  }
}

function questionFor(descriptor: Descriptor): [path: string, body: object] {
  const text = 'How long does the heron wait?';
  if (descriptor.kind === 'chat-json') {
    return ['/chat', { message: text, session_id: 's', mode: 'selection_only', selected_text: PASSAGE }];
  }
  const content = [{ type: 'input_text', text }];
  const input = { content, attachments: [], quoted_text: PASSAGE, inference_options: {} };
  return ['/chatkit', { type: 'threads.create', params: { input } }];
}
