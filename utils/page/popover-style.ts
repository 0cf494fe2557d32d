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
