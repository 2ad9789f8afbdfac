/**
 * A quarter of the rating on the screens: a clerk of the control office brings the register and the dossiers, an agency
 * enters its own indicators with a document and sees nothing of others, the clerk gives one back, accepts and verifies,
 * a publisher closes, and an analyst compares two quarters. On a phone's width too, in both languages; axe finds nothing.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_RATING_RULES } from '../../server/core/rating-rules.ts';
import { nineIndicators } from '../core/rated-quarter-inputs.ts';
import { launchBrowser, type Visit } from '../help/browser.ts';
import { checkAfterRefusal, checkWithPictures } from '../help/check-screen.ts';
import { pdf } from '../help/evidence.ts';
import { roundsFramework } from '../help/rounds-framework.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';
import { csv } from '../help/sheet-files.ts';
import { callApi, staffVisit } from '../help/staff-visit.ts';
import { unitsFile } from '../help/world.ts';
import { campaign as trial } from '../walk/hand-computed.ts';

/** Long over, whenever this runs. */
const YEAR = 2024;
const CAMPAIGN = 'cham-diem-2024';
const RATINGS = '/quan-tri/cham-diem';

let server: RunningServer;
let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-cham-diem-'));

beforeAll(async () => {
  [server, browser] = await Promise.all([startRunningServer({ SAMPLE: 'off' }), launchBrowser()]);
  const head = {
    ...{ id: CAMPAIGN, year: YEAR, frameworkId: nineIndicators.id },
    ...{ frameworkVersion: nineIndicators.version, title: { vi: 'Chấm điểm 2024', en: 'Rating 2024' } },
  };
  const units = ['TT-AN', 'TT-BI'].map((unit) => ({ unit }));
  const campaign = {
    ...trial,
    ...{ campaign: { ...trial.campaign, ...head }, units, scores: [], adjustments: [] },
  };
  const files = [unitsFile, { kind: 'framework', framework: nineIndicators }, campaign].map((one, at) => {
    const path = join(folder, `${at}.json`);
    writeFileSync(path, JSON.stringify(one));
    return path;
  });
  await server.cli('import', ...files);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

let visits = 0;

/** Somebody new each time. */
const visit = (role: string, unit: string): Promise<Visit> => {
  visits += 1;
  return staffVisit({ server, browser }, [`${role}-${visits}`, role, unit]);
};

const check = (visitor: Visit, name: string) => checkWithPictures(visitor, `rating-${name}`);

const chooseFile = (page: Page, name: string, content: string | Buffer) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return page.setInputFiles('input[type=file]', path);
};

const title = (page: Page, text: string) => page.locator('h1', { hasText: text }).waitFor();
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const row = (page: Page, indicator: string) => page.locator(`#chi-so-${indicator}`);

const HEADINGS = ['Mã hồ sơ', 'Mã thủ tục', 'Đơn vị', 'Công chức xử lý'].concat([
  'Ngày tiếp nhận',
  'Ngày hẹn trả',
  'Ngày trả',
  'Tạm dừng',
  'Trực tuyến',
]);
const dossier = (code: string, unit: string, due: string, returned: string, procedure = '1.001193') => [
  code,
  procedure,
  unit,
  'Lò Văn Hạc',
  '02/01/2024',
  due,
  returned,
  '',
  '1',
];

/** An: early, on the day and late are 3 points of 3 dossiers; one more is out. Bình: one early. */
const GOOD = [
  dossier('H01', 'TT-AN', '20/01/2024', '18/01/2024'),
  dossier('H02', 'TT-AN', '31/03/2024', '31/03/2024'),
  dossier('H03', 'TT-AN', '20/01/2024', '22/01/2024'),
  dossier('H04', 'TT-AN', '20/02/2024', ''),
  dossier('H05', 'Sở B', '20/01/2024', '15/01/2024'),
];
const FAULTY = dossier('H06', 'TT-AN', '20/01/2024', '01/01/2024', '9.999999');

test('a clerk brings the register and the dossiers of the quarter', { timeout: 180_000 }, async () => {
  const clerk = await visit('fieldwork-manager', 'TT');
  const { page } = clerk;
  await page.goto(RATINGS);
  await title(page, 'Chấm điểm giải quyết thủ tục hành chính');
  await page.waitForSelector('text=Mở quý I');
  await check(clerk, 'list');

  await page.click('text=Danh mục thủ tục');
  await page.waitForSelector('text=Danh mục còn trống');
  await check(clerk, 'procedures-empty');
  await chooseFile(
    page,
    'danh-muc.csv',
    csv([
      ['Mã thủ tục', 'Tên thủ tục', 'Trực tuyến'],
      ['1.001193', 'Đăng ký khai sinh', 'toàn trình'],
    ]),
  );
  await page.waitForSelector('text=thêm 1');
  await page.waitForSelector('td >> text=toàn trình');
  await check(clerk, 'procedures');

  await page.goto(`${RATINGS}/ho-so`);
  await page.waitForSelector('text=Chưa nạp tệp nào');
  await check(clerk, 'files-empty');
  await chooseFile(page, 'ghi chú.txt', 'x');
  await page.waitForSelector('.note.bad >> text=Chỉ nhận tệp .csv');
  await chooseFile(page, 'quý 1.csv', csv([HEADINGS, ...GOOD, FAULTY], ';'));
  await page.waitForSelector('text=6 dòng: 5 dòng đúng, 1 dòng sai. Chưa nhận dòng nào.');
  await page.waitForSelector('td >> text=Trước ngày tiếp nhận');
  expect(await page.locator('.row-faults tbody th').allTextContents()).toContain('7');
  await check(clerk, 'file-faults');
  await page.click('button[lang=en]');
  await page.waitForSelector('text=6 rows: 5 good, 1 faulty');
  await check(clerk, 'file-faults-en');
  await page.click('button[lang=vi]');

  // By keyboard: the good rows are taken, the faulty one is saved to be corrected.
  await page.focus('button >> text=Nhận 5 dòng đúng');
  const [saved] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(readFileSync(await saved.path(), 'utf8')).toContain('H06');
  await page.waitForSelector('strong >> text=Xong: nhận 5 hồ sơ.');
  await check(clerk, 'file-done');

  // The same file again stores nothing twice; other dates for a stored dossier are told before anything is taken.
  await page.click('text=Nạp tệp khác');
  await page.waitForSelector('td >> text=đã xong');
  await check(clerk, 'files');
  const other = dossier('H01', 'TT-AN', '20/01/2024', '25/01/2024');
  await chooseFile(page, 'sửa.csv', csv([HEADINGS, other, ...GOOD.slice(1)], ';'));
  await page.waitForSelector('text=1 hồ sơ đã nhận từ trước nhưng trong tệp này có ngày khác');
  await page.waitForSelector('text=4 hồ sơ đã nhận từ trước');
  await check(clerk, 'file-changed');
  await page.click('text=Bỏ tệp này');
  await page.waitForSelector('text=Đã bỏ sửa.csv');
  await clerk.context.close();
});

test('the clerk opens the quarter and sees what is missing', { timeout: 120_000 }, async () => {
  const clerk = await visit('fieldwork-manager', 'TT');
  const { page } = clerk;
  await page.goto(RATINGS);
  await button(page, 'Mở quý I').first().click();
  await page.waitForSelector('dialog >> text=Mở chấm điểm quý I/2024');
  await check(clerk, 'open-dialog');
  await page.click('dialog >> button[type=submit]');
  await page.waitForSelector('text=Đã mở Quý I/2024');
  await page.getByRole('link', { name: 'Quý I', exact: true }).click();
  await title(page, 'Quý I/2024');
  await page.waitForSelector('text=Chỉ số 5, 6, 8, 9: cơ quan chưa nhập điểm');
  const an = page.locator('tr', { hasText: 'Sở An' });
  await an.locator('td', { hasText: '1,00' }).first().waitFor();
  await check(clerk, 'quarter');
  await page.click('.ranking >> text=Sở An');
  await title(page, 'Sở An');
  await row(page, '1').locator('summary').click();
  await row(page, '1')
    .getByText('(1 hồ sơ sớm hạn × 2 + 1 hồ sơ đúng hạn × 1 + 1 hồ sơ trễ hạn × 0) / 3 hồ sơ = 1,00')
    .waitFor();
  // What was not returned is listed, without points.
  await page.waitForSelector('code >> text=H04');
  await check(clerk, 'unit');
  await clerk.context.close();
});

async function quarterId(page: Page, quarter: number): Promise<string> {
  const { body } = await callApi(page, 'GET', '/ratings');
  const [year] = (body as { years: { quarters: { id: string; quarter: number }[] }[] }).years;
  return year?.quarters.find((one) => one.quarter === quarter)?.id ?? '';
}

test('a publisher changes a rule by keyboard, and the points follow', { timeout: 240_000 }, async () => {
  const publisher = await visit('publisher', 'TT');
  const { page } = publisher;
  const rating = await quarterId(page, 1);
  await page.goto(`${RATINGS}/${rating}`);
  await page.getByRole('link', { name: 'Quy tắc chấm điểm' }).click();
  await title(page, 'Quy tắc chấm điểm');
  await page.waitForSelector('.lead >> text=Theo quy tắc có sẵn');
  await check(publisher, 'rules');

  const { keyboard } = page;
  const edit = button(page, 'Sửa Chỉ số 1');
  await edit.focus();
  await keyboard.press('Enter');
  // Source, time, early, on the day, late: in their order, none of them by mouse.
  for (const name of ['source', 'time', 'early', 'onTheDay', 'late']) {
    await keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe(name);
  }
  await keyboard.press('Control+A');
  await keyboard.type('1,5');
  await keyboard.press('Control+S');
  const faults = page.locator('.note.bad li');
  await faults.first().waitFor();
  expect(await faults.allTextContents()).toEqual([
    'Chỉ số 1: Điểm sớm hạn, đúng hạn, trễ hạn phải giảm dần và không quá điểm tối đa của chỉ số.',
  ]);
  await page.waitForSelector('#quy-tac-1 .error >> text=phải giảm dần');
  publisher.complaints.length = 0;
  await check(publisher, 'rules-fault');
  await page.locator('input[name=late]').focus();
  await keyboard.press('Control+A');
  await keyboard.type('0,5');
  await page.waitForSelector('text=Có thay đổi chưa lưu.');
  await keyboard.press('Control+S');
  await page.waitForSelector('text=Đã lưu lúc');
  await page.waitForSelector('.lead >> text=Khác quy tắc có sẵn ở chỉ số 1.');
  expect(await page.locator('.note.bad').count()).toBe(0);
  await page.goto(`${RATINGS}/${rating}/don-vi/TT-AN`);
  await row(page, '1').locator('summary').click();
  await row(page, '1').getByText('1 hồ sơ trễ hạn × 0,5) / 3 hồ sơ').getByText('1,17').waitFor();

  // The next quarter would take these rules over, and says so.
  await page.goto(RATINGS);
  await button(page, 'Mở quý II').first().click();
  await page.waitForSelector('dialog >> text=Quý này dùng quy tắc chấm điểm của Quý I/2024');
  await check(publisher, 'open-dialog-rules');
  await page.click('dialog >> text=Xem quy tắc đó');
  await title(page, 'Quy tắc chấm điểm');

  for (const code of [3, 5]) {
    await button(page, `Sửa Chỉ số ${code}`).click();
    await page.getByLabel('Điểm lấy từ').selectOption(code === 3 ? 'entered' : 'answers');
  }
  await page.click('button[lang=en]');
  await page.waitForSelector('.lead >> text=Other than the shipped rules in indicators 1, 3, 5');
  await check(publisher, 'rules-editing-en');
  await page.click('button[lang=vi]');
  await button(page, 'Về quy tắc có sẵn').click();
  await page.waitForSelector('.lead >> text=Theo quy tắc có sẵn');
  await button(page, 'Hoàn tác').click();
  await page.waitForSelector('.lead >> text=chỉ số 1, 3, 5');
  await button(page, 'Làm lại').click();

  // Left without saving, they wait on the device.
  await button(page, 'Hoàn tác').click();
  await page.locator('main').getByRole('link', { name: 'Quý I/2024' }).click();
  await title(page, 'Quý I/2024');
  await page.getByRole('link', { name: 'Quy tắc chấm điểm' }).click();
  await button(page, 'Mở lại thay đổi đó').click();
  await page.waitForSelector('.lead >> text=chỉ số 1, 3, 5');
  await button(page, 'Về quy tắc có sẵn').click();

  // Somebody else saved meanwhile: nothing of theirs is lost, and the way to it is there.
  const { body } = await callApi(page, 'GET', `/ratings/${rating}/rules`);
  const { revision, rules } = body as { revision: number; rules: object };
  const other = { surveys: [], rules: { ...rules, reducedScale: 'in-proportion' }, seen: revision };
  expect((await callApi(page, 'PUT', `/ratings/${rating}`, other)).status).toBe(200);
  await button(page, 'Lưu quy tắc').click();
  await button(page, 'Tải bản mới (bỏ thay đổi của tôi)').click();
  await page.waitForSelector('.lead >> text=ở chỉ số 1; phần áp dụng chung');
  await button(page, 'Về quy tắc có sẵn').click();
  await button(page, 'Lưu quy tắc').click();
  await page.waitForSelector('text=Đã lưu lúc');
  await checkAfterRefusal(publisher, 409);
  await publisher.context.close();
});

test('an agency reads the rules and changes none', { timeout: 120_000 }, async () => {
  const officer = await visit('unit-officer', 'TT-AN');
  const { page } = officer;
  await page.goto(`${RATINGS}/${await quarterId(page, 1)}/don-vi/TT-AN`);
  await page.getByRole('link', { name: 'Quy tắc chấm điểm' }).click();
  await page.waitForSelector('text=Sớm hạn 2 điểm, đúng hạn 1 điểm, trễ hạn 0 điểm');
  await page.waitForSelector('dd >> text=chỉ số 1, 2, 3, 4, 7');
  expect(await page.locator('main').getByRole('button').allTextContents()).toEqual(['In']);
  await check(officer, 'rules-read');
  await officer.context.close();
});

test('an agency enters its own indicators and sees nothing of others', { timeout: 180_000 }, async () => {
  const officer = await visit('unit-officer', 'TT-AN');
  const { page } = officer;
  await page.goto(RATINGS);
  await page.getByRole('link', { name: 'Quý I', exact: true }).click();
  // Led straight to its own.
  await title(page, 'Sở An');
  expect(await page.locator('main').textContent()).not.toContain('Sở Bình');

  await button(page, /^Nhập điểm 5$/).click();
  await button(page, 'Lưu và gửi thẩm tra').click();
  await page.waitForSelector('text=Hãy ghi điểm từ 0 đến 2.');
  await page.waitForSelector('text=Cần một tài liệu kiểm chứng.');
  await check(officer, 'entry-faults');
  await page.fill('input[name=points]', '2,5');
  await button(page, 'Lưu và gửi thẩm tra').click();
  await page.waitForSelector('text=Điểm không được quá 2.');
  await page.fill('input[name=points]', '1,5');
  await page.fill('textarea[name=note]', 'Theo kết quả kiểm tra tháng 3.');
  await chooseFile(page, 'báo cáo.pdf', pdf());
  await page.waitForSelector('text=báo cáo.pdf');
  await button(page, 'Lưu và gửi thẩm tra').click();
  await page.waitForSelector('text=Đã lưu chỉ số 5');
  await row(page, '5').getByText('chờ thẩm tra').waitFor();
  await check(officer, 'entry');

  // Others are not shown by their address either.
  const rating = await quarterId(page, 1);
  await page.goto(`${RATINGS}/${rating}/don-vi/TT-BI`);
  await page.waitForSelector('.empty');
  expect(await page.locator('main').textContent()).not.toContain('1,00');
  const { body } = await callApi(page, 'GET', `/ratings/${rating}`);
  expect((body as { result: { units: { unit: string }[] } }).result.units.map(({ unit }) => unit)).toEqual([
    'TT-AN',
  ]);
  await page.goto(`${RATINGS}/ho-so`);
  await page.waitForSelector('text=không được giao việc ở trang này');
  await officer.context.close();
});

test('the clerk gives back, accepts and verifies; a publisher closes', { timeout: 240_000 }, async () => {
  const clerk = await visit('fieldwork-manager', 'TT');
  const rating = await quarterId(clerk.page, 1);
  const { page } = clerk;
  await page.goto(`${RATINGS}/${rating}/don-vi/TT-AN`);
  await button(page, /^Trả lại 5$/).click();
  await page.waitForSelector('dialog >> text=Trả lại chỉ số 5?');
  await page.waitForSelector('dialog >> text=Cơ quan đọc được lý do này');
  await page.fill('dialog >> input[name=note]', 'Thiếu biên bản kiểm tra.');
  await check(clerk, 'give-back');
  await page.click('dialog >> button[type=submit]');
  await page.waitForSelector('text=Đã trả lại chỉ số 5.');

  const officer = await visit('unit-officer', 'TT-AN');
  await officer.page.goto(`${RATINGS}/${rating}`);
  await row(officer.page, '5').getByText('Thiếu biên bản kiểm tra.').waitFor();
  await button(officer.page, /^Sửa điểm 5$/).click();
  await officer.page.fill('input[name=points]', '1,25');
  await button(officer.page, 'Lưu và gửi thẩm tra').click();
  await officer.page.waitForSelector('text=Đã lưu chỉ số 5');
  await officer.context.close();

  // From the list of what waits on the quarter's page; a verdict may be taken back and given anew.
  await page.goto(`${RATINGS}/${rating}`);
  await page.waitForSelector('text=1 chỉ số của 1 cơ quan đã nhập');
  await check(clerk, 'waiting');
  await button(page, /^Chấp nhận 5, Sở An$/).click();
  await page.waitForSelector('text=Đã chấp nhận chỉ số 5.');
  expect(await page.getByText('1 chỉ số của 1 cơ quan đã nhập').count()).toBe(0);
  await page.goto(`${RATINGS}/${rating}/don-vi/TT-AN`);
  await button(page, /^Trả lại 5$/).click();
  await page.fill('dialog >> input[name=note]', 'Chấp nhận nhầm.');
  await page.click('dialog >> button[type=submit]');
  await page.waitForSelector('text=Đã trả lại chỉ số 5.');
  await button(page, /^Chấp nhận 5$/).click();
  await page.waitForSelector('text=Đã chấp nhận chỉ số 5.');
  await row(page, '5').getByText('1,25').first().waitFor();

  await page.goto(`${RATINGS}/${rating}`);
  await button(page, 'Xác nhận thẩm tra cả quý').click();
  await page.waitForSelector('dialog >> text=Còn thiếu');
  await check(clerk, 'verify');
  // Nothing is left empty without a word: it has to be agreed to.
  await page.click('dialog >> .dialog-actions >> text=Xác nhận thẩm tra');
  await page.waitForSelector('dialog >> text=Hãy đánh dấu đồng ý');
  await page.getByLabel(/^Tôi đồng ý để trống/).check();
  await page.click('dialog >> .dialog-actions >> text=Xác nhận thẩm tra');
  await page.waitForSelector('.tag >> text=đã thẩm tra');
  await check(clerk, 'verified');
  expect(await button(page, 'Chốt quý').count()).toBe(0);
  await clerk.context.close();

  const publisher = await visit('publisher', 'TT');
  await publisher.page.goto(`${RATINGS}/${rating}`);
  await button(publisher.page, 'Chốt quý').click();
  await publisher.page.waitForSelector('dialog >> text=Không hoàn tác được');
  await check(publisher, 'close');
  await publisher.page.click('dialog >> .dialog-actions >> text=Chốt quý');
  await publisher.page.waitForSelector('.tag >> text=đã chốt');
  await publisher.page.waitForSelector('text=Mã kiểm của kết quả đã chốt');
  await check(publisher, 'closed');
  // A closed quarter takes nothing more.
  await publisher.page.goto(`${RATINGS}/${rating}/quy-tac`);
  await publisher.page.waitForSelector('text=Quý đã chốt nên quy tắc không sửa được nữa.');
  await check(publisher, 'rules-closed');
  await publisher.page.goto(`${RATINGS}/${rating}`);
  await publisher.page.click('text=Đưa vào chỉ số cải cách hành chính');
  await publisher.page.waitForSelector('dialog >> text=Không có đợt đánh giá nào');
  await check(publisher, 'feed-none');
  await publisher.page.keyboard.press('Escape');
  await publisher.page.goto(`${RATINGS}/nam/${CAMPAIGN}`);
  await publisher.page.waitForSelector('text=Mới chốt 1 trong 4 quý');
  await check(publisher, 'year');
  await publisher.context.close();
});

/** Rules by which every indicator is entered, so that two quarters are whole without surveys. */
const ALL_ENTERED = {
  ...DEFAULT_RATING_RULES,
  indicators: DEFAULT_RATING_RULES.indicators.map(({ indicator }) => ({ indicator, source: 'entered' })),
  officialIndicators: [],
};

/** A quarter in which each agency has the same points for all nine indicators, up to being verified. */
async function wholeQuarter(clerk: Page, officers: Page, quarter: number, points: Record<string, string>) {
  const made = await callApi(clerk, 'POST', '/ratings', {
    ...{ campaign: CAMPAIGN, quarter, surveys: [], rules: ALL_ENTERED },
  });
  const { id } = made.body as { id: string };
  for (const [unit, each] of Object.entries(points)) {
    const evidence = await bringDocument(officers, `/ratings/${id}/units/${unit}/evidence`);
    for (const { indicator } of ALL_ENTERED.indicators) {
      const path = `/ratings/${id}/units/${unit}/indicators/${indicator}`;
      const entry = { state: 'scored', points: each, inputs: null, note: null, evidence };
      expect((await callApi(officers, 'PUT', path, { entry, seen: 0 })).status).toBe(200);
      expect((await callApi(clerk, 'PUT', `${path}/verdict`, { accepted: true, seen: 1 })).status).toBe(200);
    }
  }
  return id;
}

const bringDocument = (page: Page, path: string) =>
  page.evaluate(
    async ({ path, text }) => {
      const response = await fetch(`/api/v1${path}?fileName=bao-cao.pdf&title=Bao%20cao`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/octet-stream', 'X-Upload': 'file' },
        body: Uint8Array.from(text, (sign) => sign.charCodeAt(0)),
      });
      return ((await response.json()) as { id: string }).id;
    },
    { path, text: pdf().toString('latin1') },
  );

