import { describe, expect, test } from 'vitest';
import { answersFor, isProposed } from '../../../utils/settings-page/connecting';
import { proposalOf } from '../../../utils/panel/proposal';
import { aConnection, aPassage } from './passages';

const from = (backEnd: string | undefined, url = 'https://docs.example.com/guide/foxes') =>
  aPassage({ page: { url, title: 'Foxes', ...(backEnd !== undefined && { backEnd }) } });

describe('what a docs page proposes', () => {
  test('is offered with both hosts, and nothing is asked of anybody', () => {
    expect(proposalOf(from('https://chat.example.com/x/'), [])).toEqual({
      address: 'https://chat.example.com/x',
      host: 'chat.example.com',
      page: 'https://docs.example.com/guide/foxes',
      site: 'docs.example.com',
    });
  });

  test.each([
    ['nothing', undefined],
    ['no address', 'javascript:alert(1)'],
    ['plain http', 'http://chat.example.com'],
    ['a key in its address', 'https://chat.example.com/#key=abc'],
    ['a user in its address', 'https://me@chat.example.com'],
    ['this computer, from the internet', 'http://127.0.0.1:8787'],
    ['a private network, from the internet', 'https://10.0.0.7'],
  ])('%s is not', (_, address) => {
    expect(proposalOf(from(address), [])).toBeUndefined();
  });

  test('this computer may be proposed by a page on it', () => {
    expect(proposalOf(from('http://127.0.0.1:8787', 'http://localhost:3000/a'), [])?.host).toBe('127.0.0.1:8787');
  });

  test.each([
    ['by its address', aConnection({ apiUrl: 'https://chat.example.com/chatkit' })],
    ['by its descriptor', aConnection({ descriptorUrl: 'https://chat.example.com/.well-known/docent.json' })],
    ['for this site already', aConnection({ sites: [{ match: 'docs.example.com' }] })],
  ])('a back end connected %s is not offered again', (_, connection) => {
    expect(proposalOf(from('https://chat.example.com'), [connection])).toBeUndefined();
  });
});

describe('the proposed back end has to name the page', () => {
  const page = 'https://docs.example.com/guide/foxes';
  test.each([
    [['docs.example.com'], true],
    [['*.example.com'], true],
    [['docs.example.com/guide'], true],
    [['docs.example.com/other'], false],
    [['evil.example'], false],
    [[], false],
  ])('%j: %s', (sites, answers) => {
    expect(answersFor({ sites: sites.map((match) => ({ match })) }, { page })).toBe(answers);
  });

  test('an address the reader types instead is theirs, not the page’s', () => {
    const proposal = { address: 'https://chat.example.com', page };
    expect(isProposed({ url: 'https://chat.example.com/' }, proposal)).toBe(true);
    expect(isProposed({ url: 'https://mine.example.com/' }, proposal)).toBe(false);
  });
});
