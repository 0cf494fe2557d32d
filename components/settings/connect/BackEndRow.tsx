import { useState } from 'react';
import { newOrigins } from '../../../utils/connection/origins';
import { offersViews } from '../../../utils/backend/offers-views';
import { answererName } from '../../../utils/shared/answerer-name';
import { hostOf } from '../../../utils/connection/origins';
import { type Connection, DEVICE_CONNECTION_ID, staysHere } from '../../../utils/connection/schema';
import { passageWayOf } from '../../../utils/connection/passage-way';
import { HAS_OPENAI_VIEW } from '../../../utils/shared/build-flags';
import { shortWorkflow } from '../../../utils/backend/workflow';
import { AppError } from '../../../utils/shared/errors';
import { covers } from '../../../utils/shared/self-check';
import { t } from '../../../utils/shared/strings';
import { Icon } from '../../shared/Icon';
import { Menu, type MenuEntry } from '../../shared/Menu';
import { Sentence } from '../../shared/Sentence';
import { plainSentence } from '../../../utils/shared/plain-sentence';
import { LockedMark } from '../Setting';
import type { SettingsServices } from '../../../utils/settings-page/services';
import { BackEndTest } from './BackEndTest';
import { sharesHistory } from '../../../utils/settings-page/connecting';
import { ErrorLine } from './ErrorLine';
import { PassageForm } from './PassageWay';
import { ModelForm, RemoveForm, RenameForm, WorkflowForm } from './RowForms';
import { SitesForm } from './SitesForm';
import { ViewForm } from './ViewForm';

export interface BackEndRowProps {
  connection: Connection;
  isDefault: boolean;
  canBeDefault: boolean;
  /** Match patterns the browser has granted. */
  granted: readonly string[];
  /** False where a policy forbids OpenAI's view. */
  allowOpenAIView: boolean | undefined;
  services: SettingsServices;
  copyDetails: (host: string, error: AppError) => Promise<void>;
}

type Open = 'model' | 'rename' | 'test' | 'sites' | 'remove' | 'signedOut' | 'workflow' | 'view' | 'passage' | null;

/** ✓ default, name, host, sites, and ⋯ (docs/interface.md 24). What ⋯ opens stands below the row. */
export function BackEndRow(props: BackEndRowProps) {
  const { connection, isDefault, canBeDefault, granted, services, copyDetails, allowOpenAIView } = props;
  const [open, setOpen] = useState<Open>(null);
  const device = connection.id === DEVICE_CONNECTION_ID;
  const name = answererName(connection);
  const own = connection.kind === 'browser-model';
  const host = staysHere(connection) ? '' : hostOf(connection.apiUrl);
  const missing = connection.origins.filter((origin) => !covers(granted, origin));
  const close = () => setOpen(null);
  const { connect } = services;

  return (
    <li className="backend">
      <div className="backend-row">
        <label className="backend-choice">
          <input
            type="radio"
            name="default-backend"
            checked={isDefault}
            disabled={!canBeDefault}
            aria-label={plainSentence('backEndMakeDefault', name)}
            onChange={() => void connect.makeDefault(connection.id)}
          />
          <span className="backend-text">
            <span className="backend-name">
              <bdi>{name}</bdi>
              {isDefault && <span className="backend-default">{t('backEndDefault')}</span>}
            </span>
            <span className="note">
              {device ? (
                t('backEndDevice')
              ) : own ? (
                t('destinationBrowserModel')
              ) : (
                <bdi title={connection.apiUrl}>{host}</bdi>
              )}
              {connection.kind === 'openai-hosted' && (
                <>
                  {' · '}
                  <bdi title={connection.workflow}>{shortWorkflow(connection)}</bdi>
                </>
              )}
              {connection.sites.length > 0 && (
                <>
                  {' · '}
                  <Sentence id="backEndSites" values={[connection.sites.map(({ match }) => match).join(', ')]} />
                </>
              )}
            </span>
          </span>
        </label>
        {!device && (
          <Menu label={plainSentence('backEndMenu', name)} entries={entries()}>
            <Icon name="more" />
          </Menu>
        )}
      </div>
      {connection.kind === 'openai-hosted' && <p className="note">{t('hostedEnds')}</p>}
      {sharesHistory(connection) && <p className="note">{t('connectOrcheoShared')}</p>}
      {connection.managed && <LockedMark />}
      {missing.length > 0 && open !== 'test' && (
        <ErrorLine
          error={new AppError('NEEDS_PERMISSION', { host: hostOf(missing[0] ?? '') })}
          host={host}
          onAgain={() => void connect.allowOrigins(newOrigins(connection.origins, []))}
          openTab={() => undefined}
          copyDetails={() => Promise.resolve()}
        />
      )}
      {below()}
    </li>
  );

  function entries(): MenuEntry[] {
    const test: MenuEntry = { kind: 'item', label: t('backEndTest'), onSelect: () => setOpen('test') };
    const signOut: MenuEntry = {
      kind: 'item',
      label: t('backEndSignOut'),
      onSelect: () => void connect.signOut(connection.id).then(() => setOpen('signedOut')),
    };
    const sites: MenuEntry = { kind: 'item', label: t('backEndSetSites'), onSelect: () => setOpen('sites') };
    const remove: MenuEntry = { kind: 'item', label: t('backEndRemove'), onSelect: () => setOpen('remove') };
    const rename: MenuEntry = { kind: 'item', label: t('backEndRename'), onSelect: () => setOpen('rename') };
    if (own) return [rename, sites, { kind: 'line' }, remove];
    if (connection.managed) return [test, signOut];
    return [
      rename,
      test,
      ...(connection.kind === 'orcheo'
        ? [{ kind: 'item' as const, label: t('backEndWorkflow'), onSelect: () => setOpen('workflow') }]
        : []),
      ...(connection.kind === 'model'
        ? [{ kind: 'item' as const, label: t('noticeChooseModel'), onSelect: () => setOpen('model') }]
        : []),
      sites,
      ...(HAS_OPENAI_VIEW && offersViews(connection, allowOpenAIView)
        ? [{ kind: 'item' as const, label: t('backEndView'), onSelect: () => setOpen('view') }]
        : []),
      ...(passageWayOf(connection) === undefined
        ? []
        : [{ kind: 'item' as const, label: t('backEndPassage'), onSelect: () => setOpen('passage') }]),
      signOut,
      { kind: 'line' },
      remove,
    ];
  }

  function below() {
    switch (open) {
      case 'rename':
        return <RenameForm connection={connection} onSave={connect.change} onClose={close} />;
      case 'model':
        return (
          <ModelForm connection={connection} modelsOf={connect.modelsOf} onSave={connect.change} onClose={close} />
        );
      case 'sites':
        return <SitesForm connection={connection} onSave={connect.change} onClose={close} />;
      case 'workflow':
        return <WorkflowForm connection={connection} onSave={connect.setWorkflow} onClose={close} />;
      case 'view':
        return <ViewForm connection={connection} onSave={connect.change} onClose={close} />;
      case 'passage':
        return <PassageForm connection={connection} onSave={connect.change} onClose={close} />;
      case 'remove':
        return <RemoveForm name={name} onRemove={() => connect.remove(connection.id)} onClose={close} />;
      case 'test':
        return (
          <BackEndTest
            connection={connection}
            services={connect}
            openTab={(url) => void services.openTab(url)}
            copyDetails={copyDetails}
          />
        );
      case 'signedOut':
        return (
          <p className="note" role="status">
            {t('backEndSignedOut')}
          </p>
        );
      case null:
        return null;
    }
  }
}
