#!/usr/bin/env node
import { existsSync } from 'node:fs';

// A clone brings the means to get its packages; an image and an installed package hold them already.
const isClone = ['package-lock.json', 'scripts/ensure-proxy.mjs'].every((path) =>
  existsSync(new URL(`../${path}`, import.meta.url)),
);
if (isClone) await import('../scripts/ensure-proxy.mjs');

// The repository's tsconfig extends a generated file that an installed package and a fresh clone do not have.
const { register } = await import('tsx/esm/api');
register({ tsconfig: false });
await import('./main.ts');
