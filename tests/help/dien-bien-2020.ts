/**
 * The year 2020 of Điện Biên as its office went through it: what the unit counted and claimed, what appraisal changed and
 * why, the points at the end. Every figure is one of the printed sheet; the walks through the API and the screens share it.
 */
import { NOTHING, type ScoreEntry } from '../../server/core/assessment.ts';
import type { CampaignFile } from '../../server/core/check-campaign.ts';
import type { FrameworkFile } from '../../server/core/check-framework.ts';
import type { Framework } from '../../server/core/framework.ts';
import { sampleFiles } from '../../server/sample/sample-files.ts';
import { counted, points } from './rounds-framework.ts';

const ID = 'dien-bien-2020';

/** The province itself. */
export const UNIT = 'DB';
export const CAMPAIGN = 'dien-bien-2020-hai-vong';

const sheet = (sampleFiles.campaigns as CampaignFile[]).find(({ campaign }) => campaign.id === ID);
const printed = (sampleFiles.frameworks as FrameworkFile[]).find(({ framework }) => framework.id === ID);
const found = (sampleFiles.units as { province: { code: string } }[]).find(
  ({ province }) => province.code === UNIT,
);
if (!sheet || !printed || !found) throw new Error('the files of Điện Biên are not among the sample');

export const units = found;
export const framework: Framework = { ...printed.framework, id: CAMPAIGN };
export const leaves = framework.criteria.filter(({ kind }) => kind !== 'group');

/** The campaign as it begins: no score yet. */
export const campaign = {
  kind: 'campaign',
  campaign: { ...sheet.campaign, id: CAMPAIGN, frameworkId: CAMPAIGN, frameworkVersion: 1 },
  units: [{ unit: UNIT }],
  ...{ scores: [], adjustments: [], printed: [], notes: [] },
} as const;

/** Of areas and groups, and the two totals at the end, as printed. */
export const printedValues = sheet.printed;

/** What the sheet prints for a leaf: points, claim, note, figures. */
export const onSheet = new Map(sheet.scores.map((score) => [score.criterion, score]));

export const noteOf = (code: string) => onSheet.get(code)?.note ?? null;

const ratio = (numerator: string, denominator: string) => ({ numerator, denominator });

/** What the unit counted for the leaves whose rule computes (domain §5), and the points that follow. */
const COUNTED: Readonly<Record<string, { values: Readonly<Record<string, string>>; points: string }>> = {
  '3.4.1': { values: ratio('53539', '53576'), points: '1.499' },
  '3.4.2': { values: ratio('55270', '55703'), points: '1.4883' },
  '3.4.3': { values: ratio('421838', '421838'), points: '1' },
  '5.6': { values: ratio('28394', '25800'), points: '1' },
  '5.7.1': { values: ratio('1375', '1375'), points: '0.25' },
  '5.7.2': { values: ratio('1130', '1228'), points: '0' },
  '6.1.1': { values: ratio('2030189', '2568521'), points: '0.7904' },
  '6.1.3': { values: ratio('19206', '32825'), points: '0.5851' },
  '7.1.3': { values: { full: '117604', half: '20425', denominator: '138029' }, points: '0.926' },
  '7.1.9': { values: { full: '225', half: '347', denominator: '572' }, points: '0.6967' },
  '7.2.1': { values: ratio('178', '572'), points: '0.3112' },
  '7.3.1': { values: ratio('249', '832'), points: '0' },
};

/** Leaf → claim that its rule computes. */
export const computedClaims = Object.entries(COUNTED).map(
  ([code, { points: given }]) => [code, given] as const,
);

/** Those whose computed points stood to the end: appraisal set 5.6 and 6.1.1 by hand. */
export const COMPUTED = Object.keys(COUNTED).filter((code) => code !== '5.6' && code !== '6.1.1');

/** The nine ratio leaves whose threshold no document prints: points by hand, the ratio shown. */
export const SHOWN = ['1.3.1', '4.1.3', '4.2.3', '6.2.3', '7.1.11', '7.2.2', '7.3.2', '7.3.3', '8.6'];

/** What the unit enters for a leaf. */
export function claimOf(code: string): ScoreEntry {
  const values = COUNTED[code]?.values;
  if (values) return counted(values);
  const { selfPoints, figures } = onSheet.get(code) ?? {};
  const shown = SHOWN.includes(code) && figures ? ratio(figures.numerator, figures.denominator) : null;
  return points(selfPoints ?? '', { inputs: shown && { values: shown } });
}

/** What appraisal changed, with the reasons of the sheet; 7.3.2 is believed only after the explanation. */
export const ROUND_1: Readonly<Record<string, ScoreEntry>> = {
  '1.5': points('1.5', { note: noteOf('1.5') }),
  '1.6': points('1.28', { note: noteOf('1.6'), source: 'Báo cáo số 10883 ngày 26/12/2020' }),
  '5.6': points('0.9', { note: noteOf('5.6') }),
  '6.1.1': points('0.7664', { note: noteOf('6.1.1'), source: 'Công văn số 2004/BTC-ĐT ngày 01/3/2021' }),
  '7.3.2': points('0', { note: 'Chưa có tài liệu kiểm chứng' }),
};

/** What an appraiser enters in round 1; null: the claim is taken as it is. */
export function roundOneOf(code: string): ScoreEntry | null {
  const { kind } = leaves.find((leaf) => leaf.code === code) ?? {};
  if (kind === 'appraisal') return ROUND_1[code] ?? null;
  const { points: given, source } = onSheet.get(code) ?? {};
  return points(given ?? '', { source: source ?? '' });
}

/** What the unit says to round 1. */
export const EXPLAINED: Readonly<Record<string, string>> = {
  '1.5': 'Đề nghị xem lại',
  '7.3.2': 'Gửi tài liệu lần 2',
};

export const explanationOf = (note: string): ScoreEntry => ({ ...NOTHING, note });

/** The areas of the first appraiser; the second has the others. */
export const FIRST_AREAS = ['1', '2', '3', '4'];
export const SECOND_AREAS = ['5', '6', '7', '8'];
export const isFirst = (code: string) => FIRST_AREAS.includes(code.split('.')[0] ?? '');
