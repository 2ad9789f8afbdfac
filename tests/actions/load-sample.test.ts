/** The sample: loaded into an empty installation through the same actions an office uses, and taken out without a trace. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { listPublished } from '../../db/queries/publications.ts';
import type { Actor } from '../../server/access.ts';
import { importCampaign, importFramework, importUnits } from '../../server/actions/import-definition.ts';
import { hasSample, loadSample, removeSample, SAMPLE_SURVEY } from '../../server/actions/load-sample.ts';
import { createAccount } from '../../server/actions/manage-accounts.ts';
import { openSurvey } from '../../server/actions/open-survey.ts';
import { publishResult } from '../../server/actions/publish-result.ts';
import { recountTallies } from '../../server/actions/recount-tallies.ts';
import { settleDays } from '../../server/actions/settle-days.ts';
import { verifyPublication } from '../../server/core/recipe.ts';
import type { Environment } from '../../server/environment.ts';
import { freshDatabase, onBothDatabases } from '../help/databases.ts';
import { rowCounts, visit } from '../help/opened-world.ts';
import { makeWorld, SYSTEM, unitsFile } from '../help/world.ts';
import { campaign, framework } from '../walk/hand-computed.ts';

const administrator: Actor = {
  kind: 'account',
  id: 'id-of-administrator',
  name: 'Quản trị',
  grants: [{ role: 'administrator', unit: '' }],
};

onBothDatabases('the sample', (database) => {
  test('loads into an empty installation; its answers are counted and its publications verify', async () => {
    const { db } = await freshDatabase(database);
    const environment: Environment = { db, now: () => new Date('2026-11-20T05:00:00.000Z'), randomBytes };
    expect(await hasSample(db)).toBe(false);
    expect(await loadSample.run(environment, administrator, {})).toEqual({ campaigns: 5, answers: 3000 });
    expect(await hasSample(db)).toBe(true);
    // Who asked stands in the trail; the parts were loaded by the sample itself.
    const lines = await db.selectFrom('audit').select(['actor', 'action']).orderBy('id').execute();
    expect(lines.at(-1)).toEqual({ actor: 'id-of-administrator', action: 'load-sample' });
    expect(new Set(lines.slice(0, -1).map((line) => line.actor))).toEqual(new Set(['sample']));

    const counts = await rowCounts(db);
    expect(counts).toMatchObject({ responses: 3000, tokens: 3000, retries: 3000, campaigns: 5, surveys: 1 });
    const recounted = await recountTallies.run(environment, SYSTEM, { survey: SAMPLE_SURVEY, repair: false });
    expect([recounted.responses, recounted.differences]).toEqual([3000, []]);

    const published = await listPublished(db);
    expect(published.map((one) => one.campaign).sort()).toEqual([
      'dien-bien-2020',
      'dien-bien-2022-procedure',
      'lai-chau-2017',
      'lai-chau-2020',
    ]);
    for (const one of published) expect([one.campaign, verifyPublication(one)]).toEqual([one.campaign, []]);

    // Spread over the 30 days before today, each answer by a token of its own.
    const days = await db.selectFrom('responses').select('day').distinct().orderBy('day').execute();
    expect([days.length, days[0]?.day, days.at(-1)?.day]).toEqual([30, '2026-10-21', '2026-11-19']);
    const states = await db.selectFrom('tokens').select('state').distinct().execute();
    expect(states).toEqual([{ state: 'used' }]);
  });

  test('is loaded once: a second time changes nothing', async () => {
    const { environment, db } = await makeWorld(database);
    await loadSample.run(environment, SYSTEM, {});
    const before = await rowCounts(db);
    await expect(loadSample.run(environment, SYSTEM, {})).rejects.toThrow('already-exists');
    expect(await rowCounts(db)).toEqual(before);
  });

  test('taken out leaves no row of its own, and everything of others; then loads again', async () => {
    const world = await makeWorld(database);
    const { environment, db } = world;
    await importFramework.run(environment, SYSTEM, { definition: { kind: 'framework', framework } });
    await importCampaign.run(environment, SYSTEM, { definition: campaign });
    await createAccount.run(environment, SYSTEM, {
      username: 'can-bo',
      name: 'Cán bộ',
      grants: [{ role: 'unit-officer', unit: 'TT-AN' }],
    });
    const survey = { form: 'satisfaction', openAnswers: true, opensOn: '2026-06-01', closesOn: '2026-06-30' };
    const title = { vi: 'Của tỉnh' };
    await openSurvey.run(environment, SYSTEM, {
      ...survey,
      title,
      id: 'hai-long',
      campaign: 'thu-2026',
      units: ['TT-AN'],
    });
    await world.send(visit());
    await publishWithoutSurvey(environment);
    const { audit: _, ...own } = await rowCounts(db);

    for (const round of [1, 2]) {
      await loadSample.run(environment, SYSTEM, {});
      const sampleUnit = await db
        .selectFrom('survey_units')
        .select('unit')
        .where('survey', '=', SAMPLE_SURVEY)
        .executeTakeFirstOrThrow();
      // Somebody tries it out: a further survey on the sample's campaign, with an answer; and a night passes.
      await openSurvey.run(environment, SYSTEM, {
        ...survey,
        title: { vi: 'Thử' },
        id: 'thu-mau',
        campaign: 'tinh-mau-2026',
        units: [sampleUnit.unit],
      });
      expect((await world.send(visit({ survey: 'thu-mau', unit: sampleUnit.unit }))).status).toBe(201);
      await settleDays(environment, SYSTEM, '2026-06-14');
      expect((await rowCounts(db)).settlements).toBeGreaterThan(0);

      expect(await removeSample.run(environment, administrator, {})).toEqual({ campaigns: 5, surveys: 2 });
      expect(await hasSample(db)).toBe(false);
      const { audit, settings, ...left } = await rowCounts(db);
      expect(left, `round ${round}`).toEqual(own);
      expect(settings).toBe(1);
      const line = await db.selectFrom('audit').selectAll().orderBy('id', 'desc').executeTakeFirst();
      expect(line).toMatchObject({ actor: 'id-of-administrator', action: 'remove-sample' });
      expect(audit).toBeGreaterThan(30);
    }
    expect((await world.send(visit())).status).toBe(201);
  });

  test('taken out where there is none is no trouble, and touches nothing', async () => {
    const { environment, db } = await makeWorld(database);
    const before = await rowCounts(db);
    expect(await removeSample.run(environment, SYSTEM, {})).toEqual({ campaigns: 0, surveys: 0 });
    expect(await rowCounts(db)).toEqual({ ...before, settings: 1, audit: (before.audit ?? 0) + 1 });
  });

  test('keeps its units and framework where something of an office uses them', async () => {
    const { environment, db } = await makeWorld(database);
    await loadSample.run(environment, SYSTEM, {});
    const contents = await db
      .selectFrom('campaign_units')
      .selectAll()
      .where('campaign', '=', 'lai-chau-2020')
      .execute();
    const head = {
      ...campaign.campaign,
      id: 'lai-chau-2021',
      province: 'LC',
      frameworkId: 'lai-chau',
      frameworkVersion: 1,
    };
    const [province] = await db
      .selectFrom('campaigns')
      .selectAll()
      .where('id', '=', 'lai-chau-2020')
      .execute();
    const used = {
      ...head,
      province: province?.province,
      frameworkId: province?.framework,
      frameworkVersion: province?.framework_version,
    };
    const definition = {
      ...campaign,
      campaign: used,
      units: contents.slice(0, 2).map(({ unit }) => ({ unit, scale: '100' })),
      scores: [],
      adjustments: [],
    };
    await importCampaign.run(environment, SYSTEM, { definition });
    await removeSample.run(environment, SYSTEM, {});
    const kept = await db
      .selectFrom('units')
      .select('code')
      .where('sample', '=', 1)
      .orderBy('code')
      .execute();
    expect(kept.map((row) => row.code)).toEqual(
      [used.province, ...definition.units.map(({ unit }) => unit)].sort(),
    );
    const frameworks = await db.selectFrom('frameworks').select('framework').execute();
    expect(frameworks).toEqual([{ framework: used.frameworkId }]);
    await importUnits.run(environment, SYSTEM, { definition: unitsFile });
    await publishResult.run(environment, SYSTEM, { campaign: 'lai-chau-2021' });
    expect((await listPublished(db)).map((one) => one.campaign)).toEqual(['lai-chau-2021']);
  });
});

/** A publication of an office, which the sample has no business with. */
async function publishWithoutSurvey(environment: Environment): Promise<void> {
  const definition = { ...campaign, campaign: { ...campaign.campaign, id: 'cua-tinh' } };
  await importCampaign.run(environment, SYSTEM, { definition });
  await publishResult.run(environment, SYSTEM, { campaign: 'cua-tinh' });
}
