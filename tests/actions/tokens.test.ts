/** Tokens over their whole life, on both databases: issued, void, run out; and what of them is stored. */
import { describe, expect, test } from 'vitest';
import { addToLedger } from '../../db/queries/ledger.ts';
import { findPublication } from '../../db/queries/publications.ts';
import { findSurvey } from '../../db/queries/surveys.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { Actor } from '../../server/access.ts';
import { expireTokens } from '../../server/actions/expire-tokens.ts';
import { issueTokens } from '../../server/actions/issue-tokens.ts';
import { sha256 } from '../../server/actions/prepare-response.ts';
import { publishResult } from '../../server/actions/publish-result.ts';
import { voidBatch } from '../../server/actions/void-batch.ts';
import { verifyPublication } from '../../server/core/recipe.ts';
import { Problem } from '../../server/problem.ts';
import { surveyLedger, unbalancedUnits } from '../../server/survey-ledger.ts';
import { codeOfToken } from '../../server/token-keys.ts';
import { parseToken, parseTypedCode, typedCodeOf } from '../../survey-forms/token.ts';
import { onBothDatabases } from '../help/databases.ts';
import { CAMPAIGN, openedWorld, UNITS, visit } from '../help/opened-world.ts';
import { SYSTEM, type World } from '../help/world.ts';
import { campaign, deputies } from '../walk/hand-computed.ts';

const TIMER: Actor = { kind: 'system', name: 'timer' };
const INPUT = { survey: 'hai-long', unit: 'TT-AN', count: 3 } as const;

const issue = ({ environment }: World, more: Partial<Parameters<typeof issueTokens.run>[2]> = {}) =>
  issueTokens.run(environment, SYSTEM, { ...INPUT, ...more });

async function ledgerOf(world: World, survey = 'hai-long') {
  const found = await findSurvey(world.db, survey);
  if (!found) throw new Error('no such survey');
  return surveyLedger(world.db, found);
}

const states = async ({ db }: World) => {
  const rows = await db.selectFrom('tokens').select('state').execute();
  return rows.map((row) => row.state).sort();
};

const refused = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof Problem ? [error.code, error.places[0]?.code] : error;
};

