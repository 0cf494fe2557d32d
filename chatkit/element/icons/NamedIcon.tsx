import { createElement, useEffect } from 'react';
import { useStore } from '../shared/use-store';
import { everyLucideIcon, lucideExportName, namedIcons } from './parts';

const LUCIDE = 'lucide:';
const FILLED = new Set(['star-filled']);

/**
 * An icon by its name in the public interface or the protocol (`ChatKitIcon`, `HeaderIcon`, `lucide:<name>`); nothing
 * for a name that is not known, such as `vendor:<name>`. Its room is kept while the drawings load. Always beside words.
 */
export function NamedIcon({ name, size = 16 }: { name: string; size?: number }) {
  const isLucide = name.startsWith(LUCIDE);
  const part = isLucide ? everyLucideIcon : namedIcons;
  const nodes = useStore(namedIcons)?.iconNodes;
  const lucide = useStore(everyLucideIcon)?.icons as Record<string, unknown> | undefined;
  useEffect(() => {
    // Without its drawing a name still has its words.
    part.load().catch(() => undefined);
  }, [part]);
  const loaded = isLucide ? lucide !== undefined : nodes !== undefined;
  const node = isLucide ? lucide?.[lucideExportName(name.slice(LUCIDE.length))] : nodes?.[name];
  if (loaded && !Array.isArray(node)) return null;
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill={FILLED.has(name) ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {Array.isArray(node)
        ? (node as [string, Record<string, string>][]).map(([tag, attributes], index) =>
            createElement(tag, { key: index, ...attributes }),
          )
        : null}
    </svg>
  );
}
