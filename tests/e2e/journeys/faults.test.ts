import { type Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { LONG, openSized, PROSE } from '../../../scripts/screenshots/setting';
import { ask } from '../rig/ask';
import { type Chromium } from '../../../scripts/lib/chromium';
import { hasControl, pressButton, pressControl, seeText } from '../../../scripts/lib/controls';
import { type Gate, openGate } from '../rig/gate';
import { visibleText } from '../../../scripts/lib/in-page';
import { composerText, faultShown, settingsRecord, storedConnections } from '../rig/own-page';
import { type RunningProxy, startProxy } from '../../../scripts/lib/proxy';
import { readyChromium } from '../rig/ready';
import { pageSurface, type Surface, until } from '../../../scripts/lib/surface';
import {
  ANSWER,
  expectKept,
  faults,
  forgetDrafts,
  meet,
  meetCut,
  meetForgotten,
  meetForgottenInHistory,
  meetSilence,
  QUESTION,
  questionsAt,
  seeAnswer,
  send,
  stageInPanel,
  status,
} from './fault-table';

describe('bad input through the panel', () => {
  let proxy: RunningProxy;
  let gate: Gate;
  let chromium: Chromium;
  let host: string;
  const opened: Page[] = [];

  beforeAll(async () => {
    proxy = await startProxy();
    gate = await openGate(proxy.address);
    host = new URL(gate.address).host;
    chromium = await readyChromium({ extension: inject('builds').chrome }, { address: gate.address });
  });
  afterAll(async () => {
    await chromium?.close();
    await gate?.close();
    await proxy?.close();
  });
  beforeEach(async () => {
    gate.passed.length = 0;
    gate.instead = () => false;
    gate.cutAfter = () => undefined;
    for (const page of opened.splice(0)) await page.close();
  });

  const named = (words: string) => words.replace('HOST', host);

  async function openOwn(path: string): Promise<{ page: Page; surface: Surface }> {
    const page = await openSized(chromium, path, 420, 800);
    opened.push(page);
    return { page, surface: pageSurface(page) };
  }
  /** A panel as a reader first sees it, with a passage on its card. */
  async function panelWith(text: string): Promise<Surface> {
    const page = await openSized(chromium, '/options.html', 420, 800);
    await forgetDrafts(pageSurface(page));
    await page.close();
    const panel = await openOwn('/sidepanel.html');
    await stageInPanel(panel.surface, text);
    return panel.surface;
  }

  test.each(Object.entries(faults))('%s: one sentence, one action, nothing lost', async (_, fault) => {
    await meet(await panelWith(PROSE), gate, fault);
  });

  test('a back end that is gone: one sentence, one action, nothing lost', async () => {
    const panel = await panelWith(PROSE);
    await gate.close();
    await send(panel, gate);
    const shown = await until('a fault', () => panel.run(faultShown));
    // Sending has failed for good only then; until then it would still reach a back end that comes again.
    await until('the question back in the composer', async () => (await panel.run(composerText)) === QUESTION);
    const port = Number(new URL(gate.address).port);
    gate = await openGate(proxy.address, port);
    expect(shown).toEqual({ sentence: `${host} does not answer. Your question is kept.`, actions: ['Try again'] });
    await expectKept(panel);
    await pressButton(panel, 'Try again');
    await seeAnswer(panel);
    expect(questionsAt(gate)).toHaveLength(1);
  });

  test('no network: one sentence, one action; once there is one the sentence goes, and the question with Enter', async () => {
    const panel = await panelWith(PROSE);
    const page = opened.at(-1) as Page;
    await page.setOfflineMode(true);
    await send(panel, gate);
    const shown = await until('a fault', () => panel.run(faultShown));
    expect(shown).toEqual({ sentence: 'You are offline. Your question is kept here.', actions: ['Try again'] });
    await expectKept(panel);
    // Sending has failed for good only then: the notice is there already for the network alone.
    await until('the question back in the composer', async () => (await panel.run(composerText)) === QUESTION);
    expect(questionsAt(gate)).toEqual([]);
    await page.setOfflineMode(false);
    await until('the sentence to go', async () => (await panel.run(faultShown)) === null);
    await panel.press('Enter');
    await seeAnswer(panel);
    expect(questionsAt(gate)).toHaveLength(1);
  });

  test('an answer cut in the middle: what arrived is kept, and asking again does not send the question twice', async () => {
    await meetCut(await panelWith(PROSE), gate);
  });

  test('a conversation that the back end has forgotten: said, and left with question and passage', async () => {
    await meetForgotten(await panelWith(PROSE), gate);
  });

  test('a conversation of the history that the back end has forgotten: said, and what is typed stays', async () => {
    await meetForgottenInHistory(await panelWith(PROSE), gate);
  });

  // What is said after ten seconds is the element's business (tests/e2e/element).
  test('a silent stream: says that it waits, and Stop gives the question back', async () => {
    await meetSilence(await panelWith(PROSE), gate);
  });

  test('an over-long selection: the card says what is sent, and exactly that is sent', async () => {
    expect(LONG.length).toBeGreaterThan(10_000);
    const panel = await panelWith(LONG);
    await seeText(panel, /The first 10.000 of \d\d.\d{3} characters will be sent\. Choose another part/);
    gate.passed.length = 0;
    await ask(panel, QUESTION);
    const [question, ...more] = questionsAt(gate);
    expect(more).toEqual([]);
    const { params } = JSON.parse(question?.body ?? '') as { params: { input: { quoted_text: string } } };
    expect(params.input.quoted_text).toBe(LONG.slice(0, 10_000));
    expect(LONG.slice(10_000)).toContain('Paragraph 46');
    expect(question?.body).not.toContain('Paragraph 46');
  });

  describe('an address in the settings', () => {
    const nowhere = 'http://127.0.0.1:9';
    const page404 = status(404, { 'content-type': 'text/html' }, '<!doctype html><title>Not here</title>');
    const html = status(200, { 'content-type': 'text/html' }, '<!doctype html><title>Hotel network</title>');
    test.each([
      [
        'plain http to a foreign host',
        'http://docs.example.com',
        undefined,
        'This address is not encrypted. Use https://, or http:// only for a server on this computer (localhost).',
        'Connect',
      ],
      ['nobody there', nowhere, undefined, '127.0.0.1:9 does not answer.', 'Try again'],
      ['no descriptor', '', page404, 'HOST answers, but not with a chat at this path. Its docs team knows', 'Cancel'],
      [
        'a web page instead of JSON',
        '',
        html,
        "Something other than HOST answered, perhaps this network's sign-in page.",
        'Open HOST',
      ],
      ['a refusal', '', status(403), 'HOST wants a sign-in before it says anything.', 'Cancel'],
      ['a server in trouble', '', status(503), 'HOST had a problem (503).', 'Try again'],
      [
        'a redirect',
        '',
        status(307, { location: 'https://elsewhere.invalid/' }, ''),
        'HOST sends us on to another address.',
        'See the address',
      ],
    ] as const)('%s: a sentence, a button, and nothing is stored', async (_, address, answer, sentence, button) => {
      const { page, surface } = await openOwn('/options.html');
      const before = await page.evaluate(storedConnections);
      gate.instead = (_passed, outgoing) => {
        answer?.(outgoing);
        return answer !== undefined;
      };
      await pressControl(surface, 'textbox', 'Address or share link');
      await surface.type(address || gate.address);
      await pressButton(surface, 'Connect');
      await seeText(surface, named(sentence));
      expect(await hasControl(surface, 'button', named(button))).toBe(true);
      expect(await page.evaluate(storedConnections)).toEqual(before);
    });
  });

  describe('stored settings', () => {
    let good: Record<string, unknown>;
    const record = async (value?: unknown): Promise<unknown> => {
      const { page } = await openOwn('/options.html');
      const result: unknown = await page.evaluate(settingsRecord, value ?? null);
      await page.close();
      opened.splice(opened.indexOf(page), 1);
      return result;
    };
    beforeAll(async () => {
      good = (await record()) as typeof good;
      expect(good.consent).toBeTruthy();
    });
    afterAll(async () => void (await record(good)));

    test('of a newer version: the panel works, the options page says so, and the record is left as it is', async () => {
      const newer = { ...good, version: 99, fromTheFuture: { keep: 'me' } };
      await record(newer);
      const panel = await panelWith(PROSE);
      expect((await ask(panel, QUESTION)).text).toContain(ANSWER);
      const { surface } = await openOwn('/options.html');
      await seeText(surface, 'These settings were stored by a newer version of Docent.');
      expect(await record()).toEqual(newer);
    });

    test('partly corrupt: the rest counts, the options page says so until the reader agrees', async () => {
      await record({ ...good, theme: 17, minLength: 'many', notHere: { not: 'a list' } });
      const panel = await panelWith(PROSE);
      expect((await ask(panel, QUESTION)).text).toContain(ANSWER);
      const { surface } = await openOwn('/options.html');
      await seeText(surface, 'Part of the stored settings could not be read and is back to its default.');
      await pressButton(surface, 'Keep these settings');
      await until('the notice to go', async () => !(await surface.run(visibleText)).includes('could not be read'));
      expect(await record()).toMatchObject({ consent: good.consent, theme: 'system', minLength: 2, notHere: [] });
    });

    test('wholly corrupt: nothing is agreed to any more, and both pages say what to do', async () => {
      await record('\u0000 not settings');
      const panel = await openOwn('/sidepanel.html');
      await seeText(panel.surface, 'What leaves your browser');
      expect(await hasControl(panel.surface, 'button', 'Agree and continue')).toBe(true);
      const { surface } = await openOwn('/options.html');
      await seeText(surface, 'Part of the stored settings could not be read and is back to its default.');
    });
  });
});
