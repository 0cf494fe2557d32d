import { useId, useState } from 'react';
import { parseAddress } from '../../../utils/connection/address';
import type { ConnectionDraft } from '../../../utils/backend/descriptor';
import { originsOf } from '../../../utils/connection/origins';
import { wantsUser } from '../../../utils/backend/plain/call';
import { chatPresentation } from '../../../utils/backend/plain/presentation';
import type { Dialect } from '../../../utils/connection/plain-settings';
import { type AuthKind, authKinds } from '../../../utils/connection/schema';
import type { ErrorCode } from '../../../utils/shared/errors';
import { type StringKey, t } from '../../../utils/shared/strings';
import { ConnectForm } from './ConnectForm';
import { FormField } from './FormField';
import { type SignInEntry, type SignInField, signInOutcome } from '../../../utils/settings-page/sign-in-entry';
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

/** The fix differs with what was answered (docs/design.md 13). */
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

  const problemOf = (field: 'chat' | SignInField) => (problem?.field === field ? problem.problem : undefined);

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
    <ConnectForm why={whyForm(reason)} about={host} onPress={press} onCancel={onCancel}>
      <FormField label="connectFormName" value={name} onChange={setName} dir="auto" maxLength={60} />
      <div className="labelled">
        <label htmlFor={id}>{t('connectFormKind')}</label>
        <select id={id} className="field" value={kind} onChange={(event) => setKind(event.currentTarget.value as Kind)}>
          {(Object.keys(kindNames) as Kind[]).map((each) => (
            <option key={each} value={each}>
              {t(kindNames[each])}
            </option>
          ))}
        </select>
      </div>
      <FormField label="connectFormChat" value={chat} onChange={setChat} inputMode="url" problem={problemOf('chat')} />
      {kind !== 'chatkit' && wantsUser(chat) && (
        <FormField
          label="connectFormUser"
          hint="connectFormUserHint"
          value={user}
          onChange={setUser}
          dir="auto"
          maxLength={200}
        />
      )}
      <FormField
        label="connectFormToken"
        value={token}
        onChange={setToken}
        inputMode="url"
        problem={problemOf('token')}
      />
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
    </ConnectForm>
  );
}

function ofKind(kind: Kind, userId: string): Partial<ConnectionDraft> {
  if (kind === 'chatkit') return { kind };
  return {
    kind: kind === 'json' ? 'chat-json' : 'chat-sse',
    chat: { dialect: kind, ...(userId === '' ? {} : { userId }) },
    presentation: chatPresentation(kind),
  };
}
