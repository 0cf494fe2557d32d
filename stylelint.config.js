const LOGICAL =
  'Arabic is read from right to left: say start and end (inline, block), or disable this line and say why.';

export default {
  extends: ['stylelint-config-standard'],
  reportNeedlessDisables: true,
  reportDescriptionlessDisables: true,
  rules: {
    'property-disallowed-list': [
      [
        'left',
        'right',
        '/^(margin|padding|border|scroll-margin|scroll-padding)-(left|right)/',
        '/^border-(top|bottom)-(left|right)-radius$/',
      ],
      { message: LOGICAL },
    ],
    'declaration-property-value-disallowed-list': [
      { '/^(text-align|float|clear)$/': ['left', 'right'] },
      { message: LOGICAL },
    ],
    'selector-class-pattern': [
      '^(?=.{3})[a-z][a-z0-9]*(-[a-z0-9]+)*$',
      { message: 'A class is named by a word: kebab-case, three letters at least.' },
    ],
    'import-notation': 'string',
    // Names of fonts in a custom property look like keywords.
    'value-keyword-case': ['lower', { ignoreKeywords: ['Consolas'] }],
    // A file goes by parts of its surface, not by weight.
    'no-descending-specificity': null,
  },
  overrides: [
    // Its names are those of highlight.js.
    { files: ['chatkit/element/markdown/code.css'], rules: { 'selector-class-pattern': null } },
  ],
};
