import { describe, expect, test } from 'vitest';
import { toneOf } from '../../../utils/page/colour';

describe('computed colours', () => {
  test.each([
    ['rgb(255, 255, 255)', 1, 1],
    ['rgb(0, 0, 0)', 0, 1],
    ['rgba(0, 0, 0, 0)', 0, 0],
    ['rgb(27, 29, 32)', 0.0083, 1],
    ['rgb(171, 171, 171)', 0.4151, 1],
    ['color(srgb 1 1 1 / 0.5)', 1, 0.5],
    ['color(display-p3 0 0 0)', 0, 1],
    ['oklch(0.95 0.02 240)', 0.857, 1],
    ['oklab(0.2 0 0 / 0.9)', 0.008, 0.9],
    ['lab(100 0 0)', 1, 1],
    ['lab(100 -20 30 / 0.5)', 1, 0.5],
  ])('%s is read as luminance and alpha', (colour, luminance, alpha) => {
    expect(toneOf(colour)?.luminance).toBeCloseTo(luminance, 3);
    expect(toneOf(colour)?.alpha).toBe(alpha);
  });

  test.each(['', 'transparent', 'url(x)', 'currentcolor'])('%j is no colour', (text) => {
    expect(toneOf(text)).toBeNull();
  });
});
