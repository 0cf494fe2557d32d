import { useState } from 'react';
import { hostOf, signInPage } from '../../utils/connection/origins';
import type { Connection } from '../../utils/connection/schema';
import { AppError } from '../../utils/shared/errors';
import type { ErrorNotice } from '../../utils/panel/notice-queue';
import type { RaiseError } from '../../utils/panel/raise-error';
import type { PanelServices } from '../../utils/panel/services';

interface SignInOptions {
  services: PanelServices;
  connection: Connection;
  /** Does again what was refused. */
  repeat: (cause: ErrorNotice['cause']) => Promise<void>;
  raiseError: RaiseError;
}

interface SignIn {
  /**
   * What *Sign in* does for this connection, in the tick of the press.
   *
   * @param cause what was refused, and is done again afterwards; a question only where Send was pressed for it
   */
  signIn: (cause: ErrorNotice['cause']) => void;
  /** The form that asks for the shared key, while it is asked for. */
  keyForm: { submit: (key: string | undefined, remember: boolean) => Promise<void>; cancel: () => void } | undefined;
}

/** The reader's way in, by the connection's kind of sign-in; after it what was refused is done again. */
export function useSignIn({ services, connection, repeat, raiseError }: SignInOptions): SignIn {
  const [keyFor, setKeyFor] = useState<ErrorNotice['cause']>();
  const submit = async (cause: ErrorNotice['cause'], key: string | undefined, remember: boolean) => {
    try {
      await services.signIn(connection.id, key, remember);
      setKeyFor(undefined);
      await repeat(cause);
    } catch (error) {
      raiseError(error, { cause });
    }
  };
  const onSite = (cause: ErrorNotice['cause']) => {
    void services.openTab(signInPage(connection));
    raiseError(new AppError('SIGN_IN', { host: hostOf(signInPage(connection)), reason: 'signInThere' }), { cause });
  };
  const by: Record<Connection['auth'], (cause: ErrorNotice['cause']) => void> = {
    // Without a token there is nothing to renew: the owner has begun to ask for a sign-in, so it is connected anew.
    none: (cause) =>
      connection.tokenUrl === undefined ? void services.openOptions('backends') : void submit(cause, undefined, false),
    key: setKeyFor,
    // The browser is asked in the tick of the press.
    oidc: (cause) =>
      void services.allowSignInWindow().then((allowed) => (allowed ? submit(cause, undefined, false) : undefined)),
    cookie: onSite,
    'better-auth': onSite,
  };
  return {
    signIn: by[connection.auth],
    keyForm: keyFor && {
      submit: (key, remember) => submit(keyFor, key, remember),
      cancel: () => setKeyFor(undefined),
    },
  };
}
