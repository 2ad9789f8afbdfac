import { describe, expect, it } from 'vitest';
import type { KeyingQuality } from '../../client/staff/api.ts';
import { AT_ONCE, importKeyedFile } from '../../client/staff/keyed-file-import.ts';
import {
  agreementSentence,
  figure,
  kappaText,
  perThousand,
  qualityCsv,
  rateInterval,
  rateText,
  whole,
} from '../../client/staff/keying-quality-view.ts';

const KAPPA = {
  ...{ fields: 297, observed: 0.96632996633, expected: 0.25452051378 },
  ...{ kappa: 0.954834392774, variance: 0.000196486791272 },
  interval: { low: 0.927360843358, high: 0.982307942189 },
};
const ALL = { compared: 300, differing: 13, interval: { low: 0.0254, high: 0.0727 }, kappa: KAPPA };

const clerk: KeyingQuality['clerks'][number] = {
  ...{ clerk: { id: 'a', name: '=An' }, sheets: 1135, fields: 24_970, errors: 9 },
  ...{ interval: { low: 0.00018, high: 0.00068 }, keystrokesPerHour: 9120.4, sheetsPerHour: 71.6 },
};

const report: KeyingQuality = {
  campaign: { id: 'thu-2026', title: { vi: 'Đợt thử' } },
  batches: [1, 2],
  yardstick: { single: 0.37, double: 0.046 },
  sheets: { keyed: 3, twice: 3, equal: 1, settled: 1, open: 1 },
  all: ALL,
  questions: [
    {
      ...{
        form: 'small',
        formTitle: { vi: 'Phiếu nhỏ' },
        question: 'item',
        text: { vi: 'Hài lòng' },
        item: '1',
      },
      ...ALL,
    },
  ],
  clerks: [
    clerk,
    { ...clerk, fields: 0, errors: 0, interval: null, keystrokesPerHour: null, sheetsPerHour: null },
  ],
};

describe('the quality of keying', () => {
  it('begins with the sentence', () => {
    expect(agreementSentence(report, 'vi')).toBe(
      'Hai lượt nhập giống nhau ở 95,67\u00a0% trong 300 ô đã nhập hai lần. Hệ số kappa 0,955 (khoảng tin cậy 95 %: 0,927 đến 0,982).',
    );
    expect(agreementSentence(report, 'en')).toContain('95.67');
  });

  it('never says 100 % while something differs, and nothing where nothing was compared', () => {
    const rare = { all: { ...ALL, compared: 10_000_000, differing: 1 } };
    expect(agreementSentence(rare, 'vi')).toContain('99,99\u00a0%');
    const none = { all: { compared: 0, differing: 0, interval: null, kappa: null } };
    expect(agreementSentence(none, 'vi')).toBe(
      'Chưa có phiếu nào được nhập hai lượt, nên chưa so sánh được.',
    );
    const alone = {
      all: { ...ALL, kappa: { ...KAPPA, kappa: 0, variance: 0, interval: { low: 0, high: 0 } } },
    };
    expect(agreementSentence(alone, 'vi')).toMatch(/Hệ số kappa 0,000\.$/);
    const same = { all: { ...ALL, differing: 0, kappa: null } };
    expect(agreementSentence(same, 'vi')).toBe(
      'Hai lượt nhập giống nhau ở 100,00\u00a0% trong 300 ô đã nhập hai lần.',
    );
  });

  it('writes figures as they are read', () => {
    expect([figure(0.37, 'vi'), figure(0.046, 'vi')]).toEqual(['0,37', '0,046']);
    expect([rateText(clerk, 'vi'), rateInterval(clerk, 'vi')]).toEqual(['0,36', '0,18 – 0,68']);
    expect(whole(9120.4, 'vi')).toBe('9.120');
    expect(kappaText({ kappa: null }, 'vi')).toBe('–');
    expect(perThousand({ errors: 0, fields: 0 })).toBeNull();
  });

  it('goes to a file in machine notation, and no name is a formula', () => {
    const lines = qualityCsv(report, 'vi').split('\r\n');
    expect(lines[1]).toContain("'=An,1135,24970,9,0.36043");
    expect(lines[2]).toBe("'=An,1135,0,0,,,,,");
    expect(lines[5]).toMatch(/^small,item,1,Hài lòng,300,13,0\.9548/);
  });
});

describe('the file of a keying computer', () => {
  const file = (count: number) => ({
    ...{ kind: 'thuoc-do-keying' as const, version: 1 as const },
    sealedKey: { kind: 'thuoc-do-keying', version: 1 as const, key: 'k', iv: 'i', sealed: 's' },
    records: Array.from({ length: count }, (_, i) => ({ iv: 'i', data: String(i) })),
  });

  it('goes in parts, with progress, and what became of it adds up', async () => {
    const parts: string[][] = [];
    const progress: string[] = [];
    const outcome = await importKeyedFile(
      file(2 * AT_ONCE + 1),
      (done, all) => progress.push(`${done}/${all}`),
      async ({ records }) => {
        parts.push(records.map((one) => one.data));
        return {
          stored: records.length - 1,
          before: 0,
          refused: [{ code: 'same-clerk', serials: ['000018'] }],
        };
      },
    );
    expect(parts.flat()).toEqual(file(2 * AT_ONCE + 1).records.map((one) => one.data));
    expect(progress).toEqual(['200/401', '400/401', '401/401']);
    expect(outcome).toEqual({
      ...{ stored: 398, before: 0 },
      refused: { 'same-clerk': ['000018', '000018', '000018'] },
    });
  });

  it('is sent once though it holds nothing, for the server to say so', async () => {
    let sent = 0;
    await importKeyedFile(
      file(0),
      () => {},
      async () => {
        sent += 1;
        return { stored: 0, before: 0, refused: [] };
      },
    );
    expect(sent).toBe(1);
  });
});
