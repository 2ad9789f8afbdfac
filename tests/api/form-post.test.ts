/** The form as a browser without script uses it: posted urlencoded to its own address (decision 15). */
import { expect, test } from 'vitest';
import { onBothDatabases } from '../help/databases.ts';
import { openedWorld, rowCounts, visit, whatAnswersLeft } from '../help/opened-world.ts';
import { newClientId, type World } from '../help/world.ts';
import { satisfactionAnswers } from '../walk/hand-computed.ts';

const ADDRESS = '/khao-sat/hai-long/TT-AN';

type Fields = Record<string, string | number>;

function filled(more: Fields = {}, first: readonly number[] = [5, 4, 5, 4]): Fields {
  const answers = Object.entries(satisfactionAnswers(first)).map(([key, code]) => [`answer.${key}`, code]);
  return {
    clientId: newClientId(),
    formVersion: 1,
    respondentGroup: 'citizen',
    ...Object.fromEntries(answers),
    'answer.comment': '',
    ...more,
  };
}

async function submit(world: World, fields: Fields, address = ADDRESS) {
  const body = new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)]));
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const response = await world.app.request(address, { method: 'POST', headers, body: body.toString() });
  return { response, status: response.status, page: await response.text() };
}

const receiptIn = (page: string) => /id="receipt-code">([^<]*)</.exec(page)?.[1];
const clientIdIn = (page: string) => /name="clientId" value="([^"]*)"/.exec(page)?.[1];
/** Lines of the summary of errors. */
const errorsIn = (page: string) => {
  const list = /<ul id="error-list">(.*?)<\/ul>/s.exec(page)?.[1] ?? '';
  return [...list.matchAll(/<li>(.*?)<\/li>/gs)].map(([, line]) => line?.replace(/<[^>]*>/g, ''));
};
const checkedIn = (page: string) =>
  [...page.matchAll(/<input type="radio"[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => / checked/.test(tag))
    .map((tag) => [/name="([^"]*)"/.exec(tag)?.[1], /value="([^"]*)"/.exec(tag)?.[1]].join('='));

onBothDatabases('the form without script', (database) => {
  test('each page carries a fresh random id, and nothing chosen beforehand', async () => {
    const world = await openedWorld(database);
    const pages = [];
    for (let i = 0; i < 2; i++) {
      const response = await world.app.request(ADDRESS);
      expect([response.status, response.headers.get('Cache-Control')]).toEqual([200, 'no-store']);
      pages.push(await response.text());
    }
    const ids = pages.map(clientIdIn);
    // 128 bits as base64url.
    for (const id of ids) expect(id).toMatch(/^[\w-]{22}$/);
    expect(ids[0]).not.toBe(ids[1]);
    expect(pages.flatMap(checkedIn)).toEqual([]);
    expect(pages[0]).toContain('action="/khao-sat/hai-long/TT-AN"');
  });

  test('switches the language and keeps what was answered: nothing is checked, nothing is taken', async () => {
    const world = await openedWorld(database);
    const before = await whatAnswersLeft(world.db);
    const clientId = newClientId();
    const some = { clientId, formVersion: 1, 'answer.q01': 4, _lang: 'en' };
    const { status, page, response } = await submit(world, some, `/en${ADDRESS}`);
    expect([status, response.headers.get('Cache-Control')]).toEqual([200, 'no-store']);
    expect(page).toContain('<html lang="en">');
    expect(checkedIn(page)).toEqual(['answer.q01=4']);
    expect(clientIdIn(page)).toBe(clientId);
    expect(errorsIn(page)).toEqual([]);
    expect(await whatAnswersLeft(world.db)).toEqual(before);
  });

  test('is stored as the phone would send it, and posting it twice counts once', async () => {
    const world = await openedWorld(database);
    const fields = filled({ 'answer.comment': 'Cán bộ <b>nhiệt tình</b>\r\nCảm ơn' });
    const first = await submit(world, fields);
    expect(first.status).toBe(201);
    expect(first.response.headers.get('Cache-Control')).toBe('no-store');
    expect(first.page).toContain('Sở An');
    const again = await submit(world, fields);
    expect([again.status, receiptIn(again.page)]).toEqual([200, receiptIn(first.page)]);
    const [stored] = await world.db.selectFrom('responses').selectAll().execute();
    expect(stored).toMatchObject({ unit: 'TT-AN', basis: 'open', channel: 'web', flags: 0 });
    expect(stored?.answers).toBe(`5454${'3'.repeat(18)}`);
    const comments = await world.db.selectFrom('comments').select('text').execute();
    expect(comments).toEqual([{ text: 'Cán bộ <b>nhiệt tình</b>\nCảm ơn' }]);
    // The script of the same page, trying after the browser did, gets the same receipt.
    const answers = { ...satisfactionAnswers([5, 4, 5, 4]), comment: 'Cán bộ <b>nhiệt tình</b>\nCảm ơn' };
    const byScript = await world.send(visit({ clientId: String(fields.clientId), answers }));
    expect(byScript).toEqual({ status: 200, body: { receipt: receiptIn(first.page) } });
    expect(await rowCounts(world.db)).toMatchObject({ responses: 1, retries: 1, comments: 1 });
  });

  test('comes back with its errors and all that was answered, and nothing is stored', async () => {
    const world = await openedWorld(database);
    const before = { rows: await rowCounts(world.db), left: await whatAnswersLeft(world.db) };
    const { 'answer.q07': _, ...unfinished } = filled({
      'answer.q03': '9',
      'answer.comment': '<script>alert(1)</script>',
    });
    const { status, page, response } = await submit(world, unfinished);
    expect([status, response.headers.get('Cache-Control')]).toEqual([422, 'no-store']);
    expect(errorsIn(page)).toEqual([
      expect.stringMatching(/^Câu 3: .*Hãy chọn trong các mức có sẵn/),
      expect.stringMatching(/^Câu 7: .*Hãy chọn một mức trả lời/),
    ]);
    const kept = Object.entries(unfinished)
      .filter(([name]) => /^answer\.q(?!03)/.test(name))
      .map(([name, code]) => `${name}=${code}`);
    expect(checkedIn(page)).toEqual(['respondentGroup=citizen', ...kept]);
    expect(page).toContain('&lt;script>alert(1)&lt;/script>');
    expect(page).not.toContain('<script>alert');
    expect(clientIdIn(page)).toBe(unfinished.clientId);
    expect({ rows: await rowCounts(world.db), left: await whatAnswersLeft(world.db) }).toEqual(before);
    // Completed and sent again under the same id, it is taken.
    expect((await submit(world, { ...unfinished, 'answer.q03': 5, 'answer.q07': 1 })).status).toBe(201);
  });

  test('says in English on the English address what is wrong', async () => {
    const world = await openedWorld(database);
    const { 'answer.q22': _, ...unfinished } = filled();
    const { status, page } = await submit(world, unfinished, `/en${ADDRESS}`);
    expect(status).toBe(422);
    expect(page).toContain('<html lang="en"');
    expect(page).toContain('action="/en/khao-sat/hai-long/TT-AN"');
    expect(errorsIn(page)).toEqual([expect.stringMatching(/^Question 22: /)]);
  });

  test('asks who answers when that was left out, and keeps the answers', async () => {
    const world = await openedWorld(database);
    const { respondentGroup: _, ...unsaid } = filled();
    const { status, page } = await submit(world, unsaid);
    expect(status).toBe(422);
    expect(errorsIn(page)).toEqual(['Hãy chọn Ông/Bà trả lời với tư cách nào']);
    expect(checkedIn(page)).toHaveLength(22);
  });

  test('rates many units on one page', async () => {
    const world = await openedWorld(database);
    const rows = Object.fromEntries(
      ['advice', 'coordination', 'responsibility'].map((key) => [`answer.${key}.TT-BI`, 2]),
    );
    const fields = { clientId: newClientId(), formVersion: 1, respondentGroup: 'deputy', ...rows };
    expect((await submit(world, fields, '/khao-sat/dai-bieu/phieu')).status).toBe(201);
    const [stored] = await world.db.selectFrom('responses').select(['unit', 'answers']).execute();
    expect(stored).toEqual({
      unit: null,
      answers: '|{"advice":{"TT-BI":2},"coordination":{"TT-BI":2},"responsibility":{"TT-BI":2}}',
    });
    const wrong = await submit(
      world,
      { ...fields, clientId: newClientId(), 'answer.advice.TT-BI': 'x' },
      '/khao-sat/dai-bieu/phieu',
    );
    expect(wrong.status).toBe(422);
    expect(errorsIn(wrong.page)).toHaveLength(1);
  });

  test('refuses on a page of its own what no answer can mend, and stores nothing', async () => {
    const world = await openedWorld(database);
    const before = await rowCounts(world.db);
    const used = filled();
    const cases: [what: string, status: number, title: string, () => ReturnType<typeof submit>][] = [
      [
        'a token is needed',
        422,
        'Mã phiếu không đúng',
        () => submit(world, filled(), '/khao-sat/theo-ma/TT-AN'),
      ],
      [
        'unknown survey',
        404,
        'Không có khảo sát này',
        () => submit(world, filled(), '/khao-sat/khong-co/TT-AN'),
      ],
      ['unknown unit', 422, 'Không có đơn vị này', () => submit(world, filled(), '/khao-sat/hai-long/TT-ZZ')],
      [
        'unknown version',
        422,
        'Phiếu đang mở là bản không còn dùng',
        () => submit(world, filled({ formVersion: 7 })),
      ],
      [
        'an id that is easy to guess',
        400,
        'Yêu cầu thiếu hoặc sai thông tin',
        () => submit(world, filled({ clientId: '1' })),
      ],
      [
        'too long',
        413,
        'Nội dung gửi lên quá lớn',
        () => submit(world, filled({ 'answer.comment': 'x'.repeat(300_000) })),
      ],
      [
        'an unknown field of an answer',
        422,
        'Phiếu chưa gửi được',
        () => submit(world, { ...used, 'answer.q99': 1 }),
      ],
    ];
    for (const [what, status, title, send] of cases) {
      const { page, ...sent } = await send();
      expect(sent.status, what).toBe(status);
      expect(page, what).toContain(title);
      expect(sent.response.headers.get('Content-Type'), what).toMatch(/^text\/html/);
    }
    expect(await rowCounts(world.db)).toEqual(before);
    const asJson = await world.post(ADDRESS, filled());
    expect(asJson.status).toBe(415);
    const upload = await world.app.request(ADDRESS, { method: 'POST', body: new FormData() });
    expect(upload.status).toBe(415);
    expect(await rowCounts(world.db)).toEqual(before);
  });

  test('is taken until the last second, and after that counted as late', async () => {
    const world = await openedWorld(database);
    world.setTime('2026-05-31T16:59:59.000Z');
    expect((await world.app.request(ADDRESS)).status).toBe(409);
    expect((await submit(world, filled())).status).toBe(409);
    world.setTime('2026-07-14T16:59:59.000Z');
    const fields = filled();
    const first = await submit(world, fields);
    expect(first.status).toBe(201);
    world.setTime('2026-07-14T17:00:00.000Z');
    expect((await world.app.request(ADDRESS)).status).toBe(410);
    const late = await submit(world, filled());
    expect([late.status, late.page.includes('Khảo sát đã kết thúc')]).toEqual([410, true]);
    expect(await rowCounts(world.db)).toMatchObject({ responses: 1, retries: 1 });
    const ledger = await world.db
      .selectFrom('ledger')
      .select(['day', 'open', 'late'])
      .orderBy('day')
      .execute();
    expect(ledger).toEqual([
      { day: '2026-07-14', open: 1, late: 0 },
      { day: '2026-07-15', open: 0, late: 1 },
    ]);
    const again = await submit(world, fields);
    expect([again.status, receiptIn(again.page)]).toEqual([200, receiptIn(first.page)]);
  });
});
