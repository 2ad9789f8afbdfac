/** The page of a unit, its items, and two sides held against each other; every figure worked out by hand beside it. */
import { describe, expect, it, test } from 'vitest';
import type { CampaignInputs, Score, SurveyTally } from '../../server/core/campaign.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import type { Published } from '../../server/core/series.ts';
import {
  compareGroups,
  compareUnits,
  compareYears,
  groupsOf,
  type UnitGroup,
} from '../../server/core/side-by-side.ts';
import { unitDashboard } from '../../server/core/unit-dashboard.ts';
import { unitItems } from '../../server/core/unit-items.ts';
import { campaign, count, criterion, form, framework, policies, tally, unit } from './made-up.ts';

const scored = (of: string, code: string, points: string): Score => ({
  unit: of,
  criterion: code,
  state: 'scored',
  points,
});

const tree = framework(
  [
    criterion('1', 'group', '40'),
    criterion('1.1', 'appraisal', '30'),
    criterion('1.2', 'appraisal', '10'),
    criterion('2', 'group', '60'),
    criterion('2.1', 'appraisal', '60'),
  ],
  { max: '100' },
);

/**
 *        1.1  1.2   2.1   index   area 1   area 2
 *   A     24    4    45      73     70 %     75 %
 *   B     30   10    51      91    100 %     85 %
 *   C     18   not   54   72/90     60 %     90 %    → 80 %
 *   D     27    9  blank     none   90 %    none
 * Mean of A, B, C: 244/3 = 81.333…, median 80. Area 1 over four: mean 80, median (70 + 90)/2 = 80; area 2 over three.
 */
function published(more: Partial<CampaignInputs> = {}): Published {
  const inputs = campaign({
    framework: tree,
    units: ['A', 'B', 'C', 'D'].map((code) => unit(code)),
    scores: [
      ...[scored('A', '1.1', '24'), scored('A', '1.2', '4'), scored('A', '2.1', '45')],
      ...[scored('B', '1.1', '30'), scored('B', '1.2', '10'), scored('B', '2.1', '51')],
      ...[scored('C', '1.1', '18'), scored('C', '2.1', '54')],
      { unit: 'C', criterion: '1.2', state: 'not-assessed', points: null },
      ...[scored('D', '1.1', '27'), scored('D', '1.2', '9')],
    ],
    ...more,
  });
  return { inputs, result: computeResult(inputs) };
}

const dashboardOf = (shown: Published, code: string, series: readonly Published[] = [shown]) => {
  const found = unitDashboard(shown, code, series);
  if (!found) throw new Error('not rated');
  return found;
};

describe('the page of a unit', () => {
  it('says what each node lost of what applies, and what does not apply lost nothing', () => {
    const { tree: nodes, standing } = dashboardOf(published(), 'C');
    expect(nodes.map(({ code, depth, state, lost, share }) => [code, depth, state, lost, share])).toEqual([
      ['1', 1, 'scored', '12', '60'],
      ['1.1', 2, 'scored', '12', '60'],
      ['1.2', 2, 'not-assessed', null, null],
      ['2', 1, 'scored', '6', '90'],
      ['2.1', 2, 'scored', '6', '90'],
    ]);
    expect(standing).toMatchObject({ index: '80', rank: 2, of: 3, scale: '90', class: { vi: 'Tốt' } });
  });

  it('puts its group beside it: mean, median and best over the units that have a value', () => {
    const { beside, names } = dashboardOf(published(), 'A');
    expect(beside).toEqual({
      group: null,
      index: {
        ...{ own: '73', mean: '81.3333333333333333333333333333', median: '80' },
        ...{ best: '91', bestUnits: ['B'], units: 3 },
      },
      areas: [
        {
          ...{ code: '1', name: { vi: 'Tiêu chí 1' }, own: '70', mean: '80', median: '80' },
          ...{ best: '100', bestUnits: ['B'], units: 4 },
        },
        {
          ...{ code: '2', name: { vi: 'Tiêu chí 2' }, own: '75', mean: '83.3333333333333333333333333333' },
          ...{ median: '85', best: '90', bestUnits: ['C'], units: 3 },
        },
      ],
    });
    expect(names).toEqual({ B: { vi: 'Đơn vị B' }, C: { vi: 'Đơn vị C' } });
  });

  it('takes the group that is ranked in one table, where groups are', () => {
    const grouped = published({
      policies: { ...policies, ranking: 'groups' },
      units: ['A', 'B', 'C', 'D'].map((code) => unit(code, { group: code === 'B' ? 'full' : 'special' })),
    });
    const { beside, standing } = dashboardOf(grouped, 'A');
    expect([beside.group, beside.index.units, beside.index.best, standing.rank, standing.of]).toEqual([
      ...['special', 2, '80', 2, 2],
    ]);
  });

  it('has no number where a leaf is blank, and names it', () => {
    const { standing, next, tree: nodes } = dashboardOf(published(), 'D');
    expect([standing.index, standing.rank, next.blank]).toEqual([null, null, ['2.1']]);
    expect(nodes.at(-1)).toMatchObject({ state: 'blank', points: null, lost: null, share: null });
  });

  it('shows the years that rate the unit, each with the mean of its list and what was another rule', () => {
    const before = published({
      id: 'nam-2025',
      year: 2025,
      framework: { ...tree, version: 0, bands: tree.bands.slice(1) },
      units: ['A', 'B'].map((code) => unit(code)),
      scores: [
        ...[scored('A', '1.1', '21'), scored('A', '1.2', '4'), scored('A', '2.1', '45')],
        ...[scored('B', '1.1', '30'), scored('B', '1.2', '10'), scored('B', '2.1', '40')],
      ],
    });
    const { years, change } = dashboardOf(published(), 'A', [before, published()]);
    // 2025: 70 and 80, mean 75.
    expect(years).toMatchObject([
      { year: 2025, index: '70', mean: '75', rank: 2, of: 2, changed: null },
      {
        ...{ year: 2026, index: '73', mean: '81.3333333333333333333333333333', rank: 3, of: 3 },
        changed: { framework: true, settings: ['bands'], policies: [] },
      },
    ]);
    expect(change?.index).toEqual({ earlier: '70', later: '73', change: '3' });
    expect(dashboardOf(published(), 'C', [before, published()]).years).toHaveLength(1);
    expect(unitDashboard(before, 'C', [before])).toBeNull();
  });
});

