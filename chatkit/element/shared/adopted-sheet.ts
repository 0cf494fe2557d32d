/**
 * A part's own styles, added to the element's shadow root when the part is first drawn: as a constructed sheet, which a
 * strict `style-src` allows, and before the browser paints, so that nothing is seen without them. Use as a `ref`.
 */
export function createSheetRef(text: string): (node: Element | null) => void {
  let sheet: CSSStyleSheet | undefined;
  return (node) => {
    const root = node?.getRootNode();
    if (typeof ShadowRoot === 'undefined' || !(root instanceof ShadowRoot)) return;
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
    }
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  };
}
