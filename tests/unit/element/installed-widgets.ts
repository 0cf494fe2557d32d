import { readFileSync } from 'node:fs';

/** Names of all components in the widget types of the installed `@openai/chatkit`: a new one shows up as a failing test. */
export function installedComponents(): string[] {
  const types = readFileSync(
    new URL('../../../node_modules/@openai/chatkit/types/widgets.d.ts', import.meta.url),
    'utf8',
  );
  return [...types.matchAll(/^ {2}type: '([\w.]+)';$/gm)].flatMap(([, name]) => name ?? []);
}
