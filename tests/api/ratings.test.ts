/** Ratings by the API: quarters opened, entered, verified, closed and fed on; what is refused, and who sees what. */
import { expect, test } from 'vitest';
import type { Database } from '../../db/dialect.ts';
import { findCampaign } from '../../db/queries/campaigns.ts';
import { putDossiers } from '../../db/queries/dossiers.ts';
import { inTransaction } from '../../db/transaction.ts';
import { importCampaign, importFramework, importUnits } from '../../server/actions/import-definition.ts';
import { issueTokens } from '../../server/actions/issue-tokens.ts';
import { openSurvey } from '../../server/actions/open-survey.ts';
import { publishResult } from '../../server/actions/publish-result.ts';
import { gatherInputs } from '../../server/campaign-inputs.ts';
import type { RatingResult } from '../../server/core/procedure-rating.ts';
import { DEFAULT_RATING_RULES, type RatingRules } from '../../server/core/rating-rules.ts';
import { giveAreas, openRounds } from '../help/assessments.ts';
import { onBothDatabases } from '../help/databases.ts';
import { putTestProcedures } from '../help/dossiers.ts';
import { type Member, member } from '../help/member.ts';
import {
  ALL_ENTERED,
  closedQuarter,
  nine,
  openQuarter,
  putEntries,
  putRatedYear,
  RATED,
  sendDocument,
} from '../help/ratings.ts';
import { roundsFramework } from '../help/rounds-framework.ts';
import { makeWorld, newClientId, SYSTEM, unitsFile, type World } from '../help/world.ts';
import { campaign as trial } from '../walk/hand-computed.ts';

interface Refusal {
  readonly code: string;
  readonly errors: readonly { field: string; code: string; sentence: string }[];
}

/** "409 rating-closed rating closed-at …": status, code, and each place with its code. */
async function refusal(response: Response): Promise<string[]> {
  const { code, errors } = (await response.json()) as Refusal;
  return [`${response.status} ${code}`, ...errors.map((one) => `${one.field} ${one.code}`)];
}

async function sentences(response: Response): Promise<string[]> {
  return ((await response.json()) as Refusal).errors.map(({ sentence }) => sentence);
}

interface Office {
  readonly world: World;
  readonly office: Member;
  readonly publisher: Member;
  readonly an: Member;
}

/** The year of nine indicators, at noon of 15 June 2026: its first quarter is over. */
async function rated(database: Database): Promise<Office> {
  const world = await makeWorld(database);
  await putRatedYear(world);
  return {
    world,
    office: await member(world, [{ role: 'fieldwork-manager', unit: 'TT' }]),
    publisher: await member(world, [{ role: 'publisher', unit: 'TT' }]),
    an: await member(world, [{ role: 'unit-officer', unit: 'TT-AN' }]),
  };
}

const create = (who: Member, body: object) =>
  who.request('POST', '/api/v1/ratings', { campaign: RATED, quarter: 1, surveys: [], ...body });

interface Shown {
  readonly state: string;
  readonly revision: number;
  readonly hash: string | null;
  readonly outdated: boolean;
  readonly whole: boolean;
  readonly mayEnter: readonly string[];
  readonly missing: readonly { unit: string; indicator: string; reason: string }[];
  readonly running: readonly { survey: string; until: string }[];
  readonly entries: readonly {
    unit: string;
    indicator: string;
    standing: string;
    points: string | null;
    revision: number;
    verdictNote: string | null;
    evidence: { id: string; title: string } | null;
  }[];
  readonly result: RatingResult;
}

async function look(who: Member, rating: string): Promise<Shown> {
  const response = await who.request('GET', `/api/v1/ratings/${rating}`);
  expect(response.status).toBe(200);
  return (await response.json()) as Shown;
}

const five = (rating: string, unit = 'TT-AN') => `/api/v1/ratings/${rating}/units/${unit}/indicators/5`;
const scored = (points: string | null, evidence: string | null) => ({
  ...{ state: 'scored', points, inputs: null, note: null, evidence },
});

async function document(world: World, who: Member, rating: string, unit = 'TT-AN'): Promise<string> {
  const sent = await sendDocument(world, who, rating, unit);
  expect(sent.status).toBe(201);
  return ((await sent.json()) as { id: string }).id;
}

const entriesIn = ({ db }: World) => db.selectFrom('indicator_entries').selectAll().execute();

