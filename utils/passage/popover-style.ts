/**
 * Written on the host as `!important` inline declarations: no rule of the page outweighs them, and `all` takes back
 * whatever its rules for `div` or `*` would do. `zoom` undoes a zoom the page sets on its root, so that px are px.
 */
export function hostStyle(left: number, top: number, visible: boolean, dark: boolean, { document }: Window): string {
  const { currentCSSZoom = 1 } = document.documentElement as HTMLElement & { currentCSSZoom?: number };
  return (
    `all:initial;position:fixed;inset:auto;left:${left}px;top:${top}px;display:block;width:max-content;height:max-content;` +
    `overflow:visible;margin:0;padding:0;border:0;background:none;visibility:${visible ? 'visible' : 'hidden'};` +
    `zoom:${1 / currentCSSZoom};color-scheme:${dark ? 'dark' : 'light'};user-select:none;-webkit-user-select:none`
  ).replace(/;|$/g, '!important;');
}

/** Tokens of UI.md 2, 3; `light-dark()` follows the host's `color-scheme`. */
export const POPOVER_CSS = `:host{--b:light-dark(#fff,#1b1d20);--r:light-dark(#f6f8fa,#26292d);--t:light-dark(#1f2328,#e6e8ea);--l:light-dark(#d0d7de,#3a3f45);--a:light-dark(#0d7d62,#2fbf9a)}
*{box-sizing:border-box}
[hidden]{display:none!important}
.p,.m{font:13px/18px system-ui,sans-serif;color:var(--t);background:var(--b);border:1px solid var(--l);border-radius:8px;box-shadow:0 2px 8px rgb(0 0 0/.16)}
.p{display:flex;height:32px;white-space:nowrap}
.p>span{padding:6px 0 6px 10px}
button{all:unset;box-sizing:border-box;display:flex;align-items:center;gap:6px;min-width:28px;padding:0 10px;border-radius:7px;white-space:nowrap}
button:hover{background:var(--r)}
button:focus-visible{outline:2px solid var(--a);outline-offset:2px}
svg{width:16px;height:16px;fill:var(--a)}
.o{padding:0;justify-content:center;border-inline-start:1px solid var(--l);border-start-start-radius:0;border-end-start-radius:0}
.u{font-weight:600;color:var(--a)}
.n .ask span{display:none}
.m{position:absolute;padding:4px;max-width:calc(100vw - 16px)}
.m button{width:100%;min-height:28px}
.s{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media(pointer:coarse){.p{height:44px}.p>span{padding-block:12px}button{min-width:44px}.m button{min-height:44px}}
@media(forced-colors:active){.p,.m{border-color:CanvasText;background:Canvas;color:CanvasText}svg{fill:CanvasText}button:hover{background:Highlight;color:HighlightText}button:focus-visible{outline-color:Highlight}}`;
