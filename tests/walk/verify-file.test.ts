/**
 * `cli verify FILE` as somebody runs it who has the file and the program and nothing else: on an empty data folder, with
 * the built program. A copy says the same; one changed digit is found, with the step from which it parts.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPublication, type Publication } from '../../db/queries/publications.ts';
import { publishResult } from '../../server/actions/publish-result.ts';
import { hashOf, type PublishedResult } from '../../server/core/recipe.ts';
import type { Submission } from '../../survey-forms/submission.ts';
import { CAMPAIGN, openedWorld, visit } from '../help/opened-world.ts';
import { SYSTEM } from '../help/world.ts';

const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-verify-'));
const [file, data] = [join(folder, 'cong-bo.json'), join(folder, 'du-lieu')];
let published = '';
/** Of what a file is, and the code to compare. */
const OF_WHAT = `${file}: ".+", year \\d{4}, campaign ${CAMPAIGN}, verification code [0-9a-f]{12} \\([0-9a-f]{64}\\): hold it against “Mã kiểm chứng” on the public page`;
/** As everybody may have it and as the office keeps it, of a result with a group of three. */
let withheld: PublishedResult;
let whole: Publication;

/** A result with counted answers, published, and written as its page offers it. */
beforeAll(async () => {
  const answers = Array.from({ length: 12 }, () => visit());
  const { text, publication } = await publishedWorld(answers);
  published = text;
  // Nothing in it is small: everybody has what was published.
  const { inputs, recipe, result } = publication;
  expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify({ inputs, recipe, result })));
  const three = Array.from({ length: 3 }, () => visit({ respondentGroup: 'organisation' }));
  const few = await publishedWorld([...answers, ...three]);
  withheld = JSON.parse(few.text);
  whole = few.publication;
}, 120_000);

async function publishedWorld(answers: readonly Submission[]) {
  const world = await openedWorld('sqlite');
  for (const answer of answers) expect((await world.send(answer)).status).toBe(201);
  const open = { openAnswers: 'included', adjustments: 'inside-the-points', notApplicable: 'flat' };
  const more = { ranking: 'all', ties: 'shared', flaggedAnswers: 'included', minimumResponses: 3 };
  await world.db
    .updateTable('campaigns')
    .set({ policies: JSON.stringify({ ...open, ...more }) })
    .execute();
  // No deputy rated anybody: 1.2 is dropped, so that every unit has an index.
  for (const unit of ['TT-AN', 'TT-BI', 'TT-CA'])
    await world.db
      .insertInto('scores')
      .values({ ...EMPTY, campaign: CAMPAIGN, unit, criterion: '1.2', state: 'not-assessed' })
      .execute();
  world.setDay('2026-07-15');
  await publishResult.run(world.environment, SYSTEM, { campaign: CAMPAIGN });
  const response = await world.app.request(`/du-lieu/${CAMPAIGN}/1/cong-bo.json`);
  const publication = await findPublication(world.db, CAMPAIGN);
  if (!publication) throw new Error('not published');
  expect(publication.revision).toBe(1);
  return { text: await response.text(), publication };
}

const EMPTY = { points: null, self_points: null, note: null, source: null, figures: null, inputs: null };

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Changeable {
  inputs: {
    tallies: { questions: Record<string, { codes: Record<string, number> }> }[];
    scores: { points: string | null }[];
  };
  result: {
    units: {
      unit: string;
      name: { vi: string };
      index: string;
      rank: number;
      class: { vi: string };
      nodes: { points: string | null; basis?: { value: string } }[];
    }[];
  };
}

/** Runs the command on the file, changed or as it is. */
function verify(change?: (whole: Changeable) => void): { code: number | null; said: string } {
  const changed = JSON.parse(published) as Changeable;
  change?.(changed);
  return verifyFile(changed);
}

function verifyFile(content: unknown): { code: number | null; said: string } {
  writeFileSync(file, JSON.stringify(content));
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server/start.js', 'cli', 'verify', file], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, DATA_DIR: data, DATABASE_URL: '' },
  });
  return { code: status, said: stdout + stderr };
}