onBothDatabases('opening a quarter', (database) => {
  test('once, by default with the rules of domain §6; the list shows it', async () => {
    const { office, an } = await rated(database);
    const made = await create(office, {});
    expect(made.status).toBe(201);
    expect(await refusal(await create(office, {}))).toEqual(['409 already-exists', 'quarter quarter-there']);
    const { years } = (await (await office.request('GET', '/api/v1/ratings')).json()) as {
      years: { campaign: string; mayCreate: boolean; quarters: { quarter: number; missing: number }[] }[];
    };
    expect(years).toMatchObject([{ campaign: RATED, mayCreate: true }]);
    // Nine indicators of three agencies.
    expect(years[0]?.quarters).toMatchObject([{ quarter: 1, state: 'open', missing: 27, mean: null }]);
    const own = (await (await an.request('GET', '/api/v1/ratings')).json()) as typeof years | object;
    expect(own).toMatchObject({ years: [{ mayCreate: false, quarters: [{ missing: 9 }] }] });
  });

  test('refuses quarters that are none, faulty rules, and campaigns of another kind, and stores nothing', async () => {
    const { world, office } = await rated(database);
    expect((await create(office, { quarter: 5 })).status).toBe(400);
    expect(await refusal(await create(office, { campaign: 'khong-co' }))).toEqual(['403 forbidden']);
    const rules = { ...DEFAULT_RATING_RULES, forms: ['khong-co'] };
    expect(await refusal(await create(office, { rules }))).toEqual([
      '422 definition-invalid',
      'rules.forms[0] unknown-form',
    ]);
    const half = { ...DEFAULT_RATING_RULES, indicators: DEFAULT_RATING_RULES.indicators.slice(1) };
    const faults = await refusal(await create(office, { rules: half }));
    expect(faults).toContain('rules.indicators missing-indicator');
    await openRounds(world);
    const [{ id: other } = { id: '' }] = await world.db
      .selectFrom('campaigns')
      .select('id')
      .where('id', '!=', RATED)
      .execute();
    expect((await create(office, { campaign: other })).status).toBe(422);
    expect(await world.db.selectFrom('ratings').selectAll().execute()).toEqual([]);
  });

  test('counts surveys of its own campaign by its own forms, each in one quarter, about rated units', async () => {
    const { world, office } = await rated(database);
    const common = { campaign: RATED, opensOn: '2026-01-01', closesOn: '2026-03-31', openAnswers: false };
    const open = (id: string, form: string, units: readonly string[]) =>
      openSurvey.run(world.environment, SYSTEM, { ...common, id, form, units, title: { vi: id } });
    await open('mau-04', 'procedure-rating-paper', ['TT-AN', 'TT-BI']);
    await open('hai-long', 'satisfaction', ['TT-AN']);
    await open('buu-dien', 'procedure-rating-paper', ['TT-AN', 'TT-BD']);
    const made = await create(office, { surveys: ['mau-04'] });
    expect(made.status).toBe(201);
    const surveys = ['mau-04', 'hai-long', 'buu-dien', 'khong-co'];
    const refused = await create(office, { quarter: 2, surveys });
    expect(await sentences(refused.clone())).toEqual([
      'Phiếu của khảo sát “mau-04” đã tính cho quý 1.',
      'Khảo sát “hai-long” không dùng mẫu phiếu mà quy tắc chấm điểm của quý tính đến.',
      'Khảo sát “buu-dien” có đơn vị không được chấm trong đợt này: TT-BD.',
      'Khảo sát “khong-co” không thuộc đợt đánh giá của năm này.',
    ]);
    expect((await refusal(refused))[0]).toBe('422 definition-invalid');
    const { id } = (await made.json()) as { id: string };
    const put = (body: object) => office.request('PUT', `/api/v1/ratings/${id}`, body);
    expect((await put({ surveys: [], seen: 1 })).status).toBe(200);
    expect((await refusal(await put({ surveys: ['mau-04'], seen: 1 })))[0]).toBe('409 changed-meanwhile');
    expect((await create(office, { quarter: 2, surveys: ['mau-04'] })).status).toBe(201);
  });
});

interface RulesShown {
  readonly rules: RatingRules;
  readonly shipped: RatingRules | null;
  readonly revision: number;
  readonly state: string;
  readonly mayChange: boolean;
  readonly forms: readonly { id: string; questions: readonly { key: string; text: { vi: string } }[] }[];
}

const rulesOf = async (who: Member, rating: string) =>
  (await (await who.request('GET', `/api/v1/ratings/${rating}/rules`)).json()) as RulesShown;

/** Late still earns half a point. */
const MILD: RatingRules = {
  ...DEFAULT_RATING_RULES,
  indicators: DEFAULT_RATING_RULES.indicators.map((rule) =>
    rule.source === 'dossiers' ? { ...rule, points: { ...rule.points, late: '0.5' } } : rule,
  ),
};

