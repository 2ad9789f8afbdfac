import { describe, expect, test } from 'vitest';
import { checkCampaign } from '../../server/core/check-campaign.ts';
import type { Framework } from '../../server/core/framework.ts';

/** 1 = 1.1 (10) + 1.2 (5, survey from outside); 2 is fed with answers (5). */
const framework: Framework = {
  id: 'test',
  version: 2,
  title: { vi: 'Bộ tiêu chí thử' },
  max: '20',
  bandsOn: 'index',
  bands: [
    { name: { vi: 'Tốt' }, from: '80' },
    { name: { vi: 'Yếu' }, from: '0' },
  ],
  criteria: [
    { code: '1', parent: null, name: { vi: 'Lĩnh vực' }, kind: 'group', max: '15' },
    { code: '1.1', parent: '1', name: { vi: 'Thẩm định' }, kind: 'appraisal', max: '10' },
    { code: '1.2', parent: '1', name: { vi: 'Điều tra' }, kind: 'perception', max: '5' },
    {
      code: '2',
      parent: null,
      name: { vi: 'Hài lòng' },
      kind: 'satisfaction',
      max: '5',
      feed: { form: 'f', questions: ['q1'], items: 'pooled' },
    },
  ],
};

const units = [
  { code: 'T-A', name: { vi: 'Sở Lao động - Thương binh và Xã hội' }, aliases: ['Sở Lao động, TB&XH'] },
  { code: 'T-B', name: { vi: 'Sở Tư pháp' }, aliases: [] },
  { code: 'T-C', name: { vi: 'Sở Y tế' }, aliases: [] },
  { code: 'T-D', name: { vi: 'Xã Tân' }, aliases: [] },
  { code: 'T-E', name: { vi: 'Xã Tân' }, aliases: [] },
];

const policies = {
  adjustments: 'inside-the-points',
  notApplicable: 'flat',
  ranking: 'all',
  ties: 'shared',
  openAnswers: 'excluded',
  flaggedAnswers: 'included',
  minimumResponses: 10,
};

const campaign = {
  id: 'thu-2026',
  province: 'T',
  year: 2026,
  title: { vi: 'Thử' },
  source: null,
  policies,
  frameworkId: 'test',
  frameworkVersion: 2,
};

const score = (unit: string, criterion: string, points: unknown, more: object = {}) => ({
  unit,
  criterion,
  state: 'scored',
  points,
  ...more,
});

const bonus = { unit: 'Sở Tư pháp', kind: 'bonus', points: '1', reason: 'Sáng kiến', document: 'QĐ 1' };

const file = (more: object = {}) => ({
  kind: 'campaign',
  campaign,
  units: [{ unit: 'Sở Tư pháp' }, { unit: 'Sở Lao động, TB&XH' }],
  scores: [],
  adjustments: [],
  printed: [],
  ...more,
});

const scored = (...scores: object[]) => file({ scores });
const printed = (...values: object[]) => file({ printed: values });

function faults(definition: unknown, known: Framework = framework): string[] {
  const checked = checkCampaign(definition, { framework: known, units });
  return checked.ok ? [] : checked.faults.map(({ path, code }) => `${path} ${code}`);
}

function messages(definition: unknown): string[] {
  const checked = checkCampaign(definition, { framework, units });
  return checked.ok ? [] : checked.faults.map(({ message }) => message);
}

/** What a good file becomes; a bad one fails the test with its faults. */
function loaded(definition: unknown) {
  const checked = checkCampaign(definition, { framework, units });
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
  return checked;
}

