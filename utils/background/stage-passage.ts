import type { Request, Response } from '../shared/messages';
import { notOpened } from './panel-show';
import { pageAddress } from '../passage/page-address';
import type { Passage, StagedPassage } from '../passage/types';
import type { PageSender } from '../shared/sender';

export interface StageDependencies {
  /** At most a few per second and tab. */
  mayStage(tabId: number): boolean;
  /** Opens the panel in the tick of the press; absent in Firefox, where a press in a page is no gesture. */
  openPanel?(windowId: number): Promise<void>;
  showPanel(windowId: number, opening: Promise<void>): Promise<void>;
  /** Firefox: shows the panel that is open already, or the hand-over. */
  handOver(windowId: number): Promise<'panel' | 'handover'>;
  hasConsent(): Promise<boolean>;
  normalWindowFor(windowId: number): Promise<number | undefined>;
  append(windowId: number, staged: StagedPassage): Promise<boolean>;
}

/**
 * The press in a page. Panel first, in the same tick; then consent; then the inbox (docs/design.md 6, 11). Where the
 * passage came from is what the browser says of the sender, whatever the message claims (docs/threats.md T05).
 */
export function createStagePassage(dependencies: StageDependencies) {
  const { mayStage, openPanel, showPanel, handOver, hasConsent, normalWindowFor, append } = dependencies;

  return async (
    { passage: claimed, intent }: Request<'stagePassage'>,
    { tabId, windowId: pressedIn, frameId, documentId, url }: PageSender,
  ): Promise<Response<'stagePassage'>> => {
    if (!mayStage(tabId)) return { outcome: 'refused' };
    const opening = openPanel?.(pressedIn);
    opening?.catch(() => undefined);
    if (!(await hasConsent())) return { outcome: 'asleep' };

    const passage = withAttestedPage(claimed, url);
    const windowId = (await normalWindowFor(pressedIn)) ?? pressedIn;
    const origin = { tabId, windowId: pressedIn, frameId, ...(documentId === undefined ? {} : { documentId }) };
    if (!(await append(windowId, { passage, origin, intent }))) return { outcome: 'refused' };
    if (!opening) return { outcome: await handOver(windowId) };
    await showPanel(windowId, windowId === pressedIn ? opening : notOpened(opening));
    return { outcome: 'panel' };
  };
}

/** A page may word its own address (by `rel=canonical`), not another site's; a frame the page wrote has none of its own. */
function withAttestedPage(passage: Passage, url: string): Passage {
  const { page } = passage;
  if (URL.parse(page.url)?.origin === new URL(url).origin) return passage;
  return { ...passage, page: { ...page, url: pageAddress(url, undefined) } };
}
