import '../backend/orcheo/catalogue';
import { expect, test, vi } from 'vitest';
import { createErrorActions } from '../../../components/panel/error-actions';
import type { ErrorNotice } from '../../../utils/panel/notice-queue';
import { aConnection } from './passages';

const faultOf = (cause: ErrorNotice['cause']): ErrorNotice => ({
  kind: 'error',
  code: 'UNREACHABLE',
  details: {},
  cause,
  at: 0,
});

test.each([
  ['retry', 'send'],
  ['retry', 'load'],
  ['retryLater', 'send'],
  ['retryLater', 'load'],
  ['allow', 'send'],
  ['allow', 'load'],
] as const)('%s does again what was refused (%s), and nothing that the reader did not send', async (action, cause) => {
  const repeated: string[] = [];
  const act = createErrorActions({
    services: { allow: () => Promise.resolve(true), announceAccess: () => Promise.resolve() },
    connection: aConnection(),
    notices: { drop: () => undefined },
    repeat: (what: ErrorNotice['cause']) => Promise.resolve(void repeated.push(what)),
  } as unknown as Parameters<typeof createErrorActions>[0]);
  act(action, faultOf(cause));
  await vi.waitFor(() => expect(repeated).toEqual([cause]));
});

test.each(['send', 'load'] as const)('a sign-in knows what was refused (%s)', (cause) => {
  const signIn = vi.fn();
  const act = createErrorActions({ connection: aConnection(), signIn } as unknown as Parameters<
    typeof createErrorActions
  >[0]);
  act('signIn', faultOf(cause));
  expect(signIn).toHaveBeenCalledWith(cause);
});
