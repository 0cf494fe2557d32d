/** Installs the npm packages if need be; the first step of .ci/run. */
import { ensureDependencies } from './dependencies.mjs';
import { say, sentenceFor } from './steps.mjs';

try {
  await ensureDependencies();
} catch (error) {
  say(sentenceFor(error, 'The npm packages could not be installed'));
  process.exitCode = 1;
}
