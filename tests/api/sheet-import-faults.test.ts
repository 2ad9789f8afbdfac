/** Files that are wrong: every fault by row and column, and what is refused before any row is looked at. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { importCampaign, importForm } from '../../server/actions/import-definition.ts';
import { columnsOf } from '../../server/core/sheet-columns.ts';
import { serialOf } from '../../survey-forms/serial.ts';
import { onBothDatabases } from '../help/databases.ts';
import {
  bring,
  faultsOf,
  file,
  headings,
  manager,
  problemOf,
  run,
  SERIAL,
  serials,
  sheetRow,
  shortly,
  tallied,
  textOf,
  worldWith,
} from '../help/imported-sheets.ts';
import { member } from '../help/member.ts';
import { openedWorld } from '../help/opened-world.ts';
import { csv, upload } from '../help/sheet-files.ts';
import { putReturnedBatch } from '../help/sheets.ts';
import { SYSTEM, type World } from '../help/world.ts';
import { smallForm } from '../survey-forms/small-form.ts';
import { campaign } from '../walk/hand-computed.ts';

/** Bytes held by objects and buffers; not the process's size, which depends on when the collector comes by. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const LONG = 'ệ'.repeat(5000);

/** How a good row is spoilt, and what must be said of it: `row column code`, in this order. */
const SPOILERS: readonly ((row: string[], at: number) => [row: string[], faults: string[]])[] = [
  (row, at) => [put(row, 0, ''), [`${at} ${SERIAL} serial-missing`]],
  (row, at) => [
    put(row, 0, `${row[0]?.slice(0, 5)}${(Number(row[0]?.at(-1)) + 1) % 10}`),
    [`${at} ${SERIAL} wrong-check-digit`],
  ],
  (row, at) => [put(row, 0, serialOf(90_000 + at)), [`${at} ${SERIAL} unknown-serial`]],
  (row, at) => [put(row, 3, '6'), [`${at} q03 not-in-scale`]],
  (row, at) => [put(row, 22, 'tốt'), [`${at} q22 not-in-scale`]],
  (row, at) => [put(put(row, 1, '0'), 2, '5,5'), [`${at} q01 not-in-scale`, `${at} q02 not-in-scale`]],
  (row, at) => [put(row, 23, LONG), [`${at} comment too-long`]],
  (row, at) => [row.slice(0, 20), [`${at} ${SERIAL} cells-missing`]],
  (row, at) => [[...row, 'thừa'], [`${at} ${SERIAL} cells-too-many`]],
  (row, at) => [put(row, 0, serialOf(80_000)), [`${at} ${SERIAL} batch-closed`]],
];

const put = (row: readonly string[], place: number, cell: string) =>
  row.map((one, i) => (i === place ? cell : one));

async function sheetInState(
  world: World,
  number: number,
  serial: string,
  state: Record<string, unknown>,
): Promise<void> {
  await putReturnedBatch(world, { survey: 'hai-long', number, unit: 'TT-AN', serials: [serial] });
  await world.db.updateTable('sheets').set(state).where('serial', '=', serial).execute();
}

