/**
 * Runs in the page: selects from the first place of `from` to the end of the first `to` behind it, both as they are
 * drawn, white space aside; below the element `within` names.
 *
 * @returns false when the page does not hold them
 */
export function selectBetween(from: string, to: string, within = 'body'): boolean {
  const nodes: Text[] = [];
  const owners: number[] = [];
  const offsets: number[] = [];
  let text = '';
  const root = document.querySelector(within);
  if (!root) return false;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement?.checkVisibility() || node.parentElement.closest('script,style')) continue;
    nodes.push(node as Text);
    [...(node as Text).data].forEach((character, at) => {
      if (!character.trim()) return;
      text += character;
      owners.push(nodes.length - 1);
      offsets.push(at);
    });
  }
  const solid = (string: string) => string.replace(/\s+/g, '');
  const start = text.indexOf(solid(from));
  const last = text.indexOf(solid(to), start);
  const end = last < 0 ? -1 : last + solid(to).length - 1;
  if (start < 0 || end < start) return false;
  // A search field that took the focus by itself; a press into the text would take it away.
  (document.activeElement as HTMLElement | null)?.blur();
  getSelection()!.setBaseAndExtent(nodes[owners[start]!]!, offsets[start]!, nodes[owners[end]!]!, offsets[end]! + 1);
  return true;
}
