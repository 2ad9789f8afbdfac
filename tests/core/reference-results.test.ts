/**
 * The proof: results that provinces published, loaded from the shipped files as an office would import them, computed,
 * and held against print. Expected figures are those printed in the documents (trailing zeros left out) or worked out
 * by hand beside them.
 */
import { describe, expect, test } from 'vitest';
import type {
  CampaignInputs,
  CampaignResult,
  PrintedValue,
  SurveyTally,
  UnitResult,
} from '../../server/core/campaign.ts';
import { type CampaignFile, checkCampaign } from '../../server/core/check-campaign.ts';
import { checkFramework } from '../../server/core/check-framework.ts';
import { checkUnits } from '../../server/core/check-units.ts';
import { comparePrint } from '../../server/core/compare-print.ts';
import type { Comparison } from '../../server/core/comparison.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import { fixedText, parseDecimal } from '../../server/core/decimal.ts';
import type { Refused } from '../../server/core/fault-list.ts';
import {
  addTo,
  countResponse,
  emptyCounters,
  tallyLayout,
  toQuestionCounts,
} from '../../server/core/tally.ts';
import { unitArithmetic } from '../../server/core/unit-arithmetic.ts';
import { generateAnswers, type SimulatedResponse } from '../../server/sample/generate-answers.ts';
import { sampleFiles } from '../../server/sample/sample-files.ts';
import { satisfaction } from '../../survey-forms/forms/satisfaction.ts';

/** What a check lets pass; a refusal fails the test with its faults. */
function passed<T extends { readonly ok: true }>(checked: T | Refused): T {
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults, null, 1));
  return checked;
}

const provinces = new Map(
  sampleFiles.units.map((file) => {
    const { province, units } = passed(checkUnits(file)).file;
    return [province.code, units] as const;
  }),
);

const frameworks = new Map(
  sampleFiles.frameworks.map((file) => {
    const { framework } = passed(checkFramework(file));
    return [framework.id, framework] as const;
  }),
);

interface Proof {
  readonly inputs: CampaignInputs;
  readonly result: CampaignResult;
  readonly printed: readonly PrintedValue[];
  readonly comparisons: readonly Comparison[];
}

function prove(
  id: string,
  answered: Pick<CampaignInputs, 'forms' | 'tallies'> = { forms: [], tallies: [] },
): Proof {
  const file = (sampleFiles.campaigns as CampaignFile[]).find(({ campaign }) => campaign.id === id);
  const framework = frameworks.get(file?.campaign.frameworkId ?? '');
  const units = provinces.get(file?.campaign.province ?? '');
  if (!file || !framework || !units) throw new Error(`${id} is not among the shipped files`);
  const { inputs, printed } = passed(checkCampaign(file, { framework, units }));
  const complete = { ...inputs, ...answered };
  const result = computeResult(complete);
  return { inputs: complete, result, printed, comparisons: comparePrint(complete, result, printed) };
}

function unitOf({ result }: Proof, code: string): UnitResult {
  const unit = result.units.find((one) => one.unit === code);
  if (!unit) throw new Error(`${code} is not in the result`);
  return unit;
}

function pointsOf(unit: UnitResult, criterion: string): string | null | undefined {
  return unit.nodes.find((node) => node.code === criterion)?.points;
}

/** Disagreements with print, one line each: "unit field [criterion]: printed ≠ computed, verdict". */
function disagreements({ comparisons }: Proof): string[] {
  return comparisons
    .filter(({ verdict }) => verdict !== 'equal')
    .map(({ unit, field, criterion, printed, computed, verdict }) => {
      const rounded =
        computed !== null && /^\d+\.\d{5,}$/.test(computed) ? fixedText(parseDecimal(computed), 5) : computed;
      return `${[unit, field, criterion].filter(Boolean).join(' ')}: ${printed} ≠ ${rounded}, ${verdict}`;
    });
}

/** Codes in the order of the printed column, "1" first. */
function printedOrder(
  { printed }: Proof,
  field: 'rank' | 'order',
  of: readonly UnitResult[],
): (string | null)[] {
  const codes = new Set(of.map(({ unit }) => unit));
  return printed
    .filter((value) => value.field === field && value.unit !== null && codes.has(value.unit))
    .sort((one, other) => Number(one.value) - Number(other.value))
    .map(({ unit }) => unit);
}

