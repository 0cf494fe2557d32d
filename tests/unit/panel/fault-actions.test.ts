import '../orcheo/catalogue';
import { expect, test, vi } from 'vitest';
import { createFaultActions } from '../../../components/panel/use-fault-actions';
import type { FaultNotice } from '../../../utils/panel-state/notices';
import { aConnection } from './passages';

const faultOf = (cause: FaultNotice['cause']): FaultNotice => ({
  kind: 'fault',
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
  const act = createFaultActions({
    services: { allow: () => Promise.resolve(true), announceAccess: () => Promise.resolve() },
    connection: aConnection(),
    notices: { drop: () => undefined },
    repeat: (what: FaultNotice['cause']) => Promise.resolve(void repeated.push(what)),
  } as unknown as Parameters<typeof createFaultActions>[0]);
  act(action, faultOf(cause));
  await vi.waitFor(() => expect(repeated).toEqual([cause]));
});

test.each(['send', 'load'] as const)('a sign-in knows what was refused (%s)', (cause) => {
  const signIn = vi.fn();
  const act = createFaultActions({ connection: aConnection(), signIn } as unknown as Parameters<
    typeof createFaultActions
  >[0]);
  act('signIn', faultOf(cause));
  expect(signIn).toHaveBeenCalledWith(cause);
});
