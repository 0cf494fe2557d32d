import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startPageScript } from '../utils/passage/start';

/** Lives in our isolated world, which no page can look into: a second injection ends the first. */
const world = globalThis as typeof globalThis & { docentStop?: () => void };

export default defineUnlistedScript(() => {
  world.docentStop?.();
  const { runtime, i18n, storage } = chrome;
  world.docentStop = startPageScript({ window: world.window, runtime, i18n, storage });
});
