/** Results of a survey over the API: releases with their names, filters, rights, breakdowns, arrivals. */
import { expect, test } from 'vitest';
import { correctSheet } from '../../server/actions/accept-sheet.ts';
import { countBreakdowns } from '../../server/actions/count-breakdowns.ts';
import { recountTallies } from '../../server/actions/recount-tallies.ts';
import { setTargets } from '../../server/actions/set-targets.ts';
import type { SurveyView } from '../../server/core/survey-view.ts';
import { serialOf } from '../../survey-forms/serial.ts';
import { answer, openQuietSurvey, times } from '../help/answering.ts';
import { onBothDatabases } from '../help/databases.ts';
import { type Member, member, requester } from '../help/member.ts';
import { CAMPAIGN, openedWorld, UNITS } from '../help/opened-world.ts';
import { acceptReturnedSheet } from '../help/sheets.ts';
import { SYSTEM, type World } from '../help/world.ts';

const slow = { seconds: 100 };
const liking = { ...slow, answers: { item: 5, done: 1 } } as const;
const disliking = { ...slow, answers: { item: 1, done: 2, other: 10 } } as const;

async function opened(database: Parameters<typeof openedWorld>[0]) {
  const world = await openedWorld(database);
  const survey = await openQuietSurvey(world);
  const analyst = await member(world, [{ role: 'analyst', unit: 'TT' }]);
  return { world, survey, analyst, ask: asker(survey) };
}

interface Refused {
  readonly code: string;
  readonly errors: readonly { field: string; code: string; sentence: string }[];
}

const asker =
  (survey: string) =>
  async <Body = SurveyView>(caller: Pick<Member, 'request'>, query = '', path = 'results') => {
    const response = await caller.request('GET', `/api/v1/surveys/${survey}/${path}${query}`);
    return { status: response.status, body: (await response.json()) as Body };
  };

const inEnglish = ({ app }: World, { cookie }: Member): Pick<Member, 'request'> => ({
  request: async (method, path) =>
    app.request(path, { method, headers: { Cookie: cookie, 'Accept-Language': 'en' } }),
});

