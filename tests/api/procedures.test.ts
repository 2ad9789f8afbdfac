/** The register of procedures, from JSON and CSV: what is refused and where, and that the same again changes nothing. */
import { expect, test } from 'vitest';
import { onBothDatabases } from '../help/databases.ts';
import { controlOffice, upload } from '../help/dossiers.ts';
import { type Member, member } from '../help/member.ts';
import { csv } from '../help/sheet-files.ts';
import { makeWorld, type World } from '../help/world.ts';

const HEADINGS = ['Mã TTHC', 'Tên thủ tục', 'Lĩnh vực', 'Mức độ DVC', 'Hiệu lực từ', 'Hết hiệu lực'];
const BIRTH = ['1.001193', 'Đăng ký khai sinh', 'Hộ tịch', 'Toàn trình', '01/07/2025', ''];

const bring = (world: World, who: Member, body: string | Uint8Array, lang = 'vi') =>
  upload(world, who, body, { path: 'procedure-files', headers: { 'Accept-Language': lang } });

const put = (who: Member, procedures: readonly object[]) =>
  who.request('POST', '/api/v1/procedures', { procedures });

async function stored(who: Member): Promise<Record<string, unknown>[]> {
  const response = await who.request('GET', '/api/v1/procedures');
  return ((await response.json()) as { procedures: Record<string, unknown>[] }).procedures;
}

async function refusal(response: Response) {
  const { code, errors } = (await response.json()) as {
    code: string;
    errors: { field: string; code: string; sentence: string }[];
  };
  const places = errors.map((one) => `${one.field} ${one.code}`);
  return {
    said: [`${response.status} ${code}`, ...places],
    sentences: errors.map(({ sentence }) => sentence),
  };
}

onBothDatabases('the register of procedures', (database) => {
  test('comes in as CSV, is brought up to date, and the same again changes nothing', async () => {
    const world = await makeWorld(database);
    const who = await controlOffice(world);
    expect(await stored(who)).toEqual([]);
    const second = ['2.000488', 'Cấp phiếu lý lịch tư pháp', '', 'mức độ 3', '', ''];
    const file = csv([HEADINGS, BIRTH, second, BIRTH], ';');
    expect(await (await bring(world, who, `\ufeff${file}`)).json()).toEqual({
      added: 2,
      changed: 0,
      unchanged: 0,
    });
    expect(await (await bring(world, who, file)).json()).toEqual({ added: 0, changed: 0, unchanged: 2 });
    expect(await stored(who)).toEqual([
      {
        ...{ code: '1.001193', name: 'Đăng ký khai sinh', nameEn: null, field: 'Hộ tịch', online: 'full' },
        ...{ validFrom: '2025-07-01', validTo: null },
      },
      {
        ...{ code: '2.000488', name: 'Cấp phiếu lý lịch tư pháp', nameEn: null, field: null },
        ...{ online: 'partial', validFrom: null, validTo: null },
      },
    ]);
    const ended = csv([HEADINGS, [...BIRTH.slice(0, 5), '31/12/2026']]);
    expect(await (await bring(world, who, ended)).json()).toEqual({ added: 0, changed: 1, unchanged: 0 });
    // What a file leaves out stays.
    expect(await stored(who)).toMatchObject([{ validTo: '2026-12-31' }, { code: '2.000488' }]);
    const trail = await world.db
      .selectFrom('audit')
      .select('subject')
      .where('action', '=', 'import-procedures')
      .execute();
    expect(trail.map(({ subject }) => subject)).toEqual(['procedures TT', 'procedures TT', 'procedures TT']);
  });

  test('with faults is refused whole, each told by row and column in the reader’s language', async () => {
    const world = await makeWorld(database);
    const who = await controlOffice(world);
    const rows = [
      BIRTH,
      ['', 'Không mã', '', '', '', ''],
      ['2', ' ', '', '', '', ''],
      ['3', 'Ba', '', 'nửa vời', '', ''],
      ['4', 'Bốn', '', '', '31/02/2025', ''],
      ['5', 'Năm', '', '', '2026-01-01', '2026-01-01'],
      ['1.001193', 'Tên khác', '', '', '', ''],
      ['x'.repeat(101), 'Dài', '', '', '', ''],
    ];
    const { said, sentences } = await refusal(await bring(world, who, csv([HEADINGS, ...rows])));
    expect(said).toEqual([
      '422 definition-invalid',
      '3, Mã thủ tục cell-blank',
      '4, Tên thủ tục cell-blank',
      '5, Dịch vụ công trực tuyến level-unknown',
      '6, Hiệu lực từ date-not-in-calendar',
      '7, Hết hiệu lực ends-before-it-begins',
      '8, Mã thủ tục procedure-twice',
      '9, Mã thủ tục cell-too-long',
    ]);
    expect(sentences[4]).toBe('Ngày hết hiệu lực phải sau ngày bắt đầu (01/01/2026).');
    expect(sentences[5]).toBe('Thủ tục này còn ở dòng 2 với nội dung khác.');
    const english = await refusal(await bring(world, who, csv([HEADINGS, ...rows.slice(1, 2)]), 'en'));
    expect([english.said[1], english.sentences[0]]).toEqual([
      '2, Code cell-blank',
      'This cell is needed and is blank.',
    ]);
    const headless = await refusal(await bring(world, who, csv([HEADINGS.slice(1), BIRTH.slice(1)])));
    expect(headless.said).toEqual(['422 file-unreadable', 'Mã thủ tục column-missing']);
    expect((await bring(world, who, '')).status).toBe(422);
    expect(await stored(who)).toEqual([]);
  });

  test('comes in as JSON under the same rules', async () => {
    const world = await makeWorld(database);
    const who = await controlOffice(world);
    const one = { code: '1.001193', name: 'Đăng ký khai sinh', nameEn: 'Birth registration', online: 'full' };
    expect(await (await put(who, [one, { code: '9', name: 'Chín' }])).json()).toEqual({
      ...{ added: 2, changed: 0, unchanged: 0 },
    });
    expect(await stored(who)).toMatchObject([{ nameEn: 'Birth registration' }, { online: 'none' }]);
    const wrong = [one, { ...one, name: 'Khác' }, { code: '7', name: 'Bảy', validFrom: 'mai' }];
    expect((await refusal(await put(who, wrong))).said).toEqual([
      '422 definition-invalid',
      'procedures[1].code procedure-twice',
      'procedures[2].validFrom date-unreadable',
    ]);
    expect((await refusal(await put(who, [{ ...one, online: 'half' }]))).said[0]).toBe(
      '400 malformed-request',
    );
    expect((await put(who, [])).status).toBe(400);
    expect(await stored(who)).toHaveLength(2);
  });

  test('is the province’s own: who holds several must say which', async () => {
    const world = await makeWorld(database);
    const everywhere = await member(world, [{ role: 'fieldwork-manager', unit: '' }]);
    expect((await everywhere.request('GET', '/api/v1/procedures?province=XX')).status).toBe(422);
    expect((await everywhere.request('GET', '/api/v1/procedures?province=TT')).status).toBe(200);
    const ofUnit = await member(world, [{ role: 'fieldwork-manager', unit: 'TT-AN' }]);
    expect((await ofUnit.request('GET', '/api/v1/procedures')).status).toBe(403);
    expect((await put(ofUnit, [{ code: '1', name: 'Một' }])).status).toBe(403);
    const officer = await member(world, [{ role: 'unit-officer', unit: 'TT' }]);
    expect((await officer.request('GET', '/api/v1/procedures')).status).toBe(403);
  });
});
