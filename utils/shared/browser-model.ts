/** How far the browser's own model is from answering; `hidden`: nothing to offer. */
export type BrowserModelState =
  | { at: 'hidden' }
  /** `isHere`: the browser has it already, for another site or extension. */
  | { at: 'offered'; isHere: boolean }
  /** `done`: share of it; undefined where it is fetched for somebody else, or the browser has not said yet. */
  | { at: 'fetching'; done: number | undefined; isWatched: boolean }
  | { at: 'failed'; why: 'broken' | 'refused' | 'unable' | 'problem' }
  | { at: 'got' };

/** What is offered where the reader chooses who answers. */
export interface BrowserModelOffer {
  name: string;
  maker: string | undefined;
  get(): BrowserModelState;
  subscribe(listener: () => void): () => void;
  /** Gets the model and lets it answer. Must be called in the tick of a press: the browser fetches nothing without one. */
  press(): void;
}

/** What is offered in a menu of those who answer: a model, or what stands before several. */
export type MenuOffer =
  | { kind: 'item'; label: string; note?: string; checked?: boolean; onSelect: () => void }
  | { kind: 'line' }
  | { kind: 'heading'; label: string };