onBothDatabases('the rule table', (database) => {
  const opened = async (who: Member, body: object) =>
    ((await (await create(who, body)).json()) as { id: string }).id;

  test('is read by who reads the rating, with the questions it may be made of; changed by who may', async () => {
    const { world, office, publisher, an } = await rated(database);
    const id = await opened(office, {});
    const shown = await rulesOf(an, id);
    expect(shown).toMatchObject({ rules: DEFAULT_RATING_RULES, shipped: DEFAULT_RATING_RULES });
    expect([shown.mayChange, shown.state]).toEqual([false, 'open']);
    const paper = shown.forms.find((form) => form.id === 'procedure-rating-paper');
    expect(paper?.questions.map(({ key }) => key)).toContain('attitude');
    expect(paper?.questions.every(({ text }) => text.vi.length > 5)).toBe(true);
    // A form without a question that pays out is of no use here.
    expect(shown.forms.every(({ questions }) => questions.length > 0)).toBe(true);
    const stranger = await member(world, [{ role: 'unit-officer', unit: 'TT-BD' }]);
    expect((await stranger.request('GET', `/api/v1/ratings/${id}/rules`)).status).toBe(403);
    expect((await office.request('GET', '/api/v1/ratings/khong-co/rules')).status).toBe(404);

    const put = (who: Member, rules: unknown, seen: number) =>
      who.request('PUT', `/api/v1/ratings/${id}`, { surveys: [], rules, seen });
    expect((await put(an, MILD, 1)).status).toBe(403);
    expect((await put(publisher, MILD, 1)).status).toBe(200);
    expect((await rulesOf(office, id)).rules).toEqual(MILD);
    expect((await refusal(await put(publisher, DEFAULT_RATING_RULES, 1)))[0]).toBe('409 changed-meanwhile');
    // Whatever is sent, each fault has its place.
    expect(await refusal(await put(publisher, {}, 2))).toContain('rules.forms missing');
    const steep = { ...MILD, minimumAnswers: { agency: 1, official: 5 } };
    expect(await refusal(await put(publisher, steep, 2))).toContain(
      'rules.minimumAnswers.agency out-of-bounds',
    );
    expect((await rulesOf(office, id)).rules).toEqual(MILD);
  });

  test('takes back the verification when it is changed, and is closed with its quarter', async () => {
    const { world, office, publisher } = await rated(database);
    const id = await openQuarter(world, 1, { rules: ALL_ENTERED });
    for (const unit of ['TT-AN', 'TT-BI', 'TT-CA']) await putEntries(world, id, unit, nine('2'));
    const verify = () => office.request('PUT', `/api/v1/ratings/${id}/verification`, { verified: true });
    expect((await verify()).status).toBe(200);
    const put = async (rules: RatingRules) => {
      const { revision: seen } = await rulesOf(office, id);
      return publisher.request('PUT', `/api/v1/ratings/${id}`, { surveys: [], rules, seen });
    };
    expect((await put({ ...ALL_ENTERED, reducedScale: 'in-proportion' })).status).toBe(200);
    expect((await rulesOf(office, id)).state).toBe('open');
    expect((await verify()).status).toBe(200);
    expect((await publisher.request('POST', `/api/v1/ratings/${id}/close`, {})).status).toBe(200);
    expect((await refusal(await put(ALL_ENTERED)))[0]).toBe('409 rating-closed');
  });

  test('of a new quarter is that of the latest earlier one of its campaign, unless one is given', async () => {
    const { world, office } = await rated(database);
    const second = await opened(office, { quarter: 2, rules: MILD });
    const strict = { ...DEFAULT_RATING_RULES, minimumAnswers: { agency: 30, official: 30 } };
    const fourth = await opened(office, { quarter: 4, rules: strict });
    // The third follows the second, not the fourth; the first has none before it and takes the latest other one.
    expect((await rulesOf(office, await opened(office, { quarter: 3 }))).rules).toEqual(MILD);
    expect((await rulesOf(office, await opened(office, { quarter: 1 }))).rules).toEqual(strict);
    await world.db.deleteFrom('ratings').where('id', '=', fourth).execute();
    const { revision: seen } = await rulesOf(office, second);
    const shipped = { surveys: [], rules: DEFAULT_RATING_RULES, seen };
    expect((await office.request('PUT', `/api/v1/ratings/${second}`, shipped)).status).toBe(200);
    const { years } = (await (await office.request('GET', '/api/v1/ratings')).json()) as {
      years: { openings: { quarter: number; forms: string[]; rulesFrom: object | null }[] }[];
    };
    // The third still has other rules than the shipped ones, so the fourth says whose it takes over.
    expect(years[0]?.openings).toMatchObject([{ quarter: 4, rulesFrom: { quarter: 3, year: 2026 } }]);
    expect(
      (await rulesOf(office, await opened(office, { quarter: 4, rules: DEFAULT_RATING_RULES }))).rules,
    ).toEqual(DEFAULT_RATING_RULES);
  });

  test('of a new year is that of the year before, where it suits; of another province never', async () => {
    const { world, office } = await rated(database);
    const first = await opened(office, { rules: MILD });
    const next = 'cham-diem-2027';
    await putRatedYear(world, { id: next, year: 2027 });
    const listed = async () => {
      const { years } = (await (await office.request('GET', '/api/v1/ratings')).json()) as {
        years: { campaign: string; openings: { quarter: number; rulesFrom: object | null }[] }[];
      };
      return years.find(({ campaign }) => campaign === next)?.openings.map(({ rulesFrom }) => rulesFrom);
    };
    const from = { id: first, quarter: 1, year: 2026 };
    expect(await listed()).toEqual([from, from, from, from]);
    const put = (change: object) =>
      world.db.updateTable('ratings').set(change).where('id', '=', first).execute();
    await put({ rules: JSON.stringify({ ...MILD, forms: ['mau-da-bo'] }) });
    expect(await listed()).toEqual([null, null, null, null]);
    await put({ rules: JSON.stringify(MILD), province: 'XX' });
    expect(await listed()).toEqual([null, null, null, null]);
    await put({ province: 'TT' });
    const id = await opened(office, { campaign: next, quarter: 2 });
    expect((await rulesOf(office, id)).rules).toEqual(MILD);
  });

  test('says which surveys may count', async () => {
    const { world, office } = await rated(database);
    const common = { campaign: RATED, opensOn: '2026-01-01', closesOn: '2026-03-31', openAnswers: false };
    for (const [id, form] of [
      ['mau-04', 'procedure-rating-paper'],
      ['mau-05', 'procedure-rating-online'],
    ] as const)
      await openSurvey.run(world.environment, SYSTEM, {
        ...{ ...common, id, form, units: ['TT-AN'], title: { vi: id } },
      });
    const online = { ...DEFAULT_RATING_RULES, forms: ['procedure-rating-online'] };
    const refused = await create(office, { rules: online, surveys: ['mau-04'] });
    expect(await refusal(refused)).toEqual(['422 definition-invalid', 'surveys.mau-04 survey-form-unfit']);
    expect((await create(office, { rules: online, surveys: ['mau-05'] })).status).toBe(201);
  });
});

onBothDatabases('a quarter opened by mistake', (database) => {
  test('is removed while nothing was entered or verified, with a line in the trail, and can be opened again', async () => {
    const { world, office, publisher, an } = await rated(database);
    const { id } = (await (await create(office, {})).json()) as { id: string };
    const remove = (who: Member, rating: string) => who.request('DELETE', `/api/v1/ratings/${rating}`, {});
    expect((await remove(an, id)).status).toBe(403);
    const removed = await remove(office, id);
    expect([removed.status, await removed.json()]).toEqual([200, { campaign: RATED, quarter: 1 }]);
    const rows = await world.db
      .selectFrom('audit')
      .selectAll()
      .where('subject', '=', `rating ${id}`)
      .execute();
    expect(rows.map(({ details }) => details)).toContain(
      JSON.stringify({ removed: { campaign: RATED, quarter: 1 } }),
    );
    expect((await office.request('GET', `/api/v1/ratings/${id}`)).status).toBe(404);

    const entered = ((await (await create(office, {})).json()) as { id: string }).id;
    const evidence = await document(world, an, entered);
    expect((await an.request('PUT', five(entered), { entry: scored('1', evidence), seen: 0 })).status).toBe(
      200,
    );
    expect(await refusal(await remove(office, entered))).toEqual(['409 rating-in-use']);
    const verified = await office.request('PUT', `/api/v1/ratings/${entered}/verification`, {
      ...{ verified: true, withMissing: true },
    });
    expect(verified.status).toBe(200);
    expect(await refusal(await remove(publisher, entered))).toEqual(['409 rating-in-use']);
    expect((await publisher.request('POST', `/api/v1/ratings/${entered}/close`, {})).status).toBe(200);
    expect((await refusal(await remove(publisher, entered)))[0]).toBe('409 rating-closed');
  });
});

