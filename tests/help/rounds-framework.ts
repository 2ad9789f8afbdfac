/** A small framework that is assessed in rounds, and scores as people type them. */
import { NOTHING, type ScoreEntry } from '../../server/core/assessment.ts';
import type { Framework } from '../../server/core/framework.ts';

const appraised = { kind: 'appraisal' } as const;

/** Two areas: one by hand with evidence and one computed; one from a report, one that counts at most 100 %, one outside survey. */
export const roundsFramework: Framework = {
  id: 'hai-vong',
  version: 1,
  title: { vi: 'Bộ tiêu chí hai vòng', en: 'Framework in two rounds' },
  max: '7',
  leafRounding: { decimals: 4, kinds: ['appraisal', 'satisfaction'] },
  bandsOn: 'index',
  bands: [
    { name: { vi: 'Tốt', en: 'Good' }, from: '80' },
    { name: { vi: 'Yếu', en: 'Weak' }, from: '0' },
  ],
  criteria: [
    {
      code: '1',
      parent: null,
      name: { vi: 'Chỉ đạo, điều hành', en: 'Steering' },
      kind: 'group',
      max: '3.5',
    },
    {
      code: '1.1',
      parent: '1',
      name: { vi: 'Sáng kiến', en: 'Initiatives' },
      ...appraised,
      max: '2',
      evidence: { vi: 'Quyết định công nhận sáng kiến', en: 'The decision that recognises it' },
    },
    {
      code: '1.2',
      parent: '1',
      name: { vi: 'Hồ sơ đúng hạn', en: 'Dossiers on time' },
      ...appraised,
      max: '1.5',
      rule: { kind: 'proportional' },
    },
    { code: '2', parent: null, name: { vi: 'Kết quả', en: 'Results' }, kind: 'group', max: '3.5' },
    {
      code: '2.1',
      parent: '2',
      name: { vi: 'Nhiệm vụ được giao', en: 'Assigned tasks' },
      ...appraised,
      max: '1',
      rule: { kind: 'external' },
    },
    {
      code: '2.2',
      parent: '2',
      name: { vi: 'Kế hoạch đào tạo', en: 'Training plan' },
      ...appraised,
      max: '1',
      rule: { kind: 'capped-ratio' },
    },
    {
      code: '2.3',
      parent: '2',
      name: { vi: 'Đại biểu đánh giá', en: 'What deputies think' },
      kind: 'perception',
      max: '1.5',
    },
  ],
};

/** One leaf: what the walk of rights needs. */
export const oneLeafFramework: Framework = {
  ...roundsFramework,
  id: 'mot-tieu-chi',
  max: '1',
  criteria: [
    { code: '1', parent: null, name: { vi: 'Một lĩnh vực' }, kind: 'group', max: '1' },
    { code: '1.1', parent: '1', name: { vi: 'Một tiêu chí' }, ...appraised, max: '1' },
  ],
};

/** Points by hand. */
export const points = (given: string, more: Partial<ScoreEntry> = {}): ScoreEntry => ({
  ...NOTHING,
  state: 'scored',
  points: given,
  ...more,
});

/** Points by a rule. */
export const counted = (values: Record<string, string>, more: Partial<ScoreEntry> = {}): ScoreEntry => ({
  ...NOTHING,
  state: 'scored',
  inputs: { values },
  ...more,
});

export const notAssessed = (note: string | null): ScoreEntry => ({ ...NOTHING, state: 'not-assessed', note });
