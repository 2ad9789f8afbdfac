/**
 * Điện Biên's report 401/BC-UBND of 28 December 2022, rated by the core of procedure ratings from the nine indicators it
 * prints (shipped with the sample): totals, classes and ranks, and the one total that is not the sum of its row.
 */
import { describe, expect, test } from 'vitest';
import { type CampaignFile, checkCampaign } from '../../server/core/check-campaign.ts';
import { checkUnits } from '../../server/core/check-units.ts';
import { parseDecimal } from '../../server/core/decimal.ts';
import { type AgencyRating, rateQuarter, reachingShare } from '../../server/core/procedure-rating.ts';
import { DEFAULT_RATING_RULES, ratedLeaves } from '../../server/core/rating-rules.ts';
import { sampleFiles } from '../../server/sample/sample-files.ts';
import { nineIndicators, quarterInputs } from './rated-quarter-inputs.ts';

function shipped() {
  const file = (sampleFiles.campaigns as CampaignFile[]).find(
    ({ campaign }) => campaign.id === 'dien-bien-2022-procedure',
  );
  for (const units of sampleFiles.units) {
    const known = checkUnits(units);
    if (!known.ok || known.file.province.code !== 'DB') continue;
    const checked = checkCampaign(file, { framework: nineIndicators, units: known.file.units });
    if (checked.ok) return checked;
  }
  throw new Error('the rating of Điện Biên does not ship');
}

const { inputs, printed } = shipped();

/** The report prints indicators of the year, not the dossiers and forms behind them: all nine are entered. */
const result = rateQuarter(
  quarterInputs({
    ...{ campaign: inputs.id, year: inputs.year, quarter: 4 },
    rules: {
      ...DEFAULT_RATING_RULES,
      indicators: ratedLeaves(nineIndicators).map(({ code }) => ({ indicator: code, source: 'entered' })),
      officialIndicators: [],
    },
    units: inputs.units.map(({ code, name }) => ({ code, name, officials: [] })),
    entries: inputs.scores.map(({ unit, criterion, state, points }) => ({
      ...{ unit, indicator: criterion, state, points },
    })),
  }),
);

const print = (unit: string, field: 'points' | 'class') =>
  printed.find((one) => one.unit === unit && one.field === field)?.value ?? '';
const unitOf = (code: string): AgencyRating | undefined => result.units.find(({ unit }) => unit === code);
const isPrinted = ({ unit, total }: AgencyRating) =>
  parseDecimal(total ?? '0').equals(parseDecimal(print(unit, 'points')));

describe('Điện Biên 2022, 18 departments by nine indicators', () => {
  test('17 of 18 totals are those printed', () => {
    expect(result.units).toHaveLength(18);
    expect(result.units.filter(isPrinted)).toHaveLength(17);
  });

  test('Sở Giao thông vận tải stands out: 15.97, printed 15.98', () => {
    const apart = result.units.filter((one) => !isPrinted(one));
    expect(apart.map(({ name, total, unit }) => [name.vi, total, print(unit, 'points')])).toEqual([
      ['Sở Giao thông vận tải', '15.97', '15.98'],
    ]);
  });

  test('every class is the one printed, exactly 15.00 is Xuất sắc', () => {
    expect(result.units.map((one) => one.class?.vi)).toEqual(
      result.units.map(({ unit }) => print(unit, 'class')),
    );
    expect(unitOf('DB-BDT')).toMatchObject({ total: '15.00', class: { vi: 'Xuất sắc' } });
    expect(unitOf('DB-SNGV')).toMatchObject({ total: '13.93', class: { vi: 'Tốt' } });
  });

  test('six with 18.00 share the first rank, the next is seventh', () => {
    expect(result.units.map(({ rank }) => rank).slice(0, 7)).toEqual([1, 1, 1, 1, 1, 1, 7]);
  });

  test('all 18 are Tốt or better, 17 Xuất sắc: what a criterion of the index is fed with', () => {
    const share = (reached: string) => reachingShare(result, nineIndicators, reached);
    expect([share('Tốt')?.reaching, share('Tốt')?.agencies]).toEqual([18, 18]);
    expect(share('Xuất sắc')?.reaching).toBe(17);
  });
});
