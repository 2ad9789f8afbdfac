import { renderToString } from 'preact-render-to-string';
import { encode } from 'uqr';
import { afterEach, describe, expect, it, vi as mock } from 'vitest';
import type { Ledger } from '../../client/staff/api.ts';
import { csvText } from '../../client/staff/csv.ts';
import { LanguageProvider } from '../../client/staff/language.tsx';
import { ledgerCsv } from '../../client/staff/ledger-screen.tsx';
import { Qr } from '../../client/staff/qr.tsx';
import { type IssuedSlips, SlipsSheet, slipsCsv } from '../../client/staff/slips-sheet.tsx';
import { elements, textOf } from './markup.ts';

afterEach(() => mock.unstubAllGlobals());

describe('a file for a spreadsheet', () => {
  it('has its mark, CRLF, quotes where they are needed, and no text that would be computed', () => {
    const rows = [
      ['Đơn vị', 'x'],
      ['Sở "An", Bình', -1],
      ['=HYPERLINK("http://x")', '+1'],
      ['@a', '-b\nc'],
    ];
    expect(csvText(rows)).toBe(
      '\ufeffĐơn vị,x\r\n"Sở ""An"", Bình",-1\r\n"\'=HYPERLINK(""http://x"")",\'+1\r\n\'@a,"\'-b\nc"\r\n',
    );
  });
});

describe('a QR code', () => {
  it('draws every dark module and no other', () => {
    const text = 'HTTPS://KHAOSAT.EXAMPLE.VN/P/00041061050R3GG28A1C60T3GF';
    const { size, data } = encode(text, { ecc: 'M', border: 0 });
    const html = renderToString(<Qr text={text} />);
    expect(html).toContain(`viewBox="0 0 ${size} ${size}"`);
    const drawn = data.map((row) => row.map(() => false));
    for (const [, x, y, width, back] of html.matchAll(/M(\d+) (\d+)h(\d+)v1H(\d+)z/g)) {
      expect(back).toBe(x);
      for (let at = Number(x); at < Number(x) + Number(width); at++) (drawn[Number(y)] ?? [])[at] = true;
    }
    expect(drawn).toEqual(data);
  });

  it('of an address in capitals is a size smaller', () => {
    const address = 'https://khaosat.example.vn/p/00041061050R3GG28A1C60T3GF';
    const size = (text: string) => encode(text, { ecc: 'M' }).size;
    expect(size(address.toUpperCase())).toBeLessThan(size(address));
  });
});

const issued: IssuedSlips = {
  batch: 'LOBATCH1',
  expiresOn: '2026-07-14',
  survey: { id: 'hai-long', title: { vi: 'Hài lòng', en: 'Satisfaction' } },
  unit: { code: 'TT-AN', name: { vi: 'Sở An', en: 'Department An' } },
  slips: [
    { code: 'ABCD-EFGH-JKM', address: 'https://a.example.vn/p/T1', token: 'T1' },
    { code: '0123-4567-89A', address: 'https://a.example.vn/p/T2', token: 'T2' },
  ],
};

describe('slips', () => {
  it('say unit, survey, code, last day and how to answer, in both languages, and that this is the one time', () => {
    mock.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} });
    const html = renderToString(
      <LanguageProvider>
        <SlipsSheet issued={issued} again={() => {}} />
      </LanguageProvider>,
    );
    const slips = elements(html, 'li').map(textOf);
    expect(slips).toHaveLength(2);
    expect(slips[0]).toBe(
      'Sở An ABCD-EFGH-JKM Hài lòng ' +
        'Quét QR, hoặc vào a.example.vn/p gõ mã trên. Dùng một lần, đến hết ngày 14/07/2026. ' +
        'Scan the QR code, or type the code at a.example.vn/en/p. Works once, until 14 Jul 2026.',
    );
    expect(textOf(html)).toContain('Rời trang này là không xem lại được các mã.');
  });

  it('are a row each in the file', () => {
    expect(slipsCsv(issued, 'vi').split('\r\n')).toEqual([
      '\ufeffSố,Mã gõ tay,Địa chỉ (mã QR),Đơn vị,Khảo sát,Dùng đến hết ngày',
      '1,ABCD-EFGH-JKM,https://a.example.vn/p/T1,Sở An,Hài lòng,2026-07-14',
      '2,0123-4567-89A,https://a.example.vn/p/T2,Sở An,Hài lòng,2026-07-14',
      '',
    ]);
    expect(slipsCsv({ ...issued, unit: null }, 'en')).toContain('T1,,Satisfaction,');
  });
});

describe('the ledger', () => {
  it('is a row for every day and unit in the file', () => {
    const counts = {
      issued: 9,
      used: 3,
      expired: 1,
      void: 2,
      unused: 3,
      open: 4,
      kiosk: 5,
      sheet: 6,
      late: 7,
    };
    const data: Ledger = {
      survey: { ...issued.survey, acceptsUntil: '2026-07-14', sample: false },
      units: [{ unit: 'TT-AN', ...counts, faults: [] }],
      days: [
        { unit: 'TT-AN', day: '2026-06-15', ...counts },
        { unit: '', day: '2026-06-16', ...counts, issued: 0 },
      ],
      names: [{ code: 'TT-AN', name: { vi: 'Sở An' } }],
    };
    expect(ledgerCsv(data, 'vi').split('\r\n').slice(1)).toEqual([
      '2026-06-15,TT-AN,Sở An,9,3,1,2,4,5,6,7',
      expect.stringMatching(/^2026-06-16,,[^,]+,0,3,1,2,4,5,6,7$/),
      '',
    ]);
  });
});
