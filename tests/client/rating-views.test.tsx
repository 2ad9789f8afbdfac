/** The screens of a rating, drawn from invented quarters: figures, states that are not zero, and the arithmetic behind them. */
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { LanguageProvider } from '../../client/staff/language.tsx';
import { RatingAgencies } from '../../client/staff/rating-agencies.tsx';
import { RatingCompareResult } from '../../client/staff/rating-compare-result.tsx';
import { byChange, compareRatings } from '../../client/staff/rating-compare-view.ts';
import { RatingDossiers } from '../../client/staff/rating-dossiers.tsx';
import { RatingIndicators } from '../../client/staff/rating-indicators.tsx';
import { RatingLead } from '../../client/staff/rating-lead.tsx';
import { RatingMissing } from '../../client/staff/rating-missing.tsx';
import { missingByUnit } from '../../client/staff/rating-missing-view.ts';
import { RatingOfficials } from '../../client/staff/rating-officials.tsx';
import { elements, textOf } from './markup.ts';
import { first, indicatorNames, second } from './rating-fixture.ts';

const draw = (node: preact.ComponentChild, lang: 'vi' | 'en' = 'vi') =>
  renderToString(<LanguageProvider start={lang}>{node}</LanguageProvider>);
const rowsOf = (html: string) => elements(html, 'tr').map(textOf);
const [an, bi, ca] = first.units;
if (!an || !bi || !ca) throw new Error('the fixture has three agencies');

describe('agencies of a quarter', () => {
  const rows = rowsOf(draw(<RatingAgencies result={first} hrefOf={(unit) => `/x/${unit}`} />));

  it('stand by rank, with nine indicators, total and class', () => {
    // 7/5 = 1,40; 8/5 = 1,60; 7 × 1,5 = 10,5: 13,50 of 18 is Tốt. Bình: 9 × 2 = 18,00.
    expect(rows[1]).toMatch(/^1 Sở Bình Xuất sắc (2,00 ){9}18,00 Xuất sắc$/);
    expect(rows[2]).toMatch(/^2 Sở An Tốt 1,40 1,60 (1,50 ){7}13,50 Tốt$/);
  });

  it('show what is blank as blank, never as zero', () => {
    expect(rows[3]).toContain('Sở Cát chưa xếp loại 0,00 0,00 ○ chưa có');
    expect(rows[3]).toMatch(/chưa có chưa xếp loại$/);
  });
});

describe('the sentence of a quarter', () => {
  it('says how far it is, and of whom the mean is', () => {
    const said = textOf(draw(<RatingLead result={first} missing={7} />));
    expect(said).toBe(
      '2 trong 3 cơ quan đã đủ điểm các chỉ số. Còn thiếu 7 mục. Xếp loại: 1 Xuất sắc, 1 Tốt. Trung bình 15,75 trên 18 điểm (2 cơ quan được đánh giá đủ chỉ số).',
    );
  });

  it('says that it can be closed when nothing is missing', () => {
    expect(textOf(draw(<RatingLead result={second} missing={0} />))).toContain('có thể thẩm tra và chốt');
  });
});

describe('what is missing', () => {
  const missing = [
    { unit: 'BI', indicator: '5', reason: 'not-verified' },
    { unit: 'CA', indicator: '1', reason: 'no-dossiers' },
    { unit: 'CA', indicator: '5', reason: 'not-entered' },
    { unit: 'CA', indicator: '6', reason: 'not-entered' },
  ] as const;

  it('is told by agency and reason, with the indicators', () => {
    expect(missingByUnit(missing)).toEqual([
      { unit: 'BI', reasons: [{ reason: 'not-verified', indicators: ['5'] }] },
      {
        unit: 'CA',
        reasons: [
          { reason: 'no-dossiers', indicators: ['1'] },
          { reason: 'not-entered', indicators: ['5', '6'] },
        ],
      },
    ]);
  });

  it('leads to the agency', () => {
    const html = draw(<RatingMissing result={first} missing={missing} hrefOf={(unit) => `/x/${unit}`} />);
    expect(html).toContain('href="/x/CA"');
    expect(rowsOf(html)[2]).toContain('Chỉ số 5, 6: cơ quan chưa nhập điểm');
    expect(textOf(draw(<RatingMissing result={first} missing={[]} hrefOf={String} />))).toContain(
      'Không còn thiếu gì.',
    );
  });
});

