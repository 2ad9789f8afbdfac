/** The sample: loaded into an empty installation through the same actions an office uses, and taken out without a trace. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { findPublication, listPublished, type Publication } from '../../db/queries/publications.ts';
import { findSurvey } from '../../db/queries/surveys.ts';
import type { Actor } from '../../server/access.ts';
import { importCampaign, importFramework, importUnits } from '../../server/actions/import-definition.ts';
import { hasSample, loadSample, removeSample, SAMPLE_SURVEY } from '../../server/actions/load-sample.ts';
import { createAccount } from '../../server/actions/manage-accounts.ts';
import { openSurvey } from '../../server/actions/open-survey.ts';
import { publishResult } from '../../server/actions/publish-result.ts';
import { recountTallies } from '../../server/actions/recount-tallies.ts';
import { settleDays } from '../../server/actions/settle-days.ts';
import { windowAt } from '../../server/core/calendar.ts';
import { fixedText, parseDecimal } from '../../server/core/decimal.ts';
import { verifyPublication } from '../../server/core/recipe.ts';
import type { UnitReconciliation } from '../../server/core/reconciliation.ts';
import type { Environment } from '../../server/environment.ts';
import { pastYears } from '../../server/sample/past-years.ts';
import { surveyReconciliation } from '../../server/survey-ledger.ts';
import { questionsOf } from '../../survey-forms/form.ts';
import { satisfaction } from '../../survey-forms/forms/satisfaction.ts';
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

/** Answers of each survey of the sample. */
const ANSWERS = [
  [SAMPLE_SURVEY, 3000],
  ...pastYears.map(({ survey, answers }) => [survey, answers] as const),
] as const;

