import { useEffect, useRef } from 'react';
import type { Connection } from '../../utils/connection/schema';
import type { Draft } from '../../utils/shared/draft';
import type { Notices } from './use-notices';

/**
 * Offers the back end that the page of an unsent passage proposes: once for each page's host and panel, and only where
 * the reader may connect one. Loaded when a page proposes one at all.
 */
export function useProposal(
  { passages }: Pick<Draft, 'passages'>,
  connections: readonly Connection[],
  allowed: boolean,
  { raise, drop }: Notices,
) {
  const offered = useRef(new Set<string>());
  const passage = passages.findLast(({ staged }) => staged.passage.page.backEnd !== undefined)?.staged.passage;
  useEffect(() => {
    if (!allowed || passage === undefined) return;
    let gone = false;
    void import('../../utils/panel/proposal').then(({ proposalOf }) => {
      const proposal = proposalOf(passage, connections);
      if (proposal === undefined) drop(({ kind }) => kind === 'proposed');
      else if (!gone && !offered.current.has(proposal.site)) {
        offered.current.add(proposal.site);
        raise({ kind: 'proposed', ...proposal });
      }
    });
    return () => {
      gone = true;
    };
  }, [passage, connections, allowed, raise, drop]);
}
