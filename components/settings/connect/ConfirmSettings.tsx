import { useState } from 'react';
import type { Address } from '../../../utils/connection/address';
import type { ConnectionDraft } from '../../../utils/backend/descriptor';
import { originsLine } from '../../../utils/connection/origin-rule';
import { hostOf } from '../../../utils/connection/origins';
import { type StringKey, t } from '../../../utils/shared/strings';
import { Sentence } from '../../shared/Sentence';
import { ConnectForm } from './ConnectForm';
import { sharesHistory, wantsKey } from '../../../utils/settings-page/connecting';
import { type KeyEntry, keyError } from '../../../utils/settings-page/key-entry';
import { KeyField } from './KeyField';
import type { TypedKey } from '../../../utils/settings-page/connect-services';

interface ConfirmSettingsProps {
  address: Address;
  draft: ConnectionDraft;
  origins: readonly string[];
  onConfirm: (key: TypedKey | undefined) => void;
  onCancel: () => void;
}

/** The origins a back end names, its key where it wants one, and the second button (docs/design.md 13). */
export function ConfirmSettings({ address, draft, origins, onConfirm, onCancel }: ConfirmSettingsProps) {
  const [entry, setEntry] = useState<KeyEntry>({ key: address.key ?? '', remember: null });
  const [problem, setProblem] = useState<StringKey>();
  const keyed = wantsKey(draft);

  const press = () => {
    const found = keyed ? keyError(entry, draft.kind === 'model') : undefined;
    setProblem(found);
    if (found === undefined) {
      onConfirm(keyed ? { key: entry.key.trim(), remember: entry.remember === true } : undefined);
    }
  };

  return (
    <ConnectForm why="connectFound" about={draft.name} label="connectAllow" onPress={press} onCancel={onCancel}>
      <div>
        <p className="note">{t('connectOrigins')}</p>
        <ul className="hosts">
          {origins.map((origin) => (
            <li key={origin}>
              <bdi>{hostOf(origin)}</bdi>
            </li>
          ))}
        </ul>
      </div>
      {address.warnings.includes('addressOddPort') && (
        <p className="note">
          <Sentence id="connectOddPort" values={[address.host]} />
        </p>
      )}
      {draft.model?.withoutOrigin && (
        <>
          <p>
            <Sentence id="connectWithoutOrigin" values={[address.host]} />
          </p>
          <p className="note">
            {t('connectOriginsLine')} <code dir="ltr">{originsLine(import.meta.env.FIREFOX, navigator.platform)}</code>
          </p>
        </>
      )}
      {sharesHistory(draft) && <p>{t('connectOrcheoShared')}</p>}
      {keyed && (
        <KeyField
          host={draft.kind === 'model' ? address.host : undefined}
          entry={entry}
          onChange={setEntry}
          given={address.key !== undefined}
          problem={problem}
        />
      )}
    </ConnectForm>
  );
}