onBothDatabases('an entry', (database) => {
  test('is made with a document, given back with a note, made anew, accepted; only then it counts', async () => {
    const { world, office, an } = await rated(database);
    const rating = await openQuarter(world, 1);
    const evidence = await document(world, an, rating);
    const put = (points: string, seen: number) =>
      an.request('PUT', five(rating), { entry: scored(points, evidence), seen });
    const judge = (accepted: boolean, seen: number, note?: string) =>
      office.request('PUT', `${five(rating)}/verdict`, { accepted, seen, note });
    const points = async () => (await look(office, rating)).result.units[0]?.indicators[4]?.points;

    expect(await (await put('1.5', 0)).json()).toEqual({ revision: 1 });
    expect(await (await put('1.5', 0)).json()).toEqual({ revision: 1 });
    expect(await points()).toBeNull();
    expect(await refusal(await judge(false, 1))).toEqual(['422 score-invalid', 'entry.note reason-needed']);
    expect((await judge(false, 1, 'Thiếu số liệu quý')).status).toBe(200);
    const [given] = (await look(an, rating)).entries;
    expect(given).toMatchObject({ standing: 'returned', verdictNote: 'Thiếu số liệu quý', revision: 2 });
    expect(given?.evidence).toMatchObject({ id: evidence, title: 'Báo cáo quý' });
    expect((await refusal(await put('1.25', 1)))[0]).toBe('409 changed-meanwhile');
    expect((await put('1.25', 2)).status).toBe(200);
    expect((await judge(true, 3)).status).toBe(200);
    expect(await points()).toBe('1.25');
    expect((await look(office, rating)).entries).toMatchObject([
      { unit: 'TT-AN', indicator: '5', standing: 'verified', points: '1.25', revision: 4 },
    ]);
    const file = await office.request('GET', `/api/v1/ratings/${rating}/units/TT-AN/evidence/${evidence}`);
    expect([file.status, file.headers.get('Content-Type')]).toEqual([200, 'application/pdf']);
  });

  test('that cannot be is refused, and nothing stored', async () => {
    const { world, an } = await rated(database);
    const rating = await openQuarter(world, 1);
    const bi = await member(world, [{ role: 'unit-officer', unit: 'TT-BI' }]);
    const own = await document(world, an, rating);
    const foreign = await document(world, bi, rating, 'TT-BI');
    const refused = async (entry: object) =>
      refusal(await an.request('PUT', five(rating), { entry, seen: 0 }));
    for (const [entry, place] of [
      [scored('1', null), 'entry.evidence evidence-needed'],
      [scored('1', foreign), 'entry.evidence evidence-needed'],
      [scored(null, own), 'entry.points points-missing'],
      [scored('2.01', own), 'entry.points above-max'],
      [scored('-1', own), 'entry.points below-zero'],
      [scored('1.125', own), 'entry.points too-many-decimals'],
      [scored('1,5', own), 'entry.points not-a-decimal'],
      [{ ...scored(null, null), state: 'not-assessed' }, 'entry.note reason-needed'],
    ] as const)
      expect(await refused(entry)).toEqual(['422 score-invalid', place]);
    expect(await entriesIn(world)).toEqual([]);
  });

  test('is told what is wrong in the reader’s language and notation', async () => {
    const { world, an } = await rated(database);
    const rating = await openQuarter(world, 1);
    const evidence = await document(world, an, rating);
    const refused = await an.request('PUT', five(rating), { entry: scored('2.5', evidence), seen: 0 });
    expect(await sentences(refused)).toEqual(['Vượt điểm tối đa 2.']);
  });

  test('belongs to indicators that are entered, and to units that are rated', async () => {
    const { world, an } = await rated(database);
    const rating = await openQuarter(world, 1);
    const evidence = await document(world, an, rating);
    const first = await an.request('PUT', `/api/v1/ratings/${rating}/units/TT-AN/indicators/1`, {
      ...{ entry: scored('1', evidence), seen: 0 },
    });
    expect(await refusal(first)).toEqual(['404 not-found', 'indicator not-entered-here']);
    const post = await member(world, [{ role: 'unit-officer', unit: 'TT-BD' }]);
    const foreign = await post.request('PUT', five(rating, 'TT-BD'), { entry: scored('1', null), seen: 0 });
    expect(await refusal(foreign)).toEqual(['404 not-found', 'unit not-found']);
    expect((await sendDocument(world, post, rating, 'TT-BD')).status).toBe(404);
  });

  test('is judged by somebody else than its writer', async () => {
    const { world } = await rated(database);
    const rating = await openQuarter(world, 1);
    const both = await member(world, [
      { role: 'fieldwork-manager', unit: 'TT' },
      { role: 'unit-officer', unit: 'TT-AN' },
    ]);
    const evidence = await document(world, both, rating);
    const saved = await both.request('PUT', five(rating), { entry: scored('1', evidence), seen: 0 });
    expect(saved.status).toBe(200);
    const judged = await both.request('PUT', `${five(rating)}/verdict`, { accepted: true, seen: 1 });
    expect((await refusal(judged))[0]).toBe('403 second-person-needed');
  });
});