onBothDatabases('results of a survey', (database) => {
  test('while it runs, in releases of ten, each with its name', async () => {
    const { world, survey, analyst, ask } = await opened(database);
    const empty = (await ask(analyst)).body;
    expect(empty.release).toEqual({ name: 'e3b0c442', responses: 0, exact: false, waiting: 0 });
    expect(empty.counted.items[0]).toMatchObject({ answers: 0, value: null, withheld: false });
    await answer(world, survey, times(9, liking));
    expect((await ask(analyst)).body.release).toEqual({ ...empty.release, waiting: 9 });
    await answer(world, survey, times(1, disliking));
    const { body } = await ask(analyst, '?basis=open');
    expect(body.release).toMatchObject({ responses: 10, waiting: 0 });
    expect(body.counted.items[0]).toMatchObject({ key: 'item', answers: 10, value: '0.9' });
    const { release } = await recountTallies.run(world.environment, SYSTEM, { survey, repair: false });
    expect(body.release.name).toBe(release.name);
    expect(body.release.name).toMatch(/^[0-9a-f]{8}$/);
    // What waits is not shown, and does not change the name.
    await answer(world, survey, times(5, disliking));
    expect((await ask(analyst, '?basis=open')).body).toEqual({
      ...body,
      release: { ...body.release, waiting: 5 },
    });
  });

  test('exact after the last day, under the name of the recount', async () => {
    const { world, survey, analyst, ask } = await opened(database);
    await answer(world, survey, [...times(11, liking), ...times(2, disliking)]);
    world.setDay('2026-07-15');
    const back = await signedInAgain(world, analyst);
    const { body } = await ask(back, '?basis=open');
    expect(body.release).toMatchObject({ responses: 13, exact: true, waiting: null });
    const { release } = await recountTallies.run(world.environment, SYSTEM, { survey, repair: false });
    expect([release.exact, release.name]).toEqual([true, body.release.name]);
  });

  test('are made of counters: without a single stored answer they are the same', async () => {
    const { world, survey, analyst, ask } = await opened(database);
    await answer(world, survey, times(30, liking));
    const before = (await ask(analyst, '?basis=all')).body;
    await world.db.deleteFrom('responses').execute();
    expect((await ask(analyst, '?basis=all')).body).toEqual(before);
    expect(before.counted.responses).toBe(30);
  });

  test('are narrowed by unit, channel, basis and flag', async () => {
    const { world, survey, analyst, ask } = await opened(database);
    await answer(world, survey, times(10, liking));
    await answer(world, survey, times(20, { ...liking, unit: 'TT-BI' }));
    await answer(world, survey, times(30, { ...liking, channel: 'kiosk' as const }));
    await answer(world, survey, times(40, { ...liking, seconds: 0 }));
    const responses = async (query: string) =>
      (await ask(analyst, `?basis=all${query}`)).body.counted.responses;
    expect(await responses('')).toBe(100);
    expect(await responses('&unit=TT-BI')).toBe(20);
    expect(await responses('&channel=kiosk')).toBe(30);
    expect(await responses('&flagged=without')).toBe(60);
    expect((await ask(analyst)).body.counted.responses).toBe(0);
    const { filters, choices } = (await ask(analyst, '?unit=TT-BI&group=citizen&basis=open')).body;
    expect(filters).toEqual({
      unit: 'TT-BI',
      channel: null,
      group: 'citizen',
      basis: 'open',
      flagged: 'with',
    });
    expect(choices.units.map(({ code }) => code)).toEqual(UNITS);
    expect(choices.groups.map(({ code }) => code)).toEqual(['citizen']);
    expect(choices.channels).toEqual(['web', 'kiosk', 'paper']);
  });

  test('a filter value that does not exist is told, with those that do', async () => {
    const { world, analyst, ask } = await opened(database);
    const query = '?unit=TT-XX&channel=fax&group=&basis=half&flagged=maybe&breakdown=item';
    const { status, body } = await ask<Refused>(analyst, query);
    expect([status, body.code]).toEqual([422, 'unknown-filter']);
    expect(body.errors.map(({ field }) => field)).toEqual([
      ...['unit', 'channel', 'group', 'basis', 'flagged', 'breakdown'],
    ]);
    expect(body.errors[0]?.sentence).toBe('Không có giá trị “TT-XX”. Có thể chọn: TT-AN, TT-BI, TT-CA.');
    const english = await ask<Refused>(inEnglish(world, analyst), '?basis=half');
    expect(english.body.errors[0]?.sentence).toBe(
      'There is no value “half”. To choose from: with a slip or on paper (counted), walk-ins (open), all responses (all).',
    );
    // What is called by a code in the address is called by its name in a sentence (issue 6).
    expect(body.errors[1]?.sentence).toBe(
      'Không có giá trị “fax”. Có thể chọn: trên mạng (web), máy tại quầy (kiosk), phiếu giấy (paper).',
    );
    // A misspelt filter would answer with the figures of the whole province (issue 6).
    for (const route of ['results', 'arrivals-by-day', 'arrivals', 'comments']) {
      const misspelt = await ask<Refused>(analyst, '?units=TT-AN', route);
      expect([route, misspelt.status, misspelt.body.errors[0]?.field]).toEqual([route, 400, 'units']);
    }
    expect((await ask(analyst, `?unit=${'x'.repeat(81)}`)).status).toBe(400);
    expect((await asker('khong-co')(analyst)).status).toBe(404);
  });

  test('unit officers see those of their own unit, and only once the survey is over', async () => {
    const { world, survey, ask } = await opened(database);
    await answer(world, survey, times(10, liking));
    await answer(world, survey, times(12, { ...disliking, unit: 'TT-BI' }));
    const officer = await member(world, [{ role: 'unit-officer', unit: 'TT-AN' }]);
    const clerk = await member(world, [{ role: 'entry-clerk', unit: 'TT' }]);
    expect([(await ask(officer)).status, (await ask(clerk)).status]).toEqual([403, 403]);
    expect((await ask({ request: requester(world, '') })).status).toBe(401);
    world.setDay('2026-07-15');
    const back = await signedInAgain(world, officer);
    const { status, body } = await ask(back, '?basis=open');
    expect(status).toBe(200);
    expect(body.choices.units.map(({ code }) => code)).toEqual(['TT-AN']);
    expect([body.release.responses, body.counted.responses]).toEqual([10, 10]);
    expect((await ask(back, '?unit=TT-BI')).status).toBe(422);
    expect((await ask(await signedInAgain(world, clerk))).status).toBe(403);
  });

  test('an analyst of a part sees that part as the whole', async () => {
    const { world, survey, ask } = await opened(database);
    await answer(world, survey, times(10, liking));
    await answer(world, survey, times(12, { ...disliking, unit: 'TT-BI' }));
    const analyst = await member(world, [{ role: 'analyst', unit: 'TT-BI' }]);
    const { body } = await ask(analyst, '?basis=open');
    expect([body.release.responses, body.counted.responses]).toEqual([12, 12]);
    expect((await ask(analyst, '?unit=TT-AN')).status).toBe(422);
  });
});

