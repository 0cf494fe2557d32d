import type { ChatOptions } from '../options/validate';
import { createSheetRef } from '../shared/adopted-sheet';
import grayscaleStyles from './grayscale.css?inline';

type Theme = Exclude<NonNullable<ChatOptions['theme']>, string>;

const adoptGrayscale = createSheetRef(grayscaleStyles);

/** Share of the accent in the reader's bubble, by `accent.level`; 3 fills it. */
const BUBBLE_SHARE = [0, 12, 22];
/** Chroma of the strongest tint. More is no neutral any more. */
const MAX_CHROMA = 0.045;

const properties = ['--theme-hue', '--theme-chroma', '--theme-shade', '--theme-bubble', '--theme-bubble-text'];

/** Parts of the theme that few hosts use. Sets custom properties by CSSOM, and takes those of an earlier theme away. */
export function applyThemeDetails(root: HTMLElement, { color }: Theme): void {
  for (const property of properties) root.style.removeProperty(property);
  const { grayscale, accent } = color ?? {};
  root.toggleAttribute('data-grayscale', grayscale !== undefined);
  if (grayscale) {
    adoptGrayscale(root);
    root.style.setProperty('--theme-hue', String(grayscale.hue));
    root.style.setProperty('--theme-chroma', String((grayscale.tint / 9) * MAX_CHROMA));
    root.style.setProperty('--theme-shade', String(grayscale.shade ?? 0));
  }
  if (!accent) return;
  const share = BUBBLE_SHARE[accent.level];
  if (share === undefined) {
    root.style.setProperty('--theme-bubble', 'var(--accent)');
    root.style.setProperty('--theme-bubble-text', 'var(--on-accent)');
  } else if (share === 0) root.style.setProperty('--theme-bubble', 'var(--raised)');
  else root.style.setProperty('--theme-bubble', `color-mix(in oklab, var(--accent) ${share}%, var(--bg))`);
}

export type FontSource = NonNullable<NonNullable<Theme['typography']>['fontSources']>[number];

/** Only what a page may load a font from; a host's mistake is no way to run anything. */
const isFontAddress = (src: string, base: string): boolean =>
  URL.canParse(src, base) && /^(?:https?|data|blob|chrome-extension|moz-extension):$/.test(new URL(src, base).protocol);

/**
 * Fonts of the theme, added to the document: a shadow root has none of its own. The browser loads a face when it is
 * first drawn.
 * @returns takes them away again
 */
export function addFonts(sources: readonly FontSource[], view: Window & typeof globalThis): () => void {
  const faces = sources
    .filter(({ src }) => isFontAddress(src, view.document.baseURI))
    .map(
      ({ family, src, weight, style, display, unicodeRange }) =>
        new view.FontFace(family, `url("${new URL(src, view.document.baseURI).href.replaceAll('"', '%22')}")`, {
          ...(weight !== undefined && { weight: String(weight) }),
          ...(style !== undefined && { style }),
          ...(display !== undefined && { display }),
          ...(unicodeRange !== undefined && { unicodeRange }),
        }),
    );
  for (const face of faces) view.document.fonts.add(face);
  return () => {
    for (const face of faces) view.document.fonts.delete(face);
  };
}