test('an analyst compares two quarters', { timeout: 180_000 }, async () => {
  const clerk = await visit('fieldwork-manager', 'TT');
  const officers = await visit('unit-officer', 'TT');
  const two = await wholeQuarter(clerk.page, officers.page, 2, { 'TT-AN': '1.5', 'TT-BI': '2' });
  await wholeQuarter(clerk.page, officers.page, 3, { 'TT-AN': '1.25', 'TT-BI': '2' });
  await clerk.context.close();
  await officers.context.close();

  const analyst = await visit('analyst', 'TT');
  const { page } = analyst;
  await page.goto(RATINGS);
  await page.click('text=So sánh hai quý');
  // The latest against the one before it: 9 × (1,25 − 1,5) = −2,25.
  await page.waitForSelector(
    'text=1 cơ quan giảm điểm, 1 cơ quan giữ nguyên. Thay đổi lớn nhất: Sở An, \u22122,25 điểm.',
  );
  await page.waitForSelector('text=Quý chưa chốt: số liệu còn thay đổi.');
  const [first] = await page.locator('.item-changes > tbody > tr').allTextContents();
  expect(first).toContain('Sở An');
  expect(first).toContain('13,50');
  expect(first).toContain('11,25');
  await page.locator('.item-changes summary').first().click();
  await check(analyst, 'compare');
  await page.click('button[lang=en]');
  await page.waitForSelector('text=1 agency fell, 1 agency unchanged.');
  await check(analyst, 'compare-en');
  await page.click('button[lang=vi]');

  // In the first quarter indicators are missing: there is no total to subtract, and that is said.
  await page.selectOption('select >> nth=0', await quarterId(page, 1));
  await page.selectOption('select >> nth=1', two);
  await page.waitForSelector('text=Không cơ quan nào có tổng điểm ở cả hai quý.');
  await page.waitForSelector('text=không đủ điểm ở cả hai quý');
  expect(page.url()).toContain(`phai=${two}`);
  // An analyst reads, and enters or closes nothing.
  await page.goto(`${RATINGS}/${two}`);
  await title(page, 'Quý II/2024');
  await page.waitForSelector('text=18,00');
  expect(await button(page, /Xác nhận thẩm tra|Chốt quý|Nhập điểm/).count()).toBe(0);
  await check(analyst, 'quarter-whole');
  await checkAfterRefusal(analyst, 403);
  await analyst.context.close();
});