describe('a published file on another machine', () => {
  test('is the same, and needs no database', () => {
    expect(verify()).toEqual({
      code: 0,
      said: expect.stringMatching(
        new RegExp(`^${OF_WHAT}\n${file}: same, recomputed from 3 units\n${file}: unsigned\n$`),
      ),
    });
    expect(readdirSync(folder)).toEqual(['cong-bo.json']);
  });

  const first = (whole: Changeable) => {
    const [unit] = whole.result.units;
    if (!unit) throw new Error('no unit');
    return unit;
  };
  test.each<[string, RegExp, (whole: Changeable) => void]>([
    [
      'an answer that was counted',
      /first at the inputs: they are not those that the recipe names; the result parts at the sub-index: shares and means of the answers\n {2}\[recipe\] recipe.inputsHash: .*\n[\s\S]*\[sub-index\] result.units\[\d\].nodes\[\d\].basis/,
      (whole) => {
        const codes = whole.inputs.tallies[0]?.questions.q01?.codes ?? {};
        codes['5'] = (codes['5'] ?? 0) - 1;
        codes['1'] = (codes['1'] ?? 0) + 1;
      },
    ],
    [
      'a score that was put in',
      /the result parts at the tree: points of criteria, bonus and deduction\n[\s\S]*\[tree\] result.units/,
      (whole) => {
        for (const score of whole.inputs.scores) if (score.points === '20') score.points = '21';
      },
    ],
    [
      'a share',
      /1 differ, first at the sub-index: shares and means of the answers\n {2}\[sub-index\] result/,
      (whole) => {
        const basis = first(whole).nodes.find((node) => node.basis)?.basis;
        if (basis) basis.value = '0.5';
      },
    ],
    [
      'a digit of an index',
      /1 differ, first at the index: points, scale and their quotient\n {2}\[index\] result.units\[0\].index: published "1/,
      (whole) => {
        first(whole).index = `1${first(whole).index.slice(1)}`;
      },
    ],
    [
      'the name of a unit',
      /1 differ, first at the units: their names and groups\n {2}\[unit\] result.units\[0\].name.vi/,
      (whole) => Object.assign(first(whole), { name: { ...first(whole).name, vi: 'Sở Khác' } }),
    ],
    [
      'a class',
      /2 differ, first at the class\n {2}\[class\] result.units\[0\].class.vi: published "Yếu"/,
      (whole) => {
        first(whole).class = { vi: 'Yếu' };
      },
    ],
    [
      'a rank',
      /1 differ, first at the rank\n {2}\[rank\] result.units\[0\].rank: published 9, recomputed 1\n.*: unsigned\n$/,
      (whole) => {
        first(whole).rank = 9;
      },
    ],
  ])('with %s changed says what differs, and from which step', (_, wanted, change) => {
    const { code, said } = verify(change);
    expect(said).toMatch(wanted);
    expect(code).toBe(1);
  });

  test('without its small counts is the same but for the scores it names, and says who can recompute those', () => {
    expect(withheld.inputs.tallies).toEqual([]);
    expect(JSON.stringify(withheld)).not.toContain('"organisation":');
    const node = (one: PublishedResult) =>
      one.result.units.flatMap(({ nodes }) => nodes).find((n) => n.withheld);
    expect(node(withheld)).toMatchObject({ withheld: 'groups', basis: { responses: 15, byGroup: [] } });
    const { recipe, inputs, result, hash } = whole;
    expect([withheld.copy?.of, hash]).toEqual([hash, hashOf({ recipe, inputs, result })]);
    const { code, said } = verifyFile(withheld);
    expect(said.split('\n').slice(1).join('\n')).toBe(
      `${file}: same, recomputed from 3 units; 1 survey score taken as given, for the counts are withheld (fewer than 10 answers, or telling of fewer): the whole publication, hash ${hash}, which the office writes with "export", recomputes those as well\n${file}: unsigned\n`,
    );
    expect(code).toBe(0);
    expect(verifyFile({ recipe, inputs, result })).toEqual({
      code: 0,
      said: expect.stringMatching(
        new RegExp(`^${OF_WHAT}\n${file}: same, recomputed from 3 units\n${file}: unsigned\n$`),
      ),
    });
  });

  test.each<[string, RegExp, (copy: PublishedResult) => object]>([
    [
      'a score taken as given',
      /first at the inputs: they are not those that the recipe names; the result parts at the survey score/,
      (copy) => Object.assign(copy.inputs.withheld?.scores[0] ?? {}, { points: '1' }),
    ],
    [
      'a digit of an index',
      /1 differ, first at the index: points, scale and their quotient/,
      (copy) => Object.assign(copy.result.units[0] ?? {}, { index: '12.5' }),
    ],
    [
      'the hash of the whole',
      /1 differ, first at the file: all in it fits, but it is not what was written\n {2}\[file\] copy.hash/,
      (copy) => Object.assign(copy.copy ?? {}, { of: '0'.repeat(64) }),
    ],
  ])('without its small counts and with %s changed says so', (_, wanted, change) => {
    const copy = structuredClone(withheld);
    change(copy);
    const { code, said } = verifyFile(copy);
    expect(said).toMatch(wanted);
    expect(code).toBe(1);
  });

  test('that is none says so in a line', () => {
    writeFileSync(file, '{"units": []}');
    const run = spawnSync(process.execPath, ['server/start.js', 'cli', 'verify', file], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, DATA_DIR: data, DATABASE_URL: '' },
    });
    expect([run.status, run.stderr]).toEqual([
      1,
      `${file}: no publication: "inputs", "recipe" and "result" of a published file are missing\n`,
    ]);
  });
});