describe('a campaign file that may be loaded', () => {
  test('names units as its document does, and is stored with their codes and recorded names', () => {
    const { inputs } = loaded(file());
    expect(inputs.units).toEqual([
      { code: 'T-B', name: { vi: 'Sở Tư pháp' }, group: null, scale: null },
      { code: 'T-A', name: { vi: 'Sở Lao động - Thương binh và Xã hội' }, group: null, scale: null },
    ]);
    expect(inputs.framework).toBe(framework);
    expect(inputs.policies).toEqual(policies);
  });

  test('leaves blank what has no score, keeps zero and not assessed apart, and writes nothing for a fed leaf', () => {
    const { inputs } = loaded(
      scored(
        score('SỞ TƯ PHÁP', '1.1', '0', { selfPoints: '10', note: 'Không gửi báo cáo' }),
        score('Sở Tư pháp', '1.2', null, { state: 'not-assessed' }),
        score('T-A', '2', null, { state: 'not-assessed' }),
      ),
    );
    expect(inputs.scores).toEqual([
      {
        unit: 'T-B',
        criterion: '1.1',
        state: 'scored',
        points: '0',
        selfPoints: '10',
        note: 'Không gửi báo cáo',
      },
      { unit: 'T-B', criterion: '1.2', state: 'not-assessed', points: null },
      { unit: 'T-A', criterion: '1.1', state: 'blank', points: null },
      { unit: 'T-A', criterion: '1.2', state: 'blank', points: null },
      { unit: 'T-A', criterion: '2', state: 'not-assessed', points: null },
    ]);
  });

  test('keeps printed values as printed, wrong ones too, by unit code', () => {
    const mean = { unit: null, field: 'mean-index', value: '120.50' };
    const values = [
      { unit: 'Sở Tư pháp', field: 'index', value: '79.05' },
      { unit: 'Sở Tư pháp', field: 'criterion', criterion: '1', value: '99' },
      { unit: 'Sở Tư pháp', field: 'class', value: 'Yếu' },
      { unit: 'Sở Tư pháp', field: 'rank', value: '12' },
    ];
    expect(loaded(printed(...values, mean)).printed).toEqual([
      ...values.map((value) => ({ ...value, unit: 'T-B' })),
      mean,
    ]);
  });

  test('gives adjustments, notes and fieldwork on, and says so where there are none', () => {
    const fieldwork = { formsIssued: 1160, formsCollected: 1138, formsAccepted: 1135, formsRejected: 3 };
    const full = loaded(
      file({ adjustments: [bonus], fieldwork, notes: [{ unit: 'Sở Tư pháp', text: { vi: 'Ghi chú' } }] }),
    );
    expect(full.inputs.adjustments).toEqual([{ ...bonus, unit: 'T-B' }]);
    expect(full.fieldwork).toEqual(fieldwork);
    expect(full.notes).toEqual([{ unit: 'T-B', text: { vi: 'Ghi chú' } }]);
    expect(loaded(file())).toMatchObject({ fieldwork: null, notes: [] });
  });

  test('may score exactly the maximum', () => {
    expect(faults(scored(score('T-A', '1.1', '10.00')))).toEqual([]);
  });
});

describe('names of units', () => {
  test.each([
    ['among the ranked units', file({ units: [{ unit: 'Sở Nội vụ' }] }), 'units[0].unit unknown-unit'],
    ['in a score', scored(score('Sở Nội vụ', '1.1', '1')), 'scores[0].unit unknown-unit'],
    [
      'in an adjustment',
      file({ adjustments: [{ ...bonus, unit: 'Sở Nội vụ' }] }),
      'adjustments[0].unit unknown-unit',
    ],
    [
      'in a printed value',
      printed({ unit: 'Sở Nội vụ', field: 'index', value: '1' }),
      'printed[0].unit unknown-unit',
    ],
    ['in a note', file({ notes: [{ unit: 'Sở Nội vụ', text: { vi: 'x' } }] }), 'notes[0].unit unknown-unit'],
  ])('an unknown one %s', (_, definition, expected) => {
    expect(faults(definition)).toEqual([expected]);
    expect(messages(definition)[0]).toContain('"Sở Nội vụ"');
  });

  test.each([
    ['that two units bear', file({ units: [{ unit: 'Xã Tân' }] }), ['units[0].unit ambiguous-unit']],
    [
      'of one unit twice, spelt differently',
      file({ units: [{ unit: 'Sở Tư pháp' }, { unit: 'T-B' }] }),
      ['units[1].unit unit-twice'],
    ],
    [
      'of a unit that is not ranked',
      scored(score('Sở Y tế', '1.1', '1')),
      ['scores[0].unit unit-not-ranked'],
    ],
    ['of nobody', file({ units: [] }), ['units out-of-bounds']],
  ])('one %s', (_, definition, expected) => {
    expect(faults(definition)).toEqual(expected);
  });

  test('an ambiguous one is taken for neither unit', () => {
    expect(faults(file({ units: [{ unit: 'T-D' }, { unit: 'Xã Tân' }] }))).toEqual([
      'units[1].unit ambiguous-unit',
    ]);
  });

  test('an ambiguous one is answered with the codes to choose from', () => {
    expect(messages(file({ units: [{ unit: 'xã tân' }] }))).toEqual([
      '"xã tân" names T-D and T-E: write the code',
    ]);
  });
});

