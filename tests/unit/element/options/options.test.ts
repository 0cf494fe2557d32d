import { describe, expect, test } from 'vitest';
import { validateOptions } from '../../../../chatkit/element/options/validate';

const api = { url: '/chatkit', domainKey: 'local' };
const noop = () => undefined;

const full = {
  api: { ...api, fetch, uploadStrategy: { type: 'direct', uploadUrl: '/up' } },
  locale: 'pt-BR',
  theme: {
    colorScheme: 'dark',
    typography: {
      baseSize: 15,
      fontFamily: 'serif',
      fontFamilyMono: 'monospace',
      fontSources: [
        { family: 'A', src: '/a.woff2', weight: 400, style: 'normal', display: 'swap', unicodeRange: 'U+0' },
      ],
    },
    radius: 'soft',
    density: 'compact',
    color: {
      grayscale: { hue: 200, tint: 3, shade: -1 },
      accent: { primary: '#0d7d62', level: 1 },
      surface: { background: '#fff', foreground: '#000' },
    },
  },
  frameTitle: 'Chat',
  initialThread: null,
  onClientTool: noop,
  header: {
    enabled: true,
    title: { enabled: true, text: 'T' },
    leftAction: { icon: 'home', onClick: noop },
    rightAction: undefined,
  },
  history: { enabled: true, showDelete: true, showRename: false },
  startScreen: {
    greeting: 'Hi',
    prompts: [
      { label: 'a', prompt: 'b', icon: 'bolt' },
      { label: 'c', prompt: [{ type: 'input_text', text: 'd' }] },
    ],
  },
  threadItemActions: { feedback: true, retry: true },
  composer: {
    placeholder: 'Ask',
    attachments: { enabled: true, maxSize: { 'image/*': 10 }, maxCount: 2, accept: { 'image/*': ['.png'] } },
    tools: [
      { id: 't', label: 'T', icon: 'bolt', pinned: true, persistent: true, shortLabel: 't', placeholderOverride: 'p' },
    ],
    models: [{ id: 'm', label: 'M', description: 'd', disabled: false, default: true }],
    dictation: { enabled: false },
  },
  disclaimer: { text: 'd', highContrast: true },
  entities: { onTagSearch: noop, showComposerMenu: true, onClick: noop, onRequestPreview: noop },
  commands: { enabled: true, onSearch: noop, onSelect: noop },
  widgets: { onAction: noop },
  thread: { autoScroll: true },
};

test.each([
  ['the least', { api }],
  ['everything', full],
  ['options that are undefined', { api, locale: undefined, theme: undefined, composer: undefined }],
  ['a theme by its name', { api, theme: 'dark' }],
])('%s is taken', (_name, options) => {
  expect(validateOptions(options)).toMatchObject({ ok: true });
});

test('a function is kept as it is', () => {
  const validated = validateOptions({ api: { ...api, fetch } });
  expect(validated.ok && validated.options.api.fetch).toBe(fetch);
});

describe('a bad option is named', () => {
  test.each<[string, unknown]>([
    ['', undefined],
    ['', null],
    ['', 'options'],
    ['api', {}],
    ['api.getClientSecret', { api: {} }],
    ['api.domainKey', { api: { url: '/chatkit' } }],
    ['api.url', { api: { url: '', domainKey: 'k' } }],
    ['api', { api: { ...api, getClientSecret: noop } }],
    ['api', { api: { getClientSecret: noop } }],
    ['api.fetch', { api: { ...api, fetch: 'fetch' } }],
    ['api.uploadStrategy.uploadUrl', { api: { ...api, uploadStrategy: { type: 'direct' } } }],
    ['', { api, colour: 'red' }],
    ['', { api, onError: noop }],
    ['locale', { api, locale: 'not a locale' }],
    ['theme', { api, theme: 'blue' }],
    ['theme.colorScheme', { api, theme: { colorScheme: 'sepia' } }],
    ['theme.typography.baseSize', { api, theme: { typography: { baseSize: 13 } } }],
    ['theme.color.accent.level', { api, theme: { color: { accent: { primary: 'red', level: 4 } } } }],
    ['theme.radius', { api, theme: { radius: 3 } }],
    ['frameTitle', { api, frameTitle: 1 }],
    ['initialThread', { api, initialThread: 7 }],
    ['onClientTool', { api, onClientTool: {} }],
    ['header.enabled', { api, header: { enabled: 'no' } }],
    ['header.leftAction.onClick', { api, header: { leftAction: { icon: 'home' } } }],
    ['history.showDelete', { api, history: { showDelete: 1 } }],
    ['startScreen.prompts.0.prompt', { api, startScreen: { prompts: [{ label: 'a' }] } }],
    ['threadItemActions', { api, threadItemActions: { share: true } }],
    ['composer.placeholder', { api, composer: { placeholder: 7 } }],
    ['composer.attachments.enabled', { api, composer: { attachments: {} } }],
    ['composer.attachments.maxSize', { api, composer: { attachments: { enabled: true, maxSize: -1 } } }],
    ['composer.tools.0.id', { api, composer: { tools: [{ label: 'x', icon: 'bolt' }] } }],
    ['composer.models.0.label', { api, composer: { models: [{ id: 'm' }] } }],
    ['composer.dictation.enabled', { api, composer: { dictation: {} } }],
    ['disclaimer.text', { api, disclaimer: {} }],
    ['entities.onClick', { api, entities: { onClick: true } }],
    ['commands.enabled', { api, commands: {} }],
    ['widgets.onAction', { api, widgets: { onAction: 'x' } }],
    ['thread.autoScroll', { api, thread: { autoScroll: 'yes' } }],
  ])('at %j', (path, options) => {
    const validated = validateOptions(options);
    expect(validated.ok).toBe(false);
    if (!validated.ok) {
      expect(validated.error.name).toBe('ChatKitOptionsError');
      expect(validated.error.path).toBe(path);
    }
  });

  test('even where reading it throws', () => {
    const hostile = {
      get api(): never {
        throw new Error('no');
      },
    };
    expect(validateOptions(hostile).ok).toBe(false);
  });
});
