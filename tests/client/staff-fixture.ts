/** A small live tally for tests of the staff pages: two factors and a section that is none. */
import type { Arrivals, Tally } from '../../client/staff/api.ts';
import type { Item, LiveTally } from '../../client/staff/tally-view.ts';

const NAMES = ['Rất không hài lòng', 'Không hài lòng', 'Bình thường', 'Hài lòng', 'Rất hài lòng'];

/** An item of the satisfaction scale with the counts of levels 1 to 5. */
export function satisfactionItem(
  key: string,
  section: string,
  counts: readonly number[],
  value: string,
): Item {
  return {
    key,
    section,
    text: { vi: `Câu ${key}`, en: `Question ${key}` },
    levels: NAMES.map((name, at) => ({
      code: at + 1,
      text: { vi: name, en: `Level ${at + 1}` },
      count: counts[at] ?? 0,
    })),
    answers: counts.reduce((sum, count) => sum + count, 0),
    blank: 2,
    value,
    withheld: false,
  };
}

/** What the server sends below 5 answers: no count at all. */
export function withheldItem(key: string, section: string): Item {
  const item = satisfactionItem(key, section, [], '0');
  const levels = item.levels.map((level) => ({ ...level, count: null }));
  return { ...item, levels, answers: null, blank: null, value: null, withheld: true };
}

export const yesNoItem: Item = {
  key: 'again',
  section: 'more',
  text: { vi: 'Có phải đi lại nhiều lần không?' },
  levels: [
    { code: 1, text: { vi: 'Có' }, count: 30 },
    { code: 2, text: { vi: 'Không' }, count: 90 },
  ],
  answers: 120,
  blank: 0,
  value: null,
  withheld: false,
};

export const liveTally: LiveTally = {
  responses: 1204,
  items: [
    satisfactionItem('q1', 'access', [2, 3, 5, 50, 40], '0.9'),
    satisfactionItem('q2', 'access', [0, 0, 20, 60, 20], '0.8'),
    withheldItem('q3', 'official'),
    yesNoItem,
  ],
  factors: [
    {
      key: 'access',
      title: { vi: 'Tiếp cận dịch vụ', en: 'Access' },
      answers: 200,
      pooled: '0.85',
      meanOfItems: '0.85',
      withheld: false,
    },
    {
      key: 'official',
      title: { vi: 'Công chức', en: 'The official' },
      answers: 3,
      pooled: null,
      meanOfItems: null,
      withheld: true,
    },
  ],
  overall: { pooled: '0.8344', meanOfItems: '0.83', withheld: false },
};

export const survey: Tally['survey'] = {
  id: 's',
  title: { vi: 'Khảo sát thử' },
  campaign: 'c',
  form: 'satisfaction',
  opensOn: '2026-11-01',
  closesOn: '2026-11-30',
  acceptsUntil: '2026-12-14',
  state: 'open',
  units: 2,
  sample: false,
};

const none = { used: 0, open: 0, sheet: 0, late: 0 };

/** Two units over five days, with a gap of two days between. */
export const arrivals: Arrivals = {
  survey,
  days: [
    { ...none, day: '2026-11-27', unit: 'AN' },
    { ...none, day: '2026-11-28', unit: 'AN', used: 4, open: 1 },
    { ...none, day: '2026-11-28', unit: 'BI', used: 2 },
    { ...none, day: '2026-12-01', unit: 'AN', sheet: 7, late: 3 },
  ],
  province: { vi: 'Tỉnh Thử', en: 'Test Province' },
  units: [
    { code: 'BI', name: { vi: 'Sở Bình' } },
    { code: 'CA', name: { vi: 'Sở Cát' } },
    { code: 'AN', name: { vi: 'Sở An' } },
  ],
  next: null,
};
