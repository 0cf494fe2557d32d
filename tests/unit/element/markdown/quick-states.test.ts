import createMarkdownIt, { type Env } from 'markdown-it';
import { expect, test } from 'vitest';
import { useQuickStates } from '../../../../chatkit/element/markdown/quick-states';

const library = createMarkdownIt({ html: true });
const quick = createMarkdownIt({ html: true }).use(useQuickStates);
const text = [
  '# a *b **c*** d\n\n> - [x](y "z") `c`\n>   ~~e~~\n\n| a | b |\n|---|:-:|\n| <i> | &amp; |\n',
  '1. ![*p*](q)\n\n   ```js\n   r\n   ```\n2. a\\\nb  \nc <http://d.e> [f]\n\n[f]: g\n***h***_i_',
].join('\n');

/** Fields in order, so that all are of one kind to the engine as well. */
const fields = (value: object) => Object.entries(value);

test('what is made in place of the lexer’s own states and tokens has its fields, with its values', () => {
  const make = (md: typeof library) => ({
    block: new md.block.State('a\n\n> b', md, {} as Env, []),
    inline: new md.inline.State('a', md, {} as Env, []),
  });
  const [ours, theirs] = [make(quick), make(library)];
  for (const kind of ['block', 'inline'] as const) {
    const without = (state: object) => fields(state).filter(([name]) => name !== 'md' && name !== 'Token');
    expect(without(ours[kind])).toEqual(without(theirs[kind]));
    const [token, before] = [ours[kind], theirs[kind]].map((state) => state.push('a', 'b', 1));
    expect(token && Object.keys(token).toSorted()).toEqual(before && Object.keys(before).toSorted());
    expect(token).toBeInstanceOf(theirs[kind].Token);
  }
});

test('a text is read as the lexer reads it with its own', () => {
  expect(JSON.parse(JSON.stringify(quick.parse(text, {})))).toEqual(
    JSON.parse(JSON.stringify(library.parse(text, {}))),
  );
  expect(quick.render(text)).toBe(library.render(text));
});