describe('Điện Biên province, sheet of the PAR INDEX 2020', () => {
  const proof = prove('dien-bien-2020');
  const province = unitOf(proof, 'DB');
  const { criteria } = frameworks.get('dien-bien-2020') ?? { criteria: [] };

  test('the whole sheet is there: 153 rows of four kinds', () => {
    const count = (kind: string) => criteria.filter((criterion) => criterion.kind === kind).length;
    expect(['group', 'appraisal', 'perception', 'satisfaction'].map(count)).toEqual([39, 88, 21, 5]);
  });

  test('its rows add up to 84.68919: 56.9527 appraised, 19.09159 perception, 8.6449 satisfaction', () => {
    expect(province).toMatchObject({
      appraised: '56.9527',
      perception: '19.09159',
      satisfaction: '8.6449',
      survey: '27.73649',
      points: '84.68919',
      scale: '100',
      index: '84.68919',
    });
  });

  test('the eight areas are those of the sheet, and add up to the points', () => {
    const areas = ['1', '2', '3', '4', '5', '6', '7', '8'].map((code) => pointsOf(province, code));
    expect(areas).toEqual([
      '7.78',
      '9.1064',
      '13.4873',
      '9.42168',
      '11.62445',
      '9.12524',
      '13.49922',
      '10.6449',
    ]);
  });

  test('all 39 inner rows equal the sheet', () => {
    const inner = proof.comparisons.filter(({ field }) => field === 'criterion');
    expect(new Set(inner.map(({ criterion }) => criterion)).size).toBe(39);
    expect(inner.filter(({ printed, computed }) => printed !== computed)).toEqual([]);
  });

  test('what the sheet disagrees with itself about, and nothing else', () => {
    expect(disagreements(proof)).toEqual([
      'DB points: 56.9527 ≠ 84.68919, different', // leaves the survey out (domain §9.1)
      'DB percent 5.7.2: 92.01 ≠ 92.01954, rounding', // 1130/1228
      'DB count 7.3.1: 238 ≠ 249, different', // two sentences of one cell (domain §9.3)
      'DB percent 8.6: 71.71 ≠ 71.11111, different', // 32/45
    ]);
  });

  test('what follows from counts is computed by its rule, and is what the sheet prints', () => {
    const { scores } = (sampleFiles.campaigns as CampaignFile[])[0] ?? { scores: [] };
    const ruled = scores.filter(({ inputs }) => inputs);
    expect(ruled.map(({ criterion, points }) => `${criterion} ${points}`)).toEqual([
      '3.4.1 1.499',
      '3.4.2 1.4883',
      '3.4.3 1',
      '5.7.1 0.25',
      '5.7.2 0',
      '6.1.3 0.5851',
      '7.1.3 0.926',
      '7.1.9 0.6967',
      '7.2.1 0.3112',
      '7.3.1 0',
    ]);
    // The points beside the counts are for reading: without them the result is the same.
    for (const { criterion, points } of ruled)
      expect([criterion, pointsOf(province, criterion)]).toEqual([criterion, points]);
    const arithmetic = unitArithmetic(proof.inputs, 'DB');
    expect(Object.keys(arithmetic)).toEqual(ruled.map(({ criterion }) => criterion));
  });

  test('nine shares whose threshold is not printed are scored by hand, and none is invented', () => {
    const byHand = criteria.filter(({ rule }) => rule?.kind === 'manual').map(({ code }) => code);
    expect(byHand).toEqual(['1.3.1', '4.1.3', '4.2.3', '6.2.3', '7.1.11', '7.2.2', '7.3.2', '7.3.3', '8.6']);
    const shown = proof.inputs.scores.filter(({ criterion }) => byHand.includes(criterion));
    expect(shown.every(({ figures, inputs }) => figures && !inputs)).toBe(true);
  });

  test('the claimed total is the printed one', () => {
    const claimed = proof.comparisons.find(({ field }) => field === 'self-points');
    expect(claimed).toMatchObject({ printed: '56.2967', computed: '56.2967', verdict: 'equal' });
  });

  test('every printed percentage was held against its figures', () => {
    const percents = proof.comparisons.filter(({ field }) => field === 'percent');
    expect(percents.map(({ criterion, printed }) => `${criterion} ${printed}`)).toEqual([
      '1.3.1 51.72',
      '3.4.1 99.93',
      '3.4.2 99.22',
      '3.4.3 100',
      '4.1.3 13.00',
      '4.2.3 14.89',
      '5.6 100',
      '5.7.1 100',
      '5.7.2 92.01',
      '6.1.1 79.04',
      '6.1.3 58.51',
      '6.2.3 87.71',
      '7.1.11 37.5',
      '7.2.2 28.98',
      '7.3.1 30',
      '7.3.2 20.93',
      '7.3.3 20.44',
      '8.6 71.71',
    ]);
  });
});

