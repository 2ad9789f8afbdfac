/**
 * Whatever managers and clerks do to a batch, in whatever order: every sheet is in exactly one place, the quota holds, the
 * tally equals the accepted sheets, and a refused step changes nothing. On both databases.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { voidSheet } from '../../server/actions/accept-sheet.ts';
import { closeBatch, reopenBatch } from '../../server/actions/close-batch.ts';
import { recountTallies } from '../../server/actions/recount-tallies.ts';
import { reinstateSheet, rejectSheet, withdrawSheet } from '../../server/actions/reject-sheet.ts';
import { totalsOfBatch } from '../../server/batch-totals.ts';
import { countedOf, rejectedOf } from '../../server/core/sheet-ledger.ts';
import { Problem } from '../../server/problem.ts';
import { sealFound } from '../../server/sheet-batch-view.ts';
import { surveyReconciliation } from '../../server/survey-ledger.ts';
import { acceptWaiting, batchOf, batchOut, count, MANAGER, sheetsIn } from '../help/batches.ts';
import { onBothDatabases } from '../help/databases.ts';
import { CAMPAIGN, openedWorld } from '../help/opened-world.ts';
import { SYSTEM, type World } from '../help/world.ts';

const SHEETS = 4;
const QUOTA = 1;

/** Mostly the two that came first: there the quota is decided. */
const place = fc.oneof({ weight: 3, arbitrary: fc.nat(1) }, { weight: 1, arbitrary: fc.nat(SHEETS - 1) });
/** So many come back at first, so that the quota is felt. */
const begun = fc.integer({ min: 2, max: SHEETS });
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('count' as const), place }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('accept' as const), place }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('reject' as const), place }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('reinstate' as const), place }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('void' as const), place }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('take-off' as const), place }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const), place }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('note' as const), place }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('close' as const), place }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reopen' as const), place }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

interface Stage {
  readonly world: World;
  readonly batch: number;
  readonly serials: readonly string[];
}

async function take({ world, batch, serials }: Stage, one: Step): Promise<unknown> {
  const { environment, db } = world;
  const serial = serials[one.place] ?? '';
  const sheet = { campaign: CAMPAIGN, serial };
  const ofBatch = { campaign: CAMPAIGN, batch };
  const totals = async () => totalsOfBatch(db, await batchOf(world, batch));
  switch (one.do) {
    case 'count':
      return count(world, batch, { serials: [serial] });
    case 'take-off':
      return count(world, batch, { takeOff: serial });
    case 'accept':
      return acceptWaiting(world, serial);
    case 'reject':
      return rejectSheet.run(environment, MANAGER, { ...sheet, reason: 'spoiled' });
    case 'reinstate':
      return reinstateSheet.run(environment, MANAGER, sheet);
    case 'void':
      return voidSheet.run(environment, MANAGER, { ...sheet, reason: 'r' });
    case 'withdraw':
      return withdrawSheet.run(environment, MANAGER, { ...sheet, note: 'n' });
    case 'reopen':
      return reopenBatch.run(environment, MANAGER, { ...ofBatch, reason: 'r' });
    case 'note':
      // The covering note says what is there, or one more.
      return count(world, batch, { expected: (await totals()).counted + (one.place === 0 ? 1 : 0) });
    case 'close':
      return closeBatch.run(environment, MANAGER, { ...ofBatch, missing: (await totals()).out });
  }
}

async function look({ world, batch }: Stage) {
  const stored = await batchOf(world, batch);
  return {
    stored,
    sheets: await sheetsIn(world, batch),
    totals: await totalsOfBatch(world.db, stored),
    responses: await world.db.selectFrom('responses').selectAll().where('state', '=', 'counted').execute(),
  };
}

type Look = Awaited<ReturnType<typeof look>>;

function expectLedgerHolds({ stored, sheets, totals, responses }: Look): void {
  expect(totals.issued).toBe(SHEETS);
  // Issued = returned + missing + void + still out.
  expect(countedOf(totals) + totals.missing + totals.withdrawn + totals.out).toBe(SHEETS);
  const back = sheets.filter((sheet) => sheet.receipt !== null).length;
  expect(totals.counted).toBe(back);
  const receipts = sheets.flatMap((sheet) => sheet.receipt ?? []).sort((a, b) => a - b);
  expect(receipts).toEqual(receipts.map((_, i) => i + 1));
  const compete = sheets
    .filter(({ receipt, state, reason }) => receipt !== null && state !== 'void' && reason !== 'spoiled')
    .sort((a, b) => (a.receipt ?? 0) - (b.receipt ?? 0));
  compete.forEach((sheet, i) => {
    expect(sheet.reason).toBe(i < QUOTA ? null : 'over-quota');
  });
  if (stored.state === 'closed') {
    expect([totals.waiting, totals.out]).toEqual([0, 0]);
    expect(totals.accepted + rejectedOf(totals) + totals.voided).toBe(stored.expected ?? 0);
  }
  const accepted = sheets.filter((sheet) => sheet.state === 'accepted').map((sheet) => sheet.response);
  expect(responses.map((response) => response.id).sort()).toEqual(accepted.sort());
}

onBothDatabases('the ledger of serials', (database) => {
  test('holds after every step of any sequence, and a refused step changes nothing', {
    timeout: 300_000,
  }, async () => {
    const world = await openedWorld(database);
    let done = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(begun, fc.array(step, { minLength: 15, maxLength: 60 }), async (back, steps) => {
        const stage = { world, ...(await batchOut(world, { sheets: SHEETS, quota: QUOTA })) };
        await world.db.deleteFrom('responses').execute();
        await world.db.deleteFrom('tallies').execute();
        await world.db.deleteFrom('ledger').execute();
        await world.db
          .updateTable('sheets')
          .set({ state: 'void' })
          .where('batch', '!=', stage.batch)
          .execute();
        await count(world, stage.batch, { serials: stage.serials.slice(0, back) });
        for (const one of steps) {
          const before = await look(stage);
          const error = await take(stage, one).then(
            () => null,
            (reason: unknown) => reason,
          );
          if (error !== null && !(error instanceof Problem)) throw error;
          const after = await look(stage);
          if (error === null) done += 1;
          else refused += 1;
          if (error !== null) expect(after).toEqual(before);
          expectLedgerHolds(after);
          const seal = await sealFound(world.db, after.stored);
          expect(seal?.fits ?? true).toBe(true);
        }
        const [unit] = (await surveyReconciliation(world.db, { id: 'hai-long', province: 'TT' })).filter(
          (found) => found.unit === 'TT-AN',
        );
        expect(unit?.faults).toEqual([]);
        const counts = await recountTallies.run(world.environment, SYSTEM, {
          survey: 'hai-long',
          repair: false,
        });
        expect(counts.differences).toEqual([]);
      }),
      { numRuns: 20 },
    );
    // The sequences go somewhere: steps of both kinds were taken.
    expect(done).toBeGreaterThan(50);
    expect(refused).toBeGreaterThan(50);
  });
});
