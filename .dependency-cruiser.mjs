/**
 * The rooms of the house as rules: who may import whom, types included. A room is the process in which its code runs
 * (docs/architecture.md, Rooms). Each message is what a reviewer would say.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [
    {
      name: 'no-circle',
      comment:
        'Files that import each other, by types or when first needed too, are one file in pieces: what both need lies in a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    room('passage', [], 'A passage is what every process speaks of: it knows none of them.'),
    room('connection', ['passage'], 'A connection is plain data that every process parses: it knows none of them.'),
    room('settings', ['connection', 'shared'], 'The settings know no process: they are handed what they need.'),
    room('shared', ['passage', 'connection', 'settings'], 'utils/shared/ is needed by every process and knows none.'),
    room(
      'page',
      ['passage'],
      'A page pays for this on every load, and it is a boundary: plain DOM, no settings, no secret.',
      ['shared/(errors|messages|page-runtime|preferences)'],
    ),
    room('backend', ['passage', 'connection', 'settings', 'shared'], 'Adapters are handed what they need: no process.'),
    room(
      'background',
      ['backend', 'passage', 'connection', 'settings', 'shared'],
      'The background meets pages and panels by messages (utils/shared/messages.ts), never by import.',
    ),
    room(
      'panel',
      ['backend', 'passage', 'connection', 'settings', 'shared'],
      'The panel meets the background and pages by messages and injected files, never by import.',
    ),
    room(
      'settings-page',
      ['backend', 'passage', 'connection', 'settings', 'shared'],
      'Options and welcome meet the background by messages, never by import.',
    ),
    {
      name: 'no-file-at-the-root-of-utils',
      comment: 'Every file of utils/ lies in the room of the process that runs it.',
      severity: 'error',
      from: { path: '^(utils|components|entrypoints|tests)/' },
      to: { path: '^utils/[^/]+$' },
    },
    {
      name: 'ports-lie-below-components',
      comment: 'utils/ holds the ports that components use: what it needs of a component moves down to it.',
      severity: 'error',
      from: { path: '^utils/' },
      to: { path: '^(components|entrypoints|proxy)/' },
    },
    {
      name: 'chatkit-stands-alone',
      comment: 'chatkit/ could be published on its own: pass in what it needs instead of importing the extension.',
      severity: 'error',
      from: { path: '^chatkit/' },
      to: { path: '^(utils|components|entrypoints|locales|proxy)/' },
    },
    {
      name: 'a-model-has-no-transport',
      comment:
        'chatkit/answerers/model/ answers by whatever model it is handed, in the proxy and in the browser: what carries it there implements Model.',
      severity: 'error',
      from: { path: '^chatkit/answerers/model/' },
      to: {
        path: '^(proxy|utils|components|entrypoints|chatkit/(client|element|frame)|chatkit/answerers/(completions|extractive))/|webextension-polyfill|undici|eventsource-parser',
      },
    },
    {
      name: 'a-model-has-no-node',
      comment: 'chatkit/answerers/model/ and completions/ run in a browser, too: web standards alone.',
      severity: 'error',
      from: { path: '^chatkit/answerers/(model|completions)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'completions-know-the-model-alone',
      comment: 'chatkit/answerers/completions/ is one way to a model: it is handed fetch, and knows no prompt.',
      severity: 'error',
      from: { path: '^chatkit/answerers/completions/' },
      to: {
        path: '^(proxy|utils|components|entrypoints|chatkit/(client|element|frame|server))/|webextension-polyfill|undici',
      },
    },
    {
      name: 'the-element-goes-by-subject',
      comment:
        'A folder of the element holds one subject, logic, drawing and styles; what every subject uses knows none of them.',
      severity: 'error',
      from: { path: '^chatkit/element/(shared|strings|icons)/' },
      to: { path: '^chatkit/element/', pathNot: '^chatkit/element/(shared|strings|icons)/' },
    },
    {
      name: 'proxy-knows-only-chatkit',
      comment: 'The proxy runs without the extension: what both need lies in chatkit/.',
      severity: 'error',
      from: { path: '^proxy/' },
      to: { path: '^(utils|components|entrypoints|locales)/' },
    },
    {
      name: 'panel-and-settings-are-apart',
      comment: 'Two pages, two bundles: what both draw lies in components/shared/.',
      severity: 'error',
      from: { path: '^components/(panel|settings)/' },
      to: { path: '^components/(panel|settings)/', pathNot: '^components/($1|shared)/' },
    },
    {
      name: 'components-use-their-own-page',
      comment: 'A component uses the logic of its own page (utils/panel/ or utils/settings-page/) and what is shared.',
      severity: 'error',
      from: { path: '^components/(?:panel|settings)/' },
      to: { path: '^utils/(page|background)/' },
    },
    {
      name: 'panel-components-use-the-panel',
      comment:
        'What options and welcome do is no business of the panel; a connection or a setting lies in its own room.',
      severity: 'error',
      from: { path: '^components/panel/' },
      to: { path: '^utils/settings-page/' },
    },
    {
      name: 'settings-components-use-the-settings-page',
      comment:
        'What the panel does is no business of options and welcome; a connection or a setting lies in its own room.',
      severity: 'error',
      from: { path: '^components/settings/' },
      to: { path: '^utils/panel/' },
    },
    {
      name: 'shared-components-know-no-page',
      comment: 'A shared component is handed what it shows.',
      severity: 'error',
      from: { path: '^components/shared/' },
      to: { path: '^(components|utils)/', pathNot: '^(components/shared|utils/shared)/' },
    },
    {
      name: 'scripts-know-no-tests',
      comment:
        'A command of a person must not break when a test changes: what both need lies in scripts/lib/. Only the pictures of scripts/screenshots are of states that the tests declare.',
      severity: 'error',
      from: { path: '^scripts/', pathNot: '^scripts/screenshots(/|\\.ts$)' },
      to: { path: '^tests/' },
    },
    {
      name: 'product-knows-no-tests',
      comment: 'What is shipped runs without its tests.',
      severity: 'error',
      from: { path: '^(utils|components|entrypoints|chatkit|proxy)/' },
      to: { path: '^tests/' },
    },
  ],
  options: {
    // Types count: a room that names another one's types cannot be understood without it.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(css|json)(\\?|$)' },
  },
};

/**
 * @param {string} name a folder of `utils/`
 * @param {string[]} mayImport other folders of `utils/`, whole
 * @param {string} comment why not more
 * @param {string[]} [files] single files of other rooms, as patterns below `utils/`
 */
function room(name, mayImport, comment, files = []) {
  const allowed = [`(${[name, ...mayImport].join('|')})/`, ...files.map((file) => `${file}\\.ts$`)];
  return {
    name: `room-${name}`,
    comment,
    severity: 'error',
    from: { path: `^utils/${name}/` },
    to: { path: '^utils/', pathNot: `^utils/(${allowed.join('|')})` },
  };
}
