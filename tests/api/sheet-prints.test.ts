/** The PDF of a batch through the server: what it holds, who may have it, and what is left of a printing. */
import { expect, test } from 'vitest';
import { withdrawSheet } from '../../server/actions/reject-sheet.ts';
import { formatSerial } from '../../survey-forms/serial.ts';
import { allot, putBatchIn, sheetsIn } from '../help/batches.ts';
import { onBothDatabases } from '../help/databases.ts';
import { type Member, member } from '../help/member.ts';
import { CAMPAIGN, openedWorld, UNITS } from '../help/opened-world.ts';
import { readPdf } from '../help/read-pdf.ts';
import { SYSTEM, type World } from '../help/world.ts';

const address = (batch: number | string, query = '') =>
  `/api/v1/campaigns/${CAMPAIGN}/sheet-batches/${batch}/sheets.pdf${query}`;

interface Place {
  readonly world: World;
  readonly manager: Member;
}

async function place(database: Parameters<typeof openedWorld>[0]): Promise<Place> {
  const world = await openedWorld(database);
  return { world, manager: await member(world, [{ role: 'fieldwork-manager', unit: 'TT' }]) };
}

/** A fresh batch: of the satisfaction form for Sở An, or of the form on all departments. */
async function batchOfSheets({ world }: Place, sheets: number, survey = 'hai-long') {
  const many = survey === 'dai-bieu';
  const more = many ? { survey, units: [], respondentGroup: 'deputy' } : {};
  const [number = 0] = await allot(world, { sheets, ...more });
  return { number, serials: (await sheetsIn(world, number)).map((sheet) => sheet.serial) };
}

async function fileOf(response: Response) {
  expect(response.status).toBe(200);
  return readPdf(new Uint8Array(await response.arrayBuffer()));
}

/** The largest text of the first page of each sheet. */
const serialsIn = (pages: Awaited<ReturnType<typeof readPdf>>['pages']) =>
  pages.flatMap(({ texts }) =>
    texts.filter(({ size, text }) => size > 20 && /^\d{3} \d{3}$/.test(text)).map(({ text }) => text),
  );

const printings = async ({ world }: Place) =>
  (
    await world.db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'print-sheets')
      .orderBy('id')
      .execute()
  ).map(({ actor, subject, details }) => ({ actor, subject, details: JSON.parse(details) }));

onBothDatabases('the sheets of a batch', (database) => {
  test('come as a file with every serial once, after their covering note', async () => {
    const here = await place(database);
    const { number, serials } = await batchOfSheets(here, 5);
    const response = await here.manager.request('GET', address(number));
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="lo-00${number}.pdf"`,
      'cache-control': 'no-store',
      'x-pages': '12',
      'x-sheets': '5',
      'x-content-type-options': 'nosniff',
    });
    const { pages, lang } = await fileOf(response);
    expect([pages.length, lang]).toEqual([12, 'vi']);
    expect(pages[0]?.text).toMatch(/Giấy giao nhận.*Bưu điện Thử.*Sở An.*Người dân.*Số phiếu giao 5/);
    expect(serialsIn(pages)).toEqual(serials.map(formatSerial));
    expect(pages[2]?.text).toMatch(/TỈNH THỬ.*Hài lòng.*Sở An.*Người dân/);
  });

  test('of a form on many units list them in the order of the survey', async () => {
    const here = await place(database);
    const { number } = await batchOfSheets(here, 1, 'dai-bieu');
    const { pages } = await fileOf(await here.manager.request('GET', address(number, '?cover=0&lang=en')));
    expect(pages).toHaveLength(2);
    expect(UNITS).toEqual(['TT-AN', 'TT-BI', 'TT-CA']);
    expect(pages[0]?.text).toMatch(/1\. Department An .*2\. Sở Bình .*3\. Sở Cát /);
  });

  test('may be printed again, and the trail says each time who did', async () => {
    const here = await place(database);
    const { number } = await batchOfSheets(here, 2);
    const other = await member(here.world, [{ role: 'fieldwork-manager', unit: '' }]);
    await fileOf(await here.manager.request('GET', address(number)));
    await fileOf(await other.request('GET', address(number, '?cover=0')));
    const subject = `sheet-batch ${CAMPAIGN} ${number}`;
    expect(await printings(here)).toEqual([
      { actor: here.manager.id, subject, details: { printed: 2, cover: true, lang: 'vi' } },
      { actor: other.id, subject, details: { printed: 2, cover: false, lang: 'vi' } },
    ]);
  });

  test('leave out what was withdrawn, and what has come back', async () => {
    const here = await place(database);
    const { number, serials } = await batchOfSheets(here, 3);
    const [spoiled = '', ...good] = serials;
    const withdrawn = { campaign: CAMPAIGN, serial: spoiled, note: 'in hỏng' };
    await withdrawSheet.run(here.world.environment, SYSTEM, withdrawn);
    const { pages } = await fileOf(await here.manager.request('GET', address(number)));
    expect(serialsIn(pages)).toEqual(good.map(formatSerial));
    await here.world.db.updateTable('sheets').set({ state: 'returned', receipt: 1 }).execute();
    const refused = await here.manager.request('GET', address(number));
    expect([refused.status, await refused.json()]).toMatchObject([
      409,
      { code: 'nothing-to-print', title: 'Lô không còn phiếu nào để in' },
    ]);
  });

  test('are refused where there is no such batch, it is closed, or the request is wrong', async () => {
    const here = await place(database);
    const { number } = await batchOfSheets(here, 1);
    const closed = await putBatchIn(here.world, 'closed', 40_000);
    const code = async (path: string, caller = here.manager) => {
      const response = await caller.request('GET', path);
      return [response.status, ((await response.json()) as { code: string }).code];
    };
    expect(await code(address(999))).toEqual([404, 'not-found']);
    expect(await code(address(number).replace(CAMPAIGN, 'khong-co'))).toEqual([403, 'forbidden']);
    const everywhere = await member(here.world, [{ role: 'fieldwork-manager', unit: '' }]);
    expect(await code(address(number).replace(CAMPAIGN, 'khong-co'), everywhere)).toEqual([404, 'not-found']);
    expect(await code(`/api/v1${closed.path}/sheets.pdf`)).toEqual([409, 'batch-closed']);
    expect(await code(address('x'))).toEqual([400, 'malformed-request']);
    expect(await code(address(number, '?cover=2'))).toEqual([400, 'malformed-request']);
    expect(await code(address(number, '?lang=xx'))).toEqual([400, 'malformed-request']);
    const clerk = await member(here.world, [{ role: 'entry-clerk', unit: 'TT' }]);
    expect(await code(address(number), clerk)).toEqual([403, 'forbidden']);
    expect(await printings(here)).toEqual([]);
  });

  test('stop being made when nobody reads on', async () => {
    const here = await place(database);
    const { number } = await batchOfSheets(here, 300);
    const response = await here.manager.request('GET', address(number));
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value).startsWith('%PDF-1.7')).toBe(true);
    await reader?.cancel();
    expect((await reader?.read())?.done).toBe(true);
    expect(await printings(here)).toHaveLength(1);
  });
});

test('other requests are answered while many sheets are made', async () => {
  const here = await place('sqlite');
  const { number } = await batchOfSheets(here, 200);
  const response = await here.manager.request('GET', address(number));
  let between = 0;
  let reading = true;
  const others = (async () => {
    while (reading) {
      expect((await here.world.app.request('/healthz')).status).toBe(200);
      between += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  await response.arrayBuffer();
  reading = false;
  await others;
  expect(between).toBeGreaterThan(100);
});