describe('scores', () => {
  test.each([
    ['an unknown criterion', score('T-A', '1.3', '1'), 'scores[0].criterion unknown-criterion'],
    ['a code with a trailing point', score('T-A', '1.1.', '1'), 'scores[0].criterion not-a-criterion-code'],
    ['a group', score('T-A', '1', '1'), 'scores[0].criterion score-for-a-group'],
    ['more than the maximum', score('T-A', '1.1', '10.0001'), 'scores[0].points above-max'],
    [
      'a claim above the maximum',
      score('T-A', '1.1', '1', { selfPoints: '11' }),
      'scores[0].selfPoints above-max',
    ],
    ['less than nothing', score('T-A', '1.1', '-0.5'), 'scores[0].points not-decimal'],
    ['a JSON number', score('T-A', '1.1', 1.5), 'scores[0].points number-not-text'],
    ['a decimal comma', score('T-A', '1.1', '1,5'), 'scores[0].points not-decimal'],
    ['a state left out', score('T-A', '1.1', '1', { state: undefined }), 'scores[0].state not-a-choice'],
    ['points left out', score('T-A', '1.1', undefined), 'scores[0].points missing'],
    ['scored without points', score('T-A', '1.1', null), 'scores[0].points points-missing'],
    [
      'blank with points',
      score('T-A', '1.1', '0', { state: 'blank' }),
      'scores[0].points points-without-score',
    ],
    [
      'not assessed with zero',
      score('T-A', '1.1', '0', { state: 'not-assessed' }),
      'scores[0].points points-without-score',
    ],
    [
      'points for a leaf that is counted from answers',
      score('T-A', '2', '1'),
      'scores[0].state fed-with-answers',
    ],
    [
      'a share of nothing',
      score('T-A', '1.1', '1', { figures: { numerator: '1', denominator: '0' } }),
      'scores[0].figures.denominator denominator-zero',
    ],
    [
      'figures as JSON numbers',
      score('T-A', '1.1', '1', { figures: { numerator: 1, denominator: '2' } }),
      'scores[0].figures.numerator number-not-text',
    ],
    ['an empty note', score('T-A', '1.1', '1', { note: ' ' }), 'scores[0].note empty-text'],
  ])('%s', (_, row, expected) => {
    expect(faults(scored(row))).toEqual([expected]);
  });

  test('the same one twice, under two spellings of the unit', () => {
    const twice = scored(
      score('Sở Lao động, TB&XH', '1.1', '1'),
      score('T-A', '1.2', '1'),
      score('T-A', '1.1', '1'),
    );
    expect(faults(twice)).toEqual(['scores[2] score-twice']);
    expect(messages(twice)).toEqual(['"1.1" of "T-A" has a score above already']);
  });
});

describe('scale and groups', () => {
  const bare: Framework = {
    ...framework,
    max: null,
    criteria: [{ code: '1', parent: null, name: { vi: 'Điểm' }, kind: 'appraisal', max: null }],
  };
  const oneUnit = (more: object, ranking = 'all') =>
    file({
      units: [{ unit: 'T-A', ...more }],
      campaign: { ...campaign, policies: { ...policies, ranking } },
    });

  test.each([
    ['no scale where the framework prints no maxima', bare, oneUnit({}), ['units[0].scale scale-missing']],
    ['a scale of nothing', bare, oneUnit({ scale: '0.0' }), ['units[0].scale scale-not-positive']],
    ['a negative scale', bare, oneUnit({ scale: '-1' }), ['units[0].scale not-decimal']],
    ['a scale as a JSON number', bare, oneUnit({ scale: 92 }), ['units[0].scale number-not-text']],
    ['no group where groups are ranked', framework, oneUnit({}, 'groups'), ['units[0].group group-missing']],
    ['a scale given directly', bare, oneUnit({ scale: '92' }), []],
    ['a group', framework, oneUnit({ group: 'full' }, 'groups'), []],
  ])('%s', (_, known, definition, expected) => {
    expect(faults(definition, known)).toEqual(expected);
  });
});