onBothDatabases('a wrong file of sheets', (database) => {
  test('with 300 planted faults reports exactly those', { timeout: 60_000 }, async () => {
    const { world, who } = await worldWith(database, { serials: serials(1, 1200) });
    await putReturnedBatch(world, {
      survey: 'hai-long',
      number: 2,
      unit: 'TT-BI',
      serials: [serialOf(80_000)],
    });
    await world.db.updateTable('sheet_batches').set({ state: 'closed' }).where('number', '=', 2).execute();
    const planted: string[] = [];
    let closed = false;
    const rows = serials(1, 1200).map((serial, i) => {
      const good = sheetRow(serial, String((i % 5) + 1), i % 7 === 0 ? 'Rất "tốt", cảm ơn' : '');
      const nth = i / 4;
      const spoil = SPOILERS[nth % SPOILERS.length];
      if (!spoil || planted.length >= 300) return good;
      // Only one row may name the one sheet of the closed batch.
      if (nth % SPOILERS.length === 9 && closed) return good;
      closed ||= nth % SPOILERS.length === 9;
      const [row, faults] = spoil(good, i + 2);
      planted.push(...faults);
      return row;
    });
    expect(planted).toHaveLength(300);
    const brought = await bring(world, who, file(rows));
    const found = await faultsOf(who, brought.id);
    expect(shortly(found)).toEqual(planted);
    expect(found.total).toBe(300);
    const spoilt = new Set(planted.map((one) => one.split(' ')[0]));
    expect(brought).toMatchObject({ rows: 1200, faulty: spoilt.size });
    const list = await textOf(who, `/sheet-imports/${brought.id}/faults.csv?lang=en`);
    expect(list.trim().split('\r\n')).toHaveLength(301);
    expect(list).toContain(',q22,tốt,This is no code of the question. The codes: 1 2 3 4 5.');
    expect(await run(who, brought.id, 'good')).toMatchObject({ stored: 1200 - spoilt.size, refused: 0 });
    expect(await tallied(world)).toBe(1200 - spoilt.size);
  });

  test('tells of every row where its sheet stands', async () => {
    const { world, who } = await worldWith(database, { serials: serials(1, 3) });
    const states = [
      { state: 'issued' },
      { state: 'missing' },
      { state: 'rejected', reason: 'spoiled' },
      { state: 'void' },
    ];
    for (const [i, state] of states.entries()) await sheetInState(world, i + 2, serialOf(100 + i), state);
    await putReturnedBatch(world, { survey: 'theo-ma', number: 10, unit: 'TT-AN', serials: [serialOf(200)] });
    const other = {
      ...campaign,
      campaign: { ...campaign.campaign, id: 'thu-2027' },
      scores: [],
      adjustments: [],
    };
    await importCampaign.run(world.environment, SYSTEM, { definition: other });
    await world.db
      .insertInto('sheets')
      .values({
        ...{ province: 'TT', campaign: 'thu-2027', serial: serialOf(300), survey: 'x', batch: 1, place: 1 },
        ...{ passes: 1, state: 'returned', reason: null, note: null, receipt: 1 },
        ...{ response_day: null, response_id: null },
      })
      .execute();
    await putReturnedBatch(world, {
      survey: 'hai-long',
      number: 11,
      unit: 'TT-AN',
      serials: [serialOf(400)],
      day: '2026-08-01',
    });
    await putReturnedBatch(world, {
      survey: 'hai-long',
      number: 12,
      unit: 'TT-AN',
      serials: [serialOf(500)],
      passes: 1,
    });
    const rows = [1, 100, 101, 102, 103, 200, 300, 400, 2, 500, 2].map((number) =>
      sheetRow(serialOf(number)),
    );
    const expected = [
      '3 is-issued',
      '4 is-missing',
      '5 is-rejected',
      '6 is-void',
      '7 sheet-of-another-survey',
      '8 sheet-of-another-campaign',
      '9 survey-closed',
      '10 twice-in-file',
      '12 twice-in-file',
    ];
    const short = async (pass: 0 | 2) => {
      const found = await faultsOf(who, (await bring(world, who, file(rows), { pass })).id);
      return found.faults.map(({ row, code }) => `${row} ${code}`);
    };
    expect(await short(0)).toEqual(expected);
    expect(await short(2)).toEqual(expected.toSpliced(8, 0, '11 keyed-once'));
    const twice = (await faultsOf(who, (await bring(world, who, file(rows))).id)).faults.filter(
      ({ code }) => code === 'twice-in-file',
    );
    expect(twice.map(({ sentence }) => sentence)).toEqual([
      'Số phiếu này có ở hai dòng (dòng kia: 12); chỉ giữ dòng đúng.',
      'Số phiếu này có ở hai dòng (dòng kia: 10); chỉ giữ dòng đúng.',
    ]);
  });

  test('of an older version of the form is known by its heading', async () => {
    const world = await openedWorld(database);
    const newer = { ...smallForm, version: 4 };
    await importForm.run(world.environment, SYSTEM, { definition: newer });
    await world.db.insertInto('survey_form_versions').values({ survey: 'nho', version: 4 }).execute();
    await putReturnedBatch(world, { survey: 'nho', number: 1, unit: 'TT-AN', serials: serials(1, 2) });
    await putReturnedBatch(world, { survey: 'nho', number: 2, unit: 'TT-AN', serials: serials(10, 2) });
    await world.db.updateTable('sheet_batches').set({ form_version: 3 }).where('number', '=', 1).execute();
    const who = await manager(world);
    const template = async (query = '') =>
      (await textOf(who, `/surveys/nho/sheet-template.csv${query}`)).replace('\ufeff', '').trim().split(',');
    expect(await template()).toEqual([...columnsOf(newer, []).headings]);
    const old = await template('?version=3');
    expect(old).toEqual([...columnsOf(smallForm, []).headings]);
    const rows = [1, 10].map((number) =>
      put(
        old.map(() => ''),
        0,
        serialOf(number),
      ).map((cell, i) => (i === 1 ? '5' : cell)),
    );
    const brought = await bring(world, who, csv([old, ...rows]), {}, 'nho');
    expect(shortly(await faultsOf(who, brought.id))).toEqual(['3 serial (small v3) old-form-version']);
    expect(await run(who, brought.id, 'good')).toMatchObject({ stored: 1 });
    const responses = await world.db.selectFrom('responses').select('form_version').execute();
    expect(responses).toEqual([{ form_version: 3 }]);
    const ancient = await upload(world, who, 'nho', { body: csv([put(old, 0, 'serial (small v2)')]) });
    expect(await problemOf(ancient)).toBe('422 old-form-version small v2 version-never-opened');
  });

  test('of a matrix is read unit by unit', async () => {
    const world = await openedWorld(database);
    const who = await manager(world);
    await putReturnedBatch(world, { survey: 'dai-bieu', number: 1, unit: '', serials: serials(1, 2) });
    const template = (await textOf(who, '/surveys/dai-bieu/sheet-template.csv'))
      .replace('\ufeff', '')
      .trim()
      .split(',');
    expect(template).toContain('advice@TT-BI');
    const row = (serial: string, code: string) =>
      template.map((_, i) => (i === 0 ? serial : i === 2 ? code : ''));
    const brought = await bring(
      world,
      who,
      csv([template, row(serialOf(1), '1'), row(serialOf(2), '8')]),
      {},
      'dai-bieu',
    );
    expect(shortly(await faultsOf(who, brought.id))).toEqual([`3 ${template[2]} not-in-scale`]);
    expect(await run(who, brought.id, 'good')).toMatchObject({ stored: 1 });
    expect(await tallied(world, 'dai-bieu')).toBe(1);
  });
});

