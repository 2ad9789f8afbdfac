/** Imports of units, forms, frameworks and campaigns: all or nothing, every fault by its path, the same file twice is no change. */
import { expect, test } from 'vitest';
import type { Db } from '../../db/dialect.ts';
import { findForm } from '../../db/queries/forms.ts';
import { listUnits } from '../../db/queries/units.ts';
import type { Actor } from '../../server/access.ts';
import {
  type ImportOutcome,
  importCampaign,
  importForm,
  importFramework,
  importUnits,
} from '../../server/actions/import-definition.ts';
import { Problem } from '../../server/problem.ts';
import { onBothDatabases } from '../help/databases.ts';
import { rowCounts } from '../help/opened-world.ts';
import { makeWorld, SYSTEM, unitsFile, type World } from '../help/world.ts';
import { smallForm } from '../survey-forms/small-form.ts';
import { campaign, framework } from '../walk/hand-computed.ts';

const IMPORTS = {
  units: importUnits,
  form: importForm,
  framework: importFramework,
  campaign: importCampaign,
};
type Kind = keyof typeof IMPORTS;

const formFile = { kind: 'form', form: smallForm };
const frameworkFile = { kind: 'framework', framework };

async function load(
  world: World,
  kind: Kind,
  definition: unknown,
  actor: Actor = SYSTEM,
): Promise<ImportOutcome> {
  return IMPORTS[kind].run(world.environment, actor, { definition });
}

/** The problem of a refused file: its code, and `path code` of every fault. */
async function refusal(world: World, kind: Kind, definition: unknown): Promise<string[]> {
  try {
    await load(world, kind, definition);
  } catch (error) {
    if (error instanceof Problem)
      return [error.code, ...error.places.map(({ field, code }) => `${field} ${code}`)];
    throw error;
  }
  return ['accepted'];
}

/** Forms, framework and units are there; the campaign is not. */
async function preparedWorld(database: Parameters<typeof makeWorld>[0]): Promise<World> {
  const world = await makeWorld(database);
  await load(world, 'form', formFile);
  await load(world, 'framework', frameworkFile);
  return world;
}

async function lastLine(db: Db) {
  const line = await db.selectFrom('audit').selectAll().orderBy('id', 'desc').executeTakeFirst();
  return line && { ...line, id: null, details: JSON.parse(line.details) };
}

const otherProvince = {
  kind: 'units',
  province: { code: 'HH', name: { vi: 'Tỉnh Hai' } },
  units: [
    { code: 'HH', parent: null, kind: 'province', name: { vi: 'Tỉnh Hai' }, aliases: [] },
    { code: 'HH-DO', parent: 'HH', kind: 'department', name: { vi: 'Sở Đoài' }, aliases: ['Sở Đ'] },
  ],
};

/** The campaign file with parts replaced; `campaign` is merged into its head. */
const altered = (more: object, head: object = {}) => ({
  ...campaign,
  ...more,
  campaign: { ...campaign.campaign, ...head },
});

