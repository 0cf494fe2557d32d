import { describe, expect, test } from 'vitest';
import type { DetectionContext } from '../../../utils/backend/detection/step';
import { recogniseSessions, sessionAddress, sharedWorkflow } from '../../../utils/backend/detection/hosted-steps';
import { isHostedWorkflowId, shortWorkflow } from '../../../utils/backend/workflow';

/** Asking would make a session. */
const silent: DetectionContext = {
  fetch: () => Promise.reject(new Error('Nothing may be requested.')),
  online: () => true,
  allowed: () => Promise.resolve(true),
};
const API = 'https://link.example/api/create-session';

describe('a pasted link', () => {
  test.each([
    ['https://link.example/?workflow=wf_68a1b2c3', 'wf_68a1b2c3'],
    ['https://link.example/chat?x=1&workflow=wf_68a1b2c3&y', 'wf_68a1b2c3'],
    ['https://link.example/embed/?workflow=wf_A-b_9', 'wf_A-b_9'],
  ])('%s names workflow %s, and nothing is requested', async (address, workflow) => {
    const found = await sharedWorkflow(address, silent);
    expect(found).toMatchObject({
      outcome: 'form',
      draft: { kind: 'openai-hosted', sessions: 'chatkit-link', workflow, apiUrl: API, tokenUrl: API, view: 'openai' },
    });
    expect(found?.draft.origins).toEqual(['https://link.example']);
  });

  test.each([
    'https://link.example/',
    'https://link.example/?workflow=',
    'https://link.example/?workflow=68a1b2c3',
    'https://link.example/?workflow=wf_',
    'https://link.example/?workflow=wf_a%20b',
    'https://link.example/?workflow=wf_%3Cscript%3E',
    `https://link.example/?workflow=wf_${'a'.repeat(191)}`,
    'https://link.example/?Workflow=wf_68a1b2c3',
    'https://link.example/?next=workflow%3Dwf_68a1b2c3',
  ])('%s names none', async (address) => expect(await sharedWorkflow(address, silent)).toBeNull());

  test.each([
    ['https://starter.example/api/create-session', 'https://starter.example/api/create-session'],
    ['https://starter.example/api/create-session/', 'https://starter.example/api/create-session'],
    ['https://starter.example/app/api/create-session?x=1', 'https://starter.example/app/api/create-session'],
  ])('%s is a session address of the starter app’s', async (address, apiUrl) =>
    expect(await sessionAddress(address, silent)).toMatchObject({ draft: { sessions: 'starter', apiUrl } }),
  );

  test.each(['https://starter.example/', 'https://starter.example/api/create-session/x'])(
    '%s is none',
    async (address) => expect(await sessionAddress(address, silent)).toBeNull(),
  );
});

test('an OpenAPI document with a way to make sessions is chatkit-link’s, without a workflow', () => {
  const found = recogniseSessions({ paths: { '/api/create-session': { post: {} } } }, 'https://link.example', API);
  expect(found).toMatchObject({ draft: { sessions: 'chatkit-link', apiUrl: API } });
  expect(found?.draft.workflow).toBeUndefined();
  expect(recogniseSessions({ paths: { '/api/create-session': { get: {} } } }, 'https://link.example', API)).toBeNull();
});

test.each([
  ['wf_68a1b2c3', true, 'wf_68a1b2c3'],
  ['wf_68a1b2c3d4e5f6', true, 'wf_68a1…e5f6'],
  ['68a1', false, '68a1'],
])('workflow %s: valid %s, shown as %s', (workflow, valid, short) => {
  expect(isHostedWorkflowId(workflow)).toBe(valid);
  expect(shortWorkflow({ workflow })).toBe(short);
});
