/**
 * Written on the host as `!important` inline declarations: no rule of the page outweighs them, and `all` takes back
 * whatever its rules for `div` or `*` would do. `zoom` undoes a zoom the page sets on its root, so that px are px, and a
 * reader's zooming out, which must not make the popover too small to hit (told by Chromium only).
 */
export function hostStyle(left: number, top: number, visible: boolean, dark: boolean, view: Window): string {
  const { currentCSSZoom = 1 } = view.document.documentElement as HTMLElement & { currentCSSZoom?: number };
  const larger = Math.min(2, Math.max(1, view.innerWidth / view.outerWidth || 1));
  return (
    `all:initial;position:fixed;left:${left / larger}px;top:${top / larger}px;display:block;width:max-content;` +
    `visibility:${visible ? 'visible' : 'hidden'};zoom:${larger / currentCSSZoom};color-scheme:${dark ? 'dark' : 'light'};user-select:none`
  ).replace(/;|$/g, '!important;');
}

/** Tokens of UI.md 2, 3; `light-dark()` follows the host's `color-scheme`. `.p` is the pill, `.s` the status line. */
export const POPOVER_CSS = `:host{--b:light-dark(#fff,#1b1d20);--r:light-dark(#f6f8fa,#26292d);--t:light-dark(#1f2328,#e6e8ea);--l:light-dark(#d0d7de,#3a3f45);--a:light-dark(#0d7d62,#2fbf9a)}
*{box-sizing:border-box}
.p,.m{font:13px/18px system-ui,sans-serif;color:var(--t);background:var(--b);border:1px solid var(--l);border-radius:8px;box-shadow:0 2px 8px rgb(0 0 0/.16)}
.p{display:flex;height:32px;white-space:nowrap}
button{all:unset;box-sizing:border-box;display:flex;align-items:center;justify-content:center;gap:6px;min-width:28px;padding:0 10px;border-radius:7px}
button:hover{background:var(--r)}
button:focus-visible{outline:2px solid var(--a);outline-offset:2px}
svg{width:16px;height:16px;fill:var(--a)}
.o{padding:0;border-inline-start:1px solid var(--l)}
.n .ask span{display:none}
.s{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media(pointer:coarse){.p{height:44px}button{min-width:44px}}
@media(forced-colors:active){.p,.m{border-color:CanvasText;background:Canvas;color:CanvasText}svg{fill:CanvasText}button:hover{background:Highlight;color:HighlightText}button:focus-visible{outline-color:Highlight}}`;

/** Menu (`.m`), sentence and its undo (`.u`): added when a press may come. */
export const PART_CSS = `[hidden]{display:none!important}
.p>span{padding:6px 0 6px 10px}
.u{font-weight:600;color:var(--a)}
.m{position:absolute;padding:4px;max-width:calc(100vw - 16px);white-space:nowrap}
.m button{width:100%;min-height:28px;justify-content:start}
@media(pointer:coarse){.p>span{padding-block:12px}.m button{min-height:44px}}`;