/** Sessions do not last until the close. */
async function signedInAgain(world: World, one: Member): Promise<Member> {
  const grants = one.actor.kind === 'account' ? one.actor.grants : [];
  return member(world, grants);
}

onBothDatabases('breakdowns of a survey', (database) => {
  test('are declared before the close, counted after it, and counted again after a correction', async () => {
    const { world, survey, ask } = await opened(database);
    const manager = await member(world, [{ role: 'fieldwork-manager', unit: 'TT' }]);
    const path = `/api/v1/surveys/${survey}/breakdowns`;
    expect(await (await manager.request('GET', path)).json()).toMatchObject({
      fixed: false,
      questions: [
        { question: 'done', declared: false },
        { question: 'other', declared: false },
      ],
    });
    expect((await manager.request('PUT', path, { questions: ['done'] })).status).toBe(200);
    await answer(world, survey, [...times(12, liking), ...times(20, disliking)]);
    await answer(world, survey, times(8, { ...slow, answers: { item: 4, done: null } }));
    const sheet = {
      survey,
      serial: serialOf(1),
      unit: 'TT-AN',
      respondentGroup: 'citizen',
      day: '2026-06-10',
    };
    await acceptReturnedSheet(world, { ...sheet, answers: { item: 2, grade: null, done: 1, days: null } });

    const analyst = await member(world, [{ role: 'analyst', unit: 'TT' }]);
    const query = '?basis=open&breakdown=done';
    const running = (await ask(analyst, query)).body.breakdown;
    expect(running).toMatchObject({ question: 'done', codes: [], reason: 'not-closed' });
    expect(await countBreakdowns(world.environment, SYSTEM, survey)).toBe(false);

    world.setDay('2026-07-15');
    const late = await signedInAgain(world, analyst);
    expect((await ask(late, query)).body.breakdown?.reason).toBe('not-counted');
    expect(await countBreakdowns(world.environment, SYSTEM, survey)).toBe(true);
    expect(await countBreakdowns(world.environment, SYSTEM, survey)).toBe(false);
    const counted = (await ask(late, query)).body.breakdown;
    expect(counted?.codes.map(({ code, responses, items }) => [code, responses, items.item?.value])).toEqual([
      [1, 12, '1'],
      [2, 20, '0'],
      [-1, 8, '1'],
    ]);
    expect((await ask(late, `${query}&channel=web`)).body.breakdown?.reason).toBe('filtered');
    expect((await ask(late, `${query}&unit=TT-CA`)).body.breakdown?.reason).toBe('too-few');
    // By slip or sheet there is one answer only.
    expect((await ask(late, '?breakdown=done')).body.breakdown).toMatchObject({
      codes: [],
      reason: 'too-few',
    });

    const correction = { campaign: CAMPAIGN, serial: serialOf(1), reason: 'đọc nhầm' };
    const answers = { item: 5, grade: null, done: 1, days: null };
    await correctSheet.run(world.environment, SYSTEM, { ...correction, answers });
    expect((await ask(late, query)).body.breakdown?.reason).toBe('not-counted');
    expect(await countBreakdowns(world.environment, SYSTEM, survey)).toBe(true);
    expect((await ask(late, query)).body.breakdown).toEqual(counted);
    const rows = await world.db
      .selectFrom('breakdown_tallies')
      .select((eb) => eb.fn.sum<number>('responses').as('all'))
      .executeTakeFirst();
    expect(Number(rows?.all)).toBe(41);
  });

  test('of a question that says nothing of the respondent, named twice, or too late, are refused', async () => {
    const { world, survey } = await opened(database);
    const manager = await member(world, [{ role: 'fieldwork-manager', unit: 'TT' }]);
    const declare = async (caller: Member, questions: readonly string[]) => {
      const response = await caller.request('PUT', `/api/v1/surveys/${survey}/breakdowns`, { questions });
      return { status: response.status, body: (await response.json()) as Refused };
    };
    const refused = await declare(manager, ['done', 'item', 'done']);
    expect([refused.status, refused.body.code]).toEqual([422, 'unknown-filter']);
    expect(refused.body.errors.map(({ field, code }) => [field, code])).toEqual([
      ['questions[1]', 'unknown-filter'],
      ['questions[2]', 'named-twice'],
    ]);
    expect(refused.body.errors[0]?.sentence).toContain('done, other');
    world.setDay('2026-07-15');
    const late = await declare(await signedInAgain(world, manager), ['done']);
    expect([late.status, late.body.code]).toEqual([409, 'breakdowns-fixed']);
  });
});

