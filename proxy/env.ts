import { isLoopback } from './loopback';
import { isExtensionScheme } from './origins';
import { envSchema, secretNames, type Variables } from './env-schema';

/** The validated environment, with what follows from several values together. */
export interface ProxyEnv extends Omit<Variables, 'AUTH'> {
  AUTH: 'none' | 'key';
  /** Whether other machines can reach the proxy, directly or through a server in front of it. */
  exposed: boolean;
  /** A language model answers; otherwise quotes from the passage do. */
  model: boolean;
  /** How long the model may take to begin, in milliseconds. */
  firstTokenMs: number;
  /** The model reads pictures. */
  takesImages: boolean;
  /** Tokens for a private workflow of Orcheo are vended, and nothing is answered here. */
  orcheo: { url: string; workflow: string } | undefined;
}

/** Why the proxy does not start. Each reason is `NAME sentence` and holds no value. */
export class EnvError extends Error {
  override name = 'EnvError';
  constructor(readonly problems: string[]) {
    super(problems.join('\n'));
  }
}

/**
 * @param readFile reads a secret's file; may throw
 * @throws EnvError naming everything that is wrong at once
 */
export function readEnv(source: Record<string, string | undefined>, readFile: (path: string) => string): ProxyEnv {
  const problems: string[] = [];
  const parsed = envSchema.safeParse({ ...source, ...readSecretFiles(source, readFile, problems) });
  if (!parsed.success) {
    problems.push(...parsed.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`));
    throw new EnvError(problems);
  }
  const env = combine(parsed.data);
  problems.push(...contradictions(env));
  if (problems.length > 0) throw new EnvError(problems);
  return env;
}

function readSecretFiles(
  source: Record<string, string | undefined>,
  readFile: (path: string) => string,
  problems: string[],
): Record<string, string> {
  const secrets: Record<string, string> = {};
  for (const name of secretNames) {
    const path = source[`${name}_FILE`];
    if (!path) continue;
    if (source[name]) problems.push(`${name} and ${name}_FILE are both set`);
    try {
      secrets[name] = readFile(path);
      if (secrets[name].trim() === '') problems.push(`${name}_FILE names an empty file`);
    } catch {
      problems.push(`${name}_FILE cannot be read`);
    }
  }
  return secrets;
}

function combine(variables: Variables): ProxyEnv {
  const { HOST, PUBLIC_URL, ALLOWED_HOSTS, OPENAI_API_KEY, OPENAI_BASE_URL, PROXY_KEY } = variables;
  const { ORCHEO_URL, ORCHEO_SERVICE_TOKEN, ORCHEO_WORKFLOW_ID } = variables;
  const publicHosts = PUBLIC_URL ? [new URL(PUBLIC_URL).hostname] : [];
  const exposed = ![HOST, ...publicHosts, ...ALLOWED_HOSTS].every(isLoopback);
  return {
    ...variables,
    exposed,
    model: OPENAI_API_KEY !== undefined || OPENAI_BASE_URL !== undefined,
    firstTokenMs: (variables.OPENAI_FIRST_TOKEN_SECONDS ?? firstTokenSeconds(OPENAI_BASE_URL)) * 1_000,
    // All of OpenAI's models read pictures. Other servers do not say, and most models run locally do not.
    takesImages:
      variables.OPENAI_IMAGES === undefined ? OPENAI_BASE_URL === undefined : variables.OPENAI_IMAGES === 'on',
    AUTH: variables.AUTH ?? (exposed || OPENAI_API_KEY || ORCHEO_SERVICE_TOKEN || PROXY_KEY ? 'key' : 'none'),
    orcheo:
      ORCHEO_URL && ORCHEO_SERVICE_TOKEN && ORCHEO_WORKFLOW_ID
        ? { url: ORCHEO_URL, workflow: ORCHEO_WORKFLOW_ID }
        : undefined,
  };
}

/** A local model may have to be loaded and then read for minutes; a service that is silent so long is broken. */
const firstTokenSeconds = (baseURL: string | undefined): number =>
  baseURL !== undefined && isLoopback(new URL(baseURL).hostname) ? 900 : 120;

function* contradictions(env: ProxyEnv): Generator<string> {
  if (env.AUTH === 'none') {
    if (env.exposed) yield 'AUTH may be "none" only where HOST, PUBLIC_URL and ALLOWED_HOSTS name this machine alone';
    if (env.OPENAI_API_KEY)
      yield 'AUTH may not be "none" with OPENAI_API_KEY: anyone who can reach the proxy could spend it';
    if (env.ORCHEO_SERVICE_TOKEN)
      yield 'AUTH may not be "none" with ORCHEO_SERVICE_TOKEN: anyone who can reach the proxy could use it';
    if (env.PROXY_KEY) yield 'AUTH may not be "none" with PROXY_KEY';
    if (env.ALLOW_MOZ_EXTENSION) yield 'ALLOW_MOZ_EXTENSION needs AUTH=key';
    if (env.ALLOWED_ORIGINS.some(isExtensionScheme))
      yield 'ALLOWED_ORIGINS may let in any extension only with AUTH=key';
  }
  if (env.exposed && env.ALLOWED_ORIGINS.length === 0 && !env.ALLOW_MOZ_EXTENSION) {
    yield 'ALLOWED_ORIGINS must name the extension (chrome-extension://<id>; its options page shows it), or let in any: chrome-extension:,moz-extension:';
  }
  const orcheo = ['ORCHEO_URL', 'ORCHEO_SERVICE_TOKEN', 'ORCHEO_WORKFLOW_ID'] as const;
  if (orcheo.some((name) => env[name] !== undefined)) {
    for (const name of orcheo)
      if (env[name] === undefined) yield `${name} is missing: Orcheo needs all of ${orcheo.join(', ')}`;
  }
  if (env.OPENAI_WORKFLOW && env.orcheo) yield 'OPENAI_WORKFLOW and ORCHEO_URL name two back ends';
  if (env.OPENAI_WORKFLOW && !env.OPENAI_API_KEY) yield 'OPENAI_WORKFLOW needs OPENAI_API_KEY';
  if (env.OPENAI_WORKFLOW && env.OPENAI_VIEW) {
    yield 'OPENAI_VIEW may not be "off" with OPENAI_WORKFLOW: only OpenAI’s view can show a hosted workflow';
  }
  if (env.PROXY_KEY_PREVIOUS && !env.PROXY_KEY) yield 'PROXY_KEY_PREVIOUS needs PROXY_KEY';
}
