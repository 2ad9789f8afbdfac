/** Slips at the door: the API that issues them, the page behind them, and everything that may be wrong with one. */
import { describe, expect, test } from 'vitest';
import { issueTokens } from '../../server/actions/issue-tokens.ts';
import { sha256 } from '../../server/actions/prepare-response.ts';
import { voidBatch } from '../../server/actions/void-batch.ts';
import { createApp } from '../../server/app.ts';
import { NO_ASSETS } from '../../server/assets.ts';
import { RateLimits } from '../../server/rate-limits.ts';
import { Sessions } from '../../server/session.ts';
import { codeOfToken } from '../../server/token-keys.ts';
import { formatTypedCode } from '../../survey-forms/token.ts';
import { onBothDatabases } from '../help/databases.ts';
import { member } from '../help/member.ts';
import { oneToken, openedWorld, visit, whatAnswersLeft } from '../help/opened-world.ts';
import { newClientId, SYSTEM, type World } from '../help/world.ts';
import { satisfactionAnswers } from '../walk/hand-computed.ts';

const MANAGER = [{ role: 'fieldwork-manager', unit: 'TT' }] as const;
const TOKENS = '/api/v1/surveys/hai-long/tokens';

interface Issued {
  readonly batch: string;
  readonly expiresOn: string;
  readonly slips: readonly { address: string; code: string; token: string }[];
}

const json = async <T>(response: Response | Promise<Response>) => (await (await response).json()) as T;

const page = async ({ app }: Pick<World, 'app'>, path: string) => {
  const response = await app.request(path);
  return { status: response.status, text: await response.text(), headers: response.headers };
};

/** The fields that a browser without script posts. */
function fields(more: Record<string, string> = {}): URLSearchParams {
  const given = Object.entries(satisfactionAnswers([5, 4, 5, 4])).map(([key, value]) => [
    `answer.${key}`,
    String(value),
  ]);
  return new URLSearchParams([
    ...given,
    ...Object.entries({
      clientId: newClientId(),
      formVersion: '1',
      respondentGroup: 'citizen',
      ...more,
    }),
  ]);
}

const postForm = ({ app }: Pick<World, 'app'>, path: string, body: URLSearchParams) =>
  app.request(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: body.toString(),
  });

