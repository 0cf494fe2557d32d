import { describe, expect, test, vi } from 'vitest';
import { expecting } from '../../../../chatkit/answerers/browser-model/api';
import { brandOf } from '../../../../utils/backend/browser-model/brand';
import { createOffer } from '../../../../utils/backend/browser-model/offer';
import type { StandInState } from '../../../contracts/language-model/stand-in';
import { standIn } from './rig';

/** One browser: what it keeps outlives the pages that make offers. */
function browser(state: Partial<StandInState> = {}) {
  const model = standIn(state);
  const kept = { model: false, wanted: false };
  const open = () =>
    createOffer({
      api: model.api,
      name: 'Gemini Nano · this browser',
      maker: 'Google',
      options: expecting({ read: ['en'], answer: 'en' }),
      isKept: () => Promise.resolve(kept.model),
      keep: () => Promise.resolve(void (kept.model = true)),
      wanted: {
        get: () => Promise.resolve(kept.wanted),
        set: (wanted) => Promise.resolve(void (kept.wanted = wanted)),
      },
      setTimer(run) {
        const timer = setTimeout(run, 5);
        return () => clearTimeout(timer);
      },
    });
  return { ...model, kept, open };
}

describe('the offer of the browser’s model', () => {
  test.each([
    [{ availability: 'unavailable' }, { at: 'hidden' }],
    [{ availability: 'downloadable' }, { at: 'offered', isHere: false }],
    [{ availability: 'downloading' }, { at: 'fetching', done: undefined, isWatched: false }],
    [{ availability: 'available' }, { at: 'offered', isHere: true }],
    // It would never answer a reader whose language it does not speak.
    [{ availability: 'available', languages: ['ja'] }, { at: 'hidden' }],
  ] as const)('%j: %j, and nothing is fetched or kept by looking', async (state, seen) => {
    const { open, calls, kept } = browser(state as Partial<StandInState>);
    expect((await open()).get()).toEqual(seen);
    expect(calls()).toEqual([]);
    expect(kept).toEqual({ model: false, wanted: false });
  });

  test('fetches on a press, tells how far it is, and keeps the model once it is here', async () => {
    const { open, activation, set, kept, calls } = browser({ availability: 'downloadable' });
    const offer = await open();
    activation.isActive = true;
    offer.press();
    activation.isActive = false;
    await vi.waitFor(() => expect(offer.get()).toEqual({ at: 'fetching', done: 0, isWatched: true }));
    set({ fetched: 0.4 });
    await vi.waitFor(() => expect(offer.get()).toEqual({ at: 'fetching', done: 0.4, isWatched: true }));
    expect(kept.model).toBe(false);
    set({ fetched: 1 });
    await vi.waitFor(() => expect(offer.get()).toEqual({ at: 'got' }));
    expect(kept).toEqual({ model: true, wanted: false });
    // Only to see that it runs.
    expect(calls('destroy')).toHaveLength(1);
    expect((await open()).get()).toEqual({ at: 'hidden' });
  });

  test('who left and comes back finds it being fetched, and then kept without another press', async () => {
    const { open, set, kept } = browser({ availability: 'downloading', fetched: 0.5 });
    kept.wanted = true;
    const offer = await open();
    const leave = offer.subscribe(() => undefined);
    expect(offer.get()).toEqual({ at: 'fetching', done: undefined, isWatched: false });
    set({ availability: 'available' });
    await vi.waitFor(() => expect(offer.get()).toEqual({ at: 'got' }));
    leave();
    expect(kept).toEqual({ model: true, wanted: false });
  });

  test('what came while no page was open is kept by the next one', async () => {
    const { open, kept } = browser({ availability: 'available' });
    kept.wanted = true;
    expect((await open()).get()).toEqual({ at: 'got' });
    expect(kept.model).toBe(true);
  });

  test('a model that another site fetched is used on a press', async () => {
    const { open, kept, calls } = browser({ availability: 'available' });
    const offer = await open();
    offer.press();
    await vi.waitFor(() => expect(offer.get()).toEqual({ at: 'got' }));
    expect(kept.model).toBe(true);
    expect(calls('fetch')).toEqual([]);
  });

  test('a model that the browser has dropped is offered again', async () => {
    const { open, kept } = browser({ availability: 'downloadable' });
    kept.model = true;
    expect((await open()).get()).toEqual({ at: 'offered', isHere: false });
  });

  test.each([
    ['a press that the browser does not count', { availability: 'downloadable' }, false, 'refused'],
    ['a policy of the browser', { availability: 'downloadable', forbidden: true }, true, 'refused'],
    ['a broken fetch', { availability: 'downloadable', fetchFails: 'NetworkError' }, true, 'broken'],
    ['an error of the browser', { availability: 'downloadable', fetchFails: 'UnknownError' }, true, 'problem'],
  ] as const)('%s is told, and nothing is kept', async (_name, state, isActive, why) => {
    const { open, activation, kept } = browser(state as Partial<StandInState>);
    const offer = await open();
    activation.isActive = isActive;
    offer.press();
    await vi.waitFor(() => expect(offer.get()).toEqual({ at: 'failed', why }));
    expect(kept).toEqual({ model: false, wanted: false });
  });

  test('a computer that turns out unable is told so', async () => {
    const { open, set } = browser({ availability: 'available' });
    const offer = await open();
    set({ availability: 'unavailable' });
    offer.press();
    await vi.waitFor(() => expect(offer.get()).toEqual({ at: 'failed', why: 'unable' }));
  });
});

test.each([
  [['Not A Brand', 'Chromium', 'Google Chrome'], 'Gemini Nano'],
  [['Chromium', 'Microsoft Edge', 'Not A Brand'], 'Phi'],
  [['Chromium', 'Not A Brand'], undefined],
  [['Chromium', 'Opera'], undefined],
])('a browser of the brands %j has %s', (brands, model) => {
  expect(brandOf({ userAgentData: { brands: brands.map((brand) => ({ brand })) } })?.model).toBe(model);
});

test('a browser that tells no brands is not named', () => {
  expect(brandOf({})).toBeUndefined();
});
