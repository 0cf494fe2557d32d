import { useLayoutEffect } from 'react';
import type { Settings } from '../../utils/settings/schema';

/** The tokens follow `data-theme` on the root element; without it, the system. */
export function useTheme(theme: Settings['theme']): void {
  useLayoutEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
}
