import { captureTab, passageFromText, type SelectedText } from './capture-tab';
import type { InboxNote } from '../shared/inbox';
import { notOpened } from './panel-show';
import type { Passage, StagedPassage } from '../passage/types';

/** A press of menu entry, shortcut or toolbar button. */
export interface PanelPress {
  source: 'menu' | 'command' | 'toolbar';
  windowId: number;
  tabId?: number;
  /** The page in front, as the browser gives it with the press. */
  url?: string;
  title?: string;
  /** What the browser says is selected; only the menu knows it. */
  selectionText?: string;
  /** The menu's entry for the page itself, whatever is selected on it. */
  isWhole?: boolean;
  /** The frame the menu was opened in, and its address when it is not the page itself. */
  frameId?: number;
  frameUrl?: string;
}

export interface AskDependencies {
  openPanel(windowId: number): Promise<void>;
  showPanel(windowId: number, opening: Promise<void>): Promise<void>;
  /** The window whose panel takes the passage; undefined when no normal window is left. */
  normalWindowFor(windowId: number): Promise<number | undefined>;
  /** True when the panel had the focus before the press, and closes. */
  closeFocusedPanel(windowId: number, pressedAt: number): Promise<boolean>;
  hasConsent(): Promise<boolean>;
  executeScript: Parameters<typeof captureTab>[0];
  append(windowId: number, staged: StagedPassage): Promise<boolean>;
  leaveNote(windowId: number, note: InboxNote): Promise<void>;
  /** The site's pattern when it gave no lasting access and could; the panel then offers *Always here*. */
  accessToOffer(url: string): Promise<string | undefined>;
  newId(): string;
  now(): number;
}

/**
 * The one handler of menu, shortcut and toolbar (docs/design.md 10): panel first, then the selection by `activeTab`, or
 * with nothing selected the page itself, then the inbox. It works without any host permission. Without consent the panel opens and shows why; nothing is read.
 */
export function createAsk(dependencies: AskDependencies) {
  const { openPanel, showPanel, closeFocusedPanel, hasConsent, executeScript, append, leaveNote, now } = dependencies;

  return async (press: PanelPress): Promise<void> => {
    const pressedAt = now();
    const opening = openPanel(press.windowId);
    if (press.source === 'command' && (await closeFocusedPanel(press.windowId, pressedAt))) {
      await opening.catch(() => undefined);
      return;
    }
    const windowId = (await dependencies.normalWindowFor(press.windowId)) ?? press.windowId;
    const opened = windowId === press.windowId ? opening : notOpened(opening);
    await Promise.all([showPanel(windowId, opened), stage({ ...press, windowId })]);
  };

  async function stage(press: PanelPress): Promise<void> {
    const { tabId, windowId } = press;
    if (!(await hasConsent())) return;
    const captured =
      tabId === undefined ? ({ kind: 'closed' } as const) : await captureTab(executeScript, tabId, press);
    if (captured.kind === 'passage') {
      await appendPassage(press, captured.passage, { frameId: captured.frameId, documentId: captured.documentId });
      return;
    }
    const passage = selectedText(press);
    if (passage) await appendPassage(press, passage, { frameId: press.frameId ?? 0 });
    else if (captured.kind === 'closed') await leaveNote(windowId, { code: 'PAGE_CLOSED', at: now() });
    else if (captured.page) {
      const whole = press.isWhole ? 'asked' : 'offered';
      await appendPassage(press, captured.page, { frameId: 0, documentId: captured.documentId }, whole);
    }
  }

  function selectedText({ selectionText, frameUrl, url, title }: PanelPress): Passage | null {
    if (!selectionText) return null;
    const selected: SelectedText = { text: selectionText, url: frameUrl ?? url ?? '', title: title ?? '' };
    return passageFromText(selected, dependencies.newId(), now());
  }

  async function appendPassage(
    { tabId, windowId, url }: PanelPress,
    passage: Passage,
    { frameId, documentId }: { frameId: number; documentId?: string | undefined },
    whole?: StagedPassage['whole'],
  ): Promise<void> {
    const offerAccess = await dependencies.accessToOffer(url ?? passage.page.url);
    await append(windowId, {
      passage,
      origin: { tabId, windowId, frameId, ...(documentId === undefined ? {} : { documentId }) },
      intent: 'ask',
      ...(offerAccess === undefined ? {} : { offerAccess }),
      ...(whole === undefined ? {} : { whole }),
    });
  }
}
