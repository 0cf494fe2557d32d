import { type Box, locateControl, visibleText } from './in-page';
import { type Point, type Surface, until } from './surface';

export function centre({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** Waits for a control and clicks its middle with the mouse. A name ending in `*` is a prefix. */
export async function pressControl(surface: Surface, role: string, name: string, withinMs?: number): Promise<void> {
  const find = () => surface.run(locateControl, role, name);
  let last = await until(`the ${role} "${name}"`, find, withinMs);
  // The control may still be moving into place: two looks must agree, and a frame be painted between them.
  const settled = await until(`the ${role} "${name}" to stand still`, async () => {
    const before = last;
    await surface.run(frame);
    const now = await find();
    if (now) last = now;
    return now && Math.abs(now.x - before.x) + Math.abs(now.y - before.y) < 1 && now;
  });
  await surface.click(centre(settled));
}

/** Runs in the document; one that is not painted has no frames. */
const frame = () =>
  new Promise<void>((painted) => {
    requestAnimationFrame(() => setTimeout(painted));
    setTimeout(painted, 100);
  });

export const pressButton = (surface: Surface, name: string, withinMs?: number) =>
  pressControl(surface, 'button', name, withinMs);

export async function hasControl(surface: Surface, role: string, name: string): Promise<boolean> {
  return (await surface.run(locateControl, role, name)) !== null;
}

/** Waits until a person could read this in the document. */
export async function seeText(surface: Surface, text: string | RegExp, withinMs?: number): Promise<string> {
  let seen = '';
  try {
    return await until(
      `the text ${String(text)}`,
      async () => {
        seen = await surface.run(visibleText);
        return (typeof text === 'string' ? squeeze(seen).includes(squeeze(text)) : text.test(seen)) && seen;
      },
      withinMs,
    );
  } catch (error) {
    throw new Error(`${(error as Error).message}; the document shows:\n${seen.slice(0, 3_000)}`, { cause: error });
  }
}

const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim();
