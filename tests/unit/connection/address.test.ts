import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Address, parseAddress } from '../../../utils/connection/address';
import { classifyHost } from '../../../utils/connection/network';

const accepted = (input: string): Address => {
  const parsed = parseAddress(input);
  if (!parsed.ok) throw new Error(`${input} was refused: ${parsed.problem}`);
  return parsed;
};

describe('an address is stored as', () => {
  test.each([
    ['api.example.com', 'https://api.example.com/'],
    ['  https://api.example.com/docs/chat  ', 'https://api.example.com/docs/chat'],
    ['<https://api.example.com/a>', 'https://api.example.com/a'],
    ['//api.example.com/x', 'https://api.example.com/x'],
    ['HTTPS://API.Example.COM./Path?workflow=a', 'https://api.example.com/Path?workflow=a'],
    ['https://api.example.com:443/', 'https://api.example.com/'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
    ['localhost:8787', 'http://localhost:8787/'],
    ['127.0.0.1:8787/chat', 'http://127.0.0.1:8787/chat'],
    ['http://localhost.:8787', 'http://localhost:8787/'],
    ['http://[::1]:8787/', 'http://localhost:8787/'],
    ['http://[0:0:0:0:0:0:0:1]/', 'http://localhost/'],
    ['https://[::1]:8443/', 'https://[::1]:8443/'],
    ['http://0x7f.1:8787/', 'http://127.0.0.1:8787/'],
    ['http://2130706433/', 'http://127.0.0.1/'],
    ['https://127.9.9.9/', 'https://127.9.9.9/'],
    ['https://docs.example.com/sk-SK/', 'https://docs.example.com/sk-SK/'],
  ])('%s → %s', (input, url) => expect(accepted(input).url).toBe(url));
});

describe('an address is refused', () => {
  test.each([
    ['', 'addressEmpty'],
    ['   ', 'addressEmpty'],
    ['http://api.example.com/', 'addressPlainHttp'],
    ['http://192.168.1.4:8787/', 'addressPlainHttp'],
    ['http://127.0.0.2/', 'addressPlainHttp'],
    ['http://localhost.evil.example/', 'addressPlainHttp'],
    ['https://user:secret@api.example.com/', 'addressUserinfo'],
    ['https://user@api.example.com/', 'addressUserinfo'],
    ['https://@api.example.com/', 'addressUserinfo'],
    ['https://localhost@evil.example/', 'addressUserinfo'],
    ['https://api.example.com/#top', 'addressFragment'],
    ['https://api.example.com/#key=', 'addressFragment'],
    ['https://api.example.com/#key=%zz', 'addressFragment'],
    ['https://api.example.com/#key=a%0ab', 'addressFragment'],
    ['data:text/html,hello', 'addressScheme'],
    ['file:///etc/passwd', 'addressScheme'],
    ['javascript:alert(1)', 'addressScheme'],
    ['chrome-extension://abcdefghijklmnop/options.html', 'addressScheme'],
    ['moz-extension://8f3c/options.html', 'addressScheme'],
    ['ws://api.example.com/', 'addressScheme'],
    ['/docs/chat', 'addressScheme'],
    ['https://', 'addressUnreadable'],
    ['https://api.example.com:0/', 'addressUnreadable'],
    ['https://api.example.com:65536/', 'addressUnreadable'],
    ['https://api..example.com/', 'addressUnreadable'],
    ['https://api.example.com../', 'addressUnreadable'],
    ['https://api.example .com/', 'addressUnreadable'],
    ['https://api.example.com\\@evil.example/', 'addressUnreadable'],
    ['https://api.example.com/\u202emoc', 'addressUnreadable'],
    [`https://api.example.com/${'a'.repeat(2_000)}`, 'addressUnreadable'],
    ['https://169.254.169.254/latest/meta-data', 'addressForbidden'],
    ['https://0xa9fea9fe/', 'addressForbidden'],
    ['https://[fe80::1]/', 'addressForbidden'],
    ['https://[::ffff:169.254.169.254]/', 'addressForbidden'],
    ['https://[64:ff9b::169.254.169.254]/', 'addressForbidden'],
    ['https://[fd00:ec2::254]/', 'addressForbidden'],
    ['https://100.100.100.200/', 'addressForbidden'],
    ['https://metadata.google.internal/', 'addressForbidden'],
    ['http://0.0.0.0:8787/', 'addressForbidden'],
    ['https://[::]/', 'addressForbidden'],
    ['https://224.0.0.1/', 'addressForbidden'],
    ['sk-proj-abcDEF', 'addressSecretKey'],
    ['https://api.example.com/?key=sk-proj-0123456789abcdefXYZ', 'addressSecretKey'],
    ['https://api.example.com/#key=sk-0123456789abcdef0123', 'addressSecretKey'],
  ])('%s: %s', (input, problem) => expect(parseAddress(input)).toEqual({ ok: false, problem }));
});

test('the key of a pairing address is split off and never stays in the address', () => {
  const address = accepted('http://127.0.0.1:8787/#key=b64_url-KEY.value%3D');
  expect(address).toMatchObject({ url: 'http://127.0.0.1:8787/', key: 'b64_url-KEY.value=' });
});

describe('an address warns', () => {
  test.each([
    ['https://10.1.2.3/', ['addressPrivateNetwork']],
    ['https://172.31.0.1/', ['addressPrivateNetwork']],
    ['https://172.32.0.1/', []],
    ['https://[fd12::1]/', ['addressPrivateNetwork']],
    ['https://docs.local/', ['addressPrivateNetwork']],
    ['https://intranet/', ['addressPrivateNetwork']],
    ['https://api.example.com:9000/', ['addressOddPort']],
    ['http://127.0.0.1:8787/', []],
    ['https://api.example.com/', []],
  ])('%s: %j', (input, warnings) => expect(accepted(input).warnings).toEqual(warnings));
});

test('whatever is typed, the parser answers, and what it accepts is https or loopback, without credentials', () => {
  const pieces = fc.constantFrom(
    'http',
    'https',
    '://',
    '@',
    ':',
    '#',
    '#key=',
    '/',
    '[::1]',
    'localhost',
    '.',
    '%',
    'é',
  );
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webUrl(),
    fc.array(pieces).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(typed, (input) => {
      const parsed = parseAddress(input);
      if (!parsed.ok) return;
      const url = new URL(parsed.url);
      expect(url.username + url.password + url.hash).toBe('');
      expect(url.protocol === 'https:' || ['localhost', '127.0.0.1'].includes(url.hostname)).toBe(true);
      expect(classifyHost(url.hostname)).not.toBe('forbidden');
      const again = parseAddress(parsed.url);
      expect(again.ok && again.url).toBe(parsed.url);
    }),
    { numRuns: 2_000 },
  );
});

test('the spelling of an IPv4 address cannot hide a link-local one', () => {
  const octet = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(octet, octet, fc.constantFrom('dec', 'hex', 'octal', 'mapped'), (c, d, form) => {
      const value = 0xa9fe0000 + c * 256 + d;
      const host = {
        dec: String(value),
        hex: `0x${value.toString(16)}`,
        octal: `0251.0376.0${c.toString(8)}.0${d.toString(8)}`,
        mapped: `[::ffff:a9fe:${(c * 256 + d).toString(16)}]`,
      }[form];
      expect(parseAddress(`https://${host}/`)).toEqual({ ok: false, problem: 'addressForbidden' });
    }),
  );
});
