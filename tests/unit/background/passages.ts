import type { Passage, StagedPassage } from '../../../utils/passage/types';

let counter = 0;

export function passage(text = 'A sentence of the page.', change: Partial<Passage> = {}): Passage {
  counter += 1;
  return {
    id: `passage-${counter}`,
    text,
    quote: { exact: text, prefix: '', suffix: '' },
    page: { url: 'https://docs.example/guide', title: 'Guide' },
    section: { headings: [] },
    capturedAt: 1_000 + counter,
    ...change,
  };
}

export function staged(text?: string, change: Partial<StagedPassage> = {}): StagedPassage {
  return { passage: passage(text), origin: { tabId: 7, windowId: 1, frameId: 0 }, intent: 'ask', ...change };
}
