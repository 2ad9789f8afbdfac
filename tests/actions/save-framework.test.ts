/** Drafts of frameworks: kept with their faults, changed by one at a time, and never again once a campaign uses them. */
import { expect, test } from 'vitest';
import { importCampaign } from '../../server/actions/import-definition.ts';
import { createFramework, removeFramework, saveFramework } from '../../server/actions/save-framework.ts';
import type { Framework } from '../../server/core/framework.ts';
import { frameworkSheet } from '../../server/framework-sheet.ts';
import { Problem } from '../../server/problem.ts';
import { onBothDatabases } from '../help/databases.ts';
import { member } from '../help/member.ts';
import { openedWorld } from '../help/opened-world.ts';
import { makeWorld, SYSTEM, type World } from '../help/world.ts';
import { campaign, framework } from '../walk/hand-computed.ts';

const mine: Framework = { ...framework, id: 'cua-tinh' };

/** The draft with its areas adding up to 99. */
const unbalanced: Framework = {
  ...mine,
  criteria: mine.criteria.map((one) => (one.code === '1' ? { ...one, max: '39' } : one)),
};

const campaignOf = (version: number, id = 'dot-moi') => ({
  ...campaign,
  campaign: { ...campaign.campaign, id, frameworkId: mine.id, frameworkVersion: version },
});

async function refusal(work: Promise<unknown>): Promise<string[]> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Problem)) throw error ?? new Error('nothing was refused');
  return [error.code, ...error.places.map(({ field, code }) => `${field} ${code}`)];
}

const draft = ({ environment }: World, given: unknown = mine) =>
  createFramework.run(environment, SYSTEM, { framework: given, province: 'TT' });

