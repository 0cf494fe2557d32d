import { servedScopes, withScopes } from '../settings/consent-scopes';
import type { Settings } from '../settings/schema';

/**
 * What the reader's *Agree and continue* writes (docs/interface.md 31–34). Agreeing is the only thing that makes Docent
 * awake.
 */
export function givenConsent(sendAddress: boolean, now: number): Pick<Settings, 'consent' | 'sendAddress'> {
  return { consent: withScopes(null, servedScopes, now), sendAddress };
}

export interface WipeParts {
  /** Background: ends what is in flight and forgets tokens, keys, inbox and drafts. */
  wipeSecrets: () => Promise<unknown>;
  /** Settings, connections and remembered keys in our database. */
  clearDatabase: () => Promise<unknown>;
  /** Conversations answered on this device. */
  deleteConversations: () => Promise<unknown>;
  /** `storage.local`: what the page script may read. */
  clearLocal: () => Promise<unknown>;
  /** Gives the browser's access to sites and back ends back. */
  dropPermissions: () => Promise<unknown>;
  /** Registration, menus and toolbar follow: Docent is dormant. */
  announce: () => Promise<unknown>;
}

/**
 * Withdraws the consent and deletes everything kept here (docs/interface.md 33). Consent goes first, so that a step
 * that fails leaves Docent asleep; every step is tried, and the first failure is thrown at the end.
 */
export async function deleteEverything(parts: WipeParts): Promise<void> {
  const failures: unknown[] = [];
  const order = [
    'clearDatabase',
    'wipeSecrets',
    'deleteConversations',
    'clearLocal',
    'dropPermissions',
    'announce',
  ] as const;
  for (const step of order) {
    try {
      await parts[step]();
    } catch (failure) {
      failures.push(failure);
    }
  }
  if (failures.length > 0) throw failures[0];
}
