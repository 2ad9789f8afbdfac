/** Documents of a unit over the API: who brings, sees, shares and takes back what, and when no longer. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Database } from '../../db/dialect.ts';
import { assignAppraisers } from '../../server/actions/assign-appraisers.ts';
import { openRounds } from '../help/assessments.ts';
import { onBothDatabases } from '../help/databases.ts';
import { evidenceFolder, evidenceStore, jpeg, pdf, png, type Sent, sendEvidence } from '../help/evidence.ts';
import { type Member, member } from '../help/member.ts';
import { rowCounts } from '../help/opened-world.ts';
import { makeWorld, SYSTEM } from '../help/world.ts';

interface Listed {
  stage: string | null;
  evidence: {
    id: string;
    title: string;
    fileName: string;
    addedBy: string;
    withdrawn: boolean;
    mayWithdraw: boolean;
    uses: { criterion: string; stage: string }[];
  }[];
}

/** @param at the instant at which everybody signs in */
async function office(database: Database, at?: string) {
  const folder = evidenceFolder();
  const world = await makeWorld(database, { evidence: evidenceStore(folder) });
  if (at) world.setTime(at);
  const campaign = await openRounds(world);
  const officer = await member(world, [{ role: 'unit-officer', unit: 'TT-AN' }]);
  const other = await member(world, [{ role: 'unit-officer', unit: 'TT-BI' }]);
  const appraiser = await member(world, [{ role: 'appraiser', unit: 'TT' }]);
  const publisher = await member(world, [{ role: 'publisher', unit: 'TT' }]);
  await assignAppraisers.run(world.environment, SYSTEM, { campaign, account: appraiser.id, areas: ['1'] });
  const people = { officer, other, appraiser, publisher };
  const base = `/api/v1/campaigns/${campaign}/units/TT-AN/evidence`;
  const list = async (who: Member) => (await (await who.request('GET', base)).json()) as Listed;
  const bring = async (bytes: Buffer, more: Partial<Sent> = {}, who: Member = officer) => {
    const response = await sendEvidence(world, who, bytes, { campaign, ...more });
    const body = (await response.json()) as {
      id: string;
      code: string;
      errors: { sentence: string; code: string }[];
    };
    return { status: response.status, ...body };
  };
  const state = (value: 'open' | 'submitted' | 'explaining' | 'explained') =>
    world.db.updateTable('assessments').set({ state: value }).where('unit', '=', 'TT-AN').execute();
  return { world, campaign, folder, base, list, bring, state, ...people };
}

const files = (folder: string) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    : [];

const put = async (who: Member, path: string, body: unknown) => {
  const response = await who.request('PUT', path, body);
  return [response.status, ((await response.json()) as { code?: string }).code];
};

