/** Dossiers of the one-stop software by the API and as files: what is refused, where and why, and that the same again changes nothing. */
import { expect, test } from 'vitest';
import { countDossiers, listOpenDossiers } from '../../db/queries/dossiers.ts';
import { quarterDays } from '../../server/core/dossier-time.ts';
import { closeQuarter, verifyQuarter } from '../help/closed-quarter.ts';
import { onBothDatabases } from '../help/databases.ts';
import {
  bring,
  controlOffice,
  dossierWorld,
  faultsOf,
  file,
  HEADINGS,
  type Row,
  run,
  shortly,
  store,
  storedDossiers,
  upload,
  viewOf,
} from '../help/dossiers.ts';
import type { Member } from '../help/member.ts';
import { csv } from '../help/sheet-files.ts';

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly errors: readonly { field: string; code: string; sentence: string }[];
}

async function refusalOf(response: Response): Promise<Refusal> {
  const { code, title, errors } = (await response.json()) as Refusal;
  return { status: response.status, code, title, errors };
}

const places = ({ status, code, errors }: Refusal): string[] => [
  `${status} ${code}`,
  ...errors.map((one) => `${one.field} ${one.code}`),
];

const dossier = (more: object = {}) => ({
  ...{ dossier: 'HS-1', procedure: '1.001193', unit: 'TT-AN', received: '2026-03-02', due: '2026-03-20' },
  ...{ returned: '2026-03-18', ...more },
});

const send = (who: Member, dossiers: readonly object[], more: object = {}) =>
  who.request('POST', '/api/v1/dossiers', { dossiers, ...more });

