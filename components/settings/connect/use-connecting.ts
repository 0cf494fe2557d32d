import { useCallback, useEffect, useRef, useState } from 'react';
import { type Address, parseAddress } from '../../../utils/connection/address';
import type { ConnectionDraft } from '../../../utils/backend/descriptor';
import type { Detection } from '../../../utils/backend/detection/step';
import { newOrigins } from '../../../utils/connection/origins';
import { AppError } from '../../../utils/shared/errors';
import { answersFor, canTestAtOnce, type Connecting, isProposed } from '../../../utils/settings-page/connecting';
import type { ConnectServices, TypedKey } from '../../../utils/settings-page/connect-services';

/** Drives one attempt to connect. A new one, or leaving the page, ends the attempt before it. */
export function useConnecting(
  services: ConnectServices,
  onConnected?: () => void,
  proposal?: { address: string; page: string },
) {
  const [state, setState] = useState<Connecting>({ at: 'idle' });
  const attempt = useRef(new AbortController());
  const enough = useRef(new AbortController());
  useEffect(
    () => () => {
      attempt.current.abort();
      void services.giveUnusedBack();
    },
    [services],
  );

  const begin = useCallback(() => {
    attempt.current.abort();
    attempt.current = new AbortController();
    return attempt.current.signal;
  }, []);

  const test = useCallback(
    async (address: Address, draft: ConnectionDraft, key: TypedKey | undefined) => {
      const signal = begin();
      enough.current = new AbortController();
      setState({ at: 'testing', address, draft, key, lines: [] });
      let lines: Parameters<Parameters<ConnectServices['connect']>[2]>[0] = [];
      const showLines = (next: typeof lines) => {
        lines = next;
        if (!signal.aborted) setState({ at: 'testing', address, draft, key, lines });
      };
      try {
        const { passed, connection, replaced } = await services.connect(
          draft,
          key,
          showLines,
          signal,
          enough.current.signal,
        );
        if (signal.aborted) return;
        setState(
          passed ? { at: 'connected', connection, lines, replaced } : { at: 'stopped', address, draft, key, lines },
        );
        if (!passed) return;
        await services.giveUnusedBack();
        onConnected?.();
      } catch (error) {
        if (!signal.aborted) setState({ at: 'error', address, error: asAppError(error) });
      }
    },
    [begin, onConnected, services],
  );

  const look = useCallback(
    async function look(address: Address, known?: Detection): Promise<void> {
      const signal = begin();
      if (!known) setState({ at: 'looking', address });
      try {
        const detection = known ?? (await services.detect(address.url, signal));
        const { draft } = detection;
        const missing = await services.missingOrigins(draft.origins);
        if (signal.aborted) return;
        const proposed = isProposed(address, proposal);
        if (proposed && !answersFor(draft, proposal)) {
          throw new AppError('BAD_ANSWER', { host: address.host, reason: 'notItsSite' });
        }
        const scopes = await services.missingConsent(draft);
        if (signal.aborted) return;
        if (scopes.length > 0) {
          const then = () =>
            void services.agree(scopes).then(() => (signal.aborted ? undefined : look(address, detection)));
          setState({ at: 'consent', address, scopes, then });
        } else if (detection.outcome === 'form') setState({ at: 'form', address, draft, reason: detection.reason });
        else if (!proposed && canTestAtOnce(draft, newOrigins(draft.origins, [address.origin]).concat(missing))) {
          await test(address, draft, undefined);
        } else setState({ at: 'confirm', address, draft, origins: draft.origins });
      } catch (error) {
        if (!signal.aborted) setState({ at: 'error', address, error: asAppError(error) });
      }
    },
    [begin, proposal, services, test],
  );

  /** Must run in the tick of a press: the browser is asked for the address's origin. */
  const allowAndLook = useCallback(
    (address: Address) => {
      void services.allowOrigins([address.origin]).then(
        (allowed) =>
          allowed
            ? look(address)
            : setState({ at: 'error', address, error: new AppError('NEEDS_PERMISSION', { host: address.host }) }),
        (error: unknown) => setState({ at: 'error', address, error: asAppError(error) }),
      );
    },
    [look, services],
  );

  return {
    state,
    reset: useCallback(() => {
      begin();
      setState({ at: 'idle' });
      void services.giveUnusedBack();
    }, [begin, services]),
    /** Gives what may stay in the field: a pairing address without its key. */
    submit: (typed: string): string => {
      begin();
      const address = parseAddress(typed);
      if (!address.ok) setState({ at: 'idle', problem: address.problem });
      else if (address.warnings.includes('addressPrivateNetwork')) setState({ at: 'warned', address });
      else allowAndLook(address);
      return address.ok && address.key !== undefined ? address.url : typed;
    },
    /** What was found without an address being typed. */
    connectFound: (address: Address, draft: ConnectionDraft) => void look(address, { outcome: 'found', draft }),
    /** Second press after the warning, or *Allow* and *Try again* after a error. */
    goOn: allowAndLook,
    /** Settings filled in by hand; their origins are shown and asked for like a descriptor's. */
    fillIn: (address: Address, draft: ConnectionDraft) =>
      setState({ at: 'confirm', address, draft, origins: draft.origins }),
    /** Second button: the browser is asked for every origin, then the test runs. */
    confirm: (address: Address, draft: ConnectionDraft, key: TypedKey | undefined) => {
      void services.allowOrigins(draft.origins, draft.auth).then(
        () => test(address, draft, key),
        (error: unknown) => setState({ at: 'error', address, error: asAppError(error) }),
      );
    },
    /** The reader does not wait for a first word: what was found so far is kept. */
    saveNow: useCallback(() => enough.current.abort(), []),
    /** Back to the shown settings, to type another key. */
    review: (address: Address, draft: ConnectionDraft) =>
      setState({ at: 'confirm', address, draft, origins: draft.origins }),
  };
}

export function asAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('UNEXPECTED', {}, { cause: error });
}