/** s1: five levels, 4 and 5 satisfied; p1 pays 1 / 0.6 / 0.2 / 0, and 9 leaves the denominator. */
const answered = (of: string, s1: readonly number[], more: Partial<SurveyTally> = {}): SurveyTally => {
  const codes = Object.fromEntries(s1.map((chosen, at) => [String(at + 1), chosen]));
  const responses = s1.reduce((sum, chosen) => sum + chosen, 0);
  const p1 = count({ '1': 5, '2': 5, '3': 0, '4': 0, '9': 2 });
  return tally({
    unit: of,
    responses,
    questions: { s1: count(codes), s2: count({}, responses), p1 },
    ...more,
  });
};

describe('survey items of a unit', () => {
  const now = (more: Partial<CampaignInputs> = {}) =>
    published({
      tallies: [
        answered('A', [1, 1, 4, 8, 6]),
        answered('A', [0, 0, 0, 0, 9], { basis: 'open' }),
        answered('B', [0, 0, 5, 10, 5]),
        answered('C', [0, 0, 5, 10, 5]),
      ],
      ...more,
    });
  const yearBefore = (more: Partial<CampaignInputs> = {}) =>
    published({
      id: 'nam-2025',
      year: 2025,
      tallies: [answered('A', [0, 0, 2, 10, 8]), answered('B', [0, 0, 5, 10, 5])],
      ...more,
    });

  it('tells each item with its N and its change, walk-ins only where the campaign counts them', () => {
    const [own] = unitItems(now(), 'A', [yearBefore()]);
    expect(own).toMatchObject({ form: 'mini', surveys: ['survey-1'], responses: 20 });
    // s1: 14 of 20 = 0.7, a year before 18 of 20 = 0.9: 20 points of percent less. p1: (5 + 3)/10 = 0.8 both times.
    expect(own?.items).toMatchObject([
      {
        key: 's1',
        measure: 'satisfied',
        answers: 20,
        value: '0.7',
        change: '-20',
        before: { year: 2025, value: '0.9' },
      },
      { key: 's2', answers: 0, value: null, withheld: false, change: null },
      { key: 'p1', measure: 'paid', answers: 10, value: '0.8', change: '0' },
    ]);
    const open = unitItems(now({ policies: { ...policies, openAnswers: 'included' } }), 'A', []);
    // 14 + 9 of 29
    expect(open[0]?.items[0]).toMatchObject({ answers: 29, before: null, change: null });
  });

  it('hides an item with fewer than 5 answers, and another unit with it, which would give it away', () => {
    const few = now({
      tallies: [
        answered('A', [0, 0, 1, 1, 1]),
        answered('B', [0, 0, 2, 3, 1]),
        answered('C', [0, 0, 5, 10, 5]),
        answered('D', [0, 0, 5, 20, 5]),
      ],
    });
    const shown = (code: string) => unitItems(few, code, [])[0]?.items[0];
    expect(shown('A')).toMatchObject({ answers: null, value: null, withheld: true });
    expect(['B', 'C', 'D'].filter((code) => shown(code)?.withheld)).not.toEqual([]);
    expect(['B', 'C', 'D'].filter((code) => !shown(code)?.withheld)).not.toEqual([]);
  });

  it('hides a sum of both where the survey page shows the tokens and hides the few walk-ins', () => {
    const tallies = [
      answered('A', [0, 0, 5, 10, 5]),
      answered('A', [0, 0, 0, 0, 3], { basis: 'open' }),
      answered('B', [0, 0, 5, 10, 5]),
      answered('B', [0, 0, 0, 0, 3], { flagged: true }),
    ];
    const item = (code: string, counted: Partial<typeof policies>) =>
      unitItems(now({ tallies, policies: { ...policies, ...counted } }), code, [])[0]?.items[0];
    expect(item('A', {})).toMatchObject({ answers: 20, withheld: false });
    expect(item('A', { openAnswers: 'included' })).toMatchObject({ answers: null, withheld: true });
    expect(item('B', {})).toMatchObject({ answers: 23, withheld: false });
    expect(item('B', { flaggedAnswers: 'excluded' })).toMatchObject({ answers: null, withheld: true });
  });

  it('hides the items of one score together: the score is published and would tell the one that is hidden', () => {
    const fed = framework([
      criterion('1', 'satisfaction', '10', {
        feed: { form: 'mini', questions: ['s1', 's2'], items: 'pooled' },
      }),
    ]);
    const two = (s2: Readonly<Record<string, number>>) =>
      ['A', 'B', 'C'].map((code) => ({
        ...answered(code, [0, 0, 5, 10, 5]),
        questions: { s1: count({ '3': 5, '4': 10, '5': 5 }), s2: count(code === 'A' ? s2 : { '4': 20 }) },
      }));
    const keys = (s2: Readonly<Record<string, number>>) =>
      unitItems(published({ framework: fed, scores: [], tallies: two(s2) }), 'A', [])[0]
        ?.items.filter(({ withheld }) => withheld)
        .map(({ key }) => key);
    expect(keys({ '4': 20 })).toEqual([]);
    expect(keys({ '4': 3 })).toEqual(['s1', 's2']);
  });

  it('compares with no question that was asked on another scale, and says where it was worded otherwise', () => {
    const changedForm = (change: (text: string) => string) =>
      JSON.parse(change(JSON.stringify(form))) as typeof form;
    const item = (change: (text: string) => string) =>
      unitItems(now(), 'A', [yearBefore({ forms: [changedForm(change)] })])[0]?.items;
    expect(item((text) => text.replace('Câu s1', 'Câu cũ'))?.[0]?.before).toMatchObject({ reworded: true });
    expect(item((text) => text.replace('"payOut":"0.6"', '"payOut":"0.5"'))?.[2]?.before).toBeNull();
  });

  /** Issue 6: of a unit that is new it was said that the form had not been asked. */
  it('says why there is no change', () => {
    const why = (earlier: readonly Published[], own = now()) => unitItems(own, 'A', earlier)[0]?.noChange;
    const withoutA = yearBefore().inputs.units.filter(({ code }) => code !== 'A');
    const onlyB = [answered('B', [0, 0, 5, 10, 5])];
    const few = [
      answered('A', [0, 0, 0, 1, 2]),
      answered('B', [0, 0, 5, 10, 5]),
      answered('C', [0, 0, 5, 10, 5]),
    ];
    expect(why([yearBefore()])).toBeNull();
    expect(why([])).toBe('no-year-before');
    expect(why([yearBefore({ tallies: [] })])).toBe('form-not-asked');
    expect(why([yearBefore({ tallies: onlyB, units: withoutA, scores: [] })])).toBe('unit-is-new');
    expect(why([yearBefore({ tallies: onlyB })])).toBe('unit-not-asked');
    const s1Alone = few.map((tally) => ({ ...tally, questions: { s1: tally.questions.s1 ?? count({}) } }));
    expect(why([yearBefore({ tallies: s1Alone })])).toBe('withheld');
  });

  it('looks further back where the year before did not ask the unit', () => {
    const between = published({ id: 'nam-2025', year: 2025, tallies: [] });
    const first = yearBefore({ id: 'nam-2024', year: 2024 });
    expect(unitItems(now(), 'A', [first, between])[0]?.items[0]?.before?.year).toBe(2024);
  });
});

