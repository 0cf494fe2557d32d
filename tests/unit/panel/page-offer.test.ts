// @vitest-environment happy-dom
import './extension-browser';
import { act, createElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import PageOffer, { type PageOfferProps } from '../../../components/panel/PageOffer';
import type { PageText } from '../../../utils/shared/draft';
import { AppError } from '../../../utils/shared/errors';
import { staged } from './passages';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const passage = staged({ id: 'x' });
const page: PageText = { passageId: 'x', title: 'Foxes', text: 'a'.repeat(34_000), total: 34_000 };
let root: Root;
let place: HTMLElement;
beforeEach(() => {
  place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
});
afterEach(() => {
  act(() => root.unmount());
  place.remove();
});

/** The offer as drawn when the page was tried, with what it called. `readings`: what each reading of the page gives. */
async function offer(readings: (PageText | AppError)[], grants = true) {
  const calls: string[] = [];
  const services = {
    language: 'en',
    readPage: () => {
      const result = readings.shift() ?? new AppError('UNEXPECTED');
      return result instanceof AppError ? Promise.reject(result) : Promise.resolve(result);
    },
    allow: ([pattern]: string[]) => {
      calls.push(`allow ${pattern}`);
      return Promise.resolve(grants);
    },
    announceAccess: () => Promise.resolve(void calls.push('announce')),
  } as unknown as PageOfferProps['services'];
  await act(async () =>
    root.render(
      createElement(PageOffer, {
        services,
        staged: passage,
        onAsk: ({ title }) => void calls.push(`ask with ${title}`),
        onFailure: (error) => void calls.push(`failed ${(error as AppError).code}`),
        onDismiss: () => void calls.push('dismiss'),
      }),
    ),
  );
  return { calls, text: place.textContent };
}
const press = (selector: string) => act(async () => place.querySelector<HTMLElement>(selector)?.click());

test('a page that can be read is offered with its size, and a press asks with what was read', async () => {
  const { text, calls } = await offer([page]);
  expect(text).toContain('pageOfferAction 34 kB');
  await press('.notice-actions button');
  expect(calls).toEqual(['ask with Foxes']);
});

test('one that the reader may let us read is offered without a size, and the press asks the browser first', async () => {
  const { text, calls } = await offer([new AppError('NEEDS_PERMISSION'), page]);
  expect(text).toContain('pageOfferUnreadAction');
  expect(calls).toEqual([]);
  await press('.notice-actions button');
  expect(calls).toEqual(['allow https://docs.example.com/*', 'announce', 'ask with Foxes']);
});

test('nothing is asked when the reader says no', async () => {
  const { calls } = await offer([new AppError('NEEDS_PERMISSION'), page], false);
  await press('.notice-actions button');
  expect(calls).toEqual(['allow https://docs.example.com/*']);
});

test('a page that is gone when it may be read is a fault', async () => {
  const { calls } = await offer([new AppError('NEEDS_PERMISSION'), new AppError('PAGE_CLOSED')]);
  await press('.notice-actions button');
  expect(calls).toEqual(['allow https://docs.example.com/*', 'announce', 'failed PAGE_CLOSED']);
});

test('of a closed page a sentence says that it cannot be included; it has no button but ×', async () => {
  const { text, calls } = await offer([new AppError('PAGE_CLOSED')]);
  expect(text).toBe('pageOfferClosed');
  expect(place.querySelector('.notice-actions')).toBeNull();
  await press('.notice-dismiss button');
  expect(calls).toEqual(['dismiss']);
});
