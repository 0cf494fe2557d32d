import { readFileSync } from 'node:fs';

const types = readFileSync(
  new URL('../../../node_modules/@openai/chatkit/types/widgets.d.ts', import.meta.url),
  'utf8',
);

/** Names of all components in the widget types of the installed `@openai/chatkit`: a new one shows up as a failing test. */
export const installedComponents = (): string[] =>
  [...types.matchAll(/^ {2}type: '([\w.]+)';$/gm)].flatMap(([, name]) => name ?? []);

/** Names of all icons there. */
export const installedIcons = (): string[] =>
  [...types.slice(types.indexOf('export type WidgetIcon =')).matchAll(/\| '([\w-]+)'/g)].flatMap(
    ([, name]) => name ?? [],
  );
