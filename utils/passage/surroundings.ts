import { MAX_NAME } from './limits';
import { attributeOf, closestTo, elementOf, hasWords, own, textNodes } from './text-walk';

/** What a passage stands in that its own text does not say. */
export interface Surroundings {
  /** Title of the note, warning or the like around it, else its kind: "Warning", "Deprecated since 3.9". */
  note?: string;
  /** Name of the tab it is shown in: "npm", "Python". */
  tab?: string;
}

const NOTE = `[role=note],aside,blockquote,details,div,dl,section,p,table`;
/** `admonition warning`, `alert-warning`, `theme-admonition-note`, `custom-block tip`, `note-box`. */
const KIND =
  /(?:^|[\s_-])(note|tip|hint|info|important|warning|caution|danger|attention|seealso|deprecated)(?=$|\s|-?(?:box|block|admonition)\b)/i;
const CHOSEN_TAB = '[role=tab][aria-selected=true],input[type=radio]:checked';
const NO_STRIP = 'header,nav,form';
/** What a strip of tabs consists of; one that holds more is a whole set of tabs, whose panels are in it. */
const OF_STRIP = 'label,button,[role=tab],[role=tablist]';
/** Text longer than that is content, not the strip of its tabs. */
const MAX_STRIP = 400;

/** Note and tab around a node, the nearest of each. */
export function surroundingsOf(node: Node): Surroundings | undefined {
  const found: Surroundings = {};
  for (let at = elementOf(node); at && at.localName !== 'body'; at = own(at, 'parentElement')) {
    found.note ??= noteOf(at);
    found.tab ??= tabOf(at);
  }
  return found.note || found.tab ? found : undefined;
}

/** Title or kind of a note; undefined for an element that is none. */
export function noteOf(box: Element): string | undefined {
  const kind = KIND.exec(attributeOf(box, 'class') ?? '')?.[1];
  if (!kind || closestTo(box, NOTE) !== box || box.querySelector('h1')) return undefined;
  return nameOf(titleOf(box)) ?? kind[0]!.toUpperCase() + kind.slice(1).toLowerCase();
}

/** The element of a note that titles it. */
export function titleOf(box: Element): Element | undefined {
  return Array.from(box.children).find(
    (child) => child.matches('summary,dt,h3,h4,strong') || /title|heading/i.test(child.getAttribute('class') ?? ''),
  );
}

/** By ARIA, or by the strip of tabs in front of the panel: its selected tab, its checked radio button. */
function tabOf(panel: Element): string | undefined {
  const labelled = attributeOf(panel, 'role') === 'tabpanel' && attributeOf(panel, 'aria-labelledby');
  if (labelled) return nameOf((panel.getRootNode() as Document | ShadowRoot).getElementById(labelled));
  for (let strip = panel.previousElementSibling; strip; strip = strip.previousElementSibling) {
    if (closestTo(strip, NO_STRIP) === strip || strip.textContent.length > MAX_STRIP) continue;
    const chosen = strip.matches(CHOSEN_TAB) ? strip : strip.querySelector(CHOSEN_TAB);
    if (chosen && isStripOnly(strip)) return nameOf((chosen as HTMLInputElement).labels?.[0] ?? chosen);
  }
  return undefined;
}

function isStripOnly(strip: Element): boolean {
  return textNodes(strip, strip).every((node) => !hasWords(node) || node.parentElement?.closest(OF_STRIP));
}

function nameOf(element: Element | null | undefined): string | undefined {
  const text = element?.textContent.replace(/\s+/g, ' ').trim();
  return text && text.length <= MAX_NAME ? text : undefined;
}
