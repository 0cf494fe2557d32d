import { useEffect, useLayoutEffect, type RefObject } from 'react';
import type { ChatOptions } from '../options/validate';
import { applyTheme } from './theme';
import type { FontSource } from './theme-details';
import { themeDetails } from './later';
import { useStore } from '../shared/use-store';

/** Puts the theme option on the root, and its fonts on the document, for as long as they are asked for. */
export function useTheme(root: RefObject<HTMLElement | null>, theme: ChatOptions['theme'], isDrawn: boolean): void {
  const details = useStore(themeDetails);
  const rich = typeof theme === 'object' ? theme : null;
  // By value: options are a new object with every set, and a font that is taken away and added again flickers.
  const fonts = JSON.stringify(rich?.typography?.fontSources ?? []);
  const needsDetails = rich?.color !== undefined || fonts !== '[]';

  useEffect(() => {
    // Without its details a theme still has its scheme and its colours.
    if (needsDetails) themeDetails.load().catch(() => undefined);
  }, [needsDetails]);
  useLayoutEffect(() => {
    if (!root.current) return;
    applyTheme(root.current, theme);
    details?.applyThemeDetails(root.current, rich ?? {});
  }, [root, theme, rich, isDrawn, details]);
  useEffect(() => details?.addFonts(JSON.parse(fonts) as FontSource[], window), [details, fonts]);
}