onBothDatabases('a file of dossiers', (database) => {
  test('is checked whole, stored with what its dates earn, and gone from the disk', async () => {
    const { world, who } = await dossierWorld(database);
    const rows: Row[] = [
      { dossier: 'HS-1', official: '  Lò Văn  Pó ', online: 'có' },
      { dossier: 'HS-2', unit: 'sở bình', returned: '20/03/2026 16:45' },
      {
        dossier: 'HS-3',
        unit: 'Sở B',
        returned: '2026-03-23T09:00:00+07:00',
        pauses: '05/03/2026 - 10/03/2026',
      },
      { dossier: 'HS-4', returned: '', online: '0' },
      { dossier: 'HS-5', received: '08:00 02/03/2026', returned: '2026-03-20T17:30:00Z' },
    ];
    const brought = await bring(world, who, `\ufeff${file(rows)}`);
    expect(brought).toMatchObject({ state: 'checked', rows: 5, faulty: 0, unchanged: 0, changed: 0 });
    expect(await storedDossiers(world)).toEqual([]);
    expect(await run(world, who, brought.id)).toMatchObject({
      state: 'done',
      done: 5,
      stored: 5,
      refused: 0,
    });
    const stored = await storedDossiers(world);
    expect(
      stored.map((one) => [one.code, one.unit, one.official, one.returned_on, one.total_time, one.own_time]),
    ).toEqual([
      ['HS-1', 'TT-AN', 'Lò Văn Pó', '2026-03-18', 2, 2],
      ['HS-2', 'TT-BI', '', '2026-03-20', 1, 1],
      // Five days without the clock: due on the 25th for the agency itself.
      ['HS-3', 'TT-BI', '', '2026-03-23', 0, 2],
      ['HS-4', 'TT-AN', '', null, null, null],
      // Half past five in Greenwich is after midnight in Việt Nam.
      ['HS-5', 'TT-AN', '', '2026-03-21', 0, 0],
    ]);
    expect(stored[2]?.pauses).toBe('[{"from":"2026-03-05","to":"2026-03-10"}]');
    expect(stored.map(({ online }) => online)).toEqual([1, null, null, 0, null]);
    expect(stored[0]?.source).toBe(`import ${brought.id}`);
  });

  test('reads headings in both languages, whatever parts the cells, and reads over further columns', async () => {
    const { world, who } = await dossierWorld(database);
    const english = ['Due date', 'Note', 'DOSSIER CODE', 'procedure', 'Unit', 'received on', 'Returned'];
    const row = ['2026-03-20', 'a, b', 'HS-1', '1.001193', 'TT-AN', '2026-03-02', '2026-03-18'];
    const brought = await bring(world, who, csv([english, row], ','));
    expect(await run(world, who, brought.id)).toMatchObject({ stored: 1 });
    const bare = ['SO HO SO', 'ma tthc', 'Co quan', 'ngay nhan', 'Hạn trả kết quả:', 'Ngày trả kết quả'];
    const same = await bring(
      world,
      who,
      csv([bare, ['HS-1', '1.001193', 'Sở An', '2/3/2026', '20-03-2026', '18.03.2026']], '\t'),
    );
    expect(same).toMatchObject({ rows: 1, faulty: 0, unchanged: 1 });
  });

  test('is refused whole where a heading is missing or there twice, in the reader’s language', async () => {
    const { world, who } = await dossierWorld(database);
    const without = HEADINGS.filter((one) => one !== 'Ngày hẹn trả');
    const refused = await refusalOf(await upload(world, who, csv([[...without, 'Ngày trả kết quả']])));
    expect(places(refused)).toEqual([
      '422 file-unreadable',
      'Ngày trả kết quả column-twice',
      'Ngày hẹn trả column-missing',
    ]);
    expect(refused.errors[1]?.sentence).toBe('Thiếu cột này ở hàng tiêu đề.');
    const english = await refusalOf(
      await upload(world, who, csv([without]), { headers: { 'Accept-Language': 'en' } }),
    );
    expect(english.errors[0]?.sentence).toBe('This column is missing from the headings.');
    expect(places(await refusalOf(await upload(world, who, '')))).toEqual([
      '422 file-unreadable',
      'file empty-file',
    ]);
    const [first, ...others] = file([{ dossier: 'HS-1' }, { dossier: 'HS-2' }]).split('\r\n');
    const broken = Buffer.concat([
      Buffer.from(`${first}\r\n`),
      Buffer.from([0xc3, 0x28]),
      Buffer.from(others.join('\r\n')),
    ]);
    expect(places(await refusalOf(await upload(world, who, broken)))).toEqual([
      '422 file-unreadable',
      'row 2 not-utf-8',
    ]);
    const list = (await (await who.request('GET', '/api/v1/dossier-imports')).json()) as {
      imports: unknown[];
    };
    expect(list.imports).toEqual([]);
  });

  test('with faults says row, column and sentence, and is not taken whole', async () => {
    const { world, who } = await dossierWorld(database);
    const rows: Row[] = [
      { dossier: 'HS-2', returned: '01/03/2026' },
      { dossier: 'HS-3', due: '' },
      { dossier: 'HS-4', procedure: '9.999999' },
      { dossier: 'HS-5', unit: 'Sở Dung' },
      { dossier: 'HS-6', returned: '30/02/2026' },
      { dossier: 'HS-7', due: '31/03' },
      { dossier: '', official: 'x'.repeat(201) },
      { dossier: 'HS-9', due: '01/03/2026' },
      { dossier: 'HS-10', returned: '16/06/2026', due: '16/06/2026' },
      { dossier: 'HS-11', pauses: '01/03/2026 – 05/03/2026' },
      { dossier: 'HS-12', pauses: '05/03/2026 – 19/03/2026' },
      { dossier: 'HS-13', pauses: '10/03/2026 – 05/03/2026' },
      { dossier: 'HS-14', pauses: '10/03/2026' },
      { dossier: 'HS-15', pauses: '10/03/2026 – 31/04/2026' },
      { dossier: 'HS-16', received: '02/03/2026 10:00', returned: '02/03/2026 09:59', due: '02/03/2026' },
      { dossier: 'HS-17', returned: '01/01/0001' },
      { dossier: 'HS-18', online: 'có lẽ' },
      { dossier: 'HS-19' },
    ];
    const brought = await bring(world, who, file(rows));
    expect(brought).toMatchObject({ state: 'checked', rows: 18, faulty: 17 });
    const found = await faultsOf(who, brought.id);
    expect(shortly(found)).toEqual([
      '2 Ngày trả before-receipt',
      '3 Ngày hẹn trả cell-blank',
      '4 Mã thủ tục procedure-unknown',
      '5 Đơn vị unit-unknown',
      '6 Ngày trả date-not-in-calendar',
      '7 Ngày hẹn trả date-unreadable',
      '8 Mã hồ sơ cell-blank',
      '8 Công chức xử lý cell-too-long',
      '9 Ngày hẹn trả before-receipt',
      '10 Ngày trả date-ahead',
      '11 Tạm dừng pause-outside',
      '12 Tạm dừng pause-outside',
      '13 Tạm dừng pause-upside-down',
      '14 Tạm dừng pause-unreadable',
      '15 Tạm dừng date-not-in-calendar',
      '16 Ngày trả before-receipt',
      '17 Ngày trả date-unlikely',
      '18 Trực tuyến not-yes-or-no',
    ]);
    const sentences = found.faults.map(({ value, sentence }) => [value, sentence]);
    expect(sentences[0]).toEqual(['01/03/2026', 'Trước ngày tiếp nhận (02/03/2026).']);
    expect(sentences[4]).toEqual(['30/02/2026', 'Lịch không có ngày này.']);
    expect(found.kinds[0]).toMatchObject({ code: 'before-receipt', count: 3 });
    // Of a kind it is said without what one row says: no gap stands open.
    expect(found.kinds[0]?.sentence).toBe('Trước ngày tiếp nhận của chính hồ sơ.');
    expect(found.kinds.filter(({ sentence }) => /…|[{}]/.test(sentence))).toEqual([]);
    const english = await world.app.request(`/api/v1/dossier-imports/${brought.id}/faults`, {
      headers: { Cookie: who.cookie, 'Accept-Language': 'en' },
    });
    expect(((await english.json()) as typeof found).faults[0]).toMatchObject({
      ...{ column: 'Returned', sentence: 'Before the day of receipt (2 Mar 2026).' },
    });
    const path = `/api/v1/dossier-imports/${brought.id}/run`;
    expect(places(await refusalOf(await who.request('PUT', path, { mode: 'all' })))).toEqual([
      '409 import-has-faults',
    ]);
    expect(await storedDossiers(world)).toEqual([]);
    expect(await run(world, who, brought.id, 'good')).toMatchObject({ state: 'done', done: 18, stored: 1 });
    expect((await storedDossiers(world)).map(({ code }) => code)).toEqual(['HS-19']);
  });

  test('hands its faulty rows back, which come in again once corrected', async () => {
    const { world, who } = await dossierWorld(database);
    const rows = [
      { dossier: '=1+1', due: '' },
      { dossier: 'HS-2', official: 'Ông "A"; B' },
    ];
    const brought = await bring(world, who, file(rows));
    const response = await who.request('GET', `/api/v1/dossier-imports/${brought.id}/faulty-rows?lang=vi`);
    expect(response.headers.get('Content-Disposition')).toContain('dong-sai-h%E1%BB%93%20s%C6%A1.csv');
    const handed = Buffer.from(await response.arrayBuffer()).toString();
    expect(handed.split('\r\n')).toHaveLength(3);
    expect(handed).toContain('Ngày hẹn trả: Ô này phải có, đang để trống.');
    const corrected = await bring(world, who, handed.replace(';02/03/2026;;', ';02/03/2026;20/03/2026;'));
    expect(corrected).toMatchObject({ rows: 1, faulty: 0 });
    await run(world, who, corrected.id);
    expect((await storedDossiers(world)).map(({ code }) => code)).toEqual(['=1+1']);
  });

  test('with the same dossier twice takes neither where they differ, and one where they do not', async () => {
    const { world, who } = await dossierWorld(database);
    const brought = await bring(
      world,
      who,
      file([
        { dossier: 'HS-1' },
        { dossier: 'HS-2' },
        { dossier: 'HS-1', returned: '19/03/2026' },
        { dossier: 'HS-2', returned: '2026-03-18' },
        { dossier: 'HS-1' },
      ]),
    );
    expect(brought).toMatchObject({ rows: 5, faulty: 3 });
    const found = await faultsOf(who, brought.id);
    expect(shortly(found)).toEqual([2, 4, 6].map((row) => `${row} Mã hồ sơ twice-otherwise`));
    expect(found.faults[1]?.sentence).toBe(
      'Hồ sơ này còn ở dòng 2 của tệp với nội dung khác. Chỉ giữ dòng đúng.',
    );
    expect(await run(world, who, brought.id, 'good')).toMatchObject({ stored: 1, unchanged: 1, done: 5 });
    expect((await storedDossiers(world)).map(({ code }) => code)).toEqual(['HS-2']);
  });

  test('brought again changes nothing; what was open may be returned, in whatever order files come', async () => {
    const { world, who } = await dossierWorld(database);
    const first = [{ dossier: 'HS-1' }, { dossier: 'HS-2', returned: '' }];
    const later = [
      { dossier: 'HS-2', official: 'Bà Lan', returned: '01/04/2026', pauses: '03/03/2026 – 04/03/2026' },
    ];
    expect(await store(world, who, first)).toMatchObject({ stored: 2 });
    const before = await storedDossiers(world);
    expect(await store(world, who, first)).toMatchObject({ stored: 0, unchanged: 2, changed: 0 });
    expect(await storedDossiers(world)).toEqual(before);
    expect(await store(world, who, later)).toMatchObject({ stored: 1, changed: 0 });
    const after = await storedDossiers(world);
    expect(after[1]).toMatchObject({ returned_on: '2026-04-01', official: 'Bà Lan', total_time: 0 });
    // The older file says nothing that is not known.
    expect(await store(world, who, first)).toMatchObject({ stored: 0, unchanged: 2 });
    expect(await storedDossiers(world)).toEqual(after);
  });

  test('that is still being checked, or waits, is the same file when it is brought again', async () => {
    const { world, who } = await dossierWorld(database);
    const brought = await bring(world, who, file([{ dossier: 'HS-1' }]));
    expect(await bring(world, who, file([{ dossier: 'HS-1' }]))).toMatchObject({
      id: brought.id,
      repeated: true,
    });
    const discarded = await who.request('DELETE', `/api/v1/dossier-imports/${brought.id}`, {});
    expect(discarded.status).toBe(200);
    expect((await who.request('GET', `/api/v1/dossier-imports/${brought.id}`)).status).toBe(404);
    const anew = await bring(world, who, file([{ dossier: 'HS-1' }]));
    expect(anew.id).not.toBe(brought.id);
    await run(world, who, anew.id);
    const begun = await who.request('DELETE', `/api/v1/dossier-imports/${anew.id}`, {});
    expect(places(await refusalOf(begun))).toEqual(['409 import-begun']);
  });

  test('with other dates than are stored is refused, unless it is said that it replaces', async () => {
    const { world, who } = await dossierWorld(database);
    await store(world, who, [{ dossier: 'HS-1' }, { dossier: 'HS-2' }]);
    const rows = [{ dossier: 'HS-1', due: '21/03/2026', returned: '' }, { dossier: 'HS-3' }];
    const brought = await bring(world, who, file(rows));
    expect(brought).toMatchObject({ state: 'checked', faulty: 0, changed: 1 });
    const found = await faultsOf(who, brought.id);
    expect(shortly(found)).toEqual(['2 Ngày hẹn trả stored-otherwise', '2 Ngày trả stored-otherwise']);
    expect(found.faults[0]?.sentence).toBe('Hồ sơ này đã lưu với nội dung khác: 20/03/2026.');
    const path = `/api/v1/dossier-imports/${brought.id}/run`;
    expect(places(await refusalOf(await who.request('PUT', path, { mode: 'all' })))).toEqual([
      '409 dossier-conflict',
    ]);
    expect((await storedDossiers(world)).map(({ code }) => code)).toEqual(['HS-1', 'HS-2']);
    expect(await run(world, who, brought.id, 'good')).toMatchObject({ stored: 1, changed: 0, refused: 1 });
    // Told once, though refused again when stored.
    expect(shortly(await faultsOf(who, brought.id))).toEqual(shortly(found));
    expect((await storedDossiers(world))[0]).toMatchObject({ due_on: '2026-03-20', total_time: 2 });
    const again = await bring(world, who, file(rows));
    expect(await run(world, who, again.id, 'all-replace')).toMatchObject({
      stored: 0,
      changed: 1,
      unchanged: 1,
    });
    expect((await storedDossiers(world))[0]).toMatchObject({
      due_on: '2026-03-21',
      returned_on: null,
      total_time: null,
    });
    expect(shortly(await faultsOf(who, again.id))).toEqual([]);
  });

  test('meets what came in after its check, and hands that back', async () => {
    const { world, who } = await dossierWorld(database);
    const brought = await bring(world, who, file([{ dossier: 'HS-1' }, { dossier: 'HS-2' }]));
    await send(who, [dossier({ returned: '2026-03-19' })]);
    expect(await run(world, who, brought.id)).toMatchObject({ stored: 1, refused: 1, done: 2 });
    expect(shortly(await faultsOf(who, brought.id))).toEqual(['2 Ngày trả stored-otherwise']);
  });

  test('belongs to the quarter of its return, whose last day counts, and is open where it is not returned by then', async () => {
    const { world, who } = await dossierWorld(database);
    await store(world, who, [
      { dossier: 'A', received: '31/03/2026', due: '31/03/2026', returned: '31/03/2026 23:59' },
      { dossier: 'B', received: '31/03/2026', due: '31/03/2026', returned: '01/04/2026 00:00' },
      { dossier: 'C', returned: '', due: '31/03/2026', official: 'Lan' },
      { dossier: 'D', returned: '', due: '01/04/2026', official: 'Lan' },
      { dossier: 'E', received: '01/04/2026', due: '05/04/2026', returned: '' },
      { dossier: 'F', received: '31/12/2025', due: '31/12/2025', returned: '31/12/2025' },
      {
        dossier: 'G',
        received: '31/12/2025',
        due: '02/01/2026',
        returned: '01/01/2026',
        procedure: '1.004221',
      },
    ]);
    const none = { early: 0, onTheDay: 0, late: 0, ownEarly: 0, ownOnTheDay: 0, ownLate: 0 };
    const counts = (quarter: number, year = 2026) =>
      countDossiers(world.db, 'TT', quarterDays({ year, quarter }));
    expect(await counts(1)).toEqual([
      {
        ...{ unit: 'TT-AN', official: '', early: 1, onTheDay: 1, late: 0, ownEarly: 1, ownOnTheDay: 1 },
        ...{ ownLate: 0, open: 1, overdue: 1, online: 1, onlineOnTime: 1 },
      },
      { unit: 'TT-AN', official: 'Lan', ...none, open: 2, overdue: 1, online: 0, onlineOnTime: 0 },
    ]);
    expect(await counts(4, 2025)).toMatchObject([{ onTheDay: 1, early: 0, open: 1, overdue: 0 }]);
    expect(await counts(2)).toMatchObject([
      { official: '', late: 1, onTheDay: 0, open: 1, overdue: 1 },
      { official: 'Lan', open: 2, overdue: 2 },
    ]);
    expect(await countDossiers(world.db, 'TT', quarterDays({ year: 2026, quarter: 1 }), ['TT-BI'])).toEqual(
      [],
    );
    const { before } = quarterDays({ year: 2026, quarter: 1 });
    const open = await listOpenDossiers(world.db, 'TT', { before }, { limit: 2 });
    expect(open.map(({ code, dueOn }) => [code, dueOn])).toEqual([
      ['B', '2026-03-31'],
      ['C', '2026-03-31'],
    ]);
    const more = await listOpenDossiers(world.db, 'TT', { before }, { limit: 2, after: open.at(-1) });
    expect(more.map(({ code }) => code)).toEqual(['D']);
  });

  test('never changes a closed quarter', async () => {
    const { world, who } = await dossierWorld(database);
    await store(world, who, [
      { dossier: 'HS-1' },
      { dossier: 'HS-2', returned: '' },
      { dossier: 'HS-5', unit: 'TT-CA' },
    ]);
    await closeQuarter(world, ['TT-AN', 'TT-BI']);
    const rows = [
      { dossier: 'HS-1', returned: '19/03/2026' },
      { dossier: 'HS-2', returned: '31/03/2026' },
      { dossier: 'HS-3', returned: '31/03/2026' },
      { dossier: 'HS-4', returned: '01/04/2026' },
      { dossier: 'HS-5', unit: 'TT-CA', returned: '19/03/2026' },
    ];
    const brought = await bring(world, who, file(rows));
    expect(shortly(await faultsOf(who, brought.id))).toEqual([
      ...[2, 3, 4].map((row) => `${row} Ngày trả quarter-closed`),
      // Of a unit that is not rated there.
      '6 Ngày trả stored-otherwise',
    ]);
    const before = (await storedDossiers(world)).slice(0, 2);
    expect(await run(world, who, brought.id, 'good-replace')).toMatchObject({
      faulty: 3,
      stored: 1,
      changed: 1,
    });
    expect((await storedDossiers(world)).filter(({ code }) => code < 'HS-3')).toEqual(before);
    expect(await store(world, who, [{ dossier: 'HS-2', returned: '01/04/2026' }])).toMatchObject({
      stored: 1,
    });
    const sent = await refusalOf(await send(who, [dossier({ returned: '2026-03-19' })], { replace: true }));
    expect(places(sent)).toEqual(['409 dossier-conflict', 'dossiers[0].returned quarter-closed']);
  });

  test('is handed back where its quarter was closed after its check', async () => {
    const { world, who } = await dossierWorld(database);
    const brought = await bring(
      world,
      who,
      file([{ dossier: 'HS-1' }, { dossier: 'HS-2', returned: '02/04/2026' }]),
    );
    await closeQuarter(world, ['TT-AN']);
    expect(await run(world, who, brought.id)).toMatchObject({ stored: 1, refused: 1, faulty: 0 });
    expect(shortly(await faultsOf(who, brought.id))).toEqual(['2 Ngày trả quarter-closed']);
  });

  test('opens a verified quarter again, of the units that it names', async () => {
    const { world, who } = await dossierWorld(database);
    const rating = await verifyQuarter(world, ['TT-AN']);
    await store(world, who, [
      { dossier: 'HS-1', unit: 'TT-BI' },
      { dossier: 'HS-2', returned: '01/04/2026' },
    ]);
    expect(await rating.state()).toBe('verified');
    await store(world, who, [{ dossier: 'HS-3' }]);
    expect(await rating.state()).toBe('open');
  });

  test('may be brought by who may import in the province, and by nobody else', async () => {
    const { world, who } = await dossierWorld(database);
    const brought = await bring(world, who, file([{ dossier: 'HS-1' }]));
    const nobody = await upload(world, { cookie: '' }, file([{ dossier: 'HS-1' }]));
    expect(nobody.status).toBe(401);
    const other = await controlOffice(world);
    expect(await viewOf(other, brought.id)).toMatchObject({ id: brought.id });
    const form = await upload(world, who, 'a', { headers: { 'X-Upload': '' } });
    expect(form.status).toBe(415);
  });

  test('has a layout to download, which comes in as it is', async () => {
    const { world, who } = await dossierWorld(database);
    for (const lang of ['vi', 'en']) {
      const response = await who.request('GET', `/api/v1/dossier-sample.csv?lang=${lang}`);
      const layout = Buffer.from(await response.arrayBuffer());
      expect([response.status, layout.subarray(0, 3).toString('hex')]).toEqual([200, 'efbbbf']);
      const brought = await bring(world, who, layout);
      expect(brought).toMatchObject({ rows: 2, faulty: 0 });
      await run(world, who, brought.id);
    }
    expect(await storedDossiers(world)).toMatchObject([
      { code: 'HS-0001', returned_on: '2026-01-23', total_time: 2 },
      { code: 'HS-0002', returned_on: null },
    ]);
  });
});

