import { createLazyPart } from '../shared/lazy-part';

export const historyView = createLazyPart(() => import('./HistoryView'));
