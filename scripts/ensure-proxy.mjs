/** What stands before the proxy in a clone: the npm packages, those for development aside. Says nothing when they are there. */
import { ensureDependenciesQuietly } from './dependencies.mjs';
import { sayAside, sentenceFor } from './steps.mjs';

try {
  await ensureDependenciesQuietly({ production: true });
} catch (error) {
  sayAside(sentenceFor(error, 'The npm packages could not be installed'));
  process.exit(1);
}
