/**
 * Functions that run inside the document of a driven browser. Each is sent there as source text, so each stands for itself and
 * uses nothing from this module.
 */

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Where a control with this role and accessible name is, looking into open shadow roots; null while it is absent,
 * invisible or disabled. `name` is matched as a whole; ending in `*` it is a prefix.
 */
export function locateControl(role: string, name: string): Box | null {
  const selectors: Record<string, string> = {
    button: 'button, [role="button"], summary, input[type="submit"], input[type="button"]',
    link: 'a[href], [role="link"]',
    textbox:
      'textarea, [role="textbox"], input:not([type]), input[type="text"], input[type="url"], input[type="search"], input[type="password"], [contenteditable="true"]',
    switch: '[role="switch"], input[type="checkbox"]',
    checkbox: 'input[type="checkbox"], [role="checkbox"], [role="switch"]',
    radio: 'input[type="radio"], [role="radio"]',
    menuitem: '[role="menuitem"], [role="menuitemradio"], [role="menuitemcheckbox"]',
    heading: 'h1, h2, h3, h4, [role="heading"]',
    any: '*',
  };
  const squeeze = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
  const nameOf = (element: Element): string => {
    const labelledBy = element.getAttribute('aria-labelledby');
    if (labelledBy) {
      const root = element.getRootNode() as Document | ShadowRoot;
      return squeeze(
        labelledBy
          .split(/\s+/)
          .map((id) => root.getElementById(id)?.textContent)
          .join(' '),
      );
    }
    const own = squeeze(element.getAttribute('aria-label'));
    if (own) return own;
    const labels = (element as HTMLInputElement).labels;
    if (labels?.length) return squeeze([...labels].map((label) => label.textContent).join(' '));
    return (
      squeeze(element.textContent) ||
      squeeze(element.getAttribute('placeholder')) ||
      squeeze(element.getAttribute('title'))
    );
  };
  const matches = (text: string) => (name.endsWith('*') ? text.startsWith(name.slice(0, -1)) : text === name);
  const search = (root: ParentNode): Element | undefined => {
    for (const element of root.querySelectorAll(selectors[role] ?? `[role="${role}"]`)) {
      if (
        matches(nameOf(element)) &&
        element.checkVisibility({ visibilityProperty: true }) &&
        !element.matches(':disabled')
      )
        return element;
    }
    for (const element of root.querySelectorAll('*')) {
      const found = element.shadowRoot ? search(element.shadowRoot) : undefined;
      if (found) return found;
    }
    return undefined;
  };
  const element = search(document);
  if (!element) return null;
  element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  let box = element.getBoundingClientRect();
  // A switch's own input may be drawn invisibly under its label.
  if (box.width < 2 || box.height < 2) box = (element.closest('label') ?? element).getBoundingClientRect();
  return { x: box.x, y: box.y, width: box.width, height: box.height };
}

/** Everything a person can read in the document, open shadow roots and slots included. */
export function visibleText(): string {
  const parts: string[] = [];
  const walk = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) {
      parts.push(node.textContent ?? '');
      return;
    }
    if (node instanceof Element) {
      if (/^(script|style|template)$/i.test(node.tagName)) return;
      // A slot, like everything with `display: contents`, has no box of its own and is still seen through.
      const seenThrough = getComputedStyle(node).display === 'contents';
      if (!seenThrough && !node.checkVisibility({ visibilityProperty: true })) return;
      if (node instanceof HTMLTextAreaElement || node instanceof HTMLInputElement) parts.push(` ${node.value} `);
      if (node instanceof HTMLSlotElement) {
        const assigned = node.assignedNodes({ flatten: true });
        for (const child of assigned.length > 0 ? assigned : node.childNodes) walk(child);
        return;
      }
      const inline = getComputedStyle(node).display.startsWith('inline');
      if (!inline) parts.push('\n');
      for (const child of node.shadowRoot?.childNodes ?? node.childNodes) walk(child);
      if (!inline) parts.push('\n');
      return;
    }
    for (const child of node.childNodes) walk(child);
  };
  walk(document.body);
  return (
    parts
      .join('')
      // Marks that keep the direction of a host name apart are not seen.
      .replace(/[\u2066-\u2069]/g, '')
      .replace(/[ \t]+/g, ' ')
      .replace(/\s*\n\s*/g, '\n')
      .trim()
  );
}

/**
 * Puts a text of the page into view and says where its first and last character are.
 *
 * @returns null when the page does not show the text; white space in it is matched loosely
 */
export function locateText(wanted: string): { first: Box; last: Box; length: number } | null {
  const nodes: Text[] = [];
  let text = '';
  const starts: number[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement?.checkVisibility() || node.parentElement.closest('script, style')) continue;
    starts.push(text.length);
    nodes.push(node as Text);
    text += (node as Text).data;
  }
  const pattern = new RegExp(
    wanted
      .trim()
      .split(/\s+/)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('\\s+'),
  );
  const match = pattern.exec(text);
  if (!match) return null;
  const pointAt = (offset: number): [Text, number] => {
    let index = starts.length - 1;
    while ((starts[index] ?? 0) > offset) index -= 1;
    return [nodes[index] as Text, offset - (starts[index] ?? 0)];
  };
  const boxOf = (offset: number): Box => {
    const [node, at] = pointAt(offset);
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const { x, y, width, height } = range.getBoundingClientRect();
    return { x, y, width, height };
  };
  pointAt(match.index)[0].parentElement?.scrollIntoView({ block: 'center' });
  return { first: boxOf(match.index), last: boxOf(match.index + match[0].length - 1), length: match[0].length };
}

/** The text selected in the page, as a person sees it highlighted. */
export function selectedText(): string {
  return String(getSelection());
}
