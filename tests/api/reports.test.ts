/** The report as a document, opened by another library: every number is the page's, and sentences are the office's. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import mammoth from 'mammoth';
import { describe, expect, test } from 'vitest';
import { formatDecimal, formatPercent } from '../../client/format.ts';
import { loadSample } from '../../server/actions/load-sample.ts';
import { publishResult } from '../../server/actions/publish-result.ts';
import { LONGEST_BODY } from '../../server/core/report-template.ts';
import { decoded, elements } from '../client/markup.ts';
import { onBothDatabases } from '../help/databases.ts';
import { type Member, member } from '../help/member.ts';
import { CAMPAIGN, openedWorld, visit } from '../help/opened-world.ts';
import { makeWorld, SYSTEM, type World } from '../help/world.ts';
import { finishedCampaign, published } from './publication-requests.ts';

/** A document as another library reads it. */
interface Read {
  readonly text: string;
  /** Tables with lines of cells, in the order of the document; those of the layout are among them. */
  readonly tables: readonly (readonly (readonly string[])[])[];
}

async function read(bytes: Buffer): Promise<Read> {
  const { value: html } = await mammoth.convertToHtml({ buffer: bytes });
  const tables = elements(html, 'table').map((table) =>
    elements(table, 'tr').map((row) =>
      [...row.matchAll(/<(td|th)[^>]*>([\s\S]*?)<\/\1>/g)].map(([, , cell = '']) => plain(cell)),
    ),
  );
  return { text: plain(html.replace(/<\/(p|td|th|tr)>/g, '\n')), tables };
}

const plain = (html: string): string => decoded(html.replace(/<[^>]*>/g, '')).trim();

async function documentOf(caller: Member, path: string): Promise<Read> {
  const response = await caller.request('GET', `/api/v1/reports/${path}`);
  expect(response.status).toBe(200);
  const bytes = Buffer.from(await response.arrayBuffer());
  const kept = process.env.KEEP_REPORTS;
  if (kept) writeFileSync(join(kept, `${path.replace(/\W+/g, '-')}.docx`), bytes);
  return read(bytes);
}

