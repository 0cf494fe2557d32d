import { API_PAGES } from './api-pages';

/** A page of one kind of documentation, and what of it a person would call its text. */
export interface Family {
  name: string;
  /** Below the server of the documentations. */
  path: string;
  /** Its main content; chosen by hand, never by the code under test. Within an open shadow tree or a frame: `host >>> selector`. */
  main: string;
  /** What within that is no text of it: links between pages, marks of prompts. */
  without?: string;
  /** What is set as code; `pre` when left out. */
  code?: string;
}

/** Every family another generator, theme or hand. */
export const FAMILIES: readonly Family[] = [
  { name: 'Sphinx', path: '/python/library/json.html', main: '[role=main]' },
  { name: 'Node.js', path: '/node/path.html', main: '#apicontent' },
  { name: 'rustdoc', path: '/rust/std/vec/struct.Vec.html', main: 'main' },
  { name: 'mdBook', path: '/rust/book/ch04-01-what-is-ownership.html', main: 'main' },
  { name: 'MkDocs', path: '/mkdocs/user-guide/configuration.html', main: '[role=main]' },
  { name: 'DocBook', path: '/postgresql/sql-select.html', main: '.refentry' },
  { name: 'javadoc', path: '/javadoc/org/apache/commons/lang3/StringUtils.html', main: 'main' },
  { name: 'Doxygen', path: '/doxygen/json__object_8h.html', main: '.contents', code: '.fragment' },
  { name: 'gi-docgen', path: '/pango/class.Layout.html', main: '#main' },
  { name: 'gtk-doc', path: '/gtkdoc/SoupMessage.html', main: '.refentry' },
  { name: 'AsciiDoc', path: '/git/git-commit.html', main: '#header,#content' },
  { name: 'Texinfo', path: '/gcrypt/Header.html', main: '.section', without: '.header' },
  { name: 'YARD', path: '/yard/file.GettingStarted.html', main: '#content' },
  { name: 'QDoc', path: '/qt/qserialport.html', main: '.mainContent', without: '.sidebar' },
  { name: 'Apache', path: '/apache/en/mod/mod_alias.html', main: '#page-content', without: '.up,#quickview,.toplang' },
  { name: 'BoostBook', path: '/boost/html/atomic/interface.html', main: 'body > .section' },
  { name: 'MediaWiki', path: '/cppreference/en/cpp/container/vector.html', main: '#content', without: '.t-navbar' },
  { name: 'xfpt', path: '/exim/ch55.html', main: '#content' },
  { name: 'fpdoc', path: '/fpdoc/fcl/sqldb/tsqlquery.html', main: 'body', without: '.bar,hr,h1 + p' },
  {
    name: 'GAPDoc',
    path: '/gap/ref/chap21.html',
    main: 'body',
    without: '[class*=chlink],[id=mathjaxlink],.GAPprompt',
  },
  { name: 'Go', path: '/go/go_spec.html', main: 'body' },
  { name: 'Haddock', path: '/haddock/Data-Aeson.html', main: '#content', without: '#table-of-contents' },
  { name: 'haproxy', path: '/haproxy/intro.html', main: '#page-wrapper', without: 'footer' },
  { name: 'Nim', path: '/nim/bitops.html', main: '#content' },
  { name: 'Org', path: '/org/README.html', main: 'body', without: '#postamble' },
  { name: 'Postfix', path: '/postfix/TUNING_README.html', main: 'body' },
  {
    name: 'Scribble',
    path: '/racket/guide/Pairs__Lists__and_Racket_Syntax.html',
    main: '.main',
    without: '[class*=nav]',
    code: '.SCodeFlow',
  },
  { name: 'Scaladoc', path: '/scaladoc/scala/Option.html', main: 'iframe >>> body' },
  { name: 'SQLite', path: '/sqlite/quirks.html', main: '.fancy' },
  { name: 'SWI-Prolog', path: '/swi/lists.html', main: 'body', without: '.navigate' },
  { name: 'Vim', path: '/vim/editing.html', main: 'body' },
  ...API_PAGES.map(({ name, path, main, without }) => ({ name, path, main, ...(without && { without }) })),
];