interface Arrived {
  readonly days: readonly Record<string, unknown>[];
  readonly targets: readonly unknown[];
  readonly total: number;
}

onBothDatabases('arrivals by day', (database) => {
  const fill = async (world: World, survey: string) => {
    await answer(world, survey, times(3, liking));
    world.setDay('2026-06-16');
    await answer(world, survey, times(4, { ...liking, unit: 'TT-BI', channel: 'kiosk' as const }));
    await setTargets.run(world.environment, SYSTEM, { survey, targets: { web: 100 } });
  };

  test('by what right they came, against the targets', async () => {
    const { world, survey, analyst, ask } = await opened(database);
    await fill(world, survey);
    const back = await signedInAgain(world, analyst);
    const read = async (query = '') => (await ask<Arrived>(back, query, 'arrivals-by-day')).body;
    const none = { slips: 0, open: 0, kiosk: 0, sheets: 0, late: 0 };
    expect(await read()).toEqual({
      days: [
        { day: '2026-06-15', ...none, open: 3 },
        { day: '2026-06-16', ...none, kiosk: 4 },
      ],
      targets: [
        { channel: 'web', target: 100, responses: 3 },
        { channel: 'kiosk', target: null, responses: 4 },
        { channel: 'paper', target: null, responses: 0 },
      ],
      total: 7,
    });
    expect(await read('?from=2026-06-16')).toMatchObject({ total: 4 });
    expect(await read('?to=2026-06-15')).toMatchObject({ total: 3 });
    expect(await read('?from=2026-06-16&to=2026-06-16')).toMatchObject({ total: 4 });
    // A target is one of the whole survey.
    expect(await read('?unit=TT-BI')).toMatchObject({ total: 4, targets: [] });
  });

  test('a range upside down, a day that is none, a unit that is none', async () => {
    const { analyst, ask } = await opened(database);
    const read = async (query: string) => {
      const { status, body } = await ask<Refused>(analyst, query, 'arrivals-by-day');
      return [status, body.code, ...body.errors.map(({ field }) => field)];
    };
    expect(await read('?from=2026-06-16&to=2026-06-15')).toEqual([422, 'range-upside-down', 'to']);
    expect(await read('?from=2026-02-30&to=x')).toEqual([400, 'malformed-request', 'from', 'to']);
    expect(await read('?unit=TT-XX')).toEqual([422, 'unknown-filter', 'unit']);
    const told = await ask<Refused>(analyst, '?from=2026-06-16&to=2026-06-15', 'arrivals-by-day');
    expect(told.body.errors[0]?.sentence).toContain('16/06/2026 đến 15/06/2026');
  });

  test('an officer sees those of his unit', async () => {
    const { world, survey, ask } = await opened(database);
    await fill(world, survey);
    const officer = await member(world, [{ role: 'unit-officer', unit: 'TT-BI' }]);
    expect((await ask<Arrived>(officer, '', 'arrivals-by-day')).body).toMatchObject({
      total: 4,
      targets: [],
    });
  });
});

onBothDatabases('the API document', (database) => {
  test('holds the shape of the answers', async () => {
    const world = await openedWorld(database);
    const document = (await (await world.app.request('/api/openapi.json')).json()) as {
      components: { schemas: Record<string, unknown> };
    };
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining(['SurveyResults', 'ArrivalsByDay', 'Comments']),
    );
  });
});
