import { composerStyles } from './composer';
import { controlStyles } from './controls';
import { shortMarkdownStyles } from './markdown';
import { layoutStyles } from './layout';
import { tokenStyles } from './tokens';

let sheet: CSSStyleSheet | undefined;

/**
 * What the empty element shows, as one constructed sheet; parts that come later bring their own (`adopted-sheet.ts`).
 * It works under `style-src 'self'`, where `<style>` in a shadow root does not.
 */
export function chatStyleSheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync([tokenStyles, layoutStyles, controlStyles, shortMarkdownStyles, composerStyles].join(''));
  }
  return sheet;
}
