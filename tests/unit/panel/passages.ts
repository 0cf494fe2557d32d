import { deviceConnection, type Connection } from '../../../utils/connection/schema';
import { type Draft, emptyDraft } from '../../../utils/shared/draft';
import type { Passage, StagedPassage } from '../../../utils/passage/types';

/** A passage for tests; every field may be replaced. */
export function aPassage(over: Partial<Passage> = {}): Passage {
  const text = over.text ?? 'The quick brown fox jumps over the lazy dog.';
  return {
    id: over.id ?? `passage-${text.length}-${text.slice(0, 8)}`,
    text,
    quote: { exact: text, prefix: 'words before', suffix: 'words after' },
    page: { url: 'https://docs.example.com/guide/foxes', title: 'Foxes' },
    section: { headings: ['Jumping'], anchor: 'jumping' },
    capturedAt: 1_000,
    ...over,
  };
}

export function staged(over: Partial<Passage> = {}, rest: Partial<StagedPassage> = {}): StagedPassage {
  return { passage: aPassage(over), origin: { tabId: 7 }, intent: 'ask', ...rest };
}

export function aDraft(over: Partial<Draft> = {}): Draft {
  return { ...emptyDraft, ...over };
}

export const card = (over: Partial<Passage> = {}) => ({ staged: staged(over), start: 0 });

export function aConnection(over: Partial<Connection> = {}): Connection {
  return {
    ...deviceConnection,
    id: 'docs',
    name: 'Example docs',
    kind: 'chatkit',
    apiUrl: 'https://api.example.com/chatkit',
    origins: ['https://api.example.com'],
    presentation: {},
    ...over,
  };
}
