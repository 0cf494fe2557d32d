import browser, { type Action } from 'webextension-polyfill';
import { t } from '../shared/strings';

const SIZES = [16, 32] as const;
/** The accent of docs/interface.md 2 and 3, readable on light and dark toolbars. */
const DOT = { light: '#0d7d62', dark: '#2fbf9a' };

/**
 * A dot on the toolbar button of one window: a passage waits there (docs/interface.md 30). Firefox only: Chrome knows
 * no such icon.
 */
export async function showDot(windowId: number): Promise<void> {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const images = await Promise.all(SIZES.map((size) => drawDotted(size, dark)));
  const imageData: Record<string, unknown> = Object.fromEntries(SIZES.map((size, index) => [size, images[index]!]));
  await browser.action.setIcon({ imageData: imageData as Record<string, Action.ImageDataType>, windowId });
  await browser.action.setTitle({ title: t('toolbarWaiting'), windowId });
}

/** Without image and title the window takes those of the manifest again. */
export async function hideDot(windowId: number): Promise<void> {
  await browser.action.setIcon({ windowId });
  await browser.action.setTitle({ title: null, windowId });
}

async function drawDotted(size: number, dark: boolean): Promise<ImageData> {
  const file = dark ? `/icon/dark-${size}.png` : `/icon/${size}.png`;
  const icon = await createImageBitmap(await (await fetch(browser.runtime.getURL(file))).blob());
  const context = new OffscreenCanvas(size, size).getContext('2d')!;
  context.drawImage(icon, 0, 0, size, size);
  const radius = size * 0.22;
  context.beginPath();
  context.arc(size - radius, radius, radius, 0, 2 * Math.PI);
  context.fillStyle = dark ? DOT.dark : DOT.light;
  context.fill();
  return context.getImageData(0, 0, size, size);
}
