import { expect, test } from 'vitest';
import { offersViews } from '../../../utils/backend/offers-views';
import { backEnd } from '../background/token/connections';

const frameUrl = 'https://api.example/frame/';

test.each([
  ['a back end with a page for it, no policy', { frameUrl }, undefined, true],
  ['a back end with a page for it, allowed by policy', { frameUrl }, true, true],
  ['a back end with a page for it, forbidden by policy', { frameUrl }, false, false],
  ['a back end without a page', {}, true, false],
  ['a hosted workflow, which has no other', { frameUrl, kind: 'openai-hosted' as const }, true, false],
])('a choice of chat windows for %s', (_which, change, allowOpenAIView, offered) =>
  expect(offersViews(backEnd(change), allowOpenAIView)).toBe(offered),
);