describe('Lai Châu province, Decision 502/QĐ-UBND of 22 May 2018: departments, 2017', () => {
  const proof = prove('lai-chau-2017');

  test('20 departments in the printed order, best 88.75, last 64.29', () => {
    const { units } = proof.result;
    expect(units).toHaveLength(20);
    expect(units.map(({ unit }) => unit)).toEqual(printedOrder(proof, 'rank', units));
    expect(units.map(({ rank }) => rank)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
    expect([units[0]?.index, units[19]?.index]).toEqual(['88.75', '64.29']);
  });

  test('the index is points over the scale of the unit: 71.90 of 87 for the office, 47.54 of 67 for foreign affairs', () => {
    expect(unitOf(proof, 'LC-VPUBND')).toMatchObject({ points: '71.9', scale: '87', rank: 8 });
    expect(unitOf(proof, 'LC-VPUBND').index).toMatch(/^82\.6436/);
    expect(unitOf(proof, 'LC-SNGV').index).toMatch(/^70\.9552/);
  });

  test('only Sở Tư pháp disagrees: 64.25 + 15.80 is 80.05, so Tốt; rank 12 stays', () => {
    expect(disagreements(proof)).toEqual([
      'LC-STP points: 79.05 ≠ 80.05, different',
      'LC-STP index: 79.05 ≠ 80.05, different',
      'LC-STP class: Khá ≠ Tốt, different',
    ]);
    const index = proof.comparisons.find(({ unit, field }) => unit === 'LC-STP' && field === 'index');
    expect(index?.effect).toMatchObject({ class: { printed: { vi: 'Khá' }, computed: { vi: 'Tốt' } } });
    expect(index?.effect?.rank).toBeUndefined();
    expect(unitOf(proof, 'LC-STP').rank).toBe(12);
  });

  test('every other index is printed to less than 0.01', () => {
    const indices = proof.comparisons.filter(({ field, unit }) => field === 'index' && unit !== 'LC-STP');
    const far = indices.filter(({ printed, computed }) =>
      parseDecimal(printed)
        .sub(parseDecimal(computed ?? '0'))
        .abs()
        .gte(parseDecimal('0.01')),
    );
    expect([indices.length, far]).toEqual([19, []]);
  });
});

describe('Lai Châu province, report on 2020: departments in two groups', () => {
  const proof = prove('lai-chau-2020');
  const inGroup = (group: string) => proof.result.units.filter((unit) => unit.group === group);

  test.each([
    ['full', 15],
    ['special', 5],
  ])('the %s group stands in its printed order', (group, size) => {
    const units = inGroup(group);
    expect(units).toHaveLength(size);
    expect(units.map(({ unit }) => unit)).toEqual(printedOrder(proof, 'order', units));
    expect(units.map(({ order }) => order)).toEqual(Array.from({ length: size }, (_, at) => at + 1));
  });

  test('83.95 twice: the higher appraisal, 61.25 against 60.89, stands first', () => {
    const [education, science] = [unitOf(proof, 'LC-SGDDT'), unitOf(proof, 'LC-SKHCN')];
    expect([education.points, science.points]).toEqual(['83.95', '83.95']);
    expect(education.index).toBe(science.index);
    expect([education.appraised, science.appraised]).toEqual(['61.25', '60.89']);
    expect([education.rank, science.rank]).toEqual([4, 5]);
  });

  test('67.93 of 78.5 and 55.23 of 76.5 were printed from longer numbers; all else agrees', () => {
    expect(disagreements(proof)).toEqual([
      'LC-SNGV index: 86.53 ≠ 86.53503, rounding',
      'LC-BQLKKT index: 72.19 ≠ 72.19608, rounding',
    ]);
  });

  test('every class is the printed one: 15 Tốt, 5 Khá', () => {
    const classes = proof.comparisons.filter(({ field }) => field === 'class');
    expect(classes.map(({ verdict }) => verdict)).toEqual(Array(20).fill('equal'));
    expect(proof.result.classes.map(({ name, units }) => [name.vi, units])).toEqual([
      ['Xuất sắc', 0],
      ['Tốt', 15],
      ['Khá', 5],
      ['Trung bình', 0],
      ['Yếu', 0],
    ]);
  });

  test('the mean of all 20 units is 82.08', () => {
    expect(fixedText(parseDecimal(proof.result.meanIndex ?? ''), 2)).toBe('82.08');
  });
});

describe('Điện Biên province, report 401/BC-UBND of 28 December 2022: handling of procedures', () => {
  const proof = prove('dien-bien-2022-procedure');

  test('17 of 18 totals are the sum of their nine indicators; Sở Giao thông vận tải has 15.97, printed 15.98', () => {
    const totals = proof.comparisons.filter(({ field }) => field === 'points');
    expect(totals.filter(({ verdict }) => verdict === 'equal')).toHaveLength(17);
    expect(disagreements(proof)).toEqual(['DB-SGTVT points: 15.98 ≠ 15.97, different']);
  });

  test('exactly 15 of 18 is Xuất sắc, 13.93 is Tốt', () => {
    expect(unitOf(proof, 'DB-BDT')).toMatchObject({ points: '15', class: { vi: 'Xuất sắc' } });
    expect(unitOf(proof, 'DB-SNGV')).toMatchObject({ points: '13.93', class: { vi: 'Tốt' } });
  });

  test('six departments with full marks share the first rank; the next is seventh', () => {
    expect(proof.result.units.map(({ rank }) => rank).slice(0, 7)).toEqual([1, 1, 1, 1, 1, 1, 7]);
  });
});

/** Adds up what the respondents of one unit answered. */
function tallyOf(unit: string, responses: readonly SimulatedResponse[]): SurveyTally {
  const counters = emptyCounters(tallyLayout(satisfaction));
  for (const { answers } of responses) addTo(counters, countResponse(tallyLayout(satisfaction), answers), 1);
  return {
    survey: 'mau',
    form: 'satisfaction',
    formVersion: 1,
    unit,
    respondentGroup: 'citizen',
    basis: 'token',
    flagged: false,
    responses: responses.length,
    questions: toQuestionCounts(satisfaction, counters),
  };
}

/** Criterion 3.1 counted anew from the answers: 6 × satisfied / answers of q01-q04, half up to 4 decimals, in whole numbers. */
function accessPoints(responses: readonly SimulatedResponse[]): string {
  const codes = responses.flatMap(({ answers }) =>
    ['q01', 'q02', 'q03', 'q04'].map((key) => Number(answers[key])),
  );
  const satisfied = codes.filter((code) => code >= 4).length;
  const tenThousandths = Math.floor((2 * 60_000 * satisfied + codes.length) / (2 * codes.length));
  return String(tenThousandths / 10_000);
}

describe('the invented province', () => {
  const proof = prove('tinh-mau-2026');

  test('12 communes, none with an index before citizens have answered', () => {
    expect(proof.result.units.map(({ index, rank }) => [index, rank])).toEqual(Array(12).fill([null, null]));
  });

  test('its five satisfaction leaves take every item of the form once', () => {
    const feeds = frameworks.get('tinh-mau-2026')?.criteria.flatMap(({ feed }) => (feed ? [feed] : []));
    const items = Array.from({ length: 22 }, (_, at) => `q${String(at + 1).padStart(2, '0')}`);
    expect(feeds?.map(({ form, questions }) => [form, questions.length])).toEqual(
      [4, 5, 6, 3, 4].map((size) => ['satisfaction', size]),
    );
    expect(feeds?.flatMap(({ questions }) => questions)).toEqual(items);
  });

  test('3,000 simulated answers give every commune its index', () => {
    const communes = proof.result.units.map(({ unit }) => unit);
    const responses = [...generateAnswers({ seed: 2026, count: 3000, units: communes, form: satisfaction })];
    const own = (unit: string) => responses.filter((response) => response.unit === unit);
    const tallies = communes.map((unit) => tallyOf(unit, own(unit)));
    const answered = prove('tinh-mau-2026', { forms: [satisfaction], tallies });
    expect(answered.result.units.map(({ rank }) => rank)).toEqual(communes.map((_, at) => at + 1));
    for (const unit of answered.result.units)
      expect(pointsOf(unit, '3.1')).toBe(accessPoints(own(unit.unit)));
  });

  test('says that it is simulated', () => {
    const files = (sampleFiles.campaigns as CampaignFile[]).filter(
      ({ campaign }) => campaign.province === 'XX',
    );
    expect(files.map(({ campaign }) => campaign.year)).toEqual([2026, 2024, 2025]);
    for (const { campaign } of files) expect(campaign.title.vi).toContain('(mô phỏng)');
  });
});