onBothDatabases('a draft of a framework', (database) => {
  test('is kept with its faults, and no campaign can use it until they are mended', async () => {
    const world = await makeWorld(database);
    const { environment } = world;
    expect(await draft(world, unbalanced)).toEqual({ id: mine.id, version: 1, revision: 1, faults: 2 });
    const use = () => importCampaign.run(environment, SYSTEM, { definition: campaignOf(1) });
    expect(await refusal(use())).toEqual(['definition-invalid', 'campaign.frameworkId unknown-framework']);
    const saved = { id: mine.id, version: 1, framework: mine, revision: 1 };
    expect(await saveFramework.run(environment, SYSTEM, saved)).toEqual({ revision: 2, faults: 0 });
    expect(await use()).toMatchObject({ changed: true });
  });

  test('never changes once a campaign uses it, neither by the program nor by the database', async () => {
    const world = await makeWorld(database);
    const { environment, db } = world;
    await draft(world);
    await importCampaign.run(environment, SYSTEM, { definition: campaignOf(1) });
    const change = { id: mine.id, version: 1, framework: unbalanced, revision: 1 };
    expect(await refusal(saveFramework.run(environment, SYSTEM, change))).toEqual(['framework-locked']);
    expect(await refusal(removeFramework.run(environment, SYSTEM, change))).toEqual(['framework-locked']);
    const byHand = db.updateTable('frameworks').where('framework', '=', mine.id);
    await expect(byHand.set({ definition: '{}' }).execute()).rejects.toThrow(/never changes/);
    await expect(byHand.set({ locked: 0 }).execute()).rejects.toThrow(/never changes/);
    expect(await draft(world)).toMatchObject({ version: 2 });
  });

  test('is not written over: the second is told who saved, and when', async () => {
    const world = await makeWorld(database);
    await draft(world);
    const lan = await member(world, [{ role: 'publisher', unit: 'TT' }]);
    const minh = await member(world, [{ role: 'publisher', unit: 'TT' }]);
    const put = (who: typeof lan, body: unknown) =>
      who.request('PUT', `/api/v1/frameworks/${mine.id}/1`, body);
    expect((await put(lan, { framework: unbalanced, revision: 1 })).status).toBe(200);
    const late = await put(minh, { framework: mine, revision: 1 });
    expect(late.status).toBe(409);
    const problem = (await late.json()) as { code: string; errors: { sentence: string }[] };
    expect(problem.code).toBe('changed-meanwhile');
    expect(problem.errors[0]?.sentence).toContain(`${lan.username}`);
    expect(problem.errors[0]?.sentence).toContain('15/06/2026 12:00');
    const stored = (await (await minh.request('GET', `/api/v1/frameworks/${mine.id}/1`)).json()) as {
      framework: Framework;
      revision: number;
    };
    expect([stored.revision, stored.framework.criteria[0]?.max]).toEqual([2, '39']);
  });

  test('saved by two at the same moment is saved by one of them', async () => {
    const world = await makeWorld(database);
    await draft(world);
    const save = (max: string) => {
      const changed = { ...mine, bonusCap: max };
      const input = { id: mine.id, version: 1, framework: changed, revision: 1 };
      return saveFramework.run(world.environment, SYSTEM, input);
    };
    const settled = await Promise.allSettled([save('4'), save('5'), save('6')]);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused.map((reason) => reason instanceof Problem && reason.code)).toEqual(
      Array(2).fill('changed-meanwhile'),
    );
  });

  test('of one province is not changed by the publisher of another, nor one of all by either', async () => {
    const world = await openedWorld(database);
    await draft(world);
    const stranger = await member(world, [{ role: 'publisher', unit: 'TT-AN' }]);
    const own = await member(world, [{ role: 'publisher', unit: 'TT' }]);
    const save = async (who: typeof own, path: string) =>
      (await who.request('PUT', `/api/v1/frameworks/${path}`, { framework: mine, revision: 1 })).status;
    expect(await save(stranger, `${mine.id}/1`)).toBe(403);
    expect(await save(own, `${mine.id}/1`)).toBe(200);
    const post = (province: string | null) =>
      own.request('POST', '/api/v1/frameworks', { framework: { ...mine, id: 'khac' }, province });
    expect((await post(null)).status).toBe(403);
    const list = (await (await own.request('GET', '/api/v1/frameworks')).json()) as {
      owners: { province: string | null }[];
      frameworks: { id: string; mayChange: boolean; locked: boolean; campaigns: { id: string }[] }[];
    };
    expect(list.owners.map(({ province }) => province)).toEqual(['TT']);
    expect(list.frameworks.map(({ id, mayChange, locked }) => [id, mayChange, locked])).toEqual([
      [mine.id, true, false],
      [framework.id, false, true],
    ]);
    expect(list.frameworks[1]?.campaigns.map(({ id }) => id)).toEqual(['thu-2026']);
  });

  test('that is no draft at all is refused whole, and what is one says its faults and warnings', async () => {
    const world = await makeWorld(database);
    const { environment } = world;
    const refused = (given: unknown) =>
      refusal(createFramework.run(environment, SYSTEM, { framework: given, province: 'TT' }));
    expect(await refused({ ...mine, criteria: 'none' })).toEqual([
      'definition-invalid',
      'framework.criteria wrong-type',
    ]);
    expect(await refused({ ...mine, criteria: [{ ...mine.criteria[1], rule: { kind: 'guess' } }] })).toEqual([
      'definition-invalid',
      'framework.criteria[0].rule.kind out-of-bounds',
    ]);
    expect(await refused({ ...mine, id: 'Có dấu' })).toEqual(['malformed-request', 'framework.id not-an-id']);
    const unnamed = { ...mine, title: { vi: '' }, max: 'trăm' };
    expect(await draft(world, unnamed)).toMatchObject({ faults: 2 });
    const external = mine.criteria.map(({ feed, ...one }) =>
      one.code === '1.2' ? one : { ...one, ...(feed && { feed: { ...feed, questions: ['q99'] } }) },
    );
    await draft(world, { ...mine, criteria: external });
    const caller = await member(world, [{ role: 'analyst', unit: 'TT' }]);
    const shown = (await (await caller.request('GET', `/api/v1/frameworks/${mine.id}/2`)).json()) as {
      faultList: unknown[];
      warnings: { path: string; code: string }[];
    };
    expect(shown.faultList).toEqual([]);
    expect(shown.warnings.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'framework.criteria[2].feed external-survey',
      'framework.criteria[5].feed.questions[0] unknown-question',
    ]);
  });

  test('is thrown away, and the trail says by whom', async () => {
    const world = await makeWorld(database);
    const { db, environment } = world;
    await draft(world);
    const place = { id: mine.id, version: 1 };
    await removeFramework.run(environment, SYSTEM, { ...place, revision: 1 });
    expect(await refusal(removeFramework.run(environment, SYSTEM, { ...place, revision: 1 }))).toEqual([
      'not-found',
    ]);
    const rows = await db.selectFrom('audit').selectAll().where('action', '=', 'save-framework').execute();
    expect(rows.map(({ subject, details }) => [subject, JSON.parse(details)])).toEqual([
      ['framework cua-tinh 1', { revision: 1, faults: 0 }],
      ['framework cua-tinh 1', { removed: true }],
    ]);
  });
});

