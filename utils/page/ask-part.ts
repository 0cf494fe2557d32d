import { capturePassage } from './capture';
import type { AskPartOptions } from './page-parts';
import type { createPopoverMenu } from './menu-part';
import { sendFromPage } from './page-sender';
import { tellInPopover } from './popover-note';
import type { Showing } from './popover';
import askStyles from './ask-part.css?inline';
import { createPressGuard } from './press-guard';
import type { ReadableSelection } from './readable-selection';
import type { Passage } from '../passage/types';

/**
 * A press sooner than this after the popover appeared or moved was meant for what stood there before (docs/design.md).
 */
export const EARLY_MS = 250;

/** What a press on the popover does; fetched when the reader's pointer or focus comes near it. */
export function createAskPart({ view, runtime, strings, load, popover, parts, read, ...on }: AskPartOptions) {
  const { shadow, pill, more, host } = parts;
  let watched: Showing | undefined;
  let menu: ReturnType<typeof createPopoverMenu> | undefined;
  let opened: HTMLElement | undefined;

  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(askStyles);
  shadow.adoptedStyleSheets.push(sheet);
  const guard = createPressGuard({
    host,
    view,
    onTampered(forGood) {
      popover.hide();
      if (forGood) on.onGivenUp();
    },
  });
  const showing = popover.showing();
  if (showing) placed(showing, false);

  return {
    placed,
    closeMenu,
    tell,
    isOff: () => menu?.isOff(),
    ask(event: Event, selected: ReadableSelection | null): void {
      press(event, () => void stage(selected && capturePassage(view, selected), 'ask'));
    },
    more(event: Event): void {
      press(event, () => closeMenu(true) || void openMenu());
    },
  };

  function placed(now: Showing, moved: boolean): void {
    if (watched !== now) guard.watch(now.home, now.strangers, now.signal);
    watched = now;
    guard.placed(now.box);
    if (moved) closeMenu();
  }

  /** Runs `act` if this is a press of a reader who saw what they pressed. */
  function press(event: Event, act: () => void): void {
    const now = popover.showing();
    if (!now || !event.isTrusted || event.timeStamp - now.since < EARLY_MS) return;
    if (guard.isSound()) act();
    else popover.hide();
  }

  async function stage(passage: Passage | null, intent: 'ask' | 'add'): Promise<void> {
    popover.hide();
    if (!passage) return;
    const reply = await sendFromPage(runtime, 'stagePassage', { passage, intent });
    if (!reply.ok || reply.value.outcome === 'refused') on.onLost();
  }

  async function openMenu(): Promise<void> {
    const opening = popover.showing();
    try {
      const create = await load('menu');
      const add = () => void stage(capturePassage(view, read()), 'add');
      menu ??= create({ view, runtime, strings, add, hide: popover.hide, tell });
    } catch {
      on.onLost();
      return;
    }
    const made = await menu.open(shadow, pill, press);
    if (popover.showing() !== opening || opened) return made.remove();
    opened = made;
    more.ariaExpanded = 'true';
    if (shadow.activeElement) made.querySelector('button')?.focus();
  }

  /** False when there was none. */
  function closeMenu(refocus = !!shadow.activeElement): boolean {
    if (!opened) return false;
    opened.remove();
    opened = undefined;
    more.ariaExpanded = 'false';
    if (refocus) more.focus();
    return true;
  }

  function tell(sentence: string, undo?: () => void): void {
    tellInPopover({
      view,
      popover,
      parts,
      press,
      sentence,
      undo: undo && { label: strings('popoverUndo'), act: undo },
    });
  }
}
