/** The bench of ratings in small, by the built program. Nothing is asserted of speed. */
import { expect, it } from 'vitest';
import { measureRating, ratingTable } from './measure-rating.ts';

it('checks, stores and rates every dossier of the file, and says what it took', async () => {
  const measured = await measureRating(3300, null);
  expect(measured).toMatchObject([{ database: 'SQLite', rows: 3300, stored: 3300 }]);
  expect(measured[0]?.rated).toBeGreaterThan(3000);
  expect(ratingTable(measured)).toMatch(/SQLite +3300 +0 /);
});
