import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, ROOT, run, which } from './run.mjs';
import { step, Stop } from './steps.mjs';

/** Real documentation, as Debian packages it: the pages the journeys are made on. */
export const DOCS_CACHE = join(ROOT, '.cache', 'docs');

/** Roots below which the packages' files may lie: unpacked here, or installed on the machine. */
const roots = [DOCS_CACHE, '/'];

/**
 * Folders of the two documentations, or undefined for one that is not there.
 *
 * @returns {{ python?: string, node?: string }} `python` holds `library/json.html`, `node` holds `fs.html`
 */
export function findDocs() {
  const found = {};
  for (const root of roots) {
    const base = join(root, 'usr', 'share', 'doc');
    const pythons = existsSync(base) ? readdirSync(base).filter((name) => /^python3(\.\d+)?$/.test(name)) : [];
    found.python ??= pythons
      .map((name) => join(base, name, 'html'))
      .find((folder) => existsSync(join(folder, 'library', 'json.html')));
    found.node ??= [join(base, 'nodejs', 'api')].find((folder) => existsSync(join(folder, 'fs.html')));
  }
  return found;
}

/**
 * Unpacks python3-doc and nodejs-doc into .cache, without installing them: installing nodejs-doc removes Node on
 * machines whose Node comes from another package source.
 */
export async function ensureDocs() {
  await step('Documentation pages (python3-doc, nodejs-doc)', async () => {
    const missing = missingDocs();
    if (missing.length === 0) return 'present';
    if (!which('apt-get') || !which('dpkg-deb')) {
      throw new Stop(
        'The journeys are made on the pages of the Debian packages python3-doc and nodejs-doc, and this system has no apt to fetch them. Run the tests in a container: docker run --rm -v "$PWD":/docent -w /docent node:22-bookworm npm test',
      );
    }
    mkdirSync(DOCS_CACHE, { recursive: true });
    for (const kind of missing) await fetchPackage(kind === 'python' ? await pythonDocPackage() : 'nodejs-doc');
    const left = missingDocs();
    if (left.length > 0) throw new Stop(`The documentation packages hold no pages for: ${left.join(', ')}.`);
    return 'fetched';
  });
}

function missingDocs() {
  const found = findDocs();
  return ['python', 'node'].filter((kind) => found[kind] === undefined);
}

/** python3-doc is an empty package that points at the one of the current version. */
async function pythonDocPackage() {
  const ask = () => run('apt-cache', ['depends', 'python3-doc'], { quiet: true });
  let { output } = await ask();
  if (!/Depends:/.test(output)) {
    await run('apt-get', ['update'], { quiet: true, timeoutMs: 5 * 60_000 });
    ({ output } = await ask());
  }
  return /Depends: (python3[\w.]*-doc)/.exec(output)?.[1] ?? 'python3-doc';
}

async function fetchPackage(name) {
  const isItsFile = (file) => file.startsWith(`${name}_`) && file.endsWith('.deb');
  for (const old of readdirSync(DOCS_CACHE).filter(isItsFile)) rmSync(join(DOCS_CACHE, old));
  const download = () => run('apt-get', ['download', name], { quiet: true, cwd: DOCS_CACHE, timeoutMs: 5 * 60_000 });
  let result = await download();
  if (result.code !== 0) {
    await run('apt-get', ['update'], { quiet: true, timeoutMs: 5 * 60_000 });
    result = await download();
  }
  const file = readdirSync(DOCS_CACHE).find(isItsFile);
  if (result.code !== 0 || !file) {
    throw new Stop(
      `The documentation package ${name} could not be fetched. Run: sudo apt-get update && (cd .cache/docs && apt-get download ${name})\n${lastLines(result.output)}`,
    );
  }
  const unpacked = await run('dpkg-deb', ['-x', file, '.'], { quiet: true, cwd: DOCS_CACHE });
  if (unpacked.code !== 0) throw new Stop(`${file} could not be unpacked.\n${lastLines(unpacked.output)}`);
  rmSync(join(DOCS_CACHE, file));
}
