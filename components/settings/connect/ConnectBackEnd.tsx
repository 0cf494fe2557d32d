import { useId, useRef, useState } from 'react';
import { hostOf } from '../../../utils/connection/origins';
import { passageWayOf } from '../../../utils/connection/passage-way';
import type { AppError } from '../../../utils/shared/errors';
import { t } from '../../../utils/shared/strings';
import { consentSentences } from '../../../utils/shared/consent-sentences';
import { ConsentMore } from '../../shared/ConsentMore';
import { Button } from '../../shared/Button';
import { Sentence } from '../../shared/Sentence';
import { ConfirmSettings } from './ConfirmSettings';
import { asFilledIn, signInSite, stoppedBy, wantsKey } from '../../../utils/settings-page/connecting';
import { ErrorLine, type SignInWays } from './ErrorLine';
import { LookHere } from './LookHere';
import { OrcheoForm } from './OrcheoForm';
import type { ConnectServices } from '../../../utils/settings-page/connect-services';
import { HostedForm } from './HostedForm';
import { PassageSwitch } from './PassageWay';
import { ShortForm } from './ShortForm';
import { TestList } from './TestList';
import { useConnecting } from './use-connecting';

interface ConnectBackEndProps {
  services: ConnectServices;
  openTab: (url: string) => Promise<void>;
  /** Copies what the owner of a back end needs in order to allow Docent. */
  copyDetails: (host: string, error: AppError) => Promise<void>;
  onConnected?: () => void;
  /** What a docs page proposes: filled in; the back end has to name that page among its sites. */
  proposal?: { address: string; page: string } | undefined;
  /** Whether language models on this computer may be looked for; a policy can forbid them. */
  looksHere?: boolean;
}

/** One field, one button, and below it whatever the attempt has come to (docs/interface.md 24). */
export function ConnectBackEnd({
  services,
  openTab,
  copyDetails,
  onConnected,
  proposal,
  looksHere = true,
}: ConnectBackEndProps) {
  const id = useId();
  const [typed, setTyped] = useState(proposal?.address ?? '');
  const field = useRef<HTMLInputElement>(null);
  const { state, submit, connectFound, goOn, fillIn, confirm, review, saveNow, reset } = useConnecting(
    services,
    onConnected,
    proposal,
  );
  const problem = state.at === 'idle' ? state.problem : undefined;
  const busy = state.at === 'looking' || state.at === 'testing';

  return (
    <div className="connect">
      <form
        className="labelled"
        onSubmit={(event) => {
          event.preventDefault();
          setTyped(submit(typed));
        }}
      >
        <label htmlFor={`${id}-address`}>{t('connectLabel')}</label>
        <div className="field-row">
          <input
            ref={field}
            id={`${id}-address`}
            className="field"
            dir="ltr"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            aria-invalid={problem !== undefined}
            aria-describedby={`${id}-hint ${id}-problem`}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              if (!busy && state.at !== 'idle') reset();
            }}
          />
          <Button look="primary" type="submit" disabled={busy}>
            {t('connectButton')}
          </Button>
        </div>
        <p id={`${id}-hint`} className="note">
          {proposal ? <Sentence id="connectProposed" values={[hostOf(proposal.page)]} /> : t('connectHint')}
        </p>
        <p id={`${id}-problem`} className="danger" role="alert">
          {problem && t(problem)}
        </p>
      </form>
      {looksHere && proposal === undefined && (
        <LookHere services={services} onChosen={connectFound} copyDetails={copyDetails} />
      )}
      {outcome()}
    </div>
  );

  function outcome() {
    switch (state.at) {
      case 'idle':
        return null;
      case 'warned':
        return (
          <div className="panel-box" role="alert">
            <p>
              <Sentence id="connectPrivate" values={[state.address.host]} />
            </p>
            <div className="row">
              <Button onClick={() => goOn(state.address)}>{t('connectAnyway')}</Button>
              <Button onClick={reset}>{t('optionsCancel')}</Button>
            </div>
          </div>
        );
      case 'looking':
        return (
          <p className="note" role="status">
            <Sentence id="connectLooking" values={[state.address.host]} />
          </p>
        );
      case 'consent':
        return <ConsentMore sentences={consentSentences(state.scopes)} onAgree={state.then} />;
      case 'error':
        return <div className="panel-box">{errorLine(state.error, state.address.host, () => goOn(state.address))}</div>;
      case 'form': {
        if (state.draft.kind === 'orcheo') {
          return (
            <OrcheoForm
              key={state.address.url}
              host={state.address.host}
              reason={state.reason}
              draft={state.draft}
              onLook={(url) => submit(url)}
              onFilledIn={(draft) => fillIn(state.address, asFilledIn(state.draft, draft))}
              onCancel={reset}
            />
          );
        }
        const Form = state.draft.kind === 'openai-hosted' ? HostedForm : ShortForm;
        return (
          <Form
            key={state.address.url}
            host={state.address.host}
            reason={state.reason}
            draft={state.draft}
            onFilledIn={(draft) => fillIn(state.address, asFilledIn(state.draft, draft))}
            onCancel={reset}
          />
        );
      }
      case 'confirm':
        return (
          <ConfirmSettings
            key={state.address.url}
            address={state.address}
            draft={state.draft}
            origins={state.origins}
            onConfirm={(key) => confirm(state.address, state.draft, key)}
            onCancel={reset}
          />
        );
      case 'testing':
        return (
          <TestList
            name={state.draft.name}
            lines={state.lines}
            slow={<Button onClick={saveNow}>{t('testSaveNow')}</Button>}
          />
        );
      case 'stopped': {
        const { address, draft, key, lines } = state;
        const stopped = stoppedBy(lines);
        const again = () => confirm(address, draft, key);
        const keyed = wantsKey(draft);
        const signIn: SignInWays = {
          keyed,
          onEnterKey: keyed ? () => review({ ...address, key: undefined }, draft) : undefined,
          signInAt: signInSite(draft),
        };
        return (
          <TestList
            name={draft.name}
            lines={lines}
            error={stopped && errorLine(stopped.error, address.host, again, signIn)}
          />
        );
      }
      case 'connected':
        return (
          <>
            <TestList
              name={state.connection.name}
              lines={state.lines}
              way={
                passageWayOf(state.connection) && (
                  <PassageSwitch connection={state.connection} onSave={services.change} />
                )
              }
            />
            <p className="done" role="status">
              <Sentence id="connectDone" values={[state.connection.name]} /> {state.replaced && t('connectReplaced')}
            </p>
          </>
        );
    }
  }

  function errorLine(error: AppError, host: string, onAgain: () => void, signIn: SignInWays = {}) {
    return (
      <ErrorLine
        key={`${error.code} ${error.details.reason ?? ''}`}
        error={error}
        host={host}
        {...signIn}
        onAgain={onAgain}
        onCheckAddress={() => {
          field.current?.focus();
          field.current?.select();
        }}
        openTab={(url) => void openTab(url)}
        copyDetails={() => copyDetails(host, error)}
      />
    );
  }
}
