import { useState } from 'react';
import { hostOf, signInPage } from '../../utils/connection/origins';
import type { Connection } from '../../utils/connection/schema';
import { AppError } from '../../utils/errors';
import type { FaultNotice } from '../../utils/panel-state/notices';
import type { PanelServices } from './services';
import type { Composer } from './use-composer';
import type { Notices } from './use-notices';

interface SignInOptions {
  services: PanelServices;
  connection: Connection;
  composer: Composer;
  notices: Notices;
  /** Draws the conversation anew, where no question waits to be sent again. */
  reload: () => void;
  raiseFault: (error: unknown, more?: { cause: FaultNotice['cause'] }) => void;
}

interface SignIn {
  /**
   * What *Sign in* does for this connection, in the tick of the press.
   *
   * @param cause what was refused: *Try again* on the site's way does that again
   */
  signIn: (cause: FaultNotice['cause']) => void;
  /** The form that asks for the shared key, while it is asked for. */
  keyForm: { submit: (key: string | undefined, remember: boolean) => Promise<void>; cancel: () => void } | undefined;
}

/** The reader's way in, by the connection's kind of sign-in; after it the question that was refused is sent again. */
export function useSignIn({ services, connection, composer, notices, reload, raiseFault }: SignInOptions): SignIn {
  const [asksForKey, setAsksForKey] = useState(false);
  const submit = async (key: string | undefined, remember: boolean) => {
    try {
      await services.signIn(connection.id, key, remember);
      setAsksForKey(false);
      notices.clearFaults();
      if (!(await composer.sendAgain())) reload();
    } catch (error) {
      raiseFault(error);
    }
  };
  const onSite = (cause: FaultNotice['cause']) => {
    void services.openTab(signInPage(connection));
    raiseFault(new AppError('SIGN_IN', { host: hostOf(signInPage(connection)), reason: 'signInThere' }), { cause });
  };
  const by: Record<Connection['auth'], (cause: FaultNotice['cause']) => void> = {
    // Without a token there is nothing to renew: the owner has begun to ask for a sign-in, so it is connected anew.
    none: () =>
      connection.tokenUrl === undefined ? void services.openOptions('backends') : void submit(undefined, false),
    key: () => setAsksForKey(true),
    // The browser is asked in the tick of the press.
    oidc: () => void services.allowSignInWindow().then((allowed) => (allowed ? submit(undefined, false) : undefined)),
    cookie: onSite,
    'better-auth': onSite,
  };
  return {
    signIn: by[connection.auth],
    keyForm: asksForKey ? { submit, cancel: () => setAsksForKey(false) } : undefined,
  };
}
