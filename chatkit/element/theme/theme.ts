import type { ChatOptions } from '../options/validate';

/** Custom properties of the root that the theme option sets; a host's `--chatkit-*` go before them. */
const properties = ['--theme-accent', '--theme-bg', '--theme-text', '--theme-font', '--theme-mono', '--theme-size'];

/**
 * Puts the theme option on the root element by CSSOM, which a strict `style-src` allows. Scheme, radius and density are
 * attributes that the style sheet knows.
 */
export function applyTheme(root: HTMLElement, theme: ChatOptions['theme']): void {
  const { colorScheme, radius, density, color, typography } =
    typeof theme === 'object' ? theme : { colorScheme: theme ?? 'light' };
  root.dataset.scheme = colorScheme ?? 'light';
  root.dataset.radius = radius ?? 'pill';
  root.dataset.density = density ?? 'normal';
  const values: Record<string, string | undefined> = {
    '--theme-accent': color?.accent?.primary,
    '--theme-bg': color?.surface?.background,
    '--theme-text': color?.surface?.foreground,
    '--theme-font': typography?.fontFamily,
    '--theme-mono': typography?.fontFamilyMono,
    '--theme-size': typography?.baseSize === undefined ? undefined : `${typography.baseSize}px`,
  };
  for (const property of properties) {
    const value = values[property];
    if (value === undefined) root.style.removeProperty(property);
    else root.style.setProperty(property, value);
  }
  root.style.removeProperty('--theme-on-accent');
  const accent = values['--theme-accent'];
  if (accent !== undefined) root.style.setProperty('--theme-on-accent', textOn(accent, root));
}

/** Black or white, whichever reads better on the colour. */
function textOn(color: string, root: HTMLElement): string {
  const probe = root.ownerDocument.createElement('span');
  probe.style.color = color;
  root.append(probe);
  const [red = 0, green = 0, blue = 0] = (root.ownerDocument.defaultView?.getComputedStyle(probe).color ?? '')
    .match(/[\d.]+/g)
    ?.map(Number) ?? [0, 0, 0];
  probe.remove();
  const linear = [red, green, blue].map((value) => {
    const share = value / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
  return luminance > 0.179 ? '#000000' : '#ffffff';
}