describe('two sides', () => {
  it('holds two units against each other, what is worth most points first', () => {
    // A → C: 2.1 75 → 90 %, +15 of 60 = 9 points; 1.1 80 → 60 %, −20 of 30 = −6; 1.2 is not assessed on one side.
    const outcome = compareUnits(published(), 'A', 'C');
    if (!outcome.ok) throw new Error(outcome.reason);
    expect(outcome.index).toEqual({ left: '73', right: '80', difference: '7' });
    expect(
      outcome.criteria.map(({ rightCode, difference, worth }) => [rightCode, difference, worth]),
    ).toEqual([
      ['2.1', '15', '9'],
      ['1.1', '-20', '-6'],
      ['1.2', null, null],
    ]);
    // Area 1: 70 → 60 %, of 40 here and 30 there: −10 % of 30 is −3.
    expect(outcome.areas).toMatchObject([
      { rightCode: '2', worth: '9' },
      { rightCode: '1', difference: '-10', worth: '-3', otherMax: true },
    ]);
  });

  it('holds groups against each other as means, and says of how many units each is', () => {
    const kinds = new Map([
      ['A', 'district'],
      ['B', 'department'],
      ['C', 'district'],
    ]);
    const groups = groupsOf(published(), kinds);
    expect(groups.map(({ key, units }) => [key, units])).toEqual([
      ['kind:department', ['B']],
      ['kind:district', ['C', 'A']],
      ['class:Xuất sắc', ['B']],
      ['class:Tốt', ['C']],
      ['class:Khá', ['A']],
    ]);
    const [departments, districts, excellent] = groups as [UnitGroup, UnitGroup, UnitGroup];
    const outcome = compareGroups(published(), departments, districts);
    // B 91 against (73 + 80)/2 = 76.5; area 1: 100 against (70 + 60)/2 = 65.
    expect(outcome).toMatchObject({
      ok: true,
      index: { left: '91', right: '76.5', difference: '-14.5' },
      units: { left: 1, right: 2 },
      areas: [{ rightCode: '1', difference: '-35', right: { units: 2, share: '65' } }, { rightCode: '2' }],
    });
    expect(compareGroups(published(), departments, departments)).toEqual({ ok: false, reason: 'same-group' });
    expect(compareGroups(published(), departments, excellent)).toEqual({
      ok: false,
      reason: 'other-grouping',
    });
  });

  test('two years: of all common units, or of one', () => {
    const before = published({
      id: 'nam-2025',
      year: 2025,
      units: ['A', 'B', 'E'].map((code) => unit(code)),
      scores: [
        ...[scored('A', '1.1', '30'), scored('A', '1.2', '4'), scored('A', '2.1', '54')],
        ...[scored('B', '1.1', '30'), scored('B', '1.2', '10'), scored('B', '2.1', '50')],
      ],
    });
    const all = compareYears(before, published(), null);
    if (!all.ok) throw new Error(all.reason);
    // A 88 → 73 (−15), B 90 → 91 (+1): means 89 and 82.
    expect(all.index).toEqual({ left: '89', right: '82', difference: '-7' });
    expect(all.changes.map(({ code, index }) => [code, index.change])).toEqual([
      ['A', '-15'],
      ['B', '1'],
    ]);
    expect([all.newUnits.map(({ code }) => code), all.goneUnits.map(({ code }) => code)]).toEqual([
      ['C', 'D'],
      ['E'],
    ]);
    expect(compareYears(before, published(), 'A')).toMatchObject({
      index: { difference: '-15' },
      units: { left: 1, right: 1 },
    });
    expect(compareYears(before, published(), 'C')).toEqual({ ok: false, reason: 'no-common-unit' });
    expect(compareUnits(published(), 'A', 'A')).toEqual({ ok: false, reason: 'same-unit' });
  });

  it('compares points where the framework prints no maxima', () => {
    const printed = published({
      framework: framework([criterion('1', 'appraisal', null)]),
      units: ['A', 'B'].map((code) => unit(code, { scale: '98' })),
      scores: [scored('A', '1', '72.5'), scored('B', '1', '70')],
    });
    expect(compareUnits(printed, 'A', 'B')).toMatchObject({
      criteria: [{ difference: null, worth: '-2.5', left: { share: null, points: '72.5' } }],
    });
  });
});
