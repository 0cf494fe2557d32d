import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, ROOT, run, which } from './run.mjs';
import { say, step, Stop } from './steps.mjs';

/**
 * Real documentation, as Debian packages it: the pages the journeys are made on. What the machine itself has installed
 * is never taken for it: a Node from another package source brings pages of another version to the same place. What
 * draws a description of an API by script comes from npm.
 */
export const DOCS_CACHE = join(ROOT, '.cache', 'docs');

/**
 * One documentation per generator. `package`: one that only points at the package of the current version is followed.
 * `folder`: where its pages lie (`*` stands for a version), known by `page`. `only`: what of a large package is unpacked.
 *
 * @typedef {{ package: string, folder: string, page: string, only?: string[], npm?: true }} Documentation
 * @type {Record<string, Documentation>}
 */
const documentations = {
  python: { package: 'python3-doc', folder: 'usr/share/doc/python3*/html', page: 'library/json.html' },
  node: { package: 'nodejs-doc', folder: 'usr/share/doc/nodejs/api', page: 'fs.html' },
  rust: {
    package: 'rust-doc',
    folder: 'usr/share/doc/rust-doc/html',
    page: 'std/vec/struct.Vec.html',
    only: ['std/vec', 'book', '*.css', '*.js'],
  },
  mkdocs: { package: 'mkdocs-doc', folder: 'usr/share/doc/mkdocs/html', page: 'user-guide/configuration.html' },
  postgresql: { package: 'postgresql-doc', folder: 'usr/share/doc/postgresql-doc-*/html', page: 'sql-select.html' },
  javadoc: {
    package: 'libcommons-lang3-java-doc',
    folder: 'usr/share/doc/libcommons-lang3-java/api',
    page: 'org/apache/commons/lang3/StringUtils.html',
  },
  doxygen: { package: 'libjson-c-doc', folder: 'usr/share/doc/libjson-c-dev/html', page: 'json__object_8h.html' },
  pango: {
    package: 'libpango1.0-doc',
    folder: 'usr/share/doc/libpango1.0-doc/reference/Pango',
    page: 'class.Layout.html',
  },
  gtkdoc: { package: 'libsoup2.4-doc', folder: 'usr/share/gtk-doc/html/libsoup-2.4', page: 'SoupMessage.html' },
  git: { package: 'git-doc', folder: 'usr/share/doc/git/html', page: 'git-commit.html' },
  gcrypt: { package: 'libgcrypt20-doc', folder: 'usr/share/doc/libgcrypt20-doc/html', page: 'index.html' },
  yard: { package: 'yard-doc', folder: 'usr/share/doc/yard/doc', page: 'YARD.html' },
  qt: { package: 'qtserialport5-doc-html', folder: 'usr/share/qt5/doc/qtserialport', page: 'qserialport.html' },
  apache: { package: 'apache2-doc', folder: 'usr/share/doc/apache2-doc/manual', page: 'en/mod/mod_alias.html' },
  boost: {
    package: 'libboost1.74-doc',
    folder: 'usr/share/doc/libboost1.74-doc/doc',
    page: 'html/atomic/interface.html',
    only: ['html/atomic', 'src/*.css'],
  },
  cppreference: {
    package: 'cppreference-doc-en-html',
    folder: 'usr/share/cppreference/doc/html',
    page: 'en/cpp/container/vector.html',
    only: ['common', 'en/cpp/container/vector.html'],
  },
  exim: { package: 'exim4-doc-html', folder: 'usr/share/doc/exim4-doc-html/spec_html', page: 'ch55.html' },
  fpdoc: {
    package: 'fp-docs-3.2.2',
    folder: 'usr/share/doc/fp-docs/3.2.2',
    page: 'fcl/sqldb/tsqlquery.html',
    only: ['fcl/fpdoc.css', 'fcl/sqldb/tsqlquery.html'],
  },
  gap: { package: 'gap-doc', folder: 'usr/share/gap/doc', page: 'ref/chap21.html' },
  go: { package: 'golang-1.19-doc', folder: 'usr/share/doc/golang-1.19-doc/html', page: 'go_spec.html' },
  haddock: { package: 'libghc-aeson-doc', folder: 'usr/share/doc/libghc-aeson-doc/html', page: 'Data-Aeson.html' },
  haproxy: { package: 'haproxy-doc', folder: 'usr/share/doc/haproxy/html', page: 'intro.html' },
  nim: { package: 'nim-doc', folder: 'usr/share/doc/nim/html', page: 'bitops.html' },
  org: { package: 'debian-policy', folder: 'usr/share/doc/debian-policy', page: 'README.html' },
  postfix: { package: 'postfix-doc', folder: 'usr/share/doc/postfix/html', page: 'TUNING_README.html' },
  racket: {
    package: 'racket-doc',
    folder: 'usr/share/doc/racket',
    page: 'guide/Pairs__Lists__and_Racket_Syntax.html',
    only: ['guide', '*.css', '*.js'],
  },
  scaladoc: {
    package: 'scala-doc',
    folder: 'usr/share/doc/scala-2.11/api/library',
    page: 'scala/Option.html',
    only: ['lib', 'index.html', 'index.js', 'package.html', 'scala/Option.html'],
  },
  sqlite: { package: 'sqlite3-doc', folder: 'usr/share/doc/sqlite3', page: 'quirks.html' },
  swi: { package: 'swi-prolog-doc', folder: 'usr/share/swi-prolog/doc/Manual', page: 'lists.html' },
  vim: { package: 'vim-doc', folder: 'usr/share/doc/vim/html', page: 'editing.html' },
  elements: npm('@stoplight/elements@9.0.25', ['web-components.min.js', 'styles.min.css']),
  rapidoc: npm('rapidoc@9.3.8', ['dist/rapidoc-min.js']),
  redoc: npm('redoc@2.5.1', ['bundles/redoc.standalone.js']),
  scalar: npm('@scalar/api-reference@1.46.4', ['dist/browser/standalone.js']),
  swagger: npm('swagger-ui-dist@5.35.0', ['swagger-ui-bundle.js', 'swagger-ui.css']),
};
/**
 * @param {string} name with its version
 * @param {string[]} only
 * @returns {Documentation}
 */
