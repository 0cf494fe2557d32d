import { join, resolve } from 'node:path';
import { buildFrameBundle } from '../proxy/frame/bundle';
import { scaffoldFiles } from './scaffold/files';
import { readOptions } from './scaffold/options';
import { writeScaffold } from './scaffold/write';
import { say, sentenceFor } from './steps.mjs';

/** `npm run scaffold`: writes a ready back end and the pieces for a docs site. Never writes over anything. */
try {
  const options = readOptions(process.argv.slice(2));
  const files = scaffoldFiles(options, options.frame ? await buildFrameBundle() : undefined);
  writeScaffold(resolve(options.out), files);
  for (const path of Object.keys(files)) say(`  ${join(options.out, path)}`);
  say(`\nWritten. Next: ${join(options.out, 'README.md')}`);
} catch (error) {
  say(sentenceFor(error, 'Nothing was written'));
  process.exitCode = 1;
}
