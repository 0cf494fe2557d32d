import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { type Page } from 'puppeteer-core';
import { expect } from 'vitest';

/** axe-core as a script; DevTools run it, so that no content security policy has to be loosened for it. */
export const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe found, and how much it looked at: a run over nothing finds nothing. */
export interface Audit {
  violations: string[];
  /** Elements that passed at least one rule. */
  looked: number;
}

/** Runs where axe was loaded. `summary` of the results, small enough to be handed over. */
export const auditSource = (context: string) => `axe.run(${context}).then(${summarise.toString()})`;

function summarise({ violations, passes }: AxeResults): Audit {
  const target = (node: { target: unknown[]; failureSummary?: string }) =>
    `${node.target.join(' ')} (${(node.failureSummary ?? '').split('\n').slice(1).join(';').trim()})`;
  return {
    violations: violations.map(({ id, nodes }) => `${id}: ${nodes.map(target).join(', ')}`),
    looked: new Set(passes.flatMap(({ nodes }) => nodes.map(({ html }) => html))).size,
  };
}

/** The whole document, open shadow roots included. */
export async function audit(page: Page): Promise<Audit> {
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(axeSource);
  return (await page.evaluate(auditSource('document'))) as Audit;
}

/** @param atLeast elements that must have been looked at */
export function expectClean({ violations, looked }: Audit, atLeast = 5): void {
  expect(violations).toEqual([]);
  expect(looked).toBeGreaterThanOrEqual(atLeast);
}

/**
 * The popover in place on its page, though its shadow root is closed. axe runs in a JavaScript world of its own, where
 * DevTools give the host's node the property `shadowRoot` that a closed root withholds: what axe then measures is the real
 * tree with its real styles, in the top layer, over the real page. The page's world and the content script's see nothing.
 */
export async function auditClosedRoot(page: Page): Promise<Audit> {
  const session = await page.createCDPSession();
  try {
    const { frameTree } = await session.send('Page.getFrameTree');
    const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
    await session.send('Runtime.evaluate', { expression: axeSource, contextId: executionContextId });
    await session.send('DOM.enable');
    const { nodes } = await session.send('DOM.getFlattenedDocument', { depth: -1, pierce: true });
    const closed = nodes.flatMap(({ backendNodeId, shadowRoots = [] }) =>
      shadowRoots
        .filter(({ shadowRootType }) => shadowRootType === 'closed')
        .map((root) => ({ host: backendNodeId, root: root.backendNodeId })),
    );
    expect(closed).toHaveLength(1);
    const objectOf = async (backendNodeId: number | undefined) =>
      (await session.send('DOM.resolveNode', { backendNodeId: backendNodeId ?? 0, executionContextId })).object
        .objectId ?? '';
    const answer = await session.send('Runtime.callFunctionOn', {
      objectId: await objectOf(closed[0]?.host),
      functionDeclaration: `function (root) {
        Object.defineProperty(this, 'shadowRoot', { value: root, configurable: true });
        return ${auditSource('this')};
      }`,
      arguments: [{ objectId: await objectOf(closed[0]?.root) }],
      awaitPromise: true,
      returnByValue: true,
    });
    if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description);
    return answer.result.value as Audit;
  } finally {
    await session.detach();
  }
}