onBothDatabases('tokens', (database) => {
  describe('issuing', () => {
    test('stores hashes only; neither token nor code can be read off the database', async () => {
      const world = await openedWorld(database);
      const { tokens, batch, expiresOn } = await issue(world);
      expect(expiresOn).toBe('2026-07-14');
      const rows = await world.db.selectFrom('tokens').selectAll().execute();
      expect(rows.map((row) => row.token_hash).sort()).toEqual(tokens.map(sha256).sort());
      const dump = JSON.stringify([rows, await world.db.selectFrom('audit').selectAll().execute()]);
      for (const token of tokens) {
        expect(parseToken(token)).toBe(token);
        const code = codeOfToken(token);
        expect(parseTypedCode(code)).toEqual({ ok: true, code });
        expect(dump).not.toContain(token);
        expect(dump).not.toContain(code);
        // Nor can the code be worked out from the stored hash of the token.
        expect(typedCodeOf(Buffer.from(sha256(token), 'base64url'))).not.toBe(code);
        expect(rows).toContainEqual(
          expect.objectContaining({
            token_hash: sha256(token),
            code_hash: sha256(code),
            state: 'issued',
            batch,
            expires_on: '2026-07-14',
          }),
        );
      }
      expect((await ledgerOf(world)).days).toMatchObject([{ unit: 'TT-AN', day: '2026-06-15', issued: 3 }]);
    });

    test('is within the window of the survey, from today on', async () => {
      const world = await openedWorld(database);
      for (const expiresOn of ['2026-06-15', '2026-06-30', '2026-07-14'])
        expect((await issue(world, { expiresOn })).expiresOn).toBe(expiresOn);
      for (const expiresOn of ['2026-06-14', '2026-07-15'])
        expect(await refused(issue(world, { expiresOn }))).toEqual(['malformed-request', 'outside-window']);
      expect(await refused(issue(world, { expiresOn: '30/06/2026' }))).toEqual([
        'malformed-request',
        'not-a-day',
      ]);
      world.setDay('2026-05-20');
      expect(await refused(issue(world, { expiresOn: '2026-05-31' }))).toEqual([
        'malformed-request',
        'outside-window',
      ]);
      world.setDay('2026-07-15');
      expect(await refused(issue(world))).toEqual(['survey-closed', undefined]);
    });

    test('draws another token where a code is taken already, in the same batch or before', async () => {
      let draws = 0;
      const world = await openedWorld(database, {
        randomBytes: (count) => new Uint8Array(count).fill(Math.max(2, ++draws)),
      });
      const issued = new Set<string>();
      for (const _ of [1, 2]) {
        // The first two draws are equal, and those of the second batch equal those of the first.
        draws = 0;
        for (const token of (await issue(world, { count: 2 })).tokens) issued.add(token);
      }
      expect(issued.size).toBe(4);
    });

    test('one by one joins the batch of the day, so that no row of a token holds a day of its own', async () => {
      const world = await openedWorld(database);
      const first = await issue(world, { count: 1 });
      const second = await issue(world, { count: 1 });
      expect(second.batch).toBe(first.batch);
      const other = await issue(world, { count: 1, unit: 'TT-BI' });
      world.setDay('2026-06-16');
      const nextDay = await issue(world, { count: 1 });
      const sheet = await issue(world, { count: 2 });
      const ids = [first, other, nextDay, sheet].map((one) => one.batch);
      expect(new Set(ids).size).toBe(4);
      const batch = await world.db
        .selectFrom('token_batches')
        .selectAll()
        .where('id', '=', first.batch)
        .executeTakeFirstOrThrow();
      expect(batch).toMatchObject({ tokens: 2, issued_on: '2026-06-15', state: 'issued' });
    });

    test('one by one goes on after the batch of the day was made void', async () => {
      const world = await openedWorld(database);
      const { batch } = await issue(world, { count: 1 });
      await voidBatch.run(world.environment, SYSTEM, { survey: 'hai-long', batch, reason: 'lost' });
      const after = await issue(world, { count: 1 });
      expect(after.batch).not.toBe(batch);
      expect(await states(world)).toEqual(['issued', 'void']);
    });
  });

  describe('a batch made void', () => {
    test('takes its unused tokens with it, once; what was used stays used', async () => {
      const world = await openedWorld(database);
      const { batch, tokens } = await issue(world);
      const kept = await issue(world, { count: 2 });
      expect((await world.send(visit({ token: tokens[0] }))).status).toBe(201);
      const input = { survey: 'hai-long', batch, reason: 'a bundle was lost' };
      world.setDay('2026-06-17');
      expect(await voidBatch.run(world.environment, SYSTEM, input)).toEqual({ void: 2 });
      expect(await voidBatch.run(world.environment, SYSTEM, input)).toEqual({ void: 0 });
      expect(await states(world)).toEqual(['issued', 'issued', 'used', 'void', 'void']);
      expect((await world.send(visit({ token: tokens[1] }))).body.code).toBe('token-void');
      expect((await world.send(visit({ token: tokens[0] }))).body.code).toBe('token-used');
      expect((await world.send(visit({ token: kept.tokens[0] }))).status).toBe(201);
      const ledger = await ledgerOf(world);
      expect(ledger.days.map(({ day, void: gone }) => [day, gone])).toEqual([
        ['2026-06-15', 0],
        ['2026-06-17', 2],
      ]);
      expect(ledger.units).toMatchObject([{ unused: 1, faults: [] }]);
    });

    test('belongs to its survey and needs a reason', async () => {
      const world = await openedWorld(database);
      const { batch } = await issue(world);
      const asked = (more: object) =>
        refused(
          voidBatch.run(world.environment, SYSTEM, { survey: 'hai-long', batch, reason: 'lost', ...more }),
        );
      expect(await asked({ survey: 'theo-ma' })).toEqual(['not-found', 'not-found']);
      expect(await asked({ batch: 'KHONG-CO' })).toEqual(['not-found', 'not-found']);
      expect(await asked({ reason: '  ' })).toEqual(['malformed-request', 'required']);
      expect(await states(world)).toEqual(['issued', 'issued', 'issued']);
    });
  });

  describe('running out', () => {
    test('comes after the whole last day, is counted on the day after it, and only once', async () => {
      const world = await openedWorld(database);
      const short = await issue(world, { expiresOn: '2026-06-20' });
      await issue(world, { count: 2 });
      world.setTime('2026-06-20T16:59:59.999Z');
      expect(await expireTokens(world.environment, TIMER)).toBe(0);
      expect((await world.send(visit({ token: short.tokens[0] }))).status).toBe(201);
      world.setTime('2026-06-20T17:00:00.000Z');
      // The last day counts, whether the timer has come by or not.
      expect((await world.send(visit({ token: short.tokens[1] }))).body.code).toBe('token-expired');
      // The server was off for two days: they are counted on the day they belong to.
      world.setDay('2026-06-23');
      expect(await expireTokens(world.environment, TIMER)).toBe(2);
      expect(await expireTokens(world.environment, TIMER)).toBe(0);
      expect(await states(world)).toEqual(['expired', 'expired', 'issued', 'issued', 'used']);
      const ledger = await ledgerOf(world);
      expect(ledger.days.map(({ day, expired }) => [day, expired])).toEqual([
        ['2026-06-15', 0],
        ['2026-06-20', 0],
        ['2026-06-21', 2],
      ]);
      expect(ledger.units).toMatchObject([{ unused: 2, faults: [] }]);
      expect((await world.send(visit({ token: short.tokens[1] }))).body.code).toBe('token-expired');
      expect((await world.send(visit({ token: short.tokens[0] }))).body.code).toBe('token-used');
    });

    test('by two servers at once counts each token once', async () => {
      const world = await openedWorld(database);
      await issue(world, { count: 40, expiresOn: '2026-06-16' });
      world.setDay('2026-06-17');
      const counts = await Promise.all([
        expireTokens(world.environment, TIMER),
        expireTokens(world.environment, TIMER),
      ]);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(40);
      expect((await ledgerOf(world)).units).toMatchObject([
        { totals: { issued: 40, expired: 40 }, unused: 0, faults: [] },
      ]);
    });
  });

  describe('the ledger', () => {
    test('balances after everything that may happen to tokens and answers', async () => {
      const world = await openedWorld(database);
      const { tokens } = await issue(world, { count: 6 });
      const again = visit({ token: tokens[0] });
      for (const submission of [
        again,
        again,
        visit({ token: codeOfToken(tokens[1] ?? '') }),
        visit({ token: tokens[1] }),
        visit(),
        visit({ unit: 'TT-BI' }),
        visit({ token: tokens[2], answers: {} }),
      ])
        await world.send(submission);
      const { units } = await ledgerOf(world);
      expect(
        units.map(({ unit, totals, unused, faults }) => [unit, totals.used, totals.open, unused, faults]),
      ).toEqual([
        ['TT-AN', 2, 1, 4, []],
        ['TT-BI', 0, 1, 0, []],
      ]);
    });

    test('that was tampered with flags the unit; one of a form that rates many units, all of them', async () => {
      const world = await openedWorld(database);
      await issue(world);
      const surveys = [await findSurvey(world.db, 'hai-long'), await findSurvey(world.db, 'dai-bieu')].filter(
        (survey) => survey !== null,
      );
      expect(await unbalancedUnits(world.db, surveys)).toEqual([]);
      const off = { province: 'TT', day: '2026-06-15', used: 1 };
      await inTransaction(world.db, (trx) =>
        addToLedger(trx, [{ ...off, survey: 'hai-long', unit: 'TT-AN' }]),
      );
      expect((await ledgerOf(world)).units[0]?.faults).toEqual([
        { what: 'used', day: null, ledger: 1, found: 0 },
        { what: 'token', day: '2026-06-15', ledger: 1, found: 0 },
      ]);
      expect(await unbalancedUnits(world.db, surveys)).toEqual(['TT-AN']);
      await inTransaction(world.db, (trx) => addToLedger(trx, [{ ...off, survey: 'dai-bieu', unit: '' }]));
      expect(await unbalancedUnits(world.db, surveys)).toEqual(['TT-AN', 'TT-BI', 'TT-CA']);
    });
  });

  test('a unit whose ledger is off is published without a rank, where the campaign says so', async () => {
    const world = await openedWorld(database);
    const policies = { ...campaign.campaign.policies, openAnswers: 'included', minimumResponses: 1 };
    await world.db
      .updateTable('campaigns')
      .set({ policies: JSON.stringify({ ...policies, unbalancedUnits: 'not-ranked' }) })
      .execute();
    for (const unit of UNITS) expect((await world.send(visit({ unit }))).status).toBe(201);
    const { unit: _, ...matrix } = visit({ survey: 'dai-bieu', respondentGroup: 'deputy' });
    expect((await world.send({ ...matrix, answers: deputies[0] })).status).toBe(201);
    await inTransaction(world.db, (trx) =>
      addToLedger(trx, [{ province: 'TT', survey: 'hai-long', unit: 'TT-CA', day: '2026-06-15', open: 1 }]),
    );
    world.setDay('2026-07-15');
    await publishResult.run(world.environment, SYSTEM, { campaign: CAMPAIGN });
    const published = await findPublication(world.db, CAMPAIGN);
    if (!published) throw new Error('nothing was published');
    expect(published.inputs.unbalanced).toEqual(['TT-CA']);
    expect(verifyPublication(published)).toEqual([]);
    const last = published.result.units.at(-1);
    expect(last).toMatchObject({ unit: 'TT-CA', rank: null, order: null, unranked: 'unbalanced' });
    expect(last?.index).not.toBeNull();
    expect(published.result.units.map((one) => one.rank)).toEqual([1, 2, null]);
    for (const path of ['', '/don-vi/TT-CA']) {
      const page = await world.app.request(`/ket-qua/${CAMPAIGN}${path}`);
      expect(await page.text()).toContain('Không xếp hạng: sổ đối chiếu mã phiếu');
    }
    const method = await world.app.request(`/ket-qua/${CAMPAIGN}/cach-tinh`);
    expect(await method.text()).toContain('giữ chỉ số nhưng không xếp hạng');
  });

  test('a token issued before there were codes still works, once', async () => {
    const world = await openedWorld(database);
    const old = 'Kq3v-Zb8_Yx1m2n4p5r6sA';
    await world.db
      .insertInto('tokens')
      .values({
        province: 'TT',
        token_hash: sha256(old),
        survey: 'hai-long',
        unit: 'TT-AN',
        state: 'issued',
        code_hash: sha256(old),
        batch: '',
        expires_on: '9999-12-31',
      })
      .execute();
    expect((await world.send(visit({ token: old }))).status).toBe(201);
    expect((await world.send(visit({ token: old }))).body.code).toBe('token-used');
  });
});
