#!/usr/bin/env node
import { register } from 'tsx/esm/api';

// The repository's tsconfig extends a generated file that an installed package and a fresh clone do not have.
register({ tsconfig: false });
await import('./main.ts');
