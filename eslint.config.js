import reactHooks from 'eslint-plugin-react-hooks';
import noUnsanitized from 'eslint-plugin-no-unsanitized';
import tseslint from 'typescript-eslint';

/** Which room may import which is checked by `.dependency-cruiser.mjs`; here stands what a room may use at all. */
const forbid = (patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });
const browserApi = {
  group: ['webextension-polyfill', 'wxt/browser', '#imports'],
  message: 'No browser API in here: take it as an argument or a prop.',
};

export default tseslint.config(
  { ignores: ['node_modules', '.output', '.wxt', '.cache', 'dist', 'artifacts', 'docs', 'docent-*', '**/fixtures/**'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks, 'no-unsanitized': noUnsanitized },
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-unsanitized/method': 'error',
      'no-unsanitized/property': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'CallExpression > MemberExpression[property.name=/^(?:email|url|jwt|emoji|guid|uuid\\w*|nanoid|cuid2?|ulid|base64(?:url)?|xid|ksuid|(?:ipv|cidrv)[46]|e164|datetime|date|time|duration)$/] CallExpression[callee.object.name="z"][callee.property.name="string"]',
          message: 'The build has no formats on z.string(): write z.url(), z.uuid() and so on (wxt.config.ts).',
        },
        {
          selector: 'ImportExpression > Literal[value=/^https?:/]',
          message: 'Remote code is banned in both stores: package what the extension runs.',
        },
        {
          selector: "CallExpression[callee.property.name='createElement'] > Literal[value='script']",
          message: 'No script element is ever made: the extension runs only what it ships.',
        },
        {
          selector: "MemberExpression[object.name='console'][property.name='log']",
          message: 'Use console.warn or console.error, without token, passage or header.',
        },
        {
          selector: 'TemplateElement[value.raw=/[\\w\\])]\\s*\\{\\s*[a-z-]+:[^{}]*\\}/]',
          message: "Styles lie in a .css file that formatter and linter see: import styles from './x.css?inline'.",
        },
      ],
    },
  },
  {
    files: ['utils/**', 'components/**', 'entrypoints/**'],
    ignores: ['utils/shared/panel-chrome.ts', 'utils/shared/panel-firefox.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['sidePanel', 'sidebarAction'].map((property) => ({
          property,
          message:
            'Only utils/shared/panel-chrome.ts and panel-firefox.ts know that the two browsers have different panels.',
        })),
      ],
    },
  },
  {
    files: ['components/**'],
    rules: { ...forbid([browserApi]) },
  },
  { files: ['chatkit/**', 'proxy/**'], rules: { ...forbid([browserApi]) } },
  {
    // Every file that is injected into a page, and what they are made of.
    files: [
      'entrypoints/{selection,popover,ask,menu,capture,section,show,show-similar}.ts',
      'utils/page/**',
      'utils/passage/**',
    ],
    ignores: ['utils/passage/schema.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [
                'react',
                'react-dom',
                'zod',
                'idb',
                'jose',
                'webextension-polyfill',
                '**/settings/**',
                '**/schema',
                '**/messages',
                '**/token/**',
              ],
              allowTypeImports: true,
              message: 'The page script is paid for on every page: plain DOM and types only, and no stored secret.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['tests/**', 'scripts/**', 'proxy/**'],
    // Tests make their pages from strings of their own.
    rules: { 'no-restricted-syntax': 'off', 'no-unsanitized/property': 'off' },
  },
);
