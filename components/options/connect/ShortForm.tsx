import { useId, useState } from 'react';
import { parseAddress } from '../../../utils/connection/address';
import type { ConnectionDraft } from '../../../utils/connection/descriptor';
import { originsOf } from '../../../utils/connection/origins';
import { wantsUser } from '../../../utils/connection/plain/call';
import { chatPresentation } from '../../../utils/connection/plain/presentation';
import type { Dialect } from '../../../utils/connection/plain/settings';
import { type AuthKind, authKinds } from '../../../utils/connection/schema';
import type { ErrorCode } from '../../../utils/errors';
import { type StringKey, t } from '../../../utils/strings';
import { Button } from '../../shared/Button';
import { Sentence } from '../../shared/Sentence';
import { FormField } from './FormField';
import { type SignInEntry, type SignInField, signInOutcome } from './sign-in-entry';
import { SignInChoice } from './SignInChoice';

interface ShortFormProps {
  host: string;
  /** Why a form is needed: what the back end answered to the questions that create nothing. */
  reason: ErrorCode;
  draft: ConnectionDraft;
  onFilledIn: (draft: ConnectionDraft) => void;
  onCancel: () => void;
}

type Kind = 'chatkit' | Dialect;
const kindNames: Record<Kind, StringKey> = {
  chatkit: 'connectFormKindChatKit',
  json: 'connectFormKindJson',
  events: 'connectFormKindEvents',
  text: 'connectFormKindText',
};

/** The fix differs with what was answered (DESIGN.md 13). */
function whyForm(reason: ErrorCode): StringKey {
  if (reason === 'NOT_FOUND') return 'connectFormNotFound';
  if (reason === 'SIGN_IN' || reason === 'FORBIDDEN') return 'connectFormSignIn';
  return 'connectForm';
}

/** A plain chat knows neither cookies nor a provider. */
const offeredBy = (kind: Kind): readonly AuthKind[] => (kind === 'chatkit' ? authKinds : plainAuth);
const plainAuth: readonly AuthKind[] = ['none', 'key', 'better-auth'];

/** For a server that does not describe itself: what it is and where, then the same second button and test. */
export function ShortForm({ host, reason, draft, onFilledIn, onCancel }: ShortFormProps) {
  const id = useId();
  const [kind, setKind] = useState<Kind>(draft.chat?.dialect ?? 'chatkit');
  const [user, setUser] = useState('');
  const [name, setName] = useState(draft.name);
  const [chat, setChat] = useState(draft.apiUrl);
  const [token, setToken] = useState('');
  const [signIn, setSignIn] = useState<SignInEntry>({ auth: draft.auth, issuer: '', clientId: '' });
  const [domainKey, setDomainKey] = useState('');
  const [problem, setProblem] = useState<{ field: 'chat' | SignInField; problem: StringKey }>();

  const press = () => {
    const api = parseAddress(chat);
    const tokenAddress = token.trim() === '' ? undefined : parseAddress(token);
    if (!api.ok) return setProblem({ field: 'chat', problem: api.problem });
    if (tokenAddress && !tokenAddress.ok) return setProblem({ field: 'token', problem: tokenAddress.problem });
    const offersAuth = offeredBy(kind).includes(signIn.auth) ? signIn : { ...signIn, auth: 'none' as const };
    const signingIn = signInOutcome(offersAuth, tokenAddress !== undefined);
    if ('problem' in signingIn) return setProblem(signingIn);
    setProblem(undefined);
    const filled: ConnectionDraft = {
      ...draft,
      name: name.trim().slice(0, 60) || api.host.slice(0, 60),
      apiUrl: api.url,
      tokenUrl: tokenAddress?.url,
      ...signingIn,
      ...(kind === 'chatkit' && domainKey.trim() !== '' && { domainKey: domainKey.trim().slice(0, 200) }),
      ...ofKind(kind, user.trim()),
    };
    onFilledIn({ ...filled, origins: originsOf(filled) });
  };

  return (
    <form
      className="panel-box"
      onSubmit={(event) => {
        event.preventDefault();
        press();
      }}
    >
      <p>
        <Sentence id={whyForm(reason)} values={[host]} />
      </p>
      <div className="labelled">
        <label htmlFor={`${id}-name`}>{t('connectFormName')}</label>
        <input
          id={`${id}-name`}
          className="field"
          dir="auto"
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </div>
      <div className="labelled">
        <label htmlFor={`${id}-kind`}>{t('connectFormKind')}</label>
        <select
          id={`${id}-kind`}
          className="field"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as Kind)}
        >
          {(Object.keys(kindNames) as Kind[]).map((each) => (
            <option key={each} value={each}>
              {t(kindNames[each])}
            </option>
          ))}
        </select>
      </div>
      {addressField('chat', t('connectFormChat'), chat, setChat)}
      {kind !== 'chatkit' && wantsUser(chat) && (
        <div className="labelled">
          <label htmlFor={`${id}-user`}>{t('connectFormUser')}</label>
          <input
            id={`${id}-user`}
            className="field"
            dir="auto"
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            aria-describedby={`${id}-user-hint`}
            value={user}
            onChange={(event) => setUser(event.currentTarget.value)}
          />
          <p id={`${id}-user-hint`} className="note">
            {t('connectFormUserHint')}
          </p>
        </div>
      )}
      {addressField('token', t('connectFormToken'), token, setToken)}
      <SignInChoice
        entry={signIn}
        offered={offeredBy(kind)}
        onChange={setSignIn}
        problem={problem?.field === 'chat' ? undefined : problem && { ...problem, field: problem.field }}
      />
      {kind === 'chatkit' && (
        <FormField
          label="connectFormDomainKey"
          hint="connectFormDomainKeyHint"
          value={domainKey}
          onChange={setDomainKey}
        />
      )}
      <div className="row">
        <Button look="primary" type="submit">
          {t('connectButton')}
        </Button>
        <Button onClick={onCancel}>{t('optionsCancel')}</Button>
      </div>
    </form>
  );

  function addressField(field: 'chat' | 'token', label: string, value: string, set: (value: string) => void) {
    const wrong = problem?.field === field;
    return (
      <div className="labelled">
        <label htmlFor={`${id}-${field}`}>{label}</label>
        <input
          id={`${id}-${field}`}
          className="field"
          dir="ltr"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          value={value}
          aria-invalid={wrong}
          aria-describedby={wrong ? `${id}-${field}-problem` : undefined}
          onChange={(event) => set(event.currentTarget.value)}
        />
        <p id={`${id}-${field}-problem`} className="danger" role="alert">
          {wrong && t(problem.problem)}
        </p>
      </div>
    );
  }
}

function ofKind(kind: Kind, userId: string): Partial<ConnectionDraft> {
  if (kind === 'chatkit') return { kind };
  return {
    kind: kind === 'json' ? 'chat-json' : 'chat-sse',
    chat: { dialect: kind, ...(userId === '' ? {} : { userId }) },
    presentation: chatPresentation(kind),
  };
}
