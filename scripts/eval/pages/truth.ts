/** What a reader sees of a page's main content. */
export interface Truth {
  text: string;
  /** Text of each block of code. */
  code: string[];
  /** Of each table of data its rows, each as the text of its cells. */
  tables: string[][];
}

/**
 * Runs in the page. Reads what is drawn by the layout alone, and shares nothing with what the panel reads: text nodes
 * that are rendered and visible, in the order of the flat tree, apart where their boxes are no parts of a line.
 *
 * @param codeSelector what is set as code
 * @param main a selector, or several; `host >>> selector` looks into an open shadow tree or a frame
 */
export function readTruth(main: string, without: string, codeSelector: string): Truth {
  const none =
    'script,style,noscript,template,button,select,textarea,input,nav,[role=navigation],.headerlink,[aria-hidden=true],.anchor,.sr-only' +
    (without && `,${without}`);
  const find = (selector: string): Element[] => {
    const [host, inner] = selector.split('>>>');
    if (inner === undefined) return [...document.querySelectorAll(selector)];
    return [...document.querySelectorAll(host!.trim())].flatMap((each) => [
      ...((each.shadowRoot ?? (each as HTMLIFrameElement).contentDocument)?.querySelectorAll(inner.trim()) ?? []),
    ]);
  };
  const all = find(main);
  const roots = all.filter((root) => !all.some((other) => other !== root && other.contains(root)));
  const truth: Truth = { text: '', code: [], tables: [] };
  const children = (element: Element): Node[] => {
    if (element.localName === 'slot') {
      const slotted = (element as HTMLSlotElement).assignedNodes();
      if (slotted.length > 0) return slotted;
    }
    return [...(element.shadowRoot ?? element).childNodes];
  };
  const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE;
  const textOf = (node: Node): string => {
    if (node.nodeType === Node.TEXT_NODE) {
      const parent = node.parentElement;
      return !parent || parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })
        ? (node as Text).data
        : '';
    }
    // Of a frame, `Element` would be another.
    if (!isElement(node) || node.matches(none)) return '';
    const { display, position, clip } = getComputedStyle(node);
    if (display === 'none' || (position === 'absolute' && clip === 'rect(0px, 0px, 0px, 0px)')) return '';
    const text = children(node).map(textOf).join('');
    const inLine = /^(?:inline|contents|ruby)$/.test(display) && node.localName !== 'br';
    return inLine ? text : `\n${text}\n`;
  };
  const visit = (element: Element) => {
    if (element.matches(none)) return;
    if (element.matches(codeSelector)) {
      const code = textOf(element);
      if (/[\p{L}\p{N}]/u.test(code)) truth.code.push(code);
      return;
    }
    if (
      element.matches('table') &&
      !element.querySelector('table,pre,h1,h2,h3,h4') &&
      !element.closest('table table')
    ) {
      const rows = [...element.querySelectorAll('tr')].map((row) => [...row.children].map(textOf));
      const filled = rows.filter((cells) => cells.filter((cell) => /[\p{L}\p{N}]/u.test(cell)).length > 1);
      if (filled.length > 1) truth.tables.push(filled.map((cells) => cells.join('\n')));
    }
    for (const child of children(element)) if (isElement(child)) visit(child);
  };
  for (const root of roots) {
    truth.text += `\n${textOf(root)}`;
    visit(root);
  }
  return truth;
}