onBothDatabases('dossiers by the API', (database) => {
  test('are stored, and sent again change nothing', async () => {
    const { world, who } = await dossierWorld(database);
    const both = [
      dossier({ official: 'Lan', online: true, pauses: [{ from: '2026-03-05', to: '2026-03-06' }] }),
      dossier({ dossier: 'HS-2', returned: null }),
    ];
    const sent = await send(who, both);
    expect([sent.status, await sent.json()]).toEqual([200, { stored: 2, unchanged: 0, changed: 0 }]);
    const before = await storedDossiers(world);
    expect(before[0]).toMatchObject({ pauses: '[{"from":"2026-03-05","to":"2026-03-06"}]', online: 1 });
    expect(await (await send(who, [...both, both[0] ?? {}])).json()).toEqual({
      stored: 0,
      unchanged: 3,
      changed: 0,
    });
    expect(await storedDossiers(world)).toEqual(before);
    // A file that says the same is the same.
    expect(
      await store(world, who, [
        { dossier: 'HS-1', official: 'Lan', online: '1', pauses: '05/03/2026 – 06/03/2026' },
      ]),
    ).toMatchObject({ unchanged: 1, stored: 0 });
  });

  test('are held to the rules of files, and nothing is stored where one is wrong', async () => {
    const { world, who } = await dossierWorld(database);
    const refused = await refusalOf(
      await send(who, [
        dossier({ dossier: 'HS-0' }),
        dossier({ dossier: 'HS-1', returned: '2026-03-01' }),
        dossier({ dossier: 'HS-2', due: '' }),
        dossier({ dossier: 'HS-3', procedure: 'x', unit: 'y' }),
        dossier({ dossier: 'HS-4', returned: '2026-02-29' }),
        dossier({ dossier: 'HS-5', pauses: [{ from: '2026-03-01', to: '2026-03-03' }] }),
        dossier({ dossier: 'HS-0', returned: '2026-03-17' }),
      ]),
    );
    expect(places(refused)).toEqual([
      '422 definition-invalid',
      'dossiers[1].returned before-receipt',
      'dossiers[2].due cell-blank',
      'dossiers[3].procedure procedure-unknown',
      'dossiers[3].unit unit-unknown',
      'dossiers[4].returned date-not-in-calendar',
      'dossiers[5].pauses pause-outside',
      'dossiers[6].dossier twice-otherwise',
    ]);
    expect(refused.errors[0]?.sentence).toBe('Trước ngày tiếp nhận (02/03/2026).');
    expect(refused.errors[6]?.sentence).toContain('dossiers[0]');
    expect(await storedDossiers(world)).toEqual([]);
    const missing = await refusalOf(await send(who, [{ dossier: 'HS-1' }]));
    expect(places(missing).slice(0, 2)).toEqual([
      '400 malformed-request',
      'dossiers.0.procedure malformed-request',
    ]);
    const many = Array.from({ length: 1001 }, (_, i) => dossier({ dossier: `HS-${i}` }));
    expect((await send(who, many)).status).toBe(400);
    expect((await send(who, many.slice(1))).status).toBe(200);
  });

  test('with other dates than are stored are refused, all of them, unless they replace', async () => {
    const { world, who } = await dossierWorld(database);
    await send(who, [dossier()]);
    const changed = [dossier({ dossier: 'HS-2' }), dossier({ returned: '2026-03-21' })];
    const refused = await refusalOf(await send(who, changed));
    expect(places(refused)).toEqual(['409 dossier-conflict', 'dossiers[1].returned stored-otherwise']);
    expect(refused.errors[0]?.sentence).toBe('Hồ sơ này đã lưu với nội dung khác: 18/03/2026.');
    expect((await storedDossiers(world)).map(({ code }) => code)).toEqual(['HS-1']);
    const replaced = await send(who, changed, { replace: true });
    expect(await replaced.json()).toEqual({ stored: 1, unchanged: 0, changed: 1 });
    expect(await storedDossiers(world)).toMatchObject([{ total_time: 0 }, { total_time: 2 }]);
  });

  test('of the same code sent at the same moment are stored once', async () => {
    const { world, who } = await dossierWorld(database);
    const days = ['2026-03-17', '2026-03-18', '2026-03-19', '2026-03-20'];
    const answers = await Promise.all(days.map((returned) => send(who, [dossier({ returned })])));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(await storedDossiers(world)).toHaveLength(1);
  });
});
