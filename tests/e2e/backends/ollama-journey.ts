import { expect } from 'vitest';
import { pressButton, pressControl, seeText } from '../../../scripts/lib/controls';
import { type Surface, until } from '../../../scripts/lib/surface';
import { startOllama } from '../../contracts/ollama';
import { ask } from '../rig/ask';

interface Opened {
  page: { close(): Promise<void> };
  surface: Surface;
}

/** Runs in one of our own pages: the status of an empty question there. */
const knock = (address: string) =>
  fetch(`${address}/v1/chat/completions`, { method: 'POST', body: '{}', credentials: 'omit' }).then(
    ({ status }) => status,
    String,
  );

/** Runs in one of our own pages: how many rules there are that change requests. */
const countRules = () => chrome.declarativeNetRequest.getDynamicRules().then(({ length }) => length);

/**
 * An Ollama that refuses extensions is connected, asked, asked again by another of its models in the same conversation, and
 * removed. @param open one of our own pages, as a tab
 */
export async function ollamaJourney(open: (path: string) => Promise<Opened>): Promise<void> {
  const ollama = await startOllama(['llama3:latest', 'qwen3:4b']);
  try {
    const options = await open('/options.html');
    await pressControl(options.surface, 'textbox', 'Address or share link');
    await options.surface.type(ollama.address);
    await pressButton(options.surface, 'Connect');
    await seeText(options.surface, 'refuses browser extensions');
    await seeText(options.surface, 'OLLAMA_ORIGINS=');
    expect(ollama.asked.filter(({ status }) => status === 403).map(({ origin }) => origin)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^(chrome|moz)-extension:/)]),
    );
    const before = ollama.asked.length;
    await pressButton(options.surface, 'Allow and connect');
    await seeText(options.surface, 'is connected and answers', 30_000);
    await seeText(options.surface, 'go without Origin');

    const panel = await open('/sidepanel.html');
    await pressButton(panel.surface, 'Who answers: *');
    await pressControl(panel.surface, 'menuitem', 'llama3 · this computer*');
    expect((await ask(panel.surface, 'What is a cache?')).text).toContain('This is llama3:latest speaking.');
    await pressButton(panel.surface, 'Who answers: llama3 · this computer');
    await pressControl(panel.surface, 'menuitem', 'qwen3:4b');
    await seeText(panel.surface, 'qwen3:4b · this computer');
    expect((await ask(panel.surface, 'And a heap?')).text).toContain('This is qwen3:4b speaking.');
    await seeText(panel.surface, 'This is llama3:latest speaking.');
    const last = ollama.asked.findLast(({ path, body }) => path === '/v1/chat/completions' && body !== '{}');
    expect(JSON.parse(last?.body ?? '{}')).toMatchObject({ model: 'qwen3:4b' });
    expect(last?.body).toContain('What is a cache?');
    expect(last?.body).toContain('This is llama3:latest speaking.');
    const since = ollama.asked.slice(before);
    expect(since.filter(({ origin, status }) => origin !== undefined || status === 403)).toEqual([]);
    await panel.page.close();

    await pressButton(options.surface, 'More for qwen3:4b · this computer');
    await pressControl(options.surface, 'menuitem', 'Remove');
    await pressButton(options.surface, 'Remove');
    await seeText(options.surface, /^(?![^]*qwen3:4b)/);
    // The background takes it away after the row has gone.
    await until('the rule to go', async () => (await options.surface.run(countRules)) === 0);
    expect(await options.surface.run(knock, ollama.address)).toBe(403);
    await options.page.close();
  } finally {
    await ollama.close();
  }
}
