import type { Hono } from 'hono';
import type { ProxyEnv } from '../env';
import type { ProxyHttp } from '../http';
import { isExtensionOrigin, type OriginPolicy } from '../origins';
import type { FrameBundle } from './bundle';
import { FRAME_PERMISSIONS, frameDocument, framePolicy, OPENAI_SCRIPT } from './document';

interface FrameRoutes {
  env: Pick<ProxyEnv, 'CHATKIT_SCRIPT_URL'>;
  origins: OriginPolicy;
  bundle: () => Promise<FrameBundle>;
}

/** `GET /frame/`: the page that shows OpenAI's view inside the panel, framed by the extensions that may call us and by nobody else. */
export function addFrameRoutes(app: Hono<ProxyHttp>, { env, origins, bundle }: FrameRoutes): void {
  const config = { script: env.CHATKIT_SCRIPT_URL ?? OPENAI_SCRIPT, allow: allowedPanels(origins) };
  app.get('/frame/', async (c) => {
    const { version } = await bundle();
    return c.html(frameDocument({ ...config, bundle: `frame.js?v=${version}` }), 200, {
      'content-security-policy': framePolicy(config),
      'permissions-policy': FRAME_PERMISSIONS,
    });
  });
  app.get('/frame/frame.js', async (c) => {
    const { code, version } = await bundle();
    const kept = c.req.query('v') === version;
    return c.body(code, 200, {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': kept ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
  });
}

/** Extensions that may frame the page: those that may call the proxy. Web origins never may. */
export function allowedPanels({ listed, any }: OriginPolicy): string[] {
  return [...listed.filter(isExtensionOrigin), ...any];
}
