import { mostBytesOf, READABLE } from './attachments';
import type { ProxyEnv } from './env';

/**
 * `/.well-known/docent.json`: what the extension reads when a reader pastes this server's address. Public; holds no
 * secret. Addresses are relative to the descriptor, so they stay right behind a path of a server in front.
 * The extension's own schema of it is `descriptorSchema`; a test holds the two together.
 */
export function descriptor(env: ProxyEnv) {
  return {
    name: env.SITE_NAME ?? 'Docent proxy',
    ...(env.orcheo
      ? { kind: 'orcheo', chatkit: { url: `${env.orcheo.url}/api/chatkit` }, workflow: env.orcheo.workflow }
      : {
          kind: 'chatkit',
          chatkit: { url: '../chatkit' },
          // A model reads structure; the quoting answerer reads words.
          accepts: env.model ? ['page', 'markdown'] : ['page'],
          modes: ['passage', 'page'],
        }),
    token: { url: '../token' },
    auth: env.AUTH,
    limits: { passage: env.MAX_PASSAGE },
    ...(mostBytesOf(env) > 0 && { attachments: { maxBytes: mostBytesOf(env), accept: [...READABLE] } }),
    ...(env.SITES.length > 0 && { sites: env.SITES }),
    greeting: env.GREETING,
    placeholder: env.PLACEHOLDER,
    ...(env.STARTERS.length > 0 && { starters: env.STARTERS }),
    disclaimer: env.DISCLAIMER ?? (env.model || env.orcheo ? undefined : 'Quotes from the page, not a language model.'),
    accent: env.ACCENT,
    retention: env.RETENTION_DAYS > 0 ? retentionSentence(env.RETENTION_DAYS) : undefined,
    supportUrl: env.SUPPORT_URL,
    privacyUrl: env.PRIVACY_URL,
  };
}

const retentionSentence = (days: number) =>
  `Conversations are deleted ${days} ${days === 1 ? 'day' : 'days'} after the last message.`;