onBothDatabases('a document', (database) => {
  test('is brought with its number, day and issuer, listed, and handed out as a harmless download', async () => {
    const { world, bring, list, officer } = await office(database);
    const more = { number: '12/QĐ-UBND', issuedOn: '2026-05-04', issuer: 'UBND tỉnh' };
    const fileName = '../Quyết định "12".pdf';
    const { status, id } = await bring(pdf(), { title: ' Quyết định công nhận ', fileName, more });
    expect(status).toBe(201);
    const { stage, evidence } = await list(officer);
    expect(stage).toBe('self');
    expect(evidence).toMatchObject([
      {
        id,
        title: 'Quyết định công nhận',
        fileName: 'Quyết định _12_.pdf',
        mediaType: 'application/pdf',
        bytes: pdf().length,
        ...more,
        addedBy: officer.username,
        withdrawn: false,
        mayWithdraw: true,
        uses: [{ criterion: '1.1', stage: 'self' }],
      },
    ]);
    const file = await officer.request('GET', `/api/v1/evidence/${id}/file`);
    expect(Buffer.from(await file.arrayBuffer()).equals(pdf())).toBe(true);
    const headers = Object.fromEntries(file.headers);
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    expect(headers['content-disposition']).toMatch(
      /^attachment; filename="Quyet inh _12_.pdf"; filename\*=UTF-8''Quy/,
    );
    const line = await world.db.selectFrom('audit').selectAll().orderBy('id', 'desc').executeTakeFirst();
    expect(line).toMatchObject({ action: 'add-evidence', subject: `evidence ${id}`, actor: officer.id });
  });

  test('is seen by its unit, by the office once it is handed in, and by nobody else', async () => {
    const { bring, list, state, officer, other, appraiser, publisher, base } = await office(database);
    const { id } = await bring(await jpeg(), { fileName: 'anh.jpg' });
    const file = async (who: Member) => (await who.request('GET', `/api/v1/evidence/${id}/file`)).status;
    for (const who of [appraiser, publisher]) {
      expect((await list(who)).evidence).toEqual([]);
      expect(await file(who)).toBe(404);
    }
    expect([(await other.request('GET', base)).status, await file(other)]).toEqual([403, 403]);
    await state('submitted');
    for (const who of [appraiser, publisher]) {
      const { stage, evidence } = await list(who);
      expect([stage, evidence.map((one) => [one.id, one.mayWithdraw])]).toEqual([null, [[id, false]]]);
      expect(await file(who)).toBe(200);
    }
    expect([(await other.request('GET', base)).status, await file(other)]).toEqual([403, 403]);
    expect(await file(officer)).toBe(200);
  });

  test('cannot be brought by another unit, an appraiser, or for what the framework does not have', async () => {
    const { world, bring, folder, other, appraiser } = await office(database);
    const before = await rowCounts(world.db);
    for (const who of [other, appraiser]) expect((await bring(pdf(), {}, who)).status).toBe(403);
    expect((await bring(pdf(), { criterion: '9.9' })).status).toBe(404);
    expect((await bring(pdf(), { campaign: 'khong-co' })).status).toBe(404);
    expect((await bring(pdf(), { title: '   ' })).status).toBe(400);
    expect((await bring(pdf(), { more: { issuedOn: '2026-02-30' } })).status).toBe(400);
    expect(await rowCounts(world.db)).toEqual(before);
    expect(files(folder)).toEqual([]);
  });

  test('serves several criteria, and is stored once', async () => {
    const { bring, list, officer, base, folder } = await office(database);
    const { id } = await bring(pdf());
    expect(await put(officer, `${base}/${id}/uses/1.2`, { used: true })).toEqual([200, undefined]);
    expect(await put(officer, `${base}/${id}/uses/1.2`, { used: true })).toEqual([200, undefined]);
    expect((await list(officer)).evidence[0]?.uses.map(({ criterion }) => criterion)).toEqual(['1.1', '1.2']);
    await put(officer, `${base}/${id}/uses/1.1`, { used: false });
    expect((await list(officer)).evidence[0]?.uses.map(({ criterion }) => criterion)).toEqual(['1.2']);
    expect((await bring(pdf(), { criterion: '2.1' })).status).toBe(201);
    expect((await list(officer)).evidence).toHaveLength(2);
    expect(files(folder)).toHaveLength(1);
    expect(await put(officer, `${base}/${id}/uses/9.9`, { used: true })).toEqual([404, 'not-found']);
  });

  test('is seen by an appraiser only where it serves the areas assigned to him', async () => {
    const { world, campaign, bring, list, state, appraiser, publisher } = await office(database);
    const { id } = await bring(pdf());
    await state('submitted');
    const stranger = await member(world, [{ role: 'appraiser', unit: 'TT' }]);
    const file = async (who: Member) => (await who.request('GET', `/api/v1/evidence/${id}/file`)).status;
    const seen = async (who: Member) => [(await list(who)).evidence.length, await file(who)];
    expect(await seen(stranger)).toEqual([0, 404]);
    expect(await seen(appraiser)).toEqual([1, 200]);
    await assignAppraisers.run(world.environment, SYSTEM, { campaign, account: appraiser.id, areas: [] });
    expect(await seen(appraiser)).toEqual([0, 404]);
    expect(await seen(publisher)).toEqual([1, 200]);
  });

  test('is taken back and brought in again; the row stays, and the office sees it only while it stands', async () => {
    const { world, bring, list, state, officer, appraiser, base } = await office(database);
    const { id } = await bring(pdf());
    expect(await put(officer, `${base}/${id}/withdrawal`, { withdrawn: true })).toEqual([200, undefined]);
    expect((await list(officer)).evidence[0]?.withdrawn).toBe(true);
    await state('submitted');
    expect((await list(appraiser)).evidence).toEqual([]);
    expect((await appraiser.request('GET', `/api/v1/evidence/${id}/file`)).status).toBe(404);
    await state('open');
    await put(officer, `${base}/${id}/withdrawal`, { withdrawn: false });
    expect((await list(officer)).evidence[0]?.withdrawn).toBe(false);
    const trail = await world.db
      .selectFrom('audit')
      .select('details')
      .where('action', '=', 'withdraw-evidence')
      .execute();
    expect(trail.map(({ details }) => JSON.parse(details).withdrawn)).toEqual([true, false]);
  });

  test('neither comes nor goes after its stage is locked; in explaining further ones come', async () => {
    const { bring, list, state, officer, base, folder } = await office(database);
    const { id } = await bring(pdf());
    await state('submitted');
    const before = files(folder).length;
    expect(await bring(await png(), { fileName: 'a.png' })).toMatchObject({
      status: 409,
      code: 'assessment-locked',
    });
    expect(files(folder)).toHaveLength(before);
    for (const [path, body] of [
      [`${id}/withdrawal`, { withdrawn: true }],
      [`${id}/uses/1.2`, { used: true }],
    ] as const)
      expect(await put(officer, `${base}/${path}`, body)).toEqual([409, 'assessment-locked']);
    await state('explaining');
    const further = await bring(await png(), { fileName: 'a.png', criterion: '1.2' });
    expect(further.status).toBe(201);
    // What was handed in with the first stage stays as it is; it may serve a further criterion.
    expect(await put(officer, `${base}/${id}/withdrawal`, { withdrawn: true })).toEqual([
      409,
      'assessment-locked',
    ]);
    expect(await put(officer, `${base}/${id}/uses/1.1`, { used: false })).toEqual([409, 'assessment-locked']);
    expect(await put(officer, `${base}/${id}/uses/1.2`, { used: true })).toEqual([200, undefined]);
    const { stage, evidence } = await list(officer);
    expect(stage).toBe('explanation');
    expect(new Map(evidence.map((one) => [one.id, one.mayWithdraw]))).toEqual(
      new Map([
        [id, false],
        [further.id, true],
      ]),
    );
  });

  test('comes too late after the last day, and nothing of it is kept', async () => {
    const { world, bring, list, folder, officer } = await office(database, '2026-06-20T16:59:59.000Z');
    expect((await bring(pdf())).status).toBe(201);
    world.setTime('2026-06-20T17:00:00.000Z');
    const late = await bring(await png(), { fileName: 'a.png' });
    expect(late).toMatchObject({ status: 409, code: 'deadline-passed' });
    expect(late.errors[0]?.sentence).toContain('20/06/2026');
    expect(files(folder)).toHaveLength(1);
    expect((await list(officer)).stage).toBeNull();
  });

  test('that is refused says why, in the language of the reader, and leaves nothing', async () => {
    const { world, bring, folder } = await office(database);
    const before = await rowCounts(world.db);
    const vi = await bring(Buffer.from('MZ'), {});
    expect(vi).toMatchObject({ status: 422, code: 'evidence-refused', errors: [{ code: 'unknown-kind' }] });
    expect(vi.errors[0]?.sentence).toContain('Chỉ nhận PDF');
    const en = await bring(pdf(), { fileName: 'a.docx', headers: { 'Accept-Language': 'en' } });
    expect(en.errors[0]?.sentence).toContain('The ending of the name');
    expect(await rowCounts(world.db)).toEqual(before);
    expect(files(folder)).toEqual([]);
  });

  test('of 20 MB is taken, of one byte more refused, whether or not it says how long it is', async () => {
    const { bring, folder } = await office(database);
    const largest = 20 * 1024 * 1024;
    const whole = (size: number) => {
      const [before, after] = [pdf().subarray(0, 9), pdf().subarray(9)];
      return Buffer.concat([before, Buffer.alloc(size - before.length - after.length, '%'), after]);
    };
    expect(await bring(whole(largest + 1))).toMatchObject({ status: 413, code: 'file-too-large' });
    const unsaid = { headers: { 'Content-Length': '', 'Transfer-Encoding': 'chunked' } };
    expect(await bring(whole(largest + 1), unsaid)).toMatchObject({ status: 413, code: 'file-too-large' });
    expect(files(folder)).toEqual([]);
    expect((await bring(whole(largest))).status).toBe(201);
  });

  test('comes by its own type and header only, and from no other site', async () => {
    const { bring, folder } = await office(database);
    const wrong: [Record<string, string>, number][] = [
      [{ 'Content-Type': 'application/json' }, 415],
      [{ 'Content-Type': 'multipart/form-data; boundary=x' }, 415],
      [{ 'Content-Type': 'text/plain' }, 415],
      [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
      [{ 'Sec-Fetch-Site': 'same-site' }, 403],
    ];
    for (const [headers, status] of wrong) expect((await bring(pdf(), { headers })).status).toBe(status);
    expect(files(folder)).toEqual([]);
  });

  test('whose row cannot be written leaves a file that nothing names, and no more', async () => {
    const { world, bring, list, officer, folder } = await office(database);
    // The row comes last: an account that is gone by then stands for any failure in between.
    const { randomBytes } = world.environment;
    Object.assign(world.environment, {
      randomBytes: () => {
        throw new Error('the machine stopped here');
      },
    });
    expect((await bring(pdf())).status).toBe(500);
    Object.assign(world.environment, { randomBytes });
    expect(files(folder)).toHaveLength(1);
    expect((await list(officer)).evidence).toEqual([]);
    expect((await bring(pdf())).status).toBe(201);
    expect(files(folder)).toHaveLength(1);
  });

  test('whose file is gone or changed is told, not handed out', async () => {
    const { bring, officer, folder } = await office(database);
    const { id } = await bring(pdf());
    const [file] = files(folder);
    writeFileSync(join(file?.parentPath ?? '', file?.name ?? ''), 'x');
    const response = await officer.request('GET', `/api/v1/evidence/${id}/file`);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      422,
      'file-unreadable',
    ]);
  });
});
