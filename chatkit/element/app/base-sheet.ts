import composerStyles from '../composer/composer.css?inline';
import controlStyles from '../shared/controls.css?inline';
import shortMarkdownStyles from '../markdown/short-markdown.css?inline';
import threadStyles from '../thread/thread.css?inline';
import layoutStyles from './layout.css?inline';
import tokenStyles from '../theme/tokens.css?inline';

let sheet: CSSStyleSheet | undefined;

/**
 * What the empty element shows, as one constructed sheet; parts that come later bring their own (`adopted-sheet.ts`).
 * It works under `style-src 'self'`, where `<style>` in a shadow root does not.
 */
export function chatStyleSheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(
      [tokenStyles, layoutStyles, threadStyles, controlStyles, shortMarkdownStyles, composerStyles].join(''),
    );
  }
  return sheet;
}
