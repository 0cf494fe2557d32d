import { join, relative } from 'node:path';
import { buildFrameBundle } from '../proxy/frame/bundle';
import { scaffoldFiles } from './scaffold/files';
import { readOptions } from './scaffold/options';
import { writeScaffold } from './scaffold/write';
import { say, sentenceFor } from './steps.mjs';

/** `npm run scaffold`: writes a ready back end and the pieces for a docs site. Never writes over anything. */
try {
  const options = readOptions(process.argv.slice(2), process.env.INIT_CWD);
  const files = scaffoldFiles(options, options.frame ? await buildFrameBundle() : undefined);
  writeScaffold(options.out, files);
  const here = (path: string) => relative(process.env.INIT_CWD ?? '', join(options.out, path));
  for (const path of Object.keys(files)) say(`  ${here(path)}`);
  say(`\nWritten. Next: ${here('README.md')}`);
} catch (error) {
  say(sentenceFor(error, 'Nothing was written'));
  process.exitCode = 1;
}