const nowhere = (_: string, i: number) => i !== 4;

onBothDatabases('what is refused whole', (database) => {
  test('says what is wrong with its headings', async () => {
    const { world, who } = await worldWith(database, { serials: serials(1, 1) });
    const said = async (...rows: (readonly string[])[]) =>
      problemOf(await upload(world, who, 'hai-long', { body: csv(rows) }));
    expect(await said()).toBe('422 file-unreadable file empty-file');
    expect(await said(['a', 'b'])).toBe('422 file-unreadable a no-version');
    expect(await said(put(headings, 0, 'serial (small v3)'))).toBe('422 file-unreadable small other-form');
    expect(await said(headings.filter(nowhere))).toBe('422 file-unreadable q04 missing-column');
    expect(await said(put(headings, 4, 'q4'))).toBe(
      '422 file-unreadable q4 unknown-column q04 missing-column',
    );
    expect(await said(put(headings, 4, 'q05'))).toBe(
      '422 file-unreadable q05 column-twice q04 missing-column',
    );
    expect(await bring(world, who, file([]))).toMatchObject({ rows: 0, faulty: 0 });
  });

  test('is another kind of file than it says, too large, or from elsewhere', async () => {
    const { world, who } = await worldWith(database, { serials: serials(1, 1) });
    const said = async (more: Partial<Parameters<typeof upload>[3]>, body: string | Uint8Array = file([])) =>
      problemOf(await upload(world, who, 'hai-long', { body, ...more }));
    expect(await said({ kind: 'xlsx' })).toBe('422 file-unreadable file not-a-workbook');
    expect(await said({}, Buffer.from(file([]).replace('q01', 'q\xe9'), 'latin1'))).toBe(
      '422 file-unreadable row 1 not-utf-8',
    );
    expect(await said({ headers: { 'Content-Type': 'application/json' } })).toBe(
      '415 unsupported-media-type',
    );
    expect(await said({ headers: { 'Content-Type': 'text/plain' } })).toBe('415 unsupported-media-type');
    expect(await said({ headers: { 'X-Upload': '' } })).toBe('415 unsupported-media-type');
    expect(await said({ headers: { 'Sec-Fetch-Site': 'cross-site' } })).toBe('403 forbidden');
    expect(await said({ headers: { 'Content-Length': String(65 * 1024 * 1024) } })).toBe(
      '413 file-too-large file too-many-bytes',
    );
    expect(await problemOf(await upload(world, { cookie: '' }, 'hai-long', { body: file([]) }))).toBe(
      '401 not-signed-in',
    );
    expect(await problemOf(await upload(world, who, 'khong-co', { body: file([]) }))).toBe(
      '404 unknown-survey survey unknown-survey',
    );
    // The exception is for this one path: everything else stays JSON.
    const elsewhere = await world.app.request('/api/v1/imports', {
      method: 'POST',
      headers: { Cookie: who.cookie, 'Content-Type': 'text/csv', 'X-Upload': 'sheets' },
      body: file([]),
    });
    expect(elsewhere.status).toBe(415);
    expect(await world.db.selectFrom('sheet_imports').select('id').execute()).toEqual([]);
  });

  test('is a million rows, or 70 MB: refused as soon as it is seen, in little memory', {
    timeout: 60_000,
  }, async () => {
    const { world, who } = await worldWith(database, { serials: serials(1, 1) });
    const piece = Buffer.from(csv(Array.from({ length: 1000 }, (_, i) => sheetRow(serialOf(i)))));
    const empty = Buffer.alloc(64 * 1024, '\n');
    const before = heldBytes();
    let most = 0;
    const endless = (body: Uint8Array, pieces: number) => {
      let sent = 0;
      const stream = new ReadableStream<Uint8Array>({
        pull: (controller) => {
          if (sent % 50 === 49) most = Math.max(most, heldBytes());
          controller.enqueue(sent === 0 ? Buffer.from(file([])) : body);
          sent += 1;
          if (sent > pieces) controller.close();
        },
      });
      return { stream, sent: () => sent };
    };
    const rows = endless(piece, 1000);
    expect(await problemOf(await upload(world, who, 'hai-long', { body: rows.stream }))).toBe(
      '413 file-too-large file too-many-rows',
    );
    expect(rows.sent()).toBeLessThan(120);
    const lines = endless(empty, 100);
    expect(await problemOf(await upload(world, who, 'hai-long', { body: lines.stream }))).toBe(
      '413 file-too-large file too-many-rows',
    );
    const bytes = endless(Buffer.alloc(64 * 1024), 1100);
    expect(await problemOf(await upload(world, who, 'hai-long', { body: bytes.stream, kind: 'xlsx' }))).toBe(
      '413 file-too-large file too-many-bytes',
    );
    // Looked at while it came; a collection in between may leave less than there was before.
    expect(most).toBeGreaterThan(0);
    expect(most - before).toBeLessThan(200e6);
  });

  test('is nobody’s but a fieldwork manager’s of the province', async () => {
    const { world, who } = await worldWith(database, { serials: serials(1, 1) });
    const brought = await bring(world, who, file([sheetRow(serialOf(1))]));
    const clerk = await member(world, [{ role: 'entry-clerk', unit: 'TT' }]);
    const ofUnit = await member(world, [{ role: 'fieldwork-manager', unit: 'TT-AN' }]);
    for (const other of [clerk, ofUnit]) {
      const statuses = [
        (await upload(world, other, 'hai-long', { body: file([]) })).status,
        ...(await Promise.all(
          [
            ['GET', '/surveys/hai-long/sheet-imports'],
            ['GET', '/surveys/hai-long/sheet-template.csv'],
            ['GET', '/surveys/hai-long/sheet-template.xlsx'],
            ['GET', `/sheet-imports/${brought.id}`],
            ['GET', `/sheet-imports/${brought.id}/faults`],
            ['GET', `/sheet-imports/${brought.id}/faults.csv`],
            ['GET', `/sheet-imports/${brought.id}/faulty-rows`],
            ['DELETE', `/sheet-imports/${brought.id}`],
          ].map(async ([method = '', path]) => (await other.request(method, `/api/v1${path}`)).status),
        )),
        (await other.request('PUT', `/api/v1/sheet-imports/${brought.id}/run`, { mode: 'all' })).status,
      ];
      expect(new Set(statuses)).toEqual(new Set([403]));
    }
    expect((await bring(world, who, file([sheetRow(serialOf(1))]))).state).toBe('checked');
  });
});