onBothDatabases('an agency', (database) => {
  test('sees itself and nothing of the others', async () => {
    const { world, an, office } = await rated(database);
    const rating = await closedQuarter(world);
    const own = await look(an, rating);
    expect(own.result.units.map(({ unit, total, rank }) => [unit, total, rank])).toEqual([
      ['TT-AN', '18.00', null],
    ]);
    expect(own.result).toMatchObject({ classes: [], mean: { total: null, units: 0 }, unrated: 0 });
    expect(own).toMatchObject({ whole: false, mayEnter: ['TT-AN'] });
    expect(own.entries.every(({ unit }) => unit === 'TT-AN')).toBe(true);
    const list = async (who: Member) =>
      (await (await who.request('GET', '/api/v1/ratings')).json()) as {
        years: { whole: boolean; quarters: { mean: string | null; own: string | null }[] }[];
      };
    // In the list its own total stands where others have the mean.
    expect((await list(an)).years).toMatchObject([
      { whole: false, quarters: [{ mean: null, own: '18.00' }] },
    ]);
    expect((await list(office)).years).toMatchObject([
      { whole: true, quarters: [{ mean: '13.5', own: null }] },
    ]);
    const all = await look(office, rating);
    expect(all.result.units.map(({ unit, total, rank }) => [unit, total, rank])).toEqual([
      ['TT-AN', '18.00', 1],
      ['TT-BI', '13.50', 2],
      ['TT-CA', '9.00', 3],
    ]);
    const year = await an.request('GET', `/api/v1/campaigns/${RATED}/rating-year`);
    const { result } = (await year.json()) as { result: RatingResult };
    expect(result.units.map(({ unit }) => unit)).toEqual(['TT-AN']);
    const foreign = await an.request('GET', `/api/v1/ratings/${rating}/units/TT-BI/open-dossiers`);
    expect(foreign.status).toBe(403);
    const nobody = await member(world, [{ role: 'unit-officer', unit: 'TT-BD' }]);
    expect((await nobody.request('GET', `/api/v1/ratings/${rating}`)).status).toBe(403);
    const clerk = await member(world, [{ role: 'entry-clerk', unit: 'TT' }]);
    expect((await clerk.request('GET', '/api/v1/ratings')).status).toBe(403);
  });

  test('another’s document is not there for it', async () => {
    const { world, an } = await rated(database);
    const rating = await openQuarter(world, 1);
    const bi = await member(world, [{ role: 'unit-officer', unit: 'TT-BI' }]);
    const evidence = await document(world, bi, rating, 'TT-BI');
    const entry = scored('1', evidence);
    expect((await bi.request('PUT', five(rating, 'TT-BI'), { entry, seen: 0 })).status).toBe(200);
    const at = (unit: string) => `/api/v1/ratings/${rating}/units/${unit}/evidence/${evidence}`;
    expect((await bi.request('GET', at('TT-BI'))).status).toBe(200);
    expect((await an.request('GET', at('TT-BI'))).status).toBe(403);
    expect((await an.request('GET', at('TT-AN'))).status).toBe(404);
  });
});

/** Slips of a survey of the quarter; every answer is the best. */
async function slips(world: World, unit: string, count: number): Promise<void> {
  const { tokens } = await issueTokens.run(world.environment, SYSTEM, { survey: 'mau-04', unit, count });
  const best = { contacts: 1, agencies: 1, reception: 1, publication: 1, attitude: 1, complaints: 1 };
  for (const token of tokens) {
    const head = {
      survey: 'mau-04',
      formVersion: 1,
      unit,
      respondentGroup: 'citizen',
      channel: 'web',
    } as const;
    const sent = await world.send({ ...head, clientId: newClientId(), token, answers: best });
    expect(sent.status).toBe(201);
  }
}

onBothDatabases('answers', (database) => {
  test('are told once no survey of the quarter takes any, and of an official from five on', async () => {
    const { world, office } = await rated(database);
    const official = (code: string, vi: string) => ({
      ...{ code, parent: 'TT-AN', kind: 'official', name: { vi }, aliases: [] },
    });
    const units = [...unitsFile.units, official('TT-AN-1', 'Lò Văn Anh'), official('TT-AN-2', 'Lê Thị Bé')];
    await importUnits.run(world.environment, SYSTEM, { definition: { ...unitsFile, units } });
    await openSurvey.run(world.environment, SYSTEM, {
      ...{ id: 'mau-04', campaign: RATED, form: 'procedure-rating-paper', title: { vi: 'Mẫu 04' } },
      ...{ units: ['TT-AN', 'TT-AN-1', 'TT-AN-2', 'TT-BI'], opensOn: '2026-01-01', closesOn: '2026-06-15' },
      ...{ acceptsUntil: '2026-06-20', openAnswers: false },
    });
    const rating = await openQuarter(world, 1, { surveys: ['mau-04'] });
    await slips(world, 'TT-AN-1', 6);
    await slips(world, 'TT-AN-2', 4);
    await slips(world, 'TT-AN', 5);
    await slips(world, 'TT-BI', 3);
    const running = await look(office, rating);
    expect(running.running).toMatchObject([{ survey: 'mau-04', until: '2026-06-20' }]);
    expect(running.result.units[0]).toMatchObject({ answers: null, total: null });
    expect(running.result.units[0]?.indicators[2]).toMatchObject({ state: 'waiting', points: null });
    const verified = await office.request('PUT', `/api/v1/ratings/${rating}/verification`, {
      ...{ verified: true, withMissing: true },
    });
    expect(await sentences(verified)).toEqual(['Khảo sát “Mẫu 04” còn nhận phiếu đến hết ngày 20/06/2026.']);

    world.setDay('2026-06-21');
    const later = await member(world, [{ role: 'fieldwork-manager', unit: 'TT' }]);
    const [an, bi] = (await look(later, rating)).result.units;
    // Of a few it is told that there are few, not what they chose (decision 23).
    expect(bi?.answers?.contacts).toEqual({ answers: 3, levels: [] });
    expect(an?.answers?.contacts).toEqual({
      answers: 15,
      levels: [
        { payOut: '1', answers: 15 },
        { payOut: '0.5', answers: 0 },
        { payOut: '0', answers: 0 },
      ],
    });
    expect(an?.officials).toMatchObject([
      { official: 'TT-AN-1', answersShown: true, answers: { contacts: { answers: 6 } } },
      { official: 'TT-AN-2', answersShown: false, answers: null, total: null },
    ]);
    expect(an?.officials[1]?.indicators[2]).toMatchObject({ reason: 'too-few-answers', points: null });

    // What a publication of the year would be made of names agencies only.
    const campaign = await findCampaign(world.db, RATED);
    const tallies = campaign && (await gatherInputs(world.db, campaign, null)).inputs.tallies;
    expect(tallies?.map(({ unit, responses }) => [unit, responses])).toEqual([
      ['TT-AN', 5],
      ['TT-BI', 3],
    ]);
  });
});

