import { useEffect, useLayoutEffect, useState } from 'react';

/**
 * Applies the reader's theme to the document, and gives the one that is drawn. The tokens follow `data-theme` on the
 * root element; without it, the system.
 */
export function usePageTheme(theme: 'system' | 'light' | 'dark'): 'light' | 'dark' {
  const [systemDark, setSystemDark] = useState(() => matchMedia(DARK).matches);
  useEffect(() => {
    const query = matchMedia(DARK);
    const follow = () => setSystemDark(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  // Before the paint: the page must not be drawn once in the other theme.
  useLayoutEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  return theme === 'system' ? (systemDark ? 'dark' : 'light') : theme;
}

const DARK = '(prefers-color-scheme: dark)';