describe('dossiers of a quarter', () => {
  it('are counted early, on the day, late, open and overdue', () => {
    const rows = rowsOf(draw(<RatingDossiers result={first} />));
    expect(rows[1]).toMatch(/3 1 1 0 0$/);
    expect(rows[2]).toMatch(/8 0 0 2 1$/);
  });

  it('are said to be none where there are none', () => {
    const none = { ...first, units: [] };
    expect(textOf(draw(<RatingDossiers result={none} />))).toContain('Chưa có hồ sơ nào của quý này.');
  });
});

describe('the indicators of one agency', () => {
  const html = draw(
    <RatingIndicators
      agency={an}
      result={first}
      names={indicatorNames}
      entryOf={(code) => <i>entry {code}</i>}
    />,
  );
  const rows = rowsOf(html);

  it('tell the arithmetic of their points', () => {
    expect(rows[1]).toContain(
      '(3 hồ sơ sớm hạn × 2 + 1 hồ sơ đúng hạn × 1 + 1 hồ sơ trễ hạn × 0) / 5 hồ sơ = 1,40',
    );
    expect(rows[2]).toContain(
      '(4 hồ sơ sớm hạn × 2 + 0 hồ sơ đúng hạn × 1 + 1 hồ sơ trễ hạn × 0) / 5 hồ sơ = 1,60',
    );
  });

  it('leave room for what was entered, below those that are entered only', () => {
    expect(rows[1]).not.toContain('entry');
    expect(rows[5]).toContain('entry 5');
  });

  it('hold indicator 9 against the online dossiers', () => {
    const online = draw(
      <RatingIndicators agency={bi} result={first} names={indicatorNames} entryOf={() => null} />,
    );
    expect(textOf(online)).toContain('75,0\u00a0% hồ sơ trực tuyến đúng hạn hoặc sớm (3/4)');
  });
});

describe('officials', () => {
  it('have their points, or are said to be not assessed', () => {
    const rows = rowsOf(draw(<RatingOfficials agency={an} rules={first.rules} />));
    expect(rows[1]).toMatch(/^Lò Văn Hạc .*5 1,40 1,60 3,00 \/4$/);
  });
});

describe('two quarters', () => {
  const compared = compareRatings(first, second);

  it('show the biggest change first, and last what only one side has', () => {
    // 7 indicators × −0,25.
    expect(compared.agencies.map(({ unit, change }) => [unit, change])).toEqual([
      ['AN', '-1.75'],
      ['BI', '0.00'],
      ['CA', null],
    ]);
    expect([compared.risen, compared.fallen, compared.equal]).toEqual([0, 1, 1]);
    expect(
      byChange([{ change: '0.5' }, { change: '-0.75' }, { change: null }]).map(({ change }) => change),
    ).toEqual(['-0.75', '0.5', null]);
  });

  it('are not compared where an indicator is missing from the scale of one', () => {
    const [one] = second.units;
    if (!one) throw new Error('the fixture has three agencies');
    const reduced = { ...second, units: [{ ...one, scale: '16' }] };
    const { agencies } = compareRatings(first, reduced);
    expect(agencies.find(({ unit }) => unit === 'AN')?.change).toBeNull();
    const sides = { earlier: { title: 'Q1', result: first }, later: { title: 'Q2', result: reduced } };
    const said = textOf(draw(<RatingCompareResult {...sides} names={indicatorNames} />));
    expect(said).toContain('khác thang điểm: có chỉ số không đánh giá 13,50 → 11,75/16');
  });

  it('compare means of the same agencies', () => {
    const five = compared.indicators.find(({ indicator }) => indicator === '5');
    // (1,5 + 2)/2 = 1,75 against (1,25 + 2)/2 = 1,625 → 1,63; Cát has points in one quarter only.
    expect(five).toEqual({ indicator: '5', earlier: '1.75', later: '1.63', change: '-0.12', units: 2 });
  });

  it('are said in one sentence, in the language of the reader', () => {
    const sides = {
      earlier: { title: 'Q1', result: first },
      later: { title: 'Q2', result: second },
      names: indicatorNames,
    };
    const html = draw(<RatingCompareResult {...sides} />);
    expect(textOf(html)).toContain(
      '1 cơ quan giảm điểm, 1 cơ quan giữ nguyên. Thay đổi lớn nhất: Sở An, \u22121,75 điểm.',
    );
    expect(textOf(draw(<RatingCompareResult {...sides} />, 'en'))).toContain(
      '1 agency fell, 1 agency unchanged.',
    );
    expect(textOf(html).split('Sở Cát')[1]).toContain('không đủ điểm ở cả hai quý');
  });
});
