import type { ReactNode } from 'react';
import { hostToShow } from './link-host';

interface LinkProps {
  href: string;
  /** The address as the server wrote it, and the words it gave the link. */
  written: string;
  words: string;
  title?: string | undefined;
  children: ReactNode;
}

/** A link into a tab of its own; it says where it leads when its words do not. */
export function Link({ href, written, words, title, children }: LinkProps) {
  const host = hostToShow(href, written, words);
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" title={title}>
      {children}
      {host === undefined ? null : (
        <>
          {' '}
          <bdi className="link-host">{host}</bdi>
        </>
      )}
    </a>
  );
}