describe('adjustments', () => {
  test.each([
    ['without reason', { reason: '' }, 'adjustments[0].reason empty-text'],
    ['without document', { document: undefined }, 'adjustments[0].document missing'],
    ['of nothing', { points: '0' }, 'adjustments[0].points nothing-adjusted'],
    ['below nothing', { points: '-1' }, 'adjustments[0].points not-decimal'],
    ['of another kind', { kind: 'gift' }, 'adjustments[0].kind not-a-choice'],
  ])('%s', (_, more, expected) => {
    expect(faults(file({ adjustments: [{ ...bonus, ...more }] }))).toEqual([expected]);
  });
});

describe('printed values', () => {
  const value = (field: string, text: unknown, more: object = {}) => ({
    unit: 'T-A',
    field,
    value: text,
    ...more,
  });
  test.each([
    ['an index in words', value('index', 'cao'), 'printed[0].value not-decimal'],
    ['an index with a comma', value('index', '72,50'), 'printed[0].value not-decimal'],
    ['an index as a JSON number', value('index', 72.5), 'printed[0].value number-not-text'],
    ['a class that the framework does not know', value('class', 'Khá'), 'printed[0].value unknown-class'],
    ['rank zero', value('rank', '0'), 'printed[0].value not-a-place'],
    ['half a place', value('order', '1.5'), 'printed[0].value not-a-place'],
    ['a criterion without its code', value('criterion', '1'), 'printed[0].criterion wrong-criterion'],
    [
      'a code beside another field',
      value('points', '1', { criterion: '1' }),
      'printed[0].criterion wrong-criterion',
    ],
    [
      'an unknown criterion',
      value('criterion', '1', { criterion: '3' }),
      'printed[0].criterion unknown-criterion',
    ],
    ['an index of nobody', value('index', '1', { unit: null }), 'printed[0].unit wrong-owner'],
    ['the mean of one unit', value('mean-index', '1'), 'printed[0].unit wrong-owner'],
    ['an unknown field', value('mood', '1'), 'printed[0].field not-a-choice'],
  ])('%s', (_, row, expected) => {
    expect(faults(printed(row))).toEqual([expected]);
  });

  test('one thing printed twice needs labels that tell the places apart', () => {
    const labelled = value('points', '2', { label: { vi: 'Bảng 2' } });
    expect(faults(printed(value('points', '1'), labelled))).toEqual([]);
    expect(faults(printed(value('points', '1'), labelled, value('points', '1')))).toEqual([
      'printed[2] printed-twice',
    ]);
  });
});

