import { type Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { PROSE } from '../../../scripts/screenshots/setting';
import { type Firefox } from '../../../scripts/lib/firefox';
import { type Gate, openGate } from '../rig/gate';
import { composerText, faultShown } from '../rig/own-page';
import { type RunningProxy, startProxy } from '../../../scripts/lib/proxy';
import { readyFirefox } from '../rig/ready';
import { type Surface, until } from '../../../scripts/lib/surface';
import {
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
} from './fault-table';

/** What differs between the browsers is how a network fails; addresses and stored settings are tried in Chromium. */
describe('bad input through the panel of Firefox', () => {
  let proxy: RunningProxy;
  let gate: Gate;
  let firefox: Firefox;
  let open: { page: Page; surface: Surface } | undefined;

  beforeAll(async () => {
    proxy = await startProxy();
    gate = await openGate(proxy.address);
    firefox = await readyFirefox({ extension: inject('builds').firefox }, { address: gate.address });
  });
  afterAll(async () => {
    await firefox?.close();
    await gate?.close();
    await proxy?.close();
  });
  beforeEach(async () => {
    gate.passed.length = 0;
    gate.instead = () => false;
    gate.cutAfter = () => undefined;
    await open?.page.close();
  });

  /** A panel as a reader first sees it, with a passage on its card. */
  async function panelWith(text: string): Promise<Surface> {
    open = await firefox.openOwnPage('/options.html');
    await forgetDrafts(open.surface);
    await open.page.close();
    open = await firefox.openOwnPage('/sidepanel.html');
    const { surface: panel } = open;
    await stageInPanel(panel, text);
    return panel;
  }

  test.each(Object.entries(faults))('%s: one sentence, one action, nothing lost', async (_, fault) => {
    await meet(await panelWith(PROSE), gate, fault);
  });

  test('no network: one sentence, one action; once there is one the sentence goes, and the question with Enter', async () => {
    const panel = await panelWith(PROSE);
    const goOffline = (offline: boolean) => firefox.bidi.inBrowserWindow(`Services.io.offline = ${offline}`);
    try {
      await goOffline(true);
      gate.instead = ({ type }, outgoing) => {
        // Firefox reaches this computer's own servers also when it is offline; a real back end would not answer.
        if (type?.startsWith('threads.')) outgoing.destroy();
        return type?.startsWith('threads.') ?? false;
      };
      await send(panel, gate);
      const shown = await until('a fault', () => panel.run(faultShown));
      expect(shown).toEqual({ sentence: 'You are offline. Your question is kept here.', actions: ['Try again'] });
      await expectKept(panel);
      await until('the question back in the composer', async () => (await panel.run(composerText)) === QUESTION);
    } finally {
      await goOffline(false);
    }
    gate.instead = () => false;
    gate.passed.length = 0;
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

  test('a silent stream: says that it waits, and Stop gives the question back', async () => {
    await meetSilence(await panelWith(PROSE), gate);
  });
});