onBothDatabases('answers without a code', (database) => {
  test('that the campaign counts apart are told, and not said to be missing without a word', async () => {
    const { world, office } = await rated(database);
    await openSurvey.run(world.environment, SYSTEM, {
      ...{ id: 'mau-04', campaign: RATED, form: 'procedure-rating-paper', title: { vi: 'Mẫu 04' } },
      ...{ units: ['TT-AN', 'TT-BI'], opensOn: '2026-01-01', closesOn: '2026-06-15' },
      ...{ acceptsUntil: '2026-06-20', openAnswers: true },
    });
    const rating = await openQuarter(world, 1, { surveys: ['mau-04'] });
    const answers = { contacts: 1, agencies: 1, reception: 1, publication: 1, attitude: 1, complaints: 1 };
    const open = {
      survey: 'mau-04',
      formVersion: 1,
      respondentGroup: 'citizen',
      channel: 'web',
      answers,
    } as const;
    for (const [unit, count] of [
      ['TT-AN', 20],
      ['TT-BI', 3],
    ] as const)
      for (let at = 0; at < count; at += 1)
        expect((await world.send({ ...open, unit, clientId: newClientId() })).status).toBe(201);
    const reasons = async (who: Member) =>
      (await look(who, rating)).missing
        .filter(({ indicator }) => indicator === '3')
        .map(({ unit, reason }) => `${unit} ${reason}`);
    expect(await reasons(office)).toEqual([
      'TT-AN answers-waiting',
      'TT-BI answers-waiting',
      'TT-CA answers-waiting',
    ]);
    world.setDay('2026-06-21');
    const later = await member(world, [{ role: 'fieldwork-manager', unit: 'TT' }]);
    expect(await reasons(later)).toEqual(['TT-AN answers-apart', 'TT-BI answers-apart', 'TT-CA no-answers']);
    const { result } = await look(later, rating);
    expect(result.units.map(({ apart }) => apart)).toEqual([
      { open: 20, flagged: 0 },
      // Three are not told (decision 23).
      { open: null, flagged: 0 },
      undefined,
    ]);
    // Nothing has come that counts, and something may: blank until it is verified, then not assessed (decision 9).
    const states = ({ units: [an] }: RatingResult) => an?.indicators.slice(0, 3).map(({ state }) => state);
    expect(states(result)).toEqual(['blank', 'blank', 'blank']);
    const verified = await later.request('PUT', `/api/v1/ratings/${rating}/verification`, {
      ...{ verified: true, withMissing: true },
    });
    expect(verified.status).toBe(200);
    const frozen = await look(later, rating);
    expect([frozen.outdated, states(frozen.result)]).toEqual([
      false,
      ['not-assessed', 'not-assessed', 'not-assessed'],
    ]);
  });
});