function npm(name, only) {
  return { package: name, folder: `npm/${name}`, page: only[0] ?? '', only, npm: true };
}

/** Every journey is made on these two. */
const required = ['python', 'node'];

/**
 * Folders of the documentations that are there, by name.
 *
 * @returns {Record<string, string | undefined>} `python` holds `library/json.html`, `node` holds `fs.html`
 */
export function findDocs() {
  const entries = Object.entries(documentations).map(([name, { folder, page }]) => [
    name,
    expand(join(DOCS_CACHE, folder)).find((path) => existsSync(join(path, page))),
  ]);
  return Object.fromEntries(entries);
}

/** The folders a path with one `*` names. */
function expand(path) {
  const [, before = path, name, rest] = /^(.*)\/([^/]*\*[^/]*)\/(.*)$/.exec(path) ?? [];
  if (!name) return [path];
  const [start = '', end = ''] = name.split('*');
  const fits = (entry) => entry.startsWith(start) && entry.endsWith(end);
  return existsSync(before)
    ? readdirSync(before)
        .filter(fits)
        .map((entry) => join(before, entry, rest))
    : [];
}

/**
 * Unpacks the documentation packages into .cache, without installing them: installing nodejs-doc removes Node on
 * machines whose Node comes from another package source. One that this system's archive does not have is done without,
 * but for the two that every journey needs.
 *
 * @param {(line: string) => void} [print]
 */
export async function ensureDocs(print = say) {
  const bring = async () => {
    const missing = missingDocs();
    if (missing.length === 0) return 'present';
    if (!which('apt-get') || !which('dpkg-deb')) {
      throw new Stop(
        'The journeys are made on the pages of Debian documentation packages (python3-doc, nodejs-doc, …), and this system has no apt to fetch them. Run the tests in a container: docker run --rm -v "$PWD":/docent -w /docent node:22-bookworm npm test',
      );
    }
    mkdirSync(DOCS_CACHE, { recursive: true });
    for (const name of missing) await fetchDocumentation(name);
    const left = missingDocs();
    const needed = left.filter((name) => required.includes(name));
    if (needed.length > 0) throw new Stop(`The documentation packages hold no pages for: ${needed.join(', ')}.`);
    return left.length > 0 ? `fetched, but for ${left.join(', ')}` : 'fetched';
  };
  await step(`Documentation pages (${Object.keys(documentations).length} packages)`, bring, print);
}

/** Those without which no journey can be made; the others were fetched with them, where there are any. */
export const hasDocs = () => !missingDocs().some((name) => required.includes(name));

function missingDocs() {
  const found = findDocs();
  return Object.keys(documentations).filter((name) => found[name] === undefined);
}

async function fetchDocumentation(name) {
  const { package: wanted, folder, only, npm: isOfNpm } = documentations[name];
  if (isOfNpm) return fetchFromNpm(wanted, folder, only);
  const problem = await fetchPackage(
    await currentPackage(wanted),
    only?.map((part) => `./${folder}/${part}`),
  );
  if (problem && required.includes(name)) throw new Stop(problem);
}

/** `python3-doc` and `postgresql-doc` are empty packages that point at the one of the current version. */
async function currentPackage(name) {
  const ask = () => run('apt-cache', ['depends', name], { quiet: true });
  let { output } = await ask();
  if (!output.startsWith(name)) {
    await run('apt-get', ['update'], { quiet: true, timeoutMs: 5 * 60_000 });
    ({ output } = await ask());
  }
  const versioned = name.replace(/-doc$/, '');
  return new RegExp(`^ +Depends: (${versioned}[-\\w.]*-doc[-\\w.]*)`, 'm').exec(output)?.[1] ?? name;
}

/** @returns {Promise<string | undefined>} what went wrong */
async function fetchPackage(name, only) {
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
    return `The documentation package ${name} could not be fetched. Run: sudo apt-get update && (cd .cache/docs && apt-get download ${name})\n${lastLines(result.output)}`;
  }
  const unpacked = await unpack(file, only);
  rmSync(join(DOCS_CACHE, file));
  return unpacked.code === 0 ? undefined : `${file} could not be unpacked.\n${lastLines(unpacked.output)}`;
}

async function fetchFromNpm(name, folder, only) {
  const { code, output } = await run('npm', ['pack', '--silent', name], {
    quiet: true,
    cwd: DOCS_CACHE,
    timeoutMs: 5 * 60_000,
  });
  const file = output.trim().split('\n').at(-1) ?? '';
  if (code !== 0 || !file.endsWith('.tgz')) return;
  mkdirSync(join(DOCS_CACHE, folder), { recursive: true });
  const parts = only.map((part) => `package/${part}`);
  await run('tar', ['-xzf', file, '-C', folder, '--strip-components=1', ...parts], { quiet: true, cwd: DOCS_CACHE });
  rmSync(join(DOCS_CACHE, file));
}

function unpack(file, only) {
  const options = { quiet: true, cwd: DOCS_CACHE };
  if (!only) return run('dpkg-deb', ['-x', file, '.'], options);
  const script = 'file=$1; shift; dpkg-deb --fsys-tarfile "$file" | tar -x --wildcards --no-wildcards-match-slash "$@"';
  return run('sh', ['-c', script, 'sh', file, ...only], options);
}