onBothDatabases('a framework as a file', (database) => {
  test('goes out as workbook and comes back the same; a changed one says where', async () => {
    const world = await openedWorld(database);
    const caller = await member(world, [{ role: 'publisher', unit: 'TT' }]);
    const sent = await caller.request('GET', '/api/v1/frameworks/thu-nghiem/1/sheet');
    expect(sent.headers.get('Content-Disposition')).toBe('attachment; filename="thu-nghiem-1.xlsx"');
    const bytes = Buffer.from(await sent.arrayBuffer());
    const read = async (file: Buffer) => {
      const response = await caller.request('POST', '/api/v1/frameworks/sheet', {
        file: file.toString('base64'),
      });
      return (await response.json()) as {
        framework?: Framework;
        code?: string;
        errors?: { field: string; code: string }[];
      };
    };
    expect((await read(bytes)).framework).toEqual(framework);
    const broken = await frameworkSheet({
      ...framework,
      criteria: framework.criteria.map((one) => ({ ...one, kind: 'nhom' as 'group' })),
    });
    const refused = await read(broken);
    expect(refused.code).toBe('definition-invalid');
    expect(refused.errors?.[0]).toMatchObject({
      field: 'Tiêu chí!E2',
      code: 'sheet-missing',
      sentence: 'dòng “1” chưa ghi mục này',
    });
    expect(await read(Buffer.from('PK không phải'))).toMatchObject({ code: 'file-unreadable' });
    const file = await caller.request('GET', '/api/v1/frameworks/thu-nghiem/1/file');
    expect(await file.json()).toEqual({ kind: 'framework', framework });
  });

  test('as JSON is checked before it is shown: a part that is missing, or of another kind, is told by its place', async () => {
    const world = await makeWorld(database);
    const caller = await member(world, [{ role: 'publisher', unit: 'TT' }]);
    const read = async (given: unknown) => {
      const answer = await caller.request('POST', '/api/v1/frameworks/sheet', { framework: given });
      const body = (await answer.json()) as {
        framework?: unknown;
        errors?: { field: string; code: string }[];
      };
      return (
        body.framework ?? [answer.status, ...(body.errors ?? []).map((one) => `${one.field} ${one.code}`)]
      );
    };
    expect(await read(unbalanced)).toEqual(unbalanced);
    expect(await read({ id: 'x', version: 1 })).toEqual([
      422,
      'framework.title missing',
      'framework.max missing',
      'framework.bandsOn not-a-choice',
      'framework.bands missing',
      'framework.criteria missing',
    ]);
    const [area, ...rest] = mine.criteria;
    expect(await read({ ...mine, criteria: [{ ...area, max: 40 }, ...rest] })).toEqual([
      422,
      'framework.criteria[0].max number-not-text',
    ]);
    expect(await read({ ...mine, criteria: [{ ...area, rule: { kind: 'steps' } }, ...rest] })).toEqual([
      422,
      'framework.criteria[0].rule.on not-a-choice',
      'framework.criteria[0].rule.steps missing',
    ]);
  });

  test('tells what changed from one version to the next', async () => {
    const world = await makeWorld(database);
    await draft(world);
    await draft(world, unbalanced);
    const caller = await member(world, [{ role: 'appraiser', unit: 'TT' }]);
    const path = `/api/v1/frameworks/${mine.id}/2/changes?framework=${mine.id}&version=1`;
    const { diff } = (await (await caller.request('GET', path)).json()) as {
      diff: { pairs: { after: { code: string }; changes: string[] }[] };
    };
    expect(diff.pairs.flatMap(({ after, changes }) => changes.map((one) => `${after.code} ${one}`))).toEqual([
      '1 re-weighted',
    ]);
  });
});