onBothDatabases('the sample', (database) => {
  test('loads into an empty installation; its answers are counted and its publications verify', async () => {
    const { db } = await freshDatabase(database);
    const environment: Environment = { db, now: () => new Date('2026-11-20T05:00:00.000Z'), randomBytes };
    expect(await hasSample(db)).toBe(false);
    expect(await loadSample.run(environment, administrator, {})).toEqual({ campaigns: 7, answers: 4200 });
    expect(await hasSample(db)).toBe(true);
    // Who asked stands in the trail; the parts were loaded by the sample itself.
    const lines = await db.selectFrom('audit').select(['actor', 'action']).orderBy('id').execute();
    expect(lines.at(-1)).toEqual({ actor: 'id-of-administrator', action: 'load-sample' });
    expect(new Set(lines.slice(0, -1).map((line) => line.actor))).toEqual(new Set(['sample']));

    const counts = await rowCounts(db);
    expect(counts).toMatchObject({ responses: 4200, campaigns: 7, surveys: 3, survey_targets: 9 });
    // What is kept for retries goes with the publication.
    expect(counts).toMatchObject({ retries: 3000, survey_breakdowns: 4 });
    for (const [survey, answers] of ANSWERS) {
      const recounted = await recountTallies.run(environment, SYSTEM, { survey, repair: false });
      expect([survey, recounted.responses, recounted.differences]).toEqual([survey, answers, []]);
    }

    const published = await listPublished(db);
    expect(published.map((one) => one.campaign).sort()).toEqual([
      'dien-bien-2020',
      'dien-bien-2022-procedure',
      'lai-chau-2017',
      'lai-chau-2020',
      'tinh-mau-2024',
      'tinh-mau-2025',
    ]);
    for (const one of published) expect([one.campaign, verifyPublication(one)]).toEqual([one.campaign, []]);

    // Spread over the 30 days before today, each answer by a token of its own.
    const days = await db
      .selectFrom('responses')
      .select('day')
      .distinct()
      .where('survey', '=', SAMPLE_SURVEY)
      .orderBy('day')
      .execute();
    expect([days.length, days[0]?.day, days.at(-1)?.day]).toEqual([30, '2026-10-21', '2026-11-19']);
    const states = await db.selectFrom('tokens').select('state').distinct().execute();
    expect(states).toEqual([{ state: 'used' }]);
  });

  test('two past years: surveys that are over, by every channel, and whose ledgers balance', async () => {
    const { environment, db } = await makeWorld(database);
    await loadSample.run(environment, SYSTEM, {});
    for (const { survey: id, answers, opensOn, closesOn } of pastYears) {
      const survey = await findSurvey(db, id);
      if (!survey) throw new Error(`${id} is not there`);
      expect([survey.formVersions, survey.sample]).toEqual([[2], true]);
      expect(windowAt(survey, '2026-06-15')).toBe('over');
      const units = await surveyReconciliation(db, survey);
      expect(units.map((unit) => [unit.unit, unit.faults])).toEqual(survey.units.map((unit) => [unit, []]));
      const sum = (of: (unit: UnitReconciliation) => number) =>
        units.reduce((total, unit) => total + of(unit), 0);
      const channels = [sum((unit) => unit.answers.web), sum((unit) => unit.answers.kiosk)];
      const paper = sum((unit) => unit.answers.paper);
      expect(Math.min(...channels, paper)).toBeGreaterThan(100);
      expect((channels[0] ?? 0) + (channels[1] ?? 0) + paper).toBe(answers);
      // Every sheet that came back was keyed twice and accepted; those that did not are missing, none is out.
      expect(sum((unit) => unit.sheets.accepted)).toBe(paper);
      expect(sum((unit) => unit.sheets.missing)).toBeGreaterThanOrEqual(2 * survey.units.length);
      expect(sum((unit) => unit.sheets.out + unit.sheets.waiting)).toBe(0);
      const rows = db.selectFrom('responses').where('survey', '=', id);
      const days = await rows.select('day').distinct().orderBy('day').execute();
      expect([days[0]?.day, days.at(-1)?.day]).toEqual([opensOn, closesOn]);
      const declared = await db
        .selectFrom('survey_breakdowns')
        .select(['question', 'counted_at'])
        .where('survey', '=', id)
        .orderBy('position')
        .execute();
      expect(declared.map((row) => [row.question, row.counted_at])).toEqual([
        ['gender', null],
        ['age', null],
      ]);
      const comments = await db.selectFrom('comments').select('unit').where('survey', '=', id).execute();
      const written = survey.units.map((unit) => comments.filter((one) => one.unit === unit).length);
      // Batches of ten for most communes, and some where comments still wait for the tenth.
      expect(written.filter((count) => count >= 10).length).toBeGreaterThan(8);
      expect(Math.min(...written)).toBeGreaterThan(0);
      expect(Math.min(...written)).toBeLessThan(10);
    }
  });

  test('a survey of an office is opened on the version that ships, unless it names another', async () => {
    const { environment, db } = await makeWorld(database);
    await loadSample.run(environment, SYSTEM, {});
    const plan = {
      ...{ campaign: 'tinh-mau-2026', form: 'satisfaction', title: { vi: 'Thử' }, units: ['XX-01'] },
      ...{ opensOn: '2026-06-01', closesOn: '2026-06-30', openAnswers: true },
    };
    const opened = (id: string, formVersion?: number) =>
      openSurvey.run(environment, SYSTEM, { ...plan, id, formVersion });
    expect(await opened('mac-dinh')).toEqual({ survey: 'mac-dinh', formVersion: 1 });
    expect(await opened('co-dac-diem', 2)).toEqual({ survey: 'co-dac-diem', formVersion: 2 });
    await expect(opened('khong-co', 3)).rejects.toMatchObject({ code: 'unknown-form' });
    expect(await findSurvey(db, 'khong-co')).toBeNull();
  });

  test('two past years tell what dashboards must show, the same on every machine', async () => {
    const { environment, db } = await makeWorld(database);
    await loadSample.run(environment, SYSTEM, {});
    const [before, after] = [
      await findPublication(db, 'tinh-mau-2024'),
      await findPublication(db, 'tinh-mau-2025'),
    ];
    if (!before || !after) throw new Error('a past year was not published');
    expect(classes(before)).toEqual({ 'Xuất sắc': 2, Tốt: 5, Khá: 3, 'Trung bình': 1 });
    expect(classes(after)).toEqual({ 'Xuất sắc': 2, Tốt: 5, Khá: 4, 'Trung bình': 1 });
    expect([before.decision?.day, before.publishedAt.slice(0, 10)]).toEqual(['2025-01-14', '2025-01-15']);
    // Which is to say that the seeds give the same answers on every machine.
    expect([indexOf(before, 'XX-02'), indexOf(after, 'XX-02')]).toEqual(['94.09', '78.89']);
    expect([indexOf(before, 'XX-03'), indexOf(after, 'XX-03')]).toEqual(['66.27', '86.71']);
    expect([indexOf(before, 'XX-12'), indexOf(after, 'XX-12')]).toEqual([undefined, '66.09']);
    const leaf = after.result.units.find(({ unit }) => unit === 'XX-10')?.nodes;
    expect(leaf?.find(({ code }) => code === '1.3')?.state).toBe('not-assessed');
    expect(after.inputs.adjustments.map(({ kind }) => kind).sort()).toEqual(['bonus', 'deduction']);
    // The item that fell most, over all communes and items, is the one that was meant.
    const falls = before.inputs.units.flatMap(({ code }) =>
      ITEMS.map((item) => ({ code, item, by: satisfied(before, code, item) - satisfied(after, code, item) })),
    );
    const [most, next] = falls.sort((a, b) => b.by - a.by);
    expect([most?.code, most?.item]).toEqual(['XX-02', 'q09']);
    expect((most?.by ?? 0) - (next?.by ?? 0)).toBeGreaterThan(0.1);
    // Fewer than five organisations: their answers must be withheld (decision 23).
    for (const past of [before, after]) {
      const organisations = countedOf(past, 'XX-11').filter((one) => one.respondentGroup === 'organisation');
      const answers = organisations.reduce((total, one) => total + one.responses, 0);
      expect(answers).toBeGreaterThan(0);
      expect(answers).toBeLessThan(5);
    }
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

      expect(await removeSample.run(environment, administrator, {})).toEqual({ campaigns: 7, surveys: 4 });
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

const ITEMS = questionsOf(satisfaction).flatMap(({ key, kind }) => (kind === 'satisfaction' ? [key] : []));

/** Units of each class. */
function classes({ result }: Publication): Record<string, number> {
  const names = result.units.map((unit) => unit.class?.vi ?? '');
  return Object.fromEntries(
    [...new Set(names)].map((name) => [name, names.filter((one) => one === name).length]),
  );
}

/** The index as print shows it. */
function indexOf({ result }: Publication, code: string): string | undefined {
  const index = result.units.find(({ unit }) => unit === code)?.index;
  return index ? fixedText(parseDecimal(index), 2) : undefined;
}

/** The tallies that count: walk-ins stand apart. */
const countedOf = ({ inputs }: Publication, code: string) =>
  inputs.tallies.filter(({ unit, basis }) => unit === code && basis !== 'open');

/** Share of levels 4 and 5. */
function satisfied(publication: Publication, code: string, item: string): number {
  const codes = countedOf(publication, code).map((one) => one.questions[item]?.codes ?? {});
  const count = (...levels: number[]) =>
    codes.reduce(
      (total, one) => total + levels.reduce((sum, level) => sum + (one[String(level)] ?? 0), 0),
      0,
    );
  return count(4, 5) / count(1, 2, 3, 4, 5);
}

/** A publication of an office, which the sample has no business with. */
async function publishWithoutSurvey(environment: Environment): Promise<void> {
  const definition = { ...campaign, campaign: { ...campaign.campaign, id: 'cua-tinh' } };
  await importCampaign.run(environment, SYSTEM, { definition });
  await publishResult.run(environment, SYSTEM, { campaign: 'cua-tinh' });
}