onBothDatabases('closing', (database) => {
  const verify = (who: Member, rating: string, more: object = {}) =>
    who.request('PUT', `/api/v1/ratings/${rating}/verification`, { verified: true, ...more });
  const close = (who: Member, rating: string) => who.request('POST', `/api/v1/ratings/${rating}/close`, {});

  test('waits for the end of the quarter', async () => {
    const { world, office } = await rated(database);
    const rating = await openQuarter(world, 2);
    const refused = await verify(office, rating, { withMissing: true });
    expect(await refusal(refused.clone())).toEqual(['409 rating-not-ready', 'quarter quarter-not-over']);
    expect(await sentences(refused)).toEqual(['Quý chưa hết: ngày cuối là 30/06/2026.']);
    // The last day is still the quarter's own.
    world.setTime('2026-06-30T16:59:59.000Z');
    const later = await member(world, [{ role: 'fieldwork-manager', unit: 'TT' }]);
    expect((await verify(later, rating, { withMissing: true })).status).toBe(409);
    world.setTime('2026-06-30T17:00:00.000Z');
    expect((await verify(later, rating, { withMissing: true })).status).toBe(200);
  });

  test('names what is missing; with it known, the quarter closes without those points', async () => {
    const { world, office, publisher, an } = await rated(database);
    const rating = await openQuarter(world, 1, { rules: ALL_ENTERED });
    await putEntries(world, rating, 'TT-AN', nine('2'));
    await putEntries(world, rating, 'TT-BI', nine('1.5'));
    const { 9: _, ...eight } = nine('1');
    await putEntries(world, rating, 'TT-CA', eight);
    const refused = await verify(office, rating);
    expect(await refusal(refused.clone())).toEqual(['409 rating-not-ready', 'units.TT-CA.9 not-entered']);
    expect(await sentences(refused)).toEqual(['Sở Cát, chỉ số 9: cơ quan chưa nhập.']);
    expect(await refusal(await close(publisher, rating))).toEqual([
      '409 rating-not-ready',
      'rating not-verified-yet',
    ]);
    expect((await verify(office, rating, { withMissing: true })).status).toBe(200);
    expect((await close(publisher, rating)).status).toBe(200);
    const { result, state, hash } = await look(office, rating);
    expect([state, result.units[2]?.total, result.units[2]?.unclassed]).toEqual([
      'closed',
      null,
      'incomplete',
    ]);

    expect(await refusal(await close(publisher, rating))).toEqual(['409 rating-closed', 'rating closed-at']);
    expect((await refusal(await verify(office, rating, { verified: false })))[0]).toBe('409 rating-closed');
    const late = await an.request('PUT', five(rating), { entry: scored('1', null), seen: 2 });
    expect((await refusal(late))[0]).toBe('409 rating-closed');
    expect((await sendDocument(world, an, rating, 'TT-AN')).status).toBe(409);
    // What is frozen stays, whatever becomes of what it was made of.
    await world.db
      .updateTable('indicator_entries')
      .set({ points: '0' })
      .where('rating', '=', rating)
      .execute();
    expect(await look(office, rating)).toMatchObject({ hash, result });
  });

  test('needs another person than who verified', async () => {
    const { world, office, publisher } = await rated(database);
    const rating = await openQuarter(world, 1);
    const both = await member(world, [
      { role: 'fieldwork-manager', unit: 'TT' },
      { role: 'publisher', unit: 'TT' },
    ]);
    expect((await verify(both, rating, { withMissing: true })).status).toBe(200);
    expect((await refusal(await close(both, rating)))[0]).toBe('403 second-person-needed');
    expect((await close(office, rating)).status).toBe(403);
    expect((await close(publisher, rating)).status).toBe(200);
  });

  test('freezes what was verified and nothing else', async () => {
    const { world, office, publisher, an } = await rated(database);
    const rating = await openQuarter(world, 1);
    expect((await verify(office, rating, { withMissing: true })).status).toBe(200);
    // A dossier that came another way than by the import.
    await putTestProcedures(world);
    const dossier = {
      ...{ code: 'HS-1', unit: 'TT-AN', procedure: '1.001193', official: '', receivedOn: '2026-03-02' },
      ...{ dueOn: '2026-03-20', returnedOn: '2026-03-18', pauses: [], online: null },
      ...{ totalTime: 2, ownTime: 2, contentHash: 'x', source: 'test' },
    };
    await inTransaction(world.db, (trx) => putDossiers(trx, 'TT', [dossier]));
    expect((await look(office, rating)).outdated).toBe(true);
    expect(await refusal(await close(publisher, rating))).toEqual([
      '409 rating-not-ready',
      'rating changed-since-verified',
    ]);
    expect((await verify(office, rating, { withMissing: true })).status).toBe(200);
    // An entry takes the verification back.
    const evidence = await document(world, an, rating);
    const saved = await an.request('PUT', five(rating), { entry: scored('1', evidence), seen: 0 });
    expect(saved.status).toBe(200);
    expect((await look(office, rating)).state).toBe('open');
    expect((await verify(office, rating, { withMissing: true })).status).toBe(200);
    expect((await close(publisher, rating)).status).toBe(200);
  });
});

const FED = 'chi-so-2026';

/** An index campaign with criteria that take a share (1.2, 2.2) and one that does not (1.1). */
async function indexCampaign({ environment }: World): Promise<void> {
  const framework = { ...roundsFramework, id: 'nhan' };
  await importFramework.run(environment, SYSTEM, { definition: { kind: 'framework', framework } });
  const head = { ...trial.campaign, id: FED, frameworkId: 'nhan' };
  await importCampaign.run(environment, SYSTEM, {
    definition: { ...trial, campaign: head, scores: [], adjustments: [] },
  });
}

const feed = (who: Member, from: object, more: object = {}) =>
  who.request('POST', '/api/v1/rating-feeds', {
    ...{ from, campaign: FED, unit: 'TT-AN', criterion: '1.2', ...more },
  });

