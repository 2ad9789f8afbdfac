/** The year 2020 of Điện Biên as its page shows it: how points came about, and what was scored by hand. */
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { ScoreTree } from '../../client/public/score-tree.tsx';
import { checkCampaign } from '../../server/core/check-campaign.ts';
import { checkFramework } from '../../server/core/check-framework.ts';
import { checkUnits } from '../../server/core/check-units.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import { unitArithmetic } from '../../server/core/unit-arithmetic.ts';
import { sampleFiles } from '../../server/sample/sample-files.ts';
import type { Lang } from '../../survey-forms/form.ts';
import { elements, textOf } from './markup.ts';

const SPACE = '\u00a0';

/** The text of a leaf's row, by its code. */
function rows(lang: Lang): Map<string, string> {
  const [framework, units] = [checkFramework(sampleFiles.frameworks[0]), checkUnits(sampleFiles.units[0])];
  if (!framework.ok || !units.ok) throw new Error('the sample has faults');
  const known = { framework: framework.framework, units: units.file.units };
  const checked = checkCampaign(sampleFiles.campaigns[0], known);
  if (!checked.ok) throw new Error('the sample has faults');
  const inputs = { ...checked.inputs, forms: [], tallies: [] };
  const [unit] = computeResult(inputs).units;
  if (!unit) throw new Error('no unit');
  const arithmetic = unitArithmetic(inputs, unit.unit);
  const html = renderToString(<ScoreTree unit={unit} inputs={inputs} arithmetic={arithmetic} lang={lang} />);
  return new Map(elements(html, 'tr').map((row) => [textOf(row).split(' ')[0] ?? '', textOf(row)]));
}

test('a rule shows its arithmetic in a sentence, in both languages', () => {
  const vi = rows('vi');
  expect(vi.get('3.4.1')).toContain('Cách tính: 1,5 × 53.539 ÷ 53.576 ≈ 1,499 điểm');
  expect(vi.get('7.1.3')).toContain('Cách tính: 1 × (117.604 × 1 + 20.425 × 0,5) ÷ 138.029 ≈ 0,926 điểm');
  expect(vi.get('7.2.1')).toContain(
    `178 ÷ 572 ≈ 31,12${SPACE}% → 0,5 × 31,12${SPACE}% ÷ 50${SPACE}% ≈ 0,3112 điểm`,
  );
  expect(vi.get('7.3.1')).toContain(`29,93${SPACE}% < 50${SPACE}% → 0 điểm`);
  expect(vi.get('5.7.2')).toContain('Cách tính: 1.130 < 1.228 → 0 điểm');
  expect(rows('en').get('3.4.1')).toContain('Arithmetic: 1.5 × 53,539 ÷ 53,576 ≈ 1.499 points');
});

test('what has no printed threshold shows its share and says that it was scored by hand', () => {
  const vi = rows('vi');
  for (const code of ['1.3.1', '4.1.3', '4.2.3', '6.2.3', '7.1.11', '7.2.2', '7.3.2', '7.3.3', '8.6']) {
    expect(vi.get(code)).toContain('Số liệu: ');
    expect(vi.get(code)).toContain('tài liệu không nêu ngưỡng');
    expect(vi.get(code)).not.toContain('Cách tính');
  }
});

test('what appraisal changed shows both scores, the reason and the source', () => {
  const vi = rows('vi');
  expect(vi.get('1.6')).toMatch(/Điểm tự đánh giá: 0 .*Lấy từ báo cáo.*10883.* 1,28/);
  expect(vi.get('6.1.1')).toMatch(/Điểm tự đánh giá: 0,7904.*2004\/BTC-ĐT.* 0,7664/);
  expect(vi.get('5.6')).toMatch(/Điểm tự đánh giá: 1 .*Chưa có KQ.* 0,9/);
});