onBothDatabases('slips', (database) => {
  describe('issued by the API', () => {
    test('come with the address of the QR and the typed code, one unless told otherwise', async () => {
      const world = await openedWorld(database);
      const manager = await member(world, MANAGER);
      const response = await manager.request('POST', TOKENS, { unit: 'TT-AN' });
      expect([response.status, response.headers.get('Cache-Control')]).toEqual([201, 'no-store']);
      const { slips, expiresOn } = await json<Issued>(response);
      const [slip] = slips;
      expect([slips.length, expiresOn]).toEqual([1, '2026-07-14']);
      expect(slip?.address).toBe(`http://localhost/p/${slip?.token}`);
      expect(slip?.code).toBe(formatTypedCode(codeOfToken(slip?.token ?? '')));
      expect((await page(world, `/p/${slip?.token}`)).status).toBe(200);
      const many = await manager.request('POST', TOKENS, {
        unit: 'TT-AN',
        count: 5,
        expiresOn: '2026-06-20',
      });
      expect((await json<Issued>(many)).slips).toHaveLength(5);
    });

    test('know nothing of a dossier: a field for its code is refused', async () => {
      const world = await openedWorld(database);
      const manager = await member(world, MANAGER);
      const dossier = 'H23.45-260615-0012';
      const refused = await manager.request('POST', TOKENS, { unit: 'TT-AN', dossier });
      expect([refused.status, await json(refused)]).toMatchObject([
        400,
        { errors: [{ field: 'dossier', code: 'unknown-field' }] },
      ]);
      expect(await world.db.selectFrom('tokens').selectAll().execute()).toEqual([]);
    });

    test('use the address of the settings, where there is one', async () => {
      const world = await openedWorld(database);
      const manager = await member(world, MANAGER);
      const { environment, intake } = world;
      const origin = 'https://khaosat.example.vn';
      const sessions = new Sessions(environment);
      const app = createApp({ environment, intake, sessions, assets: NO_ASSETS, https: false, origin });
      const response = await app.request(TOKENS, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Cookie: manager.cookie },
        body: JSON.stringify({ unit: 'TT-AN' }),
      });
      expect((await json<Issued>(response)).slips[0]?.address).toMatch(
        /^https:\/\/khaosat\.example\.vn\/p\/[0-9A-Z]{26}$/,
      );
    });

    test('are listed by batch, never by token, and made void', async () => {
      const world = await openedWorld(database);
      const manager = await member(world, MANAGER);
      const { batch, slips } = await json<Issued>(
        manager.request('POST', TOKENS, { unit: 'TT-AN', count: 2, expiresOn: '2026-06-20' }),
      );
      const list = async () =>
        json<{ batches: unknown[] }>(manager.request('GET', '/api/v1/surveys/hai-long/batches'));
      const line = { id: batch, unit: 'TT-AN', tokens: 2, expiresOn: '2026-06-20', issuedOn: '2026-06-15' };
      expect((await list()).batches).toEqual([{ ...line, state: 'issued' }]);
      for (const { token, code } of slips) {
        expect(JSON.stringify(await list())).not.toContain(token);
        expect(JSON.stringify(await list())).not.toContain(code);
      }
      const path = `/api/v1/surveys/hai-long/batches/${batch}`;
      expect(await json(manager.request('DELETE', path, { reason: 'lost' }))).toEqual({ void: 2 });
      expect((await list()).batches).toEqual([{ ...line, state: 'void' }]);
    });

    test('are told to have run out once their last day is over', async () => {
      const world = await openedWorld(database);
      const input = { survey: 'hai-long', unit: 'TT-AN', count: 2, expiresOn: '2026-06-20' };
      await issueTokens.run(world.environment, SYSTEM, input);
      const states = [];
      for (const day of ['2026-06-20', '2026-06-21']) {
        world.setDay(day);
        const manager = await member(world, MANAGER);
        const list = manager.request('GET', '/api/v1/surveys/hai-long/batches');
        states.push(...(await json<{ batches: { state: string }[] }>(list)).batches.map((one) => one.state));
      }
      expect(states).toEqual(['issued', 'over']);
    });
  });

  describe('the ledger', () => {
    test('is cut to the units of the reader', async () => {
      const world = await openedWorld(database);
      await oneToken(world);
      await oneToken(world, 'hai-long', 'TT-BI');
      await oneToken(world, 'hai-long', 'TT-BI');
      interface Read {
        units: { unit: string; issued: number; unused: number; faults: unknown[] }[];
        days: { unit: string; issued: number }[];
        names: { code: string }[];
      }
      const read = async (unit: string) => {
        const officer = await member(world, [{ role: 'unit-officer', unit }]);
        const { units, days, names } = await json<Read>(
          officer.request('GET', '/api/v1/surveys/hai-long/ledger'),
        );
        return [
          units.map((one) => [one.unit, one.issued, one.unused, one.faults]),
          days.map((one) => [one.unit, one.issued]),
          names.map((one) => one.code),
        ];
      };
      expect(await read('TT-BI')).toEqual([[['TT-BI', 2, 2, []]], [['TT-BI', 2]], ['TT-BI']]);
      expect((await read('TT'))[0]).toEqual([
        ['TT-AN', 1, 1, []],
        ['TT-BI', 2, 2, []],
      ]);
    });
  });

  describe('sent by a phone', () => {
    test('the code does what the token does, however it was typed, and both are one slip', async () => {
      const world = await openedWorld(database);
      const token = await oneToken(world);
      const code = formatTypedCode(codeOfToken(token)).toLowerCase().replaceAll('-', ' ');
      const sent = visit({ token: code });
      expect((await world.send(sent)).status).toBe(201);
      expect((await world.send(sent)).status).toBe(200);
      // The same answer with the code written otherwise is the same answer.
      expect((await world.send({ ...sent, token: codeOfToken(token) })).status).toBe(200);
      expect((await world.send(visit({ token }))).body.code).toBe('token-used');
      expect((await world.send(visit({ token: code }))).body.code).toBe('token-used');
      const { responses } = await whatAnswersLeft(world.db);
      expect(responses).toEqual([expect.objectContaining({ basis: 'token', unit: 'TT-AN' })]);
    });

    test('token and code at the same moment: one answer', async () => {
      const world = await openedWorld(database);
      const token = await oneToken(world);
      const code = codeOfToken(token);
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, (_, at) => world.send(visit({ token: at % 2 ? token : code }))),
      );
      expect(outcomes.map((one) => one.status).sort()).toEqual([201, ...Array(9).fill(409)]);
      expect((await whatAnswersLeft(world.db)).responses).toHaveLength(1);
    });

    test('what is wrong with a code is said, and nothing is stored', async () => {
      const world = await openedWorld(database);
      const token = await oneToken(world);
      const code = codeOfToken(token);
      const wrongSign = `${code.slice(0, 10)}${code.endsWith('0') ? '1' : '0'}`;
      const before = await whatAnswersLeft(world.db);
      const refusals: [string, number, string][] = [
        [wrongSign, 422, 'token-mistyped'],
        [code.slice(0, 9), 422, 'token-mistyped'],
        [`${code}7`, 422, 'token-mistyped'],
        ['không biết', 422, 'token-mistyped'],
        // All noughts add up: well typed, but nobody's.
        ['00000000000', 422, 'unknown-token'],
        [newClientId(), 422, 'unknown-token'],
        [`7${token.slice(1, -1)}${token.endsWith('Z') ? '0' : 'Z'}`, 422, 'unknown-token'],
      ];
      for (const [given, status, problem] of refusals) {
        const { status: got, body } = await world.send(visit({ token: given }));
        expect([given, got, body.code]).toEqual([given, status, problem]);
      }
      expect(await whatAnswersLeft(world.db)).toEqual(before);
    });

    test('a token that only shares its code with another is nobody’s', async () => {
      const world = await openedWorld(database);
      const token = await oneToken(world);
      await world.db
        .updateTable('tokens')
        .set({ token_hash: sha256('another token with the same code') })
        .execute();
      expect((await world.send(visit({ token }))).body.code).toBe('unknown-token');
      expect((await page(world, `/p/${token}`)).status).toBe(422);
      expect((await world.send(visit({ token: codeOfToken(token) }))).status).toBe(201);
    });

    test('a code is for one survey and unit, like its token', async () => {
      const world = await openedWorld(database);
      const code = codeOfToken(await oneToken(world));
      expect((await world.send(visit({ token: code, unit: 'TT-BI' }))).body.code).toBe('unknown-token');
      expect((await world.send(visit({ token: code, survey: 'theo-ma' }))).body.code).toBe('unknown-token');
      expect((await world.send(visit({ token: code }))).status).toBe(201);
    });
  });

  describe('opened in a browser', () => {
    test.each([
      ['', 'Gửi phiếu'],
      ['/en', 'Send'],
    ])('show the form of their unit and take it back without script (%s/p/…)', async (root, send) => {
      const world = await openedWorld(database);
      const token = await oneToken(world);
      const shown = await page(world, `${root}/p/${token}`);
      expect([shown.status, shown.headers.get('Cache-Control'), shown.headers.get('Set-Cookie')]).toEqual([
        200,
        'no-store',
        null,
      ]);
      expect(shown.headers.get('Referrer-Policy')).toBe('no-referrer');
      expect(shown.text).toContain(`action="${root}/p/${token}"`);
      expect(shown.text).toContain(send);
      const body = fields();
      const taken = await postForm(world, `${root}/p/${token}`, body);
      expect(taken.status).toBe(201);
      // The reply was lost and the page posted again: the same receipt.
      const again = await postForm(world, `${root}/p/${token}`, body);
      expect([again.status, await again.text()]).toEqual([200, await taken.text()]);
      const second = await postForm(world, `${root}/p/${token}`, fields());
      expect(second.status).toBe(409);
      expect(await second.text()).not.toContain(token);
      expect((await page(world, `${root}/p/${token}`)).status).toBe(409);
      expect(await world.db.selectFrom('responses').select(['unit', 'basis']).execute()).toEqual([
        { unit: 'TT-AN', basis: 'token' },
      ]);
    });

    test('in capitals, as the QR is written', async () => {
      const world = await openedWorld(database);
      const token = await oneToken(world);
      expect((await page(world, `/P/${token}`)).text).toContain(`action="/p/${token}"`);
      expect((await page(world, `/p/${token.toLowerCase()}`)).text).toContain(`action="/p/${token}"`);
    });

    test('with a form that rates many units', async () => {
      const world = await openedWorld(database);
      const token = await oneToken(world, 'dai-bieu', '');
      const { status, text } = await page(world, `/p/${token}`);
      expect([status, text.includes('Sở Cát')]).toEqual([200, true]);
    });

    test('again with what was filled in, where an answer is missing', async () => {
      const world = await openedWorld(database);
      const token = await oneToken(world);
      const body = fields();
      body.delete('answer.q01');
      const refused = await postForm(world, `/p/${token}`, body);
      const text = await refused.text();
      expect(refused.status).toBe(422);
      expect(text).toContain(`action="/p/${token}"`);
      expect(text).toContain('checked');
      body.set('answer.q01', '5');
      expect((await postForm(world, `/p/${token}`, body)).status).toBe(201);
    });

    test.each([
      ['token-used', 409, 'Mã phiếu đã được dùng', 'The code has been used'],
      ['token-expired', 410, 'Mã phiếu đã hết hạn', 'The code has run out'],
      ['token-void', 410, 'Tờ phiếu này không còn dùng', 'This slip is no longer in use'],
      ['survey-closed', 410, 'Khảo sát đã kết thúc', 'The survey has ended'],
      ['survey-not-open', 409, 'Khảo sát chưa mở', 'not open'],
    ] as const)('are told kindly that %s', async (what, status, vi, en) => {
      const world = await openedWorld(database);
      const { environment } = world;
      const input = { survey: 'hai-long', unit: 'TT-AN', count: 1 };
      const short = what === 'token-expired' ? { expiresOn: '2026-06-20' } : {};
      const { tokens, batch } = await issueTokens.run(environment, SYSTEM, { ...input, ...short });
      const [token = ''] = tokens;
      if (what === 'token-used') await world.send(visit({ token }));
      if (what === 'token-void')
        await voidBatch.run(environment, SYSTEM, { survey: 'hai-long', batch, reason: 'lost' });
      if (what === 'token-expired') world.setDay('2026-06-21');
      if (what === 'survey-closed') world.setDay('2026-07-15');
      if (what === 'survey-not-open') world.setDay('2026-05-31');
      for (const [path, words] of [
        [`/p/${token}`, vi],
        [`/en/p/${token}`, en],
        [`/p?ma=${codeOfToken(token)}`, vi],
      ] as const) {
        const shown = await page(world, path);
        expect([path, shown.status]).toEqual([path, status]);
        expect(shown.text).toContain(words);
        expect(shown.text).not.toContain(token);
        expect(shown.headers.get('Cache-Control')).toBe('no-store');
      }
      if (what !== 'survey-not-open')
        expect((await postForm(world, `/p/${token}`, fields())).status).toBe(status);
    });
  });

  describe('typed by hand', () => {
    test('open the form without script, and it posts to the code', async () => {
      const world = await openedWorld(database);
      const code = codeOfToken(await oneToken(world));
      const entry = await page(world, '/p');
      expect(entry.text).toMatch(/<form[^>]* method="get" action="\/p"/);
      const typed = encodeURIComponent(formatTypedCode(code).toLowerCase());
      const shown = await page(world, `/en/p?ma=${typed}`);
      expect(shown.text).toContain(`action="/en/p/${code}"`);
      expect((await postForm(world, `/en/p/${code}`, fields())).status).toBe(201);
      expect((await page(world, `/p?ma=${typed}`)).status).toBe(409);
    });

    test.each([
      ['', 'Mã còn thiếu ký tự'],
      ['7K3M-9QX', 'Mã còn thiếu ký tự'],
      ['7K3M-9QXA-2VTT', 'Mã thừa ký tự'],
      ['7K3M-9QXU-2VT', 'Mã có ký tự lạ'],
      ['0000-0000-001', 'Mã gõ chưa đúng'],
      ['0000-0000-000', 'Không có tờ phiếu nào mang mã này'],
    ])('%j is told apart, and stays in the field to be corrected', async (typed, words) => {
      const world = await openedWorld(database);
      await oneToken(world);
      const shown = await page(world, `/p?ma=${encodeURIComponent(typed)}`);
      expect(shown.status).toBe(422);
      expect(shown.text).toContain(words);
      expect(shown.text).toContain(typed === '' ? 'name="ma" value required' : `value="${typed}"`);
      expect(shown.text).toContain('aria-invalid="true"');
    });

    test('an address that was mistyped says so, and is not repeated on the page', async () => {
      const world = await openedWorld(database);
      for (const [text, words] of [
        ['00000000001', 'Mã gõ chưa đúng'],
        ['7'.repeat(26), 'Không có tờ phiếu nào mang mã này'],
      ] as const) {
        const shown = await page(world, `/p/${text}`);
        expect([shown.status, shown.text.includes(words), shown.text.includes(text)]).toEqual([
          422,
          true,
          false,
        ]);
      }
    });
  });

  describe('guessed at', () => {
    /** The world behind a proxy that says who asks. */
    function guarded({ environment, intake }: World) {
      const limits = new RateLimits({ openAnswers: 60, trustProxy: true });
      const sessions = new Sessions(environment);
      const app = createApp({ environment, intake, sessions, assets: NO_ASSETS, limits, https: false });
      return (path: string, from: string) => app.request(path, { headers: { 'X-Forwarded-For': from } });
    }

    test('an address that tries 20 unknown codes is slowed down, not shut out; others are not', async () => {
      const world = await openedWorld(database);
      const ask = guarded(world);
      const code = codeOfToken(await oneToken(world));
      const unknown = '/p?ma=00000000000';
      for (let tries = 0; tries < 20; tries++) expect((await ask(unknown, '10.0.0.1')).status).toBe(422);
      // One more each 10 seconds.
      expect((await ask(`/p/${code}`, '10.0.0.1')).status).toBe(200);
      const slowed = await ask(unknown, '10.0.0.1');
      expect(slowed.status).toBe(429);
      const wait = Number(slowed.headers.get('Retry-After'));
      expect(wait).toBeGreaterThanOrEqual(1);
      expect(wait).toBeLessThanOrEqual(10);
      expect((await ask(`/en/p/${code}`, '10.0.0.1')).status).toBe(429);
      expect((await ask(`/p/${code}`, '10.0.0.2')).status).toBe(200);
    });

    test('a slip of the finger is no guess', async () => {
      const world = await openedWorld(database);
      const ask = guarded(world);
      for (let tries = 0; tries < 40; tries++)
        expect((await ask('/p?ma=00000000001', '10.0.0.1')).status).toBe(422);
      expect((await ask('/p?ma=00000000000', '10.0.0.1')).status).toBe(422);
    });
  });

  test('leave neither token nor code in the database once answered', async () => {
    const world = await openedWorld(database);
    const token = await oneToken(world);
    const code = codeOfToken(token);
    await postForm(world, `/p/${token}`, fields());
    const dump = JSON.stringify(await whatAnswersLeft(world.db));
    expect(dump).toContain(sha256(token));
    for (const secret of [token, code, formatTypedCode(code)]) expect(dump).not.toContain(secret);
  });
});
