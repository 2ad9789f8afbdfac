/** What the words of a plan say for certain, and what stays words: over the 63 tasks of Điện Biên 2018, and made up. */
import { describe, expect, it } from 'vitest';
import { agenciesIn, targetPointsIn } from '../../server/core/plan-words.ts';
import { deadlineDay } from '../../survey-forms/deadline-day.ts';

describe('a deadline', () => {
  it.each([
    ['01/12/2018', '2018-12-01'],
    ['31/01/2019', '2019-01-31'],
    ['Ngày 30/12/2018', '2018-12-30'],
    ['ngày 5/6/2018.', '2018-06-05'],
    ['Trước ngày 15/01/2019', '2019-01-15'],
    ['TRƯỚC NGÀY 15/01/2019', '2019-01-15'],
    ['Chậm nhất ngày 15-01-2019', '2019-01-15'],
    ['Ngày 30 tháng 12 năm 2018', '2018-12-30'],
    ['Quý IV năm 2018', '2018-12-31'],
    ['Quý I/2019', '2019-03-31'],
    ['quý 2 năm 2018', '2018-06-30'],
    ['Tháng 02 năm 2020', '2020-02-29'],
    ['Tháng 12/2018', '2018-12-31'],
    // Composed otherwise than the pattern.
    ['Quý IV năm 2018'.normalize('NFD'), '2018-12-31'],
  ])('"%s" is %s', (words, day) => {
    expect(deadlineDay(words)).toBe(day);
  });

  it.each([
    '',
    'Trước ngày 15/1',
    'Báo cáo CCHC năm 10/12',
    'Sau 15 ngày kể từ ngày kết thúc kiểm tra',
    'Theo chế độ báo cáo do Bộ chủ quản quy định',
    '1. KH Kiểm tra ban hành chậm nhất quý II; 2. TLKC sau kết thúc kiểm tra 15 ngày',
    '15/10/2018 và 15/11/2018',
    'Quý III, quý IV năm 2018',
    '31/02/2019',
    '00/12/2018',
    'Quý V năm 2018',
    'Tháng 13 năm 2018',
    'Quý IV',
    'năm 2018',
  ])('"%s" stays words', (words) => {
    expect(deadlineDay(words)).toBeNull();
  });
});

describe('points of a target', () => {
  it.each([
    ['- Hoàn thành 100%; Đạt điểm tối đa 1/1 điểm', '1'],
    ['- Đạt điểm tối đa 0.5/0.5 điểm', '0.5'],
    ['Đạt điểm tối đa: 1,5/1,5 điểm', '1.5'],
    ['- Đạt điểm tối đa 1.5/ 1.5 điểm', '1.5'],
    ['0/0,5 điểm', '0'],
    ['Trên 40% hoàn thành 0.5/ 1 điểm', '0.5'],
    ['130/130 UBND cấp xã; Đạt điểm tối đa 1/1 điểm', '1'],
    ['Tiếp tục duy trì điểm tối đa (0.5/0,5 điểm) đồng thời tiếp tục', '0.5'],
  ])('"%s" says %s', (words, points) => {
    expect(targetPointsIn(words)).toBe(points);
  });

  it.each([
    '',
    '- 10/10 UBND cấp huyện; - Đạt điểm tối đa',
    '- Từ 60% trở lên; - Đạt 0.25 đến 0.5 điểm',
    'Đạt từ 0.5 đến 1 điểm',
    'Đạt 1/1 điểm hoặc 0.5/1 điểm',
  ])('"%s" says none', (words) => {
    expect(targetPointsIn(words)).toBeNull();
  });
});

describe('agencies', () => {
  const units: Readonly<Record<string, string>> = {
    'Sở Nội vụ': 'NV',
    'Sở TT&TT': 'TTTT',
    'Sở Văn hóa, Thể thao và Du lịch': 'VH',
    'Sở Lao động - Thương binh và Xã hội': 'LD',
    'Văn phòng UBND tỉnh': 'VP',
  };
  const find = (name: string) => units[name] ?? null;

  it.each([
    ['Sở Nội vụ', ['NV'], true],
    ['- Sở Nội vụ', ['NV'], true],
    ['Sở Văn hóa, Thể thao và Du lịch', ['VH'], true],
    ['Sở Nội vụ; Sở TT&TT.', ['NV', 'TTTT'], true],
    ['Sở Nội vụ, Sở Văn hóa, Thể thao và Du lịch', ['NV'], false],
    ['- Sở Nội vụ - Sở TT&TT - Văn phòng UBND tỉnh', ['NV', 'TTTT', 'VP'], true],
    ['Sở Nội vụ\nSở Lao động - Thương binh và Xã hội', ['NV', 'LD'], true],
    ['Sở Nội vụ; Sở Nội vụ', ['NV'], true],
    ['Sở Nội vụ tổng hợp', [], false],
    ['1. Kế hoạch - Sở Nội vụ; 2. Các TLKC khác do Trưởng các đoàn kiểm tra', ['NV'], false],
    ['Các sở, ban, ngành tỉnh; UBND cấp huyện', [], false],
    ['', [], false],
  ])('in "%s" are %j', (words, codes, isWhole) => {
    expect(agenciesIn(words, find)).toEqual({ units: codes, isWhole });
  });
});