onBothDatabases('an import', (database) => {
  test('loads each of the four kinds with a line in the trail, and the same file again changes nothing', async () => {
    const world = await makeWorld(database);
    const files: [Kind, unknown, string][] = [
      ['units', otherProvince, 'HH'],
      ['form', formFile, 'small 3'],
      ['framework', frameworkFile, 'thu-nghiem 1'],
      ['campaign', campaign, 'thu-2026'],
    ];
    for (const [kind, file, id] of files) {
      const before = await rowCounts(world.db);
      expect(await load(world, kind, file)).toEqual({ kind, id, changed: true });
      const loaded = await rowCounts(world.db);
      expect(loaded.audit).toBe((before.audit ?? 0) + 1);
      expect(Object.keys(loaded).filter((table) => loaded[table] !== before[table]).length).toBeGreaterThan(
        1,
      );
      expect(await lastLine(world.db)).toEqual({
        id: null,
        at: '2026-06-15T05:00:00.000Z',
        actor: 'command line',
        action: `import-${kind}`,
        subject: `${kind} ${id}`,
        details: { changed: true, sample: false },
      });
      if (kind === 'campaign') continue;
      const shuffled = JSON.parse(JSON.stringify(file, (_, value) => reversedKeys(value)));
      expect(await load(world, kind, shuffled)).toEqual({ kind, id, changed: false });
      expect(await rowCounts(world.db)).toEqual({ ...loaded, audit: (loaded.audit ?? 0) + 1 });
      expect((await lastLine(world.db))?.details).toEqual({ changed: false, sample: false });
    }
    expect(await rowCounts(world.db)).toMatchObject({
      campaigns: 1,
      campaign_units: 3,
      scores: 6,
      adjustments: 2,
    });
  });

  test('of units names every fault and loads nothing', async () => {
    const world = await makeWorld(database);
    const before = await rowCounts(world.db);
    const [province, department] = otherProvince.units;
    const refused = (more: object) => refusal(world, 'units', { ...otherProvince, ...more });
    expect(await refusal(world, 'units', [])).toEqual(['definition-invalid', ' wrong-type']);
    expect(await refused({ units: [] })).toEqual(['definition-invalid', 'units out-of-bounds']);
    expect(
      await refused({
        province: { code: 'HH' },
        units: [province, { ...department, name: { vi: ' ' }, aliases: [5], colour: 'red' }],
      }),
    ).toEqual([
      'definition-invalid',
      'province.name missing',
      'units[1].name.vi empty-text',
      'units[1].aliases[0] number-not-text',
      'units[1].colour unknown-field',
    ]);
    expect(
      await refused({
        units: [
          province,
          department,
          { ...department, name: { vi: 'Sở Khác' }, aliases: ['sở  đ'] },
          { ...department, code: 'HH-X', parent: 'HH-Y', name: { vi: 'Sở X' }, aliases: [] },
        ],
      }),
    ).toEqual(expect.arrayContaining(['units[2].code duplicate-unit', 'units[3].parent unknown-parent']));
    expect(await rowCounts(world.db)).toEqual(before);
  });

  test('of units does not take a unit of another province', async () => {
    const world = await makeWorld(database);
    const before = await rowCounts(world.db);
    const [province, department] = otherProvince.units;
    const stolen = { ...department, code: 'TT-AN' };
    const refused = await refusal(world, 'units', { ...otherProvince, units: [province, stolen] });
    expect(refused).toEqual(['definition-invalid', 'units[1].code foreign-unit']);
    expect(await rowCounts(world.db)).toEqual(before);
  });

  test('of units brings names, places and spellings up to date, and keeps units that the file leaves out', async () => {
    const world = await makeWorld(database);
    const [province, an] = unitsFile.units;
    const units = [
      { code: 'TT-MOI', parent: 'TT-AN', kind: 'other', name: { vi: 'Chi cục Mới' }, aliases: [] },
      { ...an, name: { vi: 'Sở An Mới', en: 'New An' }, aliases: ['Sở An'], validFrom: '2026-01-01' },
      province,
    ];
    expect((await load(world, 'units', { ...unitsFile, units })).changed).toBe(true);
    const stored = await listUnits(world.db, 'TT');
    expect(stored.map((unit) => [unit.code, unit.parent, unit.name.vi, unit.validFrom])).toEqual([
      ['TT', null, 'Tỉnh Thử', null],
      ['TT-AN', 'TT', 'Sở An Mới', '2026-01-01'],
      ['TT-BD', 'TT', 'Bưu điện Thử', null],
      ['TT-BI', 'TT', 'Sở Bình', null],
      ['TT-CA', 'TT', 'Sở Cát', null],
      ['TT-MOI', 'TT-AN', 'Chi cục Mới', null],
    ]);
    expect(stored[1]?.aliases).toEqual(expect.arrayContaining(['Sở An', 'Sở An Mới']));
    expect((await load(world, 'units', { ...unitsFile, units })).changed).toBe(false);
  });

  test('of a form names every fault and loads nothing', async () => {
    const world = await makeWorld(database);
    const before = await rowCounts(world.db);
    const [first, second] = smallForm.sections;
    const broken = {
      ...smallForm,
      version: 0,
      sections: [
        { ...first, questions: first?.questions.map((question) => ({ ...question, scale: 'khong-co' })) },
        { ...second, key: 'first' },
      ],
    };
    const [code, ...faults] = await refusal(world, 'form', { kind: 'form', form: broken });
    expect(code).toBe('definition-invalid');
    expect(faults.length).toBeGreaterThanOrEqual(5);
    expect(faults.map((one) => one.split(' ')[0])).toEqual(
      expect.arrayContaining(['version', 'sections[0].questions[0].scale', 'sections[0].questions[2].scale']),
    );
    for (const nothing of [null, {}, { kind: 'form' }, 'form', 5])
      expect((await refusal(world, 'form', nothing))[0]).toBe('definition-invalid');
    expect(await rowCounts(world.db)).toEqual(before);
  });

  test('of a framework names every fault and loads nothing', async () => {
    const world = await makeWorld(database);
    const before = await rowCounts(world.db);
    const [group, leaf, ...rest] = framework.criteria;
    const broken = {
      ...framework,
      criteria: [group, { ...leaf, max: '26' }, { ...leaf, parent: '9' }, ...rest],
    };
    const [code, ...faults] = await refusal(world, 'framework', { kind: 'framework', framework: broken });
    expect(code).toBe('definition-invalid');
    expect(faults.map((one) => one.split(' ')[0])).toEqual(
      expect.arrayContaining([
        'framework.criteria[0].max',
        'framework.criteria[2].code',
        'framework.criteria[2].parent',
      ]),
    );
    expect(await refusal(world, 'framework', { ...frameworkFile, kind: 'units' })).toEqual([
      'definition-invalid',
      'kind not-a-choice',
    ]);
    expect(await rowCounts(world.db)).toEqual(before);
  });

  test('of a version that is there with other content is refused, and the stored one kept', async () => {
    const world = await preparedWorld(database);
    const before = await rowCounts(world.db);
    const otherForm = { ...smallForm, title: { vi: 'Tên khác' } };
    const otherFramework = { ...framework, bonusCap: '5' };
    expect(await refusal(world, 'form', { kind: 'form', form: otherForm })).toEqual([
      'already-exists',
      'form.version already-exists',
    ]);
    expect(await refusal(world, 'framework', { kind: 'framework', framework: otherFramework })).toEqual([
      'already-exists',
      'framework.version already-exists',
    ]);
    expect(await rowCounts(world.db)).toEqual(before);
    expect((await findForm(world.db, 'small', 3))?.title).toEqual(smallForm.title);
    // A new version is another matter.
    const next = { kind: 'form', form: { ...otherForm, version: 4 } };
    expect(await load(world, 'form', next)).toEqual({ kind: 'form', id: 'small 4', changed: true });
  });

  test('of a campaign twice is refused, whatever it says', async () => {
    const world = await preparedWorld(database);
    await load(world, 'campaign', campaign);
    const before = await rowCounts(world.db);
    for (const file of [campaign, altered({ scores: [] })])
      expect(await refusal(world, 'campaign', file)).toEqual([
        'already-exists',
        'campaign.id already-exists',
      ]);
    expect(await rowCounts(world.db)).toEqual(before);
  });

  test('of a campaign names unknown units, frameworks and provinces, and loads nothing', async () => {
    const world = await preparedWorld(database);
    await load(world, 'units', otherProvince);
    const before = await rowCounts(world.db);
    const refused = (more: object, head?: object) => refusal(world, 'campaign', altered(more, head));
    expect(await refused({ units: [...campaign.units, { unit: 'Sở Không Có' }] })).toEqual([
      'definition-invalid',
      'units[3].unit unknown-unit',
    ]);
    // A unit of another province is as unknown to this one as a unit that is nowhere.
    expect(await refused({ units: [...campaign.units, { unit: 'HH-DO' }, { unit: 'Sở Đoài' }] })).toEqual([
      'definition-invalid',
      'units[3].unit unknown-unit',
      'units[4].unit unknown-unit',
    ]);
    expect(await refused({}, { frameworkId: 'khac', province: 'ZZ' })).toEqual([
      'definition-invalid',
      'campaign.frameworkId unknown-framework',
      'campaign.province unknown-province',
    ]);
    expect(await refused({}, { frameworkVersion: 2 })).toEqual([
      'definition-invalid',
      'campaign.frameworkId unknown-framework',
    ]);
    expect(await refusal(world, 'campaign', null)).toContain('definition-invalid');
    const [first, second, ...rest] = campaign.scores;
    const faulty = [
      { ...first, points: '25.01' },
      { ...second, points: 15, colour: 'red' },
      { ...first, criterion: '1' },
      ...rest,
    ];
    expect(await refused({ scores: faulty })).toEqual([
      'definition-invalid',
      'scores[1].points number-not-text',
      'scores[1].colour unknown-field',
    ]);
    expect(
      await refused({
        scores: [
          { ...first, points: '25.01' },
          { ...first, criterion: '1' },
        ],
      }),
    ).toEqual([
      'definition-invalid',
      expect.stringMatching(/^scores\[0\]\.points /),
      'scores[1].criterion score-for-a-group',
    ]);
    expect(await rowCounts(world.db)).toEqual(before);
    expect((await load(world, 'campaign', campaign)).changed).toBe(true);
  });

  test('by who may not leaves no line either', async () => {
    const world = await preparedWorld(database);
    await load(world, 'units', otherProvince);
    const before = await rowCounts(world.db);
    const publisher: Actor = {
      kind: 'account',
      id: 'p',
      name: 'p',
      grants: [{ role: 'publisher', unit: 'HH' }],
    };
    await expect(load(world, 'campaign', campaign, publisher)).rejects.toThrow('forbidden');
    await expect(load(world, 'campaign', altered({}, { province: 'ZZ' }), publisher)).rejects.toThrow(
      'forbidden',
    );
    await expect(load(world, 'framework', frameworkFile, publisher)).rejects.toThrow('forbidden');
    expect(await rowCounts(world.db)).toEqual(before);
  });

  test('by two at once is loaded once', async () => {
    const world = await makeWorld(database);
    for (const [kind, file] of [
      ['form', formFile],
      ['framework', frameworkFile],
      ['campaign', campaign],
    ] as const) {
      const done = await Promise.allSettled([load(world, kind, file), load(world, kind, file)]);
      const loaded = done.filter((one) => one.status === 'fulfilled' && one.value.changed);
      expect(loaded, kind).toHaveLength(1);
      for (const one of done)
        if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'already-exists' });
    }
    expect(await rowCounts(world.db)).toMatchObject({ campaigns: 1, frameworks: 1 });
  });
});

/** The same object with its keys in another order; lists keep theirs. */
function reversedKeys(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).reverse())
    : value;
}
