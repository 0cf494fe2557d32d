/**
 * Runs in the page: selects from the first place of `from` to the end of the first `to` behind it, both as they are
 * drawn, white space aside; below the element `within` names.
 *
 * @returns false when the page does not hold them
 */
export function selectBetween(from: string, to: string, within = 'body'): boolean {
  const nodes: Text[] = [];
  const starts: number[] = [];
  let text = '';
  const root = document.querySelector(within);
  if (!root) return false;
  const solid = (string: string) => string.replace(/\s+/g, '');
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const own = solid(node.data);
    if (!own || !node.parentElement?.checkVisibility() || node.parentElement.closest('script,style')) continue;
    nodes.push(node);
    starts.push(text.length);
    text += own;
  }
  const start = text.indexOf(solid(from));
  const last = text.indexOf(solid(to), start);
  const end = last < 0 ? -1 : last + solid(to).length - 1;
  if (start < 0 || end < start) return false;
  const locate = (place: number): [Text, number] => {
    const index = starts.findLastIndex((each) => each <= place);
    let offset = 0;
    for (let left = place - starts[index]!; left > 0 || !nodes[index]!.data[offset]!.trim(); offset++) {
      if (nodes[index]!.data[offset]!.trim()) left--;
    }
    return [nodes[index]!, offset];
  };
  // A search field that took the focus by itself; a press into the text would take it away.
  (document.activeElement as HTMLElement | null)?.blur();
  const [endNode, endOffset] = locate(end);
  getSelection()!.setBaseAndExtent(...locate(start), endNode, endOffset + 1);
  return true;
}
