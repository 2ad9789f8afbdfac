/** The bench in small: it runs, counts what it stored, and prints its table. Speed itself is never asserted. */
import { expect, it } from 'vitest';
import { intakeTable } from './intake-table.ts';
import { measureIntake } from './measure-intake.ts';

it('stores and tallies every answer that the bench fires, and prints the ratios', async () => {
  const measured = await measureIntake({ rounds: 1, warmUp: 200, roundSeconds: 0.05, postgres: null });
  expect(measured.map((one) => one.kind)).toEqual(['hello', 'validate', 'grouped', 'single']);
  for (const { kind, answered, responses, tallied } of measured) {
    expect(answered).toBeGreaterThanOrEqual(300);
    const stored = kind === 'grouped' || kind === 'single' ? answered : 0;
    expect([responses, tallied]).toEqual([stored, stored]);
  }
  expect(intakeTable(measured)).toMatch(/\nc\/d \d+\.\d\d {3}c\/b \d+\.\d\d\n$/);
});
