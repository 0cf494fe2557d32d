import { expect, test } from 'vitest';
import { roughTime } from '../../../../chatkit/element/history/rough-time';

test.each([
  ['2026-11-21T09:05:00', '9:05 AM'],
  ['2026-11-03T09:05:00.123456', 'Nov 3'],
  ['2024-01-02T09:05:00', 'Jan 2, 2024'],
  ['yesterday', ''],
])('the list shows %s as %j', (iso, shown) => {
  expect(roughTime(iso, 'en-US', new Date('2026-11-21T12:00:00')).replace('\u202f', ' ')).toBe(shown);
});