test('a publisher feeds a criterion, and reads the year agency by agency', { timeout: 180_000 }, async () => {
  const head = { ...trial.campaign, id: 'chi-so-2024', frameworkId: 'nhan', frameworkVersion: 1 };
  const files = [
    { kind: 'framework', framework: { ...roundsFramework, id: 'nhan' } },
    { ...trial, campaign: head, scores: [], adjustments: [] },
  ].map((one, at) => {
    const path = join(folder, `index-${at}.json`);
    writeFileSync(path, JSON.stringify(one));
    return path;
  });
  await server.cli('import', ...files);
  const clerk = await visit('fieldwork-manager', 'TT');
  const rating = await quarterId(clerk.page, 2);
  const verified = await callApi(clerk.page, 'PUT', `/ratings/${rating}/verification`, { verified: true });
  expect(verified.status).toBe(200);
  await clerk.context.close();

  const publisher = await visit('publisher', 'TT');
  const { page } = publisher;
  expect((await callApi(page, 'POST', `/ratings/${rating}/close`, {})).status).toBe(200);
  await page.goto(`${RATINGS}/${rating}`);
  await button(page, 'Đưa vào chỉ số cải cách hành chính').click();
  await page.waitForSelector('dialog >> text=Quý II/2024: 2 trong 2 cơ quan xếp loại Tốt trở lên.');
  await button(page, 'Đưa vào tiêu chí').click();
  await page.waitForSelector('dialog >> text=Hãy chọn.');
  await page.getByLabel('Đơn vị được chấm').selectOption('TT-AN');
  await page.getByLabel('Tiêu chí', { exact: false }).last().selectOption('1.2');
  await check(publisher, 'feed');
  await button(page, 'Đưa vào tiêu chí').click();
  await page.waitForSelector('text=Đã đưa số liệu vào tiêu chí 1.2');

  await page.goto(`${RATINGS}/nam/${CAMPAIGN}`);
  await page.waitForSelector('text=Mới chốt 2 trong 4 quý');
  await page.click('.ranking >> text=Sở Bình');
  await page.waitForSelector('h2 >> text=Sở Bình');
  await row(page, '1').locator('summary').click();
  await check(publisher, 'year-agency');
  await publisher.context.close();
});
