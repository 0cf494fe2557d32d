import type { EffectiveSettings } from '../settings/store';

export interface Followers {
  /** What the page script may read. */
  mirrorPreferences(settings: EffectiveSettings['settings']): Promise<void>;
  /** `enterAll`: also the tabs that were covered before. */
  syncRegistration(effective: EffectiveSettings, enterAll: boolean): Promise<void>;
  preferWindow(preferred: boolean): Promise<void>;
  /** Tokens of connections that changed or went. */
  dropStaleTokens(): Promise<void>;
  /** Keys that a policy forbids, and what they bought. */
  dropForbiddenKeys(effective: EffectiveSettings): Promise<void>;
  /** Rules for model servers that refuse our origin. */
  followOriginRules(): Promise<void>;
}

/**
 * Makes everything follow settings, consent, connections and granted hosts. One run at a time, so that two changes in a
 * row cannot leave the registration of the first. A part that fails does not keep the others from following.
 */
export function createBringInLine(followers: Followers, read: () => Promise<EffectiveSettings>) {
  let last: Promise<void> = Promise.resolve();
  return (enterAll = false): Promise<void> => {
    last = last.catch(() => undefined).then(() => run(enterAll));
    return last;
  };

  async function run(enterAll: boolean): Promise<void> {
    const effective = await read();
    const { settings } = effective;
    const results = await Promise.allSettled([
      followers.mirrorPreferences(settings),
      followers.syncRegistration(effective, enterAll),
      followers.preferWindow(settings.surface === 'window'),
      followers.dropStaleTokens(),
      followers.dropForbiddenKeys(effective),
      followers.followOriginRules(),
    ]);
    for (const result of results) {
      if (result.status === 'rejected')
        console.error('Docent: a part did not follow the settings', nameOf(result.reason));
    }
  }
}

/** Only the name: a browser's message may quote an address. */
function nameOf(reason: unknown): string {
  return reason instanceof Error ? reason.name : typeof reason;
}
