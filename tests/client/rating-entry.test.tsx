/** What an agency types for an indicator, what is told before it is sent, and what the control office sees of it. */
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { Rating, RatingEntry } from '../../client/staff/api.ts';
import { comparedQuarters } from '../../client/staff/rating-compare-screen.tsx';
import { RatingEntryPanel } from '../../client/staff/rating-entry.tsx';
import { entryFaults, entryOf, fieldsOf } from '../../client/staff/rating-entry-view.ts';
import { readProcedureFile } from '../../client/staff/rating-procedure-file.ts';
import { freeSurveys } from '../../client/staff/ratings-screen.tsx';
import { vi } from '../../client/words/vi.ts';
import { elements, textOf } from './markup.ts';

const text = vi.staff.ratings.entry;
const fields = { points: '1.5', values: {}, notAssessed: false, note: ' Theo biên bản ' };

describe('an entry', () => {
  it('needs points from 0 to 2 with two decimals, and a document', () => {
    const faultsOf = (points: string, document = true) =>
      entryFaults({ fields: { ...fields, points }, inputs: [], document }, text);
    expect(faultsOf('1.5')).toEqual({});
    expect(faultsOf('0')).toEqual({});
    expect(faultsOf('')).toEqual({ points: text.pointsMissing });
    expect(faultsOf('-1')).toEqual({ points: text.pointsMissing });
    expect(faultsOf('2.01')).toEqual({ points: text.aboveMax });
    expect(faultsOf('1.125')).toEqual({ points: text.tooManyDecimals });
    expect(faultsOf('1.5', false)).toEqual({ evidence: text.evidenceMissing });
  });

  it('that is not assessed needs a reason and nothing else', () => {
    const given = { fields: { ...fields, notAssessed: true, note: ' ' }, inputs: [], document: false };
    expect(entryFaults(given, text)).toEqual({ note: text.noteMissing });
    expect(entryOf({ ...given.fields, note: 'Không có hồ sơ' }, [], null)).toEqual({
      ...{ state: 'not-assessed', points: null, inputs: null, note: 'Không có hồ sơ', evidence: null },
    });
  });

  it('gives figures where a rule asks for them, else points', () => {
    const given = { ...fields, values: { numerator: '3', denominator: '4' } };
    const inputs = ['numerator', 'denominator'];
    expect(entryFaults({ fields: { ...given, points: '' }, inputs, document: true }, text)).toEqual({});
    expect(entryOf(given, inputs, 'd')).toMatchObject({ points: null, inputs: { values: given.values } });
    expect(entryOf(given, [], 'd')).toMatchObject({ points: '1.5', inputs: null, note: 'Theo biên bản' });
    expect(fieldsOf(undefined)).toEqual({ points: '', values: {}, notAssessed: false, note: '' });
  });
});

const entry: RatingEntry = {
  ...{ unit: 'AN', indicator: '5', state: 'scored', points: '1.25', inputs: null, note: 'Theo biên bản' },
  evidence: { id: 'd', title: 'Biên bản', fileName: 'bb.pdf' },
  ...{ revision: 2, standing: 'written', writtenBy: 'Lan', writtenAt: '2026-04-01T02:00:00.000Z' },
  ...{ verifiedBy: null, verifiedAt: null, verdictNote: null },
};

const rating = { id: 'r', mayEnter: [], mayJudge: false, indicators: [] } as unknown as Rating;

const draw = (more: Partial<Rating>, given: RatingEntry | undefined) =>
  renderToString(
    <RatingEntryPanel
      rating={{ ...rating, ...more }}
      unit="AN"
      indicator="5"
      entry={given}
      onChanged={() => {}}
    />,
  );

describe('the panel of an entry', () => {
  it('says who entered what and when, with the document', () => {
    const html = draw({}, entry);
    expect(textOf(html)).toContain('chờ thẩm tra : 1,25 điểm · Lan nhập lúc 01/04/2026 09:00');
    expect(html).toContain('href="/api/v1/ratings/r/units/AN/evidence/d"');
    expect(elements(html, 'button')).toEqual([]);
  });

  it('lets the agency enter its own, and the control office judge what waits', () => {
    const buttons = (more: Partial<Rating>, given: RatingEntry | undefined) =>
      elements(draw(more, given), 'button').map(textOf);
    expect(buttons({ mayEnter: ['AN'] }, undefined)).toEqual(['Nhập điểm 5']);
    expect(buttons({ mayEnter: ['BI'] }, entry)).toEqual([]);
    expect(buttons({ mayJudge: true }, entry)).toEqual(['Chấp nhận 5', 'Trả lại 5']);
    // A verdict may be taken back until the quarter is closed.
    expect(buttons({ mayJudge: true }, { ...entry, standing: 'verified' })).toEqual(['Trả lại 5']);
  });

  it('tells why it was given back', () => {
    const back = {
      ...entry,
      ...{ standing: 'returned' as const, verifiedBy: 'Hoa', verifiedAt: '2026-04-02T02:00:00.000Z' },
      verdictNote: 'Thiếu chữ ký',
    };
    expect(textOf(draw({ mayEnter: ['AN'] }, back))).toContain(
      'Hoa trả lại lúc 02/04/2026 09:00: Thiếu chữ ký Sửa điểm 5',
    );
  });
});

describe('quarters to compare', () => {
  const at = (id: string, year: number, quarter: number, province = 'TT') => ({
    ...{ id, year, quarter, province, title: { vi: id } },
  });
  const choices = [at('d', 2026, 1), at('c', 2025, 4), at('b', 2025, 1), at('x', 2025, 4, 'DB')];

  it('are the latest and the one before it in the same province, unless the address says others', () => {
    expect(comparedQuarters(choices, { earlier: '', later: '' })).toEqual({ earlier: 'c', later: 'd' });
    expect(comparedQuarters(choices, { earlier: '', later: 'c' })).toEqual({ earlier: 'b', later: 'c' });
    expect(comparedQuarters(choices, { earlier: '', later: 'b' })).toEqual({ earlier: 'd', later: 'b' });
    expect(comparedQuarters(choices, { earlier: 'b', later: '' })).toEqual({ earlier: 'b', later: 'd' });
  });
});

it('a survey that another quarter counts, or by a form that the rules do not count, is not offered', () => {
  const form = 'procedure-rating-paper';
  const surveys = [...['a', 'b'].map((id) => ({ id, form })), { id: 'c', form: 'satisfaction' }].map(
    (one) => ({ ...one, title: { vi: one.id } }),
  );
  const quarter = { surveys: ['a'] } as Parameters<typeof freeSurveys>[0]['quarters'][number];
  expect(freeSurveys({ surveys, quarters: [quarter] }, [form]).map(({ id }) => id)).toEqual(['b']);
});

it('a register is read as a list, or an object that holds one; anything else is none', () => {
  expect(readProcedureFile('\uFEFF[{"code":"1"}]')).toEqual([{ code: '1' }]);
  expect(readProcedureFile('{"procedures":[]}')).toEqual([]);
  expect(readProcedureFile('{"x":1}')).toBeNull();
  expect(readProcedureFile('[')).toBeNull();
});