describe('the campaign itself', () => {
  const { ties: _, ...withoutTies } = policies;
  test.each([
    ['a policy left out', { policies: withoutTies }, 'campaign.policies.ties not-a-choice'],
    [
      'a policy that is none',
      { policies: { ...policies, ranking: 'random' } },
      'campaign.policies.ranking not-a-choice',
    ],
    [
      'an unknown policy',
      { policies: { ...policies, mercy: true } },
      'campaign.policies.mercy unknown-field',
    ],
    [
      'no responses asked for',
      { policies: { ...policies, minimumResponses: 0 } },
      'campaign.policies.minimumResponses out-of-bounds',
    ],
    ['another framework', { frameworkId: 'other' }, 'campaign.frameworkId other-framework'],
    ['another version of it', { frameworkVersion: 1 }, 'campaign.frameworkId other-framework'],
    ['a year as text', { year: '2026' }, 'campaign.year wrong-type'],
    ['an id that cannot stand in an address', { id: 'Thử 2026' }, 'campaign.id not-an-id'],
    ['no title', { title: { vi: '' } }, 'campaign.title.vi empty-text'],
  ])('%s', (_case, more, expected) => {
    expect(faults(file({ campaign: { ...campaign, ...more } }))).toEqual([expected]);
  });

  test('faults of every section are told at once', () => {
    const definition = file({
      campaign: { ...campaign, frameworkVersion: 1 },
      units: [{ unit: 'T-A' }, { unit: 'T-A' }],
      scores: [score('Sở Nội vụ', '1.1', '11')],
      adjustments: [{ ...bonus, unit: 'T-A', points: '0' }],
      printed: [{ unit: 'T-A', field: 'class', value: 'Khá' }],
    });
    expect(faults(definition)).toEqual([
      'campaign.frameworkId other-framework',
      'scores[0].unit unknown-unit',
      'units[1].unit unit-twice',
      'scores[0].points above-max',
      'adjustments[0].points nothing-adjusted',
      'printed[0].value unknown-class',
    ]);
  });
});

describe('points by a rule', () => {
  /** 1.1 of 10 points: proportional; leaves rounded to 4 decimals. */
  const ruled: Framework = {
    ...framework,
    leafRounding: { decimals: 4, kinds: ['appraisal'] },
    criteria: framework.criteria.map((one) =>
      one.code === '1.1' ? { ...one, rule: { kind: 'proportional' } } : one,
    ),
  };
  const values = { numerator: '1', denominator: '3' };
  const withInputs = (points: unknown, inputs: object = { values }) =>
    scored(score('T-A', '1.1', points, { inputs }));

  test('may be left to the rule, written as the sheet rounds them, or written unrounded', () => {
    const checked = checkCampaign(withInputs(null), { framework: ruled, units });
    const stored = checked.ok
      ? checked.inputs.scores.find((one) => one.criterion === '1.1' && one.unit === 'T-A')
      : null;
    expect(stored).toMatchObject({ points: '3.33333333333333333333333333333', inputs: { values } });
    expect(faults(withInputs('3.3333'), ruled)).toEqual([]);
    expect(faults(withInputs('3.33333333333333333333333333333'), ruled)).toEqual([]);
  });

  test('and no others', () => {
    expect(faults(withInputs('3.3334'), ruled)).toEqual(['scores[0].inputs points-not-by-rule']);
    expect(faults(withInputs('3.3333'))).toEqual(['scores[0].inputs inputs-without-rule']);
    expect(faults(withInputs(null, { values: { numerator: '4', denominator: '3' } }), ruled)).toEqual([
      'scores[0].inputs.values.numerator numerator-above-denominator',
    ]);
    expect(faults(withInputs(null, { values: {}, noCase: true }), ruled)).toEqual([
      'scores[0].inputs no-case-not-allowed',
    ]);
  });
});

describe('a class cap', () => {
  const capped = (classCap: object, more: object = {}) =>
    file({ campaign: { ...campaign, policies: { ...policies, classCap } }, ...more });
  const cap = { reached: 'Tốt', least: '0.6', heldAt: 'Yếu' };

  test('names classes of the framework and a share', () => {
    expect(faults(capped(cap))).toEqual([]);
    expect(faults(capped({ ...cap, reached: 'Khá', heldAt: 'Vừa', least: '1.5' }))).toEqual([
      'campaign.policies.classCap.reached unknown-class',
      'campaign.policies.classCap.heldAt unknown-class',
      'campaign.policies.classCap.least share-above-one',
    ]);
  });

  test('goes by counted units below', () => {
    const below = { unit: 'Sở Tư pháp', units: 9, reaching: 5, document: 'QĐ 1' };
    const checked = checkCampaign(capped(cap, { subordinates: [below] }), { framework, units });
    expect(checked.ok && checked.inputs.subordinates).toEqual([{ ...below, unit: 'T-B' }]);
    expect(faults(capped(cap, { subordinates: [{ ...below, reaching: 10 }, below] }))).toEqual([
      'subordinates[0].reaching more-than-all',
      'subordinates[1].unit unit-twice',
    ]);
  });
});
