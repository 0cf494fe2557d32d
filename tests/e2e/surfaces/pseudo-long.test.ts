import { describe } from 'vitest';
import { testEverySurface } from './pseudo-locale';

describe('with every sentence 40 % longer', () => {
  testEverySurface('long');
});