/** Rows of the ranking on the public page: rank, unit, index, appraisal, survey where there is one, points and scale, class. */
async function pageRows(world: World, campaign: string): Promise<string[][]> {
  const html = await (await world.app.request(`/ket-qua/${campaign}`)).text();
  return elements(html, 'tr')
    .filter((row) => !row.includes('scope="col"'))
    .map((row) =>
      [...row.matchAll(/<(td|th)[^>]*>([\s\S]*?)<\/\1>/g)].map(([, , cell = '']) =>
        plain(cell.replace(/<span class="(narrow|under)[\s\S]*/, '').replace(/<svg[\s\S]*?<\/svg>/g, '')),
      ),
    );
}

/** Index by the name of the unit, exact. */
async function indices(world: World, campaign: string): Promise<Map<string, string>> {
  const answer = (await (await world.app.request(`/api/v1/results/${campaign}`)).json()) as {
    units: { name: { vi: string }; index: string }[];
  };
  return new Map(answer.units.map(({ name, index }) => [name.vi, index]));
}

const errorOf = async (response: Response) => ({
  status: response.status,
  ...((await response.json()) as { code: string; errors: { field: string; sentence: string }[] }),
});

onBothDatabases('the report of a result', (database) => {
  test('says in every number what the page says, opened by another library', async () => {
    const world = await makeWorld(database);
    await loadSample.run(world.environment, SYSTEM, {});
    const analyst = await member(world, [{ role: 'analyst', unit: '' }]);
    for (const campaign of ['lai-chau-2017', 'lai-chau-2020', 'dien-bien-2020', 'dien-bien-2022-procedure']) {
      const { tables } = await documentOf(analyst, `${campaign}/1/bao-cao.docx`);
      const page = await pageRows(world, campaign);
      expect(page.length).toBeGreaterThan(0);
      const annex = tables.filter(([head]) => head?.includes('Thang điểm'));
      const rows = annex.flatMap(([, ...lines]) => lines);
      const asPage = rows.map((cells) => {
        const [rank, unit, appraised] = cells;
        const [points, scale, index, earned] = cells.slice(-4);
        const survey = cells.length === 8 ? [cells[3]] : [];
        return [rank, unit, index, appraised, ...survey, `${points}/${scale}`, earned];
      });
      expect(asPage).toEqual(page);
      const body = tables.filter(([head]) => head?.[0] === 'Hạng' && !head.includes('Thang điểm'));
      // A rating whose classes are set on points is told in points of its scale, which stand before the class.
      const told = campaign === 'dien-bien-2022-procedure' ? -2 : 2;
      expect(body.flatMap(([, ...lines]) => lines)).toEqual(
        page.map((row) => [row[0], row[1], row.at(told), row.at(-1)]),
      );
    }
  });

  test('tells a rating of procedure handling in points of its scale, and its indicators as such', async () => {
    const world = await makeWorld(database);
    await loadSample.run(world.environment, SYSTEM, {});
    const analyst = await member(world, [{ role: 'analyst', unit: '' }]);
    const result = (await (await world.app.request('/api/v1/results/dien-bien-2022-procedure')).json()) as {
      units: { name: { vi: string }; points: string }[];
    };
    const { text, tables } = await documentOf(analyst, 'dien-bien-2022-procedure/1/bao-cao.docx');
    const points = result.units.map((unit) => Number(unit.points));
    const say = (value: number) => `${formatDecimal(value.toFixed(2), 2, 'vi')} trên 18 điểm`;
    const mean = points.reduce((sum, one) => sum + one, 0) / points.length;
    expect(text).toContain(`Điểm trung bình của ${points.length} đơn vị có điểm là ${say(mean)}.`);
    expect(text).toMatch(
      new RegExp(
        `Điểm cao nhất: .+, ${say(Math.max(...points))}\\. Điểm thấp nhất: .+, ${say(Math.min(...points))}\\.`,
      ),
    );
    expect(text).toContain(
      `Khoảng cách giữa cao nhất và thấp nhất là ${formatDecimal((Math.max(...points) - Math.min(...points)).toFixed(2), 2, 'vi')} điểm.`,
    );
    expect(text).toContain('Trong 9 chỉ số, tỷ lệ điểm đạt được');
    expect(text).toContain('KẾT QUẢ THEO CHỈ SỐ');
    expect(tables.filter(([head]) => head?.[1] === 'Chỉ số')).toHaveLength(1);
    expect(text.toLocaleLowerCase('vi')).not.toContain('lĩnh vực');
    expect(text).not.toContain('điểm phần trăm');
  });

  test('names its means, the highest and the lowest, and counts classes, areas and forms', async () => {
    const world = await makeWorld(database);
    await loadSample.run(world.environment, SYSTEM, {});
    const analyst = await member(world, [{ role: 'analyst', unit: '' }]);
    const result = (await (await world.app.request('/api/v1/results/lai-chau-2020')).json()) as {
      meanIndex: string;
      units: { name: { vi: string }; index: string; group: string; class: { vi: string } }[];
    };
    const { text, tables } = await documentOf(analyst, 'lai-chau-2020/1/bao-cao.docx?compared=lai-chau-2017');
    expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
    expect(text).toContain('ỦY BAN NHÂN DÂN\nTỈNH LAI CHÂU');
    // Printed in the report of 2020: the mean of all 20 units (domain §4).
    expect(formatDecimal(result.meanIndex, 2, 'vi')).toBe('82,08');
    expect(text).toContain(
      `Chỉ số trung bình của 20 đơn vị có chỉ số là ${formatPercent(result.meanIndex, 'vi')}.`,
    );
    const sorted = [...result.units].sort((a, b) => Number(b.index) - Number(a.index));
    const [best, worst] = [sorted[0], sorted.at(-1)];
    expect(text).toContain(`Chỉ số cao nhất: ${best?.name.vi}, ${formatPercent(best?.index ?? '', 'vi')}.`);
    expect(text).toContain(
      `Chỉ số thấp nhất: ${worst?.name.vi}, ${formatPercent(worst?.index ?? '', 'vi')}.`,
    );
    const classes = tables.find(([head]) => head?.[0] === 'Xếp loại')?.slice(1) ?? [];
    const counted = (name: string | undefined) =>
      result.units.filter((unit) => unit.class.vi === name).length;
    expect(classes.map(([name, units]) => [name, units])).toEqual(
      classes.map(([name]) => [name, String(counted(name))]),
    );
    expect(classes.reduce((sum, [, units]) => sum + Number(units), 0)).toBe(20);
    // Lai Châu 2020 (domain §7).
    expect(text).toContain(
      'phát ra 1.160 phiếu, thu về 1.138 phiếu (98,1\u00a0%), trong đó 1.135 phiếu hợp lệ',
    );
    const forms = tables.find(([head]) => head?.[0] === 'Phiếu')?.slice(1);
    expect(forms?.map(([, number]) => number)).toEqual(['1.160', '1.138', '1.135', '3']);
  });

  test('tells who rose and who fell against an earlier year, as the comparison does', async () => {
    const world = await makeWorld(database);
    await loadSample.run(world.environment, SYSTEM, {});
    const analyst = await member(world, [{ role: 'analyst', unit: '' }]);
    const before = await indices(world, 'lai-chau-2017');
    const now = await indices(world, 'lai-chau-2020');
    const { text, tables } = await documentOf(analyst, 'lai-chau-2020/1/bao-cao.docx?compared=lai-chau-2017');
    const moved = tables.filter(([head]) => head?.[3] === 'Thay đổi (điểm %)');
    expect(moved).toHaveLength(2);
    const [risen, fallen] = moved.map(([, ...rows]) => rows);
    expect(risen?.every((row) => row[3]?.startsWith('+'))).toBe(true);
    expect(fallen?.every((row) => row[3]?.startsWith('−'))).toBe(true);
    expect(text).toContain(`có ${risen?.length} đơn vị tăng, ${fallen?.length} đơn vị giảm`);
    for (const [unit = '', earlier, later, change] of [...(risen ?? []), ...(fallen ?? [])]) {
      const [was, is] = [before.get(unit) ?? '', now.get(unit) ?? ''];
      const by = (Number(is) - Number(was)).toFixed(2).replace('.', ',');
      expect([unit, earlier, later, change?.replace('−', '-').replace('+', '')]).toEqual([
        ...[unit, formatDecimal(was, 2, 'vi'), formatDecimal(is, 2, 'vi'), by],
      ]);
    }
    // Every unit that has an index in both years rose, fell or kept it.
    const both = [...now.keys()].filter((unit) => before.has(unit));
    expect(text).toContain(`trong ${both.length} đơn vị có chỉ số ở cả hai năm`);
    expect((risen?.length ?? 0) + (fallen?.length ?? 0)).toBe(both.length);
  });

  test('holds for each area what the page of the province holds', async () => {
    const world = await makeWorld(database);
    await loadSample.run(world.environment, SYSTEM, {});
    const analyst = await member(world, [{ role: 'analyst', unit: '' }]);
    const overview = (await (
      await analyst.request('GET', '/api/v1/overview?campaign=tinh-mau-2025')
    ).json()) as {
      campaign: {
        id: string;
        result: {
          areas: { code: string; share: string }[];
          units: { name: { vi: string }; areas: { share: string | null }[] }[];
        };
      };
    };
    const { id, result } = overview.campaign;
    const { tables } = await documentOf(analyst, `${id}/1/bao-cao.docx`);
    const areas = tables.find(([head]) => head?.[1] === 'Lĩnh vực')?.slice(1) ?? [];
    expect(areas.map((row) => [row[0], row[3]])).toEqual(
      result.areas.map(({ code, share }) => [code, formatDecimal(share, 2, 'vi')]),
    );
    const [head = [], ...units] = tables.find(([first]) => first?.[1] === result.areas[0]?.code) ?? [];
    expect(head.slice(1)).toEqual(result.areas.map(({ code }) => code));
    expect(units).toEqual(
      result.units.map(({ name, areas: own }) => [
        name.vi,
        ...own.map(({ share }) => (share === null ? expect.anything() : formatDecimal(share, 2, 'vi'))),
      ]),
    );
  });

  test('withholds the counts that the public file withholds', async () => {
    const world = await openedWorld(database);
    for (let sent = 0; sent < 7; sent++) expect((await world.send(visit())).status).toBe(201);
    world.setDay('2026-07-15');
    await publishResult.run(world.environment, SYSTEM, { campaign: CAMPAIGN });
    const analyst = await member(world, [{ role: 'analyst', unit: '' }]);
    const { text, tables } = await documentOf(analyst, `${CAMPAIGN}/1/bao-cao.docx`);
    const few = 'không nêu vì dưới 10 phiếu hoặc để không suy ra được số nhỏ';
    expect(tables.find(([head]) => head?.[1] === 'Số phiếu')?.slice(1)).toEqual([['Sở An', few]]);
    expect(text).not.toMatch(/\b7 (lượt )?phiếu/);
  });

  test('is on record, and named by campaign and revision', async () => {
    const world = await openedWorld(database);
    const campaign = await published(world);
    const analyst = await member(world, [{ role: 'analyst', unit: 'TT' }]);
    const response = await analyst.request('GET', `/api/v1/reports/${campaign}/1/bao-cao.docx`);
    expect(response.headers.get('Content-Disposition')).toBe(
      `attachment; filename="bao-cao-${campaign}-1.docx"`,
    );
    const rows = await world.db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'write-report')
      .execute();
    expect(rows.map(({ actor, subject, details }) => [actor, subject, details])).toEqual([
      [analyst.id, `campaign ${campaign}`, '{"revision":1}'],
    ]);
  });

  test('names that no document may hold do not spoil it', async () => {
    const world = await openedWorld(database);
    const campaign = await finishedCampaign(world);
    await world.db
      .updateTable('units')
      .set({ name_vi: 'Sở <An> & "Bình"\u0001{{nam}}' })
      .where('code', '=', 'TT-AN')
      .execute();
    await publishResult.run(world.environment, SYSTEM, { campaign });
    const analyst = await member(world, [{ role: 'analyst', unit: 'TT' }]);
    const { text } = await documentOf(analyst, `${campaign}/1/bao-cao.docx`);
    expect(text).toContain('Sở <An> & "Bình" {{nam}}');
  });

  describe('in the sentences of the office', () => {
    const at = '/api/v1/report-templates/TT/ket-qua-chung';
    const put = (caller: Member, body: string | null, revision = 0) =>
      caller.request('PUT', at, { body, revision });

    test('an own sentence stands in the document, and the shipped one comes back', async () => {
      const world = await openedWorld(database);
      const campaign = await published(world);
      const publisher = await member(world, [{ role: 'publisher', unit: 'TT' }]);
      const sentence = 'Năm {{ nam }} có {{tong_so_don_vi}} đơn vị.\nCâu thứ hai.';
      const saved = await put(publisher, sentence);
      expect([saved.status, await saved.json()]).toMatchObject([200, { revision: 1, body: sentence }]);
      const own = await documentOf(publisher, `${campaign}/1/bao-cao.docx`);
      expect(own.text).toContain('Năm 2026 có 3 đơn vị.\nCâu thứ hai.');
      const reset = await put(publisher, null, 1);
      expect(await reset.json()).toMatchObject({ revision: 0 });
      expect((await documentOf(publisher, `${campaign}/1/bao-cao.docx`)).text).toContain(
        'Có 3 đơn vị được đánh giá',
      );
    });

    test.each([
      ['an unknown gap', 'Có {{so_don_vi}} đơn vị', /tên “so_don_vi”. Gần giống: .*tong_so_don_vi/],
      ['a gap with marks', '{{Tổng số}}', /tên “Tổng số”/],
      ['a gap left open', 'Có {{tong_so_don_vi đơn vị', /hai dấu ngoặc nhọn/],
      ['too many characters', 'a'.repeat(LONGEST_BODY + 1), /4\.000 ký tự/],
      ['a character that no document may hold', 'a\u0008b', /không in được/],
    ])('%s is refused with its name, and nothing is stored', async (_what, body, says) => {
      const world = await openedWorld(database);
      const campaign = await published(world);
      const publisher = await member(world, [{ role: 'publisher', unit: 'TT' }]);
      const refused = await errorOf(await put(publisher, body));
      expect([refused.status, refused.code, refused.errors[0]?.field]).toEqual([
        422,
        'template-invalid',
        'body',
      ]);
      expect(refused.errors[0]?.sentence).toMatch(says);
      expect(await world.db.selectFrom('report_templates').selectAll().execute()).toEqual([]);
      const draft = { drafts: { 'ket-qua-chung': body } };
      const path = `/api/v1/reports/${campaign}/1/preview`;
      const tried = await errorOf(await publisher.request('POST', path, draft));
      expect([tried.code, tried.errors[0]?.field]).toEqual(['template-invalid', 'drafts.ket-qua-chung']);
    });

    test('a draft is shown and not stored', async () => {
      const world = await openedWorld(database);
      const campaign = await published(world);
      const analyst = await member(world, [{ role: 'analyst', unit: 'TT' }]);
      const draft = { drafts: { 'kien-nghi': 'Đề nghị {{tong_so_don_vi}} đơn vị khắc phục.' } };
      const shown = await analyst.request('POST', `/api/v1/reports/${campaign}/1/preview`, draft);
      expect(JSON.stringify(await shown.json())).toContain('Đề nghị 3 đơn vị khắc phục.');
      expect(await world.db.selectFrom('report_templates').selectAll().execute()).toEqual([]);
    });

    test('who saves over somebody else is told who and when', async () => {
      const world = await openedWorld(database);
      const [one, other] = [
        await member(world, [{ role: 'publisher', unit: 'TT' }]),
        await member(world, [{ role: 'publisher', unit: 'TT' }]),
      ];
      expect((await put(one, 'Một.')).status).toBe(200);
      const refused = await errorOf(await put(other, 'Hai.'));
      expect([refused.status, refused.code]).toEqual([409, 'changed-meanwhile']);
      const rows = await world.db.selectFrom('report_templates').select('body').execute();
      expect(rows).toEqual([{ body: 'Một.' }]);
    });

    test('a sentence of an unknown part or province is none', async () => {
      const world = await openedWorld(database);
      const publisher = await member(world, [{ role: 'publisher', unit: '' }]);
      const at = async (path: string) =>
        (await publisher.request('PUT', `/api/v1/report-templates/${path}`, { body: 'x', revision: 0 }))
          .status;
      expect([await at('TT/khong-co'), await at('ZZ/mo-dau'), await at('TT-AN/mo-dau')]).toEqual([
        400, 404, 404,
      ]);
    });
  });

  test('what cannot be compared is refused with the reason', async () => {
    const world = await makeWorld(database);
    await loadSample.run(world.environment, SYSTEM, {});
    const analyst = await member(world, [{ role: 'analyst', unit: '' }]);
    const compared = async (campaign: string, earlier: string) =>
      errorOf(await analyst.request('GET', `/api/v1/reports/${campaign}/1?compared=${earlier}`));
    const other = await compared('lai-chau-2020', 'dien-bien-2020');
    expect([other.status, other.code, other.errors[0]?.field]).toEqual([409, 'not-comparable', 'compared']);
    expect(other.errors[0]?.sentence).toContain('hai tỉnh khác nhau');
    const later = await compared('lai-chau-2017', 'lai-chau-2020');
    expect(later.errors[0]?.sentence).toContain('không phải năm trước');
    expect((await compared('lai-chau-2020', 'khong-co')).status).toBe(404);
    expect((await analyst.request('GET', '/api/v1/reports/lai-chau-2020/9')).status).toBe(404);
    expect((await analyst.request('GET', '/api/v1/reports/khong-co/1')).status).toBe(404);
  });
});
