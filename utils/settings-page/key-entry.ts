import { holdsSecretKey } from '../connection/address';
import type { StringKey } from '../shared/strings';

/** A key as it is being typed. */
export interface KeyEntry {
  key: string;
  /** Null until the reader has chosen: there is no preset (docs/threats.md R10). */
  remember: boolean | null;
}

/** Why the key cannot be used as it stands; shown on pressing the button. A model's own key goes to that model alone. */
export function keyError({ key, remember }: KeyEntry, isForModel = false): StringKey | undefined {
  if (key.trim() === '') return 'connectKeyMissing';
  if (!isForModel && holdsSecretKey(key)) return 'connectKeyProvider';
  if (!/^[\x21-\x7e]+$/.test(key.trim())) return 'connectKeyBad';
  return remember === null ? 'connectKeepMissing' : undefined;
}
