import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { linkTarget } from '../../../../chatkit/element/markdown/addresses';
import { hostToShow } from '../../../../chatkit/element/markdown/link-host';
import { Markdown } from '../../../../chatkit/element/markdown/Markdown';
import { createTranslate } from '../../../../chatkit/element/strings';

const BASE = 'https://docs.example.org/guide/start.html?v=2#top';
const html = (text: string, base: string | null = BASE) =>
  renderToStaticMarkup(
    <Markdown
      text={text}
      finished
      environment={{
        t: createTranslate('en'),
        onDeeplink: () => undefined,
        entities: undefined,
        sourceOf: () => undefined,
        base,
        images: { apiOrigin: 'http://127.0.0.1:1', isAllowed: () => false, allow: () => undefined },
      }}
    />,
  );
/** The link's address and what is shown behind its words. */
function linkOf(markdown: string, base?: string | null) {
  const [, href = null, shown = ''] = /<a href="([^"]*)"[^>]*>(.*?)<\/a>/.exec(html(markdown, base)) ?? [];
  return { href, host: /<bdi class="link-host">(.*?)<\/bdi>/.exec(shown)?.[1] ?? null };
}

describe('a relative link leads from the page that the answer is about, and says to which host', () => {
  test.each([
    ['[next](next.html)', 'https://docs.example.org/guide/next.html', 'docs.example.org'],
    ['[api](../api/#open)', 'https://docs.example.org/api/#open', 'docs.example.org'],
    ['[root](/install)', 'https://docs.example.org/install', 'docs.example.org'],
    ['[below](#below)', 'https://docs.example.org/guide/start.html?v=2#below', 'docs.example.org'],
    ['[query](?v=3)', 'https://docs.example.org/guide/start.html?v=3', 'docs.example.org'],
    ['[elsewhere](//evil.example/x)', 'https://evil.example/x', 'evil.example'],
    ['[back](\\\\\\\\evil.example/x)', 'https://evil.example/x', 'evil.example'],
  ])('%s', (markdown, href, host) => {
    expect(linkOf(markdown)).toEqual({ href, host });
  });

  test('nowhere where the page is not known', () => {
    expect(linkOf('[next](next.html)', null).href).toBeNull();
    expect(linkOf('[below](#below)', null).href).toBeNull();
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'blob:https://a.example/x',
    'vbscript:x',
  ])('never %s', (address) => {
    expect(linkTarget(address, BASE)).toBeNull();
  });
});

describe('what the reader would not expect is shown before it opens', () => {
  test.each([
    ['signs in', '[docs](https://docs.python.org@evil.example/x)', 'https://evil.example/x', 'evil.example'],
    ['signs in with a password', '[docs](https://:pw@evil.example/)', 'https://evil.example/', 'evil.example'],
    ['a bare address that signs in', 'https://docs.python.org@evil.example/', 'https://evil.example/', 'evil.example'],
    ['other letters', '[docs](https://dосs.example/)', 'https://xn--ds-fmcm.example/', 'xn--ds-fmcm.example'],
    ['punycode', '[docs](https://xn--80ak6aa92e.com/)', 'https://xn--80ak6aa92e.com/', 'xn--80ak6aa92e.com'],
    ['words of another host', '[docs.python.org](https://evil.example/)', 'https://evil.example/', 'evil.example'],
    [
      'words of another address',
      '[https://python.org/3](https://evil.example/)',
      'https://evil.example/',
      'evil.example',
    ],
    [
      'a host within the words',
      '[see www.python.org now](https://evil.example/)',
      'https://evil.example/',
      'evil.example',
    ],
    ['code that is a host', '[`python.org`](https://evil.example/)', 'https://evil.example/', 'evil.example'],
    [
      'a host as part of another',
      '[python.org](https://python.org.evil.example/)',
      'https://python.org.evil.example/',
      'python.org.evil.example',
    ],
    ['words turned round', '[\u202egro.nohtyp](https://evil.example/)', 'https://evil.example/', 'evil.example'],
    [
      'an ending that code has too',
      '[https://bank.at/](https://evil.example/)',
      'https://evil.example/',
      'evil.example',
    ],
    ['a port', '[python.org](https://evil.example:8443/)', 'https://evil.example:8443/', 'evil.example:8443'],
    ['mail to another', '[ann@bank.example](mailto:eve@evil.example)', 'mailto:eve@evil.example', 'eve@evil.example'],
  ])('%s', (_name, markdown, href, host) => {
    expect(linkOf(markdown)).toEqual({ href, host });
  });
});

test.each([
  '[json.dumps](https://docs.python.org/3/library/json.html#json.dumps)',
  '[`Array.prototype.at`](https://developer.mozilla.org/x)',
  '[README.md](https://github.com/a/b)',
  '[Node.js](https://nodejs.org/)',
  '[e.g. this](https://a.example/)',
  '[python.org](https://www.python.org/)',
  '[www.python.org](https://python.org/)',
  '[https://docs.python.org/3/](https://docs.python.org/3/library)',
  'https://docs.python.org/3/',
  'www.python.org',
  'ann@example.org',
  '[1.2.3](https://a.example/)',
  '[std::fs](https://doc.rust-lang.org/)',
  '[写真](https://a.example/)',
])('an honest link is left as it is: %s', (markdown) => {
  expect(linkOf(markdown)).toEqual({ href: expect.any(String) as string, host: null });
});

test('whatever a server writes: no link signs in, and one that is relative is never without its host', () => {
  const address = fc.array(
    fc.constantFrom(
      'https:',
      'http:',
      '//',
      '/',
      '\\',
      '@',
      ':',
      '#',
      '?',
      '..',
      'evil.example',
      'user',
      'xn--a',
      '\t',
      ' ',
      'ä',
    ),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(address, (parts) => {
      const written = parts.join('');
      const target = linkTarget(written, BASE);
      if (target?.kind !== 'web') return;
      const url = new URL(target.href);
      expect(url.username + url.password).toBe('');
      if (!URL.canParse(written)) expect(hostToShow(target.href, written, 'words')).toBe(url.host);
    }),
  );
});
