import { expect, it } from 'vitest';
import { startPythonBackend } from './backend';
import { PythonMissingError } from './python-server';

const base = () => 'http://host.example';
const missing = () =>
  Promise.reject(new PythonMissingError('The interop suite needs Python: run "apt-get install …".'));

it('without Python the recording answers', async () => {
  const backend = await startPythonBackend('protocol', base, { start: missing, env: {} });
  expect(backend.name).toBe('a recording of chatkit-python');
});

it.each([
  ['in CI', 'protocol', { CI: 'true' }],
  ['without a recording', 'no-such-recording', {}],
])('%s a missing Python fails with the one command that helps', async (_, recording, env) => {
  await expect(startPythonBackend(recording, base, { start: missing, env })).rejects.toThrow('apt-get install');
});

it('any other failure of the Python server is one, recording or not', async () => {
  const start = () => Promise.reject(new Error('The Python server ended with code 1.'));
  await expect(startPythonBackend('protocol', base, { start, env: {} })).rejects.toThrow('code 1');
});
