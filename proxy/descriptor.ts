import { mostBytesOf, readable } from './attachments';
import type { ProxyEnv } from './env';

/**
 * `/.well-known/docent.json`: what the extension reads when a reader pastes this server's address. Public; holds no
 * secret. Addresses are relative to the descriptor, so they stay right behind a path of a server in front.
 * The extension's own schema of it is `descriptorSchema`; a test holds the two together.
 */
export function descriptor(env: ProxyEnv) {
  const onlyQuotes = !env.model && !env.orcheo && !env.OPENAI_WORKFLOW;
  return {
    name: env.SITE_NAME ?? 'Docent proxy',
    ...kindOf(env),
    token: { url: '../token' },
    ...(offersFrame(env) && { frame: '../frame/' }),
    auth: env.AUTH,
    limits: { passage: env.MAX_PASSAGE },
    ...(mostBytesOf(env) > 0 && { attachments: { maxBytes: mostBytesOf(env), accept: readable(env) } }),
    ...(env.SITES.length > 0 && { sites: env.SITES }),
    greeting: env.GREETING,
    placeholder: env.PLACEHOLDER,
    ...(env.STARTERS.length > 0 && { starters: env.STARTERS }),
    ...(onlyQuotes && { answers: 'quotes' as const }),
    disclaimer: env.DISCLAIMER ?? (onlyQuotes ? 'Quotes from the page, not a language model.' : undefined),
    accent: env.ACCENT,
    retention: env.RETENTION_DAYS > 0 ? retentionSentence(env.RETENTION_DAYS) : undefined,
    supportUrl: env.SUPPORT_URL,
    privacyUrl: env.PRIVACY_URL,
  };
}

/** Who answers: this proxy, or the server it vends tokens for. */
function kindOf(env: ProxyEnv) {
  if (env.orcheo) {
    return { kind: 'orcheo', chatkit: { url: `${env.orcheo.url}/api/chatkit` }, workflow: env.orcheo.workflow };
  }
  // A hosted workflow is reached by OpenAI's own page alone; what there is to reach here is the place of its secrets.
  if (env.OPENAI_WORKFLOW) {
    return { kind: 'openai-hosted', chatkit: { url: '../token' }, workflow: env.OPENAI_WORKFLOW };
  }
  const chatkit = { url: '../chatkit', domainKey: domainKey(env) };
  // A model reads structure; the quoting answerer reads words.
  const accepts = env.model ? ['page', 'markdown'] : ['page'];
  const modes = ['passage', 'section', 'page'] as const;
  // Quotes of a section beside its passage would seldom be about the passage.
  return { kind: 'chatkit', chatkit, accepts, modes, ...(env.model && { defaultMode: 'section' as const }) };
}

/**
 * Whether OpenAI's view can be had here. For a chat of ours OpenAI's script checks a domain key unless the page is on this
 * machine (docs/chatkit.md, fact 4), so without one the page would open and close again.
 */
export function offersFrame({ OPENAI_VIEW, OPENAI_WORKFLOW, orcheo, exposed, CHATKIT_DOMAIN_KEY }: ProxyEnv): boolean {
  if (orcheo) return false;
  return OPENAI_VIEW === undefined && (OPENAI_WORKFLOW !== undefined || !exposed || CHATKIT_DOMAIN_KEY !== undefined);
}

/** OpenAI's documented key for a page on this machine. */
const LOCAL_DOMAIN_KEY = 'domain_pk_localhost_dev';
const domainKey = ({ CHATKIT_DOMAIN_KEY, exposed }: ProxyEnv) =>
  CHATKIT_DOMAIN_KEY ?? (exposed ? undefined : LOCAL_DOMAIN_KEY);

const retentionSentence = (days: number) =>
  `Conversations are deleted ${days} ${days === 1 ? 'day' : 'days'} after the last message.`;
