/**
 * The departments of Lai Châu, 2017 → 2020, from the shipped files as an office imports them: matched through recorded aliases
 * ("Sở Lao động, TB và XH" and "Sở Lao động, TB&XH"), though spelt three ways. Indexes are those of the printed tables; changes
 * follow from the printed points, appraisal + survey over the scale.
 */
import { describe, expect, it } from 'vitest';
import { type CampaignFile, checkCampaign } from '../../server/core/check-campaign.ts';
import { checkFramework } from '../../server/core/check-framework.ts';
import { checkUnits } from '../../server/core/check-units.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import { fixedText, parseDecimal } from '../../server/core/decimal.ts';
import type { Published } from '../../server/core/series.ts';
import { compareAllYears, type Years } from '../../server/core/years.ts';
import laiChau2017 from '../../server/sample/lai-chau-2017-campaign.json' with { type: 'json' };
import laiChau2020 from '../../server/sample/lai-chau-2020-campaign.json' with { type: 'json' };
import framework from '../../server/sample/lai-chau-framework.json' with { type: 'json' };
import units from '../../server/sample/lai-chau-units.json' with { type: 'json' };

function passed<T extends { readonly ok: boolean }>(checked: T): Extract<T, { ok: true }> {
  if (!checked.ok) throw new Error(JSON.stringify(checked));
  return checked as Extract<T, { ok: true }>;
}

const known = {
  framework: passed(checkFramework(framework)).framework,
  units: passed(checkUnits(units)).file.units,
};

function published(file: unknown): Published {
  const inputs = { ...passed(checkCampaign(file as CampaignFile, known)).inputs, forms: [], tallies: [] };
  return { inputs, result: computeResult(inputs) };
}

const history = {
  rows: [],
  kinds: new Map(known.units.map(({ code, kind }) => [code, kind])),
  names: new Map(known.units.map(({ code, name }) => [code, name])),
};

function compared(): Years {
  const found = compareAllYears(published(laiChau2017), published(laiChau2020), history);
  if (!found.ok) throw new Error(found.reason);
  return found;
}

const two = (text: string | null | undefined) => (text == null ? null : fixedText(parseDecimal(text), 2));

describe('Lai Châu 2017 → 2020', () => {
  const years = compared();
  const of = (code: string) => years.units.find((one) => one.code === code);
  const listed = (codes: readonly string[]) => codes.map((code) => [code, two(of(code)?.index.change)]);

  it('finds all twenty departments again, and none is new or gone', () => {
    expect(years.units).toHaveLength(20);
    expect(years.units.every(({ basis }) => basis === 'same')).toBe(true);
    expect(years.gone).toEqual([]);
    expect(two(of('LC-SLDTBXH')?.index.earlier)).toBe('84.80');
    expect(two(of('LC-SLDTBXH')?.index.later)).toBe('80.81');
    expect(two(of('LC-BQLKKT')?.index.earlier)).toBe('74.44');
  });

  it('lists the eleven that rose, the most first', () => {
    expect(listed(years.risers)).toEqual([
      ['LC-SNGV', '15.58'],
      ['LC-SGTVT', '10.59'],
      ['LC-SYT', '10.02'],
      ['LC-SKHCN', '8.50'],
      ['LC-STNMT', '8.42'],
      ['LC-STP', '6.47'],
      ['LC-SVHTTDL', '5.50'],
      ['LC-SNV', '5.27'],
      ['LC-BDT', '2.31'],
      ['LC-SKHDT', '0.46'],
      ['LC-VPUBND', '0.24'],
    ]);
  });

  it('lists the nine that fell, the most first', () => {
    expect(listed(years.fallers)).toEqual([
      ['LC-TTT', '-5.35'],
      ['LC-SNNPTNT', '-4.06'],
      ['LC-SLDTBXH', '-3.99'],
      ['LC-STC', '-3.37'],
      ['LC-SGDDT', '-3.09'],
      ['LC-SXD', '-2.93'],
      ['LC-STTTT', '-2.41'],
      ['LC-BQLKKT', '-2.24'],
      ['LC-SCT', '-1.12'],
    ]);
    expect(years.level).toEqual([]);
  });

  /** 70.955… (47.54 of 67) → 86.535… (67.93 of 78.5). */
  it('moves class and scale, and no rank, for the later list is ranked in two groups', () => {
    expect(of('LC-SNGV')).toMatchObject({
      class: { earlier: { vi: 'Khá' }, later: { vi: 'Tốt' } },
      scale: { earlier: '67', later: '78.5' },
      rank: { change: null },
    });
    expect(of('LC-SYT')?.class).toMatchObject({ earlier: { vi: 'Trung bình' }, later: { vi: 'Khá' } });
    expect(of('LC-STC')?.class).toMatchObject({ earlier: { vi: 'Tốt' }, later: { vi: 'Khá' } });
    // Printed 79.05 and Khá; its own points make 80.05 and Tốt (domain §9.2).
    expect(two(of('LC-STP')?.index.earlier)).toBe('80.05');
    expect(years.changed.policies).toEqual(expect.arrayContaining(['ranking', 'ties']));
  });

  it('takes no change apart, for the documents print no criteria', () => {
    for (const one of years.units) expect([one.split, one.noSplit]).toEqual([null, 'no-maxima']);
  });

  /** 82.08 is printed in the report of 2020, and is the mean of all twenty; groups are those of 2020 in both years. */
  it('names its means', () => {
    const lines = years.means.map(({ of: name, group, value, units: behind }) => [
      ...[name, group, two(value.earlier), two(value.later), two(value.change)],
      ...[behind.earlier, behind.later],
    ]);
    expect(lines).toEqual([
      ['all', null, '79.84', '82.08', '2.24', 20, 20],
      ['common', null, '79.84', '82.08', '2.24', 20, 20],
      ['group', 'full', '80.39', '82.67', '2.28', 15, 15],
      ['group', 'special', '78.20', '80.31', '2.11', 5, 5],
      ['groups', null, '79.30', '81.49', '2.19', 2, 2],
    ]);
  });
});
