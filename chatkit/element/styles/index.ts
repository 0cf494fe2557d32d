import { composerStyles } from './composer';
import { controlStyles } from './controls';
import { historyStyles } from './history';
import { markdownStyles } from './markdown';
import { messageStyles } from './messages';
import { layoutStyles } from './layout';
import { tokenStyles } from './tokens';

let sheet: CSSStyleSheet | undefined;

/** One constructed sheet for every element: works under `style-src 'self'`, where `<style>` in a shadow root does not. */
export function chatStyleSheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(
      [tokenStyles, layoutStyles, controlStyles, messageStyles, markdownStyles, composerStyles, historyStyles].join(''),
    );
  }
  return sheet;
}