onBothDatabases('a criterion of the index', (database) => {
  const scoreOf = async ({ db }: World, criterion = '1.2') =>
    db
      .selectFrom('scores')
      .selectAll()
      .where('campaign', '=', FED)
      .where('criterion', '=', criterion)
      .execute();

  test('is fed with the share rated Tốt or better of a closed quarter: 1.5 × 2 ÷ 3 = 1', async () => {
    const { world, publisher } = await rated(database);
    await indexCampaign(world);
    const rating = await closedQuarter(world);
    const { hash } = await look(publisher, rating);
    const fed = await feed(publisher, { rating });
    const source = `Chấm điểm giải quyết TTHC quý I/2026, SHA-256 ${hash}`;
    expect([fed.status, await fed.json()]).toEqual([
      201,
      { numerator: '2', denominator: '3', source, points: '1' },
    ]);
    const [score] = await scoreOf(world);
    expect(score).toMatchObject({ unit: 'TT-AN', state: 'scored', points: '1', source });
    expect(JSON.parse(score?.inputs ?? '')).toEqual({ values: { numerator: '2', denominator: '3' } });
    // Again is the same; Xuất sắc alone is one of three.
    expect((await feed(publisher, { rating })).status).toBe(201);
    const best = await feed(publisher, { rating }, { reached: 'Xuất sắc', criterion: '2.2' });
    expect(await best.json()).toMatchObject({ numerator: '1', denominator: '3' });
    const { targets } = (await (
      await publisher.request('GET', '/api/v1/rating-feeds/targets?province=TT')
    ).json()) as { targets: { campaign: string; criteria: { code: string }[] }[] };
    expect(
      targets.map(({ campaign, criteria }) => [campaign, criteria.map(({ code }) => code)]),
    ).toContainEqual([FED, ['1.2', '2.2']]);
  });

  test('counts every agency that is rated, and says who has no class; only those with one where it is asked for', async () => {
    const { world, office, publisher } = await rated(database);
    await indexCampaign(world);
    const rating = await openQuarter(world, 1, { rules: ALL_ENTERED });
    await putEntries(world, rating, 'TT-AN', nine('2'));
    const path = `/api/v1/ratings/${rating}`;
    const verified = await office.request('PUT', `${path}/verification`, {
      verified: true,
      withMissing: true,
    });
    expect(verified.status).toBe(200);
    expect((await publisher.request('POST', `${path}/close`, {})).status).toBe(200);
    const said = async (more: object) => {
      const { numerator, denominator } = (await (await feed(publisher, { rating }, more)).json()) as {
        numerator: string;
        denominator: string;
      };
      const [score] = await scoreOf(world);
      return [numerator, denominator, score?.note?.replace(/\. .*/s, '')];
    };
    expect(await said({})).toEqual([
      ...['1', '3'],
      '1/3 cơ quan xếp loại Tốt trở lên; đã tính 2 cơ quan không có xếp loại: Sở Bình, Sở Cát',
    ]);
    expect(await said({ counted: 'classed' })).toEqual([
      ...['1', '1'],
      '1/1 cơ quan xếp loại Tốt trở lên; không tính 2 cơ quan không có xếp loại: Sở Bình, Sở Cát',
    ]);
  });

  test('is not fed from what is not closed, by what takes no share, nor once it is published', async () => {
    const { world, publisher } = await rated(database);
    await indexCampaign(world);
    const open = await openQuarter(world, 2);
    expect(await refusal(await feed(publisher, { rating: open }))).toEqual([
      '409 rating-not-ready',
      'from not-closed',
    ]);
    const rating = await closedQuarter(world);
    const [year, byHand, nothing, noClass, noUnit] = [
      await feed(publisher, { year: RATED }),
      await feed(publisher, { rating }, { criterion: '1.1' }),
      await feed(publisher, { rating }, { criterion: '9.9' }),
      await feed(publisher, { rating }, { reached: 'Giỏi' }),
      await feed(publisher, { rating }, { unit: 'TT-BD' }),
    ];
    expect(await refusal(year)).toEqual(['409 rating-not-ready', 'from not-closed']);
    expect(await refusal(byHand)).toEqual(['422 score-invalid', 'criterion takes-no-share']);
    expect(await refusal(nothing)).toEqual(['404 not-found', 'criterion unknown-criterion']);
    expect(await refusal(noClass)).toEqual(['422 score-invalid', 'reached unknown-class']);
    expect(await refusal(noUnit)).toEqual(['404 not-found', 'unit not-found']);
    const untouched = await scoreOf(world);
    expect(untouched.every(({ state, source }) => state === 'blank' && source === null)).toBe(true);
    await publishResult.run(world.environment, SYSTEM, { campaign: FED });
    expect((await refusal(await feed(publisher, { rating })))[0]).toBe('409 already-published');
    expect(await scoreOf(world)).toEqual(untouched);
  });

  test('of a unit that is assessed is fed at the office’s stage, with its trail', async () => {
    const { world, publisher } = await rated(database);
    const campaign = await openRounds(world);
    const rating = await closedQuarter(world);
    expect((await refusal(await feed(publisher, { rating }, { campaign })))[0]).toBe('409 assessment-locked');
    await world.db.updateTable('assessments').set({ state: 'submitted' }).execute();
    expect((await feed(publisher, { rating }, { campaign })).status).toBe(201);
    const appraiser = await member(world, [{ role: 'appraiser', unit: 'TT' }]);
    await giveAreas(world, campaign, appraiser, '1');
    const trail = await appraiser.request('GET', `/api/v1/campaigns/${campaign}/assessments/TT-AN/trail/1.2`);
    const { trail: rows } = (await trail.json()) as {
      trail: { stage: string; points: string; source: string }[];
    };
    expect(rows).toMatchObject([{ stage: 'round-1', points: '1' }]);
    expect(rows[0]?.source).toMatch(/^Chấm điểm giải quyết TTHC quý I\/2026, SHA-256 [0-9a-f]{64}$/);
  });
});

onBothDatabases('a year', (database) => {
  test('is its closed quarters; whole with four, and then feeds a criterion too', async () => {
    const { world } = await rated(database);
    await indexCampaign(world);
    const newPublisher = () => member(world, [{ role: 'publisher', unit: 'TT' }]);
    let publisher = await newPublisher();
    const read = async () =>
      (await (await publisher.request('GET', `/api/v1/campaigns/${RATED}/rating-year`)).json()) as {
        whole: boolean;
        hash: string | null;
        result: RatingResult | null;
      };
    expect(await read()).toMatchObject({ whole: false, hash: null, result: null });
    await closedQuarter(world, 1);
    expect((await read()).result).toMatchObject({ quarter: null, quarters: [1] });
    world.setDay('2027-01-15');
    publisher = await newPublisher();
    for (const quarter of [2, 3]) await closedQuarter(world, quarter);
    expect((await refusal(await feed(publisher, { year: RATED })))[0]).toBe('409 rating-not-ready');
    await closedQuarter(world, 4);
    const { whole, hash, result } = await read();
    expect([whole, result?.quarters, result?.units.map(({ total }) => total)]).toEqual([
      true,
      [1, 2, 3, 4],
      ['18.00', '13.50', '9.00'],
    ]);
    const fed = await feed(publisher, { year: RATED });
    expect(await fed.json()).toMatchObject({
      numerator: '2',
      denominator: '3',
      source: `Chấm điểm giải quyết TTHC năm 2026, SHA-256 ${hash}`,
    });
  });
});
