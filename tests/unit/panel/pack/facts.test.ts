import { describe, expect, test } from 'vitest';
import { readFacts } from '../../../../utils/panel/pack/facts';

describe('what a page says of its documentation', () => {
  test.each([
    [
      'Sphinx',
      'json — JSON encoder and decoder — Python 3.11.2 documentation',
      [
        'generator=Docutils 0.19: https://docutils.sourceforge.io/',
        'footer=… Found a bug? Created using Sphinx 5.3.0.',
      ],
      { product: 'Python', version: '3.11.2', generator: 'Sphinx 5.3.0' },
    ],
    ['Node.js', 'File system | Node.js v18.20.4 Documentation', [], { product: 'Node.js', version: 'v18.20.4' }],
    [
      'Docusaurus',
      'Installation | Docusaurus',
      ['generator=Docusaurus v3.5.2', 'docusaurus_version=current', 'docsearch:version=3.5.2'],
      { version: '3.5.2', generator: 'Docusaurus v3.5.2' },
    ],
    ['VitePress', 'Guide', ['generator=VitePress v1.3.4'], { generator: 'VitePress v1.3.4' }],
    [
      'MkDocs Material',
      'Setup - Material for MkDocs',
      ['generator=mkdocs-1.5.3, mkdocs-material-9.5.1'],
      { generator: 'mkdocs-1.5.3' },
    ],
    [
      'javadoc',
      'StringUtils (Apache Commons Lang 3.12.0 API)',
      ['generator=javadoc/PackageWriterImpl'],
      { product: 'Apache Commons Lang', version: '3.12.0', generator: 'javadoc/PackageWriterImpl' },
    ],
    [
      'Doxygen',
      'json-c: json_object.h File Reference',
      ['generator=Doxygen 1.9.4', 'projectname=json-c 0.16', 'projectnumber=0.16'],
      { product: 'json-c', version: '0.16', generator: 'Doxygen 1.9.4' },
    ],
    [
      'TypeDoc',
      'setLimit | parser-kit - v2.3.1',
      ['footer=Generated using TypeDoc'],
      { product: 'parser-kit', version: 'v2.3.1', generator: 'TypeDoc' },
    ],
    [
      'Texinfo',
      'Character Class Functions (GNU Octave (version 7.3.0))',
      ['generator=makeinfo'],
      { product: 'GNU Octave', version: '7.3.0', generator: 'makeinfo' },
    ],
    ['Apache', 'core - Apache HTTP Server Version 2.4', [], { product: 'Apache HTTP Server', version: '2.4' }],
    [
      'Starlight',
      'Guide | Acme',
      ['generator=Astro v5.1.0', 'generator=Starlight v0.30.0', 'og:site_name=Acme'],
      { product: 'Acme', generator: 'Starlight v0.30.0' },
    ],
    ['Read the Docs', 'Quickstart', ['readthedocs-version-slug=stable', 'version=v: latest'], { version: 'stable' }],
    ['a badge in the side bar', 'Crate', ['version=Version 1.63.0'], { version: '1.63.0' }],
    [
      'GitBook',
      'Start',
      ['generator=GitBook (28f7fba)', 'og:site_name=Acme Docs'],
      { product: 'Acme Docs', generator: 'GitBook' },
    ],
    ['a page that says nothing', 'Notes of 12 May', [], {}],
    ['a version that is a sentence', 'Notes', ['version=Version control with Git'], {}],
  ])('%s', (_name, title, hints, facts) => {
    expect(readFacts(title, hints)).toEqual(facts);
  });
});
