/**
 * Two past years of the invented province: when its surveys were held, what people thought of which commune, and what
 * they wrote. Phường Mẫu Đông falls, above all by late dossiers; Phường Mẫu Tây rises; Xã Mẫu Sơn is new in 2025; few
 * come to Xã Mẫu Lâm, so that not every figure of it may be shown (decision 23).
 */
import type { Channel } from '../../survey-forms/submission.ts';
import type { Given } from './generate-answers.ts';

export interface PastYear {
  readonly year: number;
  readonly campaign: string;
  readonly survey: string;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly publishedOn: string;
  /** By which it was published. */
  readonly decision: { readonly number: string; readonly day: string };
  /** How many answered. */
  readonly answers: number;
  readonly seed: number;
  readonly targets: Readonly<Record<Channel, number>>;
  readonly given: Given;
}

/** The questions by which results of a past survey may be broken down, in this order. */
export const SAMPLE_BREAKDOWNS: readonly string[] = ['gender', 'age'];

/** What the survey that runs aims at. */
export const RUNNING_TARGETS: Readonly<Record<Channel, number>> = { web: 4000, kiosk: 500, paper: 500 };

/** What visitors of a counter write; nobody is named, and nobody can be made out. */
const COMMENTS: readonly string[] = [
  'Cán bộ hướng dẫn nhẹ nhàng, dễ hiểu.',
  'Nên có thêm ghế ngồi vào buổi sáng.',
  'Máy lấy số hay hết giấy.',
  'Hồ sơ trả đúng hẹn, rất hài lòng.',
  'Mong có người giúp nộp hồ sơ trực tuyến.',
  'Bảng niêm yết để hơi cao, khó đọc.',
  'Phải đi lại hai lần vì thiếu một loại giấy tờ.',
  'Nên nhắn tin khi hồ sơ có kết quả.',
  'Khu vực chờ sạch sẽ, thoáng mát.',
  'Đề nghị mở cửa thêm sáng thứ bảy.',
  'Mạng chậm nên nộp trực tuyến mất thời gian.',
  'Chỗ để xe chật vào giờ cao điểm.',
  'Thời gian chờ đến lượt còn lâu.',
  'Kết quả có trước hẹn một ngày.',
  'Nên có mẫu đơn điền sẵn để tham khảo.',
  'Phản ánh tuần trước đã được trả lời.',
  'Cần ghi rõ hơn các khoản lệ phí.',
  'Quầy số hai nên có thêm một cán bộ.',
  'Hướng dẫn trên cổng dịch vụ công còn khó hiểu.',
  'Không có ý kiến gì thêm, cảm ơn.',
];

/** Men and women alike, few others; all ages. Small cells are meant: they must be withheld. */
const CHOICES: NonNullable<Given['choices']> = { gender: [46, 48, 1, 5], age: [12, 26, 32, 20, 10] };

/** Visitors of a commune as a weight: few come to Xã Mẫu Lâm, and Phường Mẫu Trung is the busiest. */
const VISITORS: Readonly<Record<string, number>> = { 'XX-01': 1.5, 'XX-11': 0.45 };

/** How content people are with the communes XX-01, XX-02 and so on, in their order. */
function communes(moods: readonly number[]): NonNullable<Given['units']> {
  const codes = moods.map((_, i) => `XX-${String(i + 1).padStart(2, '0')}`);
  return Object.fromEntries(
    codes.map((code, i) => [code, { mood: moods[i] ?? 0.8, visitors: VISITORS[code] ?? 1 }]),
  );
}

/** What people find better and worse everywhere, q01 to q22: alike in both years, so that what changes stands out. */
const EASE: readonly number[] = [
  0.02, -0.01, -0.06, -0.03, 0.05, 0.06, 0.03, 0.05, -0.02, 0.06, 0.03, 0.01, 0.04, 0.02, 0.07, 0.05, 0.04,
  0.05, -0.04, -0.07, -0.09, -0.08,
];

const common = {
  choices: CHOICES,
  comments: COMMENTS,
  ease: Object.fromEntries(EASE.map((ease, i) => [`q${String(i + 1).padStart(2, '0')}`, ease])),
};

export const pastYears: readonly PastYear[] = [
  {
    year: 2024,
    campaign: 'tinh-mau-2024',
    survey: 'tinh-mau-2024-hai-long',
    opensOn: '2024-11-04',
    closesOn: '2024-11-24',
    publishedOn: '2025-01-15',
    decision: { number: '15/QĐ-UBND (mô phỏng)', day: '2025-01-14' },
    answers: 580,
    seed: 20_241_104,
    targets: { web: 280, kiosk: 120, paper: 150 },
    given: {
      ...common,
      units: communes([0.82, 0.9, 0.7, 0.9, 0.78, 0.8, 0.84, 0.77, 0.76, 0.83, 0.82]),
      shifts: [{ unit: 'XX-02', question: 'q09', by: 0.05 }],
    },
  },
  {
    year: 2025,
    campaign: 'tinh-mau-2025',
    survey: 'tinh-mau-2025-hai-long',
    opensOn: '2025-11-03',
    closesOn: '2025-11-23',
    publishedOn: '2026-01-15',
    decision: { number: '18/QĐ-UBND (mô phỏng)', day: '2026-01-14' },
    answers: 620,
    seed: 20_251_103,
    targets: { web: 300, kiosk: 150, paper: 150 },
    given: {
      ...common,
      units: communes([0.84, 0.72, 0.82, 0.93, 0.79, 0.81, 0.86, 0.78, 0.75, 0.87, 0.85, 0.72]),
      shifts: [{ unit: 'XX-02', question: 'q09', by: -0.25 }],
    },
  },
];
