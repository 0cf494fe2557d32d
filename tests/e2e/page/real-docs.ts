/** One selection on a real page, and what must come of it. */
export interface RealSelection {
  what: 'paragraph' | 'code' | 'table' | 'heading' | 'across blocks' | 'list' | 'keyboard' | 'note' | 'term';
  from: string;
  to?: string;
  /** Where the text is looked for; the whole page when left out. */
  within?: string;
  markdown: string;
  /** Plain text, where it is not the Markdown. */
  text?: string;
  headings: string[];
  anchor?: string;
  language?: string;
  note?: string;
}

/** A page as a Debian package brings it. */
export interface RealPage {
  /** Folder of `scripts/docs-packages.mjs`. */
  docs: string;
  generator: string;
  page: string;
  lang?: string;
  /** Product, version, generator as the page says them. */
  facts: { product?: string; version?: string; generator?: string };
  selections: RealSelection[];
}

const VEC = ['Struct std::vec::Vec'];

/** Versions are those of Debian 12, which CI runs on; pages and sentences were chosen that change little between them. */
export const REAL_PAGES: RealPage[] = [
  {
    docs: 'python',
    generator: 'Sphinx',
    page: 'library/json.html',
    lang: 'en',
    facts: { product: 'Python', version: '3.11.2', generator: 'Sphinx 5.3.0' },
    selections: [
      {
        what: 'heading',
        from: 'Basic Usage',
        within: '#basic-usage > h2',
        markdown: '## Basic Usage',
        text: 'Basic Usage',
        headings: ['Basic Usage'],
        anchor: 'basic-usage',
      },
      {
        what: 'note',
        from: 'A malicious JSON string',
        to: 'memory resources.',
        markdown: 'A malicious JSON string may cause the decoder to consume considerable CPU and memory resources.',
        headings: [],
        anchor: 'module-json',
        note: 'Warning',
      },
      {
        what: 'table',
        from: 'JSON',
        to: 'list',
        within: '#json-to-py-table',
        markdown: '| JSON | Python |\n| --- | --- |\n| object | dict |\n| array | list |',
        headings: ['Encoders and Decoders'],
        anchor: 'json.JSONDecoder',
      },
      {
        what: 'across blocks',
        from: 'Decoding JSON:',
        to: '\'["streaming API"]\')',
        markdown:
          "Decoding JSON:\n\n```python3\nimport json\njson.loads('[\"foo\", {\"bar\":[\"baz\", null, 1.0, 2]}]')\n['foo', {'bar': ['baz', None, 1.0, 2]}]\njson.loads('\"\\\\\"foo\\\\bar\"')\n'\"foo\\x08ar'\nfrom io import StringIO\nio = StringIO('[\"streaming API\"]')\n```",
        headings: [],
        anchor: 'module-json',
      },
      {
        what: 'keyboard',
        from: 'lightweight data interchange format',
        markdown: 'lightweight data interchange format',
        headings: [],
        anchor: 'module-json',
      },
    ],
  },
  {
    docs: 'node',
    generator: 'Node.js',
    page: 'path.html',
    lang: 'en',
    facts: { product: 'Node.js' },
    selections: [
      {
        what: 'paragraph',
        from: 'The path.dirname() method returns',
        to: 'directory name of a path',
        markdown: 'The `path.dirname()` method returns the directory name of a `path`',
        headings: ['Path', 'path.dirname(path)'],
        anchor: 'pathdirnamepath',
      },
      {
        what: 'across blocks',
        from: 'Trailing directory separators are ignored, see',
        to: "// Returns: '/foo/bar/baz/asdf'",
        within: '#apicontent',
        markdown:
          "Trailing directory separators are ignored, see `path.sep`.\n\n```js\npath.dirname('/foo/bar/baz/asdf/quux');\n// Returns: '/foo/bar/baz/asdf'\n```",
        headings: ['Path', 'path.dirname(path)'],
        anchor: 'pathdirnamepath',
      },
    ],
  },
  {
    docs: 'rust',
    generator: 'rustdoc',
    page: 'std/vec/struct.Vec.html',
    lang: 'en',
    facts: { generator: 'rustdoc' },
    selections: [
      {
        what: 'code',
        from: 'let mut vec = Vec::new();',
        to: 'vec.push(2);',
        markdown: '```rust\nlet mut vec = Vec::new();\nvec.push(1);\nvec.push(2);\n```',
        text: 'let mut vec = Vec::new();\nvec.push(1);\nvec.push(2);',
        headings: [...VEC, 'Examples'],
        anchor: 'examples',
        language: 'rust',
      },
      {
        what: 'across blocks',
        from: 'The vec! macro is provided',
        to: 'vec![1, 2, 3];',
        markdown:
          'The `vec!` macro is provided for convenient initialization:\n\n```rust\nlet mut vec1 = vec![1, 2, 3];\n```',
        headings: [...VEC, 'Examples'],
        anchor: 'examples',
      },
      {
        what: 'heading',
        from: 'Indexing',
        within: '#indexing',
        markdown: '## Indexing',
        text: 'Indexing',
        headings: [...VEC, 'Indexing'],
        anchor: 'indexing',
      },
    ],
  },
  {
    docs: 'rust',
    generator: 'mdBook',
    page: 'book/ch04-01-what-is-ownership.html',
    lang: 'en',
    facts: {},
    selections: [
      {
        what: 'list',
        from: 'Each value in Rust has',
        to: 'will be dropped.',
        within: 'main',
        markdown:
          '- Each value in Rust has an *owner*.\n- There can only be one owner at a time.\n- When the owner goes out of scope, the value will be dropped.',
        text: 'Each value in Rust has an owner.\nThere can only be one owner at a time.\nWhen the owner goes out of scope, the value will be dropped.',
        headings: ['What Is Ownership?', 'Ownership Rules'],
        anchor: 'ownership-rules',
      },
    ],
  },
  {
    docs: 'mkdocs',
    generator: 'MkDocs',
    page: 'user-guide/configuration.html',
    lang: 'en',
    facts: { generator: 'MkDocs' },
    selections: [
      {
        what: 'code',
        from: 'site_name: Marshmallow Generator',
        markdown: '```yaml\nsite_name: Marshmallow Generator\n```',
        text: 'site_name: Marshmallow Generator',
        headings: ['Project information', 'site_name'],
        anchor: 'site_name',
        language: 'yaml',
      },
      {
        what: 'across blocks',
        from: 'This is a required setting',
        to: 'Marshmallow Generator',
        markdown:
          'This is a **required setting**, and should be a string that is used as the main title for the project documentation. For example:\n\n```yaml\nsite_name: Marshmallow Generator\n```',
        headings: ['Project information', 'site_name'],
        anchor: 'site_name',
      },
    ],
  },
  {
    docs: 'postgresql',
    generator: 'DocBook',
    page: 'sql-select.html',
    facts: { generator: 'DocBook XSL Stylesheets Vsnapshot' },
    selections: [
      {
        what: 'paragraph',
        from: 'SELECT retrieves rows from zero or more tables.',
        markdown: '`SELECT` retrieves rows from zero or more tables.',
        text: 'SELECT retrieves rows from zero or more tables.',
        headings: ['Description'],
        anchor: 'id-1.9.3.172.7',
      },
      {
        what: 'heading',
        from: 'WITH Clause',
        within: '#SQL-WITH',
        markdown: '### `WITH` Clause',
        text: 'WITH Clause',
        headings: ['Parameters', 'WITH Clause'],
        anchor: 'SQL-WITH',
      },
    ],
  },
  {
    docs: 'postgresql',
    generator: 'DocBook',
    page: 'functions-comparison.html',
    facts: { generator: 'DocBook XSL Stylesheets Vsnapshot' },
    selections: [
      {
        what: 'table',
        from: 'Operator',
        to: 'Less than',
        within: 'table.table',
        markdown:
          '| Operator | Description |\n| --- | --- |\n| *`datatype`* `<` *`datatype`* → `boolean` | Less than |',
        headings: ['9.2. Comparison Functions and Operators'],
        anchor: 'FUNCTIONS-COMPARISON',
      },
    ],
  },
  {
    docs: 'javadoc',
    generator: 'javadoc',
    page: 'org/apache/commons/lang3/StringUtils.html',
    facts: { product: 'Apache Commons Lang', version: '3.12.0' },
    selections: [
      {
        what: 'across blocks',
        from: 'Checks if a CharSequence is empty ("") or null.',
        to: 'StringUtils.isEmpty("")        = true',
        within: '[id="isEmpty(java.lang.CharSequence)"]',
        markdown:
          'Checks if a CharSequence is empty ("") or null.\n\n```\n StringUtils.isEmpty(null)      = true\n StringUtils.isEmpty("")        = true\n```',
        headings: ['Class StringUtils', 'Method Details', 'isEmpty'],
        anchor: 'isEmpty(java.lang.CharSequence)',
      },
    ],
  },
  {
    docs: 'doxygen',
    generator: 'Doxygen',
    page: 'index.html',
    facts: { product: 'json-c', version: '0.16', generator: 'Doxygen 1.9.4' },
    selections: [
      {
        what: 'code',
        from: '$ git clone',
        to: '$ mkdir json-c-build',
        within: '.contents',
        markdown: '```\ngit clone https://github.com/json-c/json-c.git\nmkdir json-c-build\n```',
        text: 'git clone https://github.com/json-c/json-c.git\nmkdir json-c-build',
        headings: [
          '<tt>json-c</tt>',
          'Building on Unix with <tt>git</tt>, <tt>gcc</tt> and <tt>cmake</tt> <a name="buildunix"></a>',
          'Build instructions: <a name="buildcmds"></a>',
        ],
        anchor: 'autotoc_md5',
      },
    ],
  },
  {
    docs: 'doxygen',
    generator: 'Doxygen',
    page: 'json__object_8h.html',
    facts: { product: 'json-c', version: '0.16', generator: 'Doxygen 1.9.4' },
    selections: [
      {
        what: 'paragraph',
        from: 'Binary search a sorted array for a specified key object.',
        markdown: 'Binary search a sorted array for a specified key object.',
        headings: ['json_object_array_bsearch()'],
        anchor: 'a051f1c1a61f3851d1eed11783772a8ba',
      },
    ],
  },
  {
    docs: 'pango',
    generator: 'gi-docgen',
    page: 'class.Layout.html',
    lang: 'en',
    facts: {},
    selections: [
      {
        what: 'paragraph',
        from: 'A PangoLayout structure represents',
        to: 'paragraph of text.',
        markdown: 'A `PangoLayout` structure represents an entire paragraph of\u00a0text.',
        headings: ['PangoLayout', 'Description'],
        anchor: 'description',
      },
    ],
  },
  {
    docs: 'gtkdoc',
    generator: 'gtk-doc',
    page: 'SoupMessage.html',
    facts: { generator: 'DocBook XSL Stylesheets Vsnapshot' },
    selections: [
      {
        what: 'table',
        from: 'method',
        to: 'the destination endpoint (as a string)',
        within: 'a[name="soup-message-new"] ~ .refsect3, .refsect3',
        markdown:
          '|     |     |     |\n| --- | --- | --- |\n| method | the HTTP method for the created request |     |\n| uri_string | the destination endpoint (as a string) |',
        headings: ['Functions', 'soup_message_new ()', 'Parameters'],
        anchor: 'soup-message-new.parameters',
      },
    ],
  },
  {
    docs: 'git',
    generator: 'AsciiDoc',
    page: 'git-commit.html',
    facts: { generator: 'AsciiDoc 10.2.0' },
    selections: [
      {
        what: 'code',
        from: '$ edit hello.c',
        to: '$ git commit',
        markdown: '```\nedit hello.c\ngit rm goodbye.c\ngit add hello.c\ngit commit\n```',
        text: 'edit hello.c\ngit rm goodbye.c\ngit add hello.c\ngit commit',
        headings: ['git-commit(1) Manual Page', 'EXAMPLES'],
        anchor: '_examples',
      },
      {
        what: 'list',
        from: 'by using git-add(1)',
        to: 'git-rm(1)',
        markdown:
          '1. by using git-add(1) to incrementally "add" changes to the index before using the *commit* command (Note: even modified files must be "added");\n2. by using git-rm(1)',
        headings: ['git-commit(1) Manual Page', 'DESCRIPTION'],
        anchor: '_description',
      },
    ],
  },
  {
    docs: 'gcrypt',
    generator: 'Texinfo',
    page: 'Header.html',
    lang: 'en',
    facts: {},
    selections: [
      {
        what: 'across blocks',
        from: 'file, like this:',
        to: '#include <gcrypt.h>',
        markdown: 'file, like this:\n\n```\n#include <gcrypt.h>\n```',
        headings: ['2.1 Header'],
        anchor: 'Header-1',
      },
      {
        what: 'term',
        from: 'GCRYPT_NO_MPI_MACROS',
        to: 'gcry_mpi_*.',
        markdown: '`GCRYPT_NO_MPI_MACROS`\n\nDo not define the shorthand macros `mpi_*` for `gcry_mpi_*`.',
        headings: ['2.1 Header'],
        anchor: 'Header-1',
      },
    ],
  },
  {
    docs: 'yard',
    generator: 'YARD',
    page: 'file.GettingStarted.html',
    facts: { product: 'YARD', version: '0.9.28' },
    selections: [
      {
        what: 'code',
        from: 'def to_format(format = :html)',
        to: 'end',
        markdown: '```ruby\ndef to_format(format = :html)\n  # format the object\nend\n```',
        language: 'ruby',
        text: 'def to_format(format = :html)\n  # format the object\nend',
        headings: ['Getting Started with YARD', 'Documenting Code with YARD'],
        anchor: 'documenting-code-with-yard',
      },
    ],
  },
  {
    docs: 'qt',
    generator: 'QDoc',
    page: 'qserialport.html',
    lang: 'en',
    facts: { product: 'Qt Serial Port', version: '5.15.8' },
    selections: [
      {
        what: 'across blocks',
        from: 'If waitForReadyRead() returns false',
        to: 'an error has occurred.',
        markdown: 'If waitForReadyRead() returns `false`, the connection has been closed or an error has occurred.',
        headings: ['Detailed Description'],
        anchor: 'details',
      },
    ],
  },
];
