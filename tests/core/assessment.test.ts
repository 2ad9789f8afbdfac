/** The way of an assessment, what it waits for and which score stands; figures worked out by hand. */
import { describe, expect, it, test } from 'vitest';
import {
  areasOf,
  deadlineOf,
  isClosed,
  NOTHING,
  type ScoreEntry,
  standingEntry,
  standingScore,
  stateAfter,
  visibleStages,
} from '../../server/core/assessment.ts';
import {
  type AssessedLeaf,
  isChanged,
  maySkipExplanation,
  missingAt,
  totalsOf,
} from '../../server/core/assessment-progress.ts';
import type { Criterion } from '../../server/core/framework.ts';
import { settleScore } from '../../server/core/settle-score.ts';
import { counted, notAssessed, points, roundsFramework } from '../help/rounds-framework.ts';

const { criteria } = roundsFramework;
const criterionOf = (code: string): Criterion => {
  const found = criteria.find((one) => one.code === code);
  if (!found) throw new Error(`no criterion ${code}`);
  return found;
};

function leaf(
  code: string,
  entries: AssessedLeaf['entries'] = {},
  more: Partial<AssessedLeaf> = {},
): AssessedLeaf {
  return {
    criterion: criterionOf(code),
    entries,
    excluded: false,
    evidence: { self: 0, explanation: 0 },
    ...more,
  };
}

const CODES = ['1.1', '1.2', '2.1', '2.2', '2.3'] as const;
const why = (leaves: readonly AssessedLeaf[], stage: Parameters<typeof missingAt>[0]) =>
  missingAt(stage, leaves).map((one) => `${one.criterion} ${one.why}`);

describe('the steps', () => {
  it('go forward only, and none is skipped but by its own rule', () => {
    expect(stateAfter('submit', 'open')).toBe('submitted');
    expect(stateAfter('submit', 'submitted')).toBeNull();
    expect(stateAfter('return', 'submitted')).toBe('explaining');
    expect(stateAfter('explain', 'explaining')).toBe('explained');
    expect(stateAfter('finish', 'explained')).toBe('appraised');
    expect(stateAfter('finish', 'explaining')).toBeNull();
    expect(stateAfter('decide', 'explained')).toBeNull();
    expect(stateAfter('decide', 'appraised')).toBe('final');
    expect(stateAfter('decide', 'final')).toBeNull();
  });

  it('hide drafts from the other side', () => {
    expect(visibleStages('open', ['office'])).toEqual([]);
    expect(visibleStages('submitted', ['unit'])).toEqual(['self']);
    expect(visibleStages('submitted', ['office'])).toEqual(['self', 'round-1']);
    expect(visibleStages('explaining', ['unit'])).toEqual(['self', 'round-1', 'explanation']);
    expect(visibleStages('explaining', ['office'])).toEqual(['self', 'round-1']);
    expect(visibleStages('explained', ['unit'])).not.toContain('round-2');
    expect(visibleStages('final', ['unit'])).toHaveLength(5);
    // Who stands on both sides sees both.
    expect(visibleStages('explaining', ['unit', 'office'])).toEqual(['self', 'round-1', 'explanation']);
  });
});

describe('a last day', () => {
  const days = { self: '2027-01-15', 'round-1': '2027-01-31' };

  it('is included as a whole, and an extension moves it for the stage at work', () => {
    expect(deadlineOf('open', days, null, '2027-01-15')).toEqual({
      stage: 'self',
      day: '2027-01-15',
      daysLeft: 0,
    });
    expect(isClosed(deadlineOf('open', days, null, '2027-01-15'))).toBe(false);
    expect(isClosed(deadlineOf('open', days, null, '2027-01-16'))).toBe(true);
    expect(deadlineOf('open', days, '2027-01-20', '2027-01-16')).toMatchObject({
      day: '2027-01-20',
      daysLeft: 4,
    });
    // An extension that ends before everybody's day takes nothing away.
    expect(deadlineOf('open', days, '2027-01-10', '2027-01-12')).toMatchObject({ day: '2027-01-15' });
    expect(deadlineOf('explaining', days, null, '2027-01-16')).toBeNull();
    expect(deadlineOf('final', days, null, '2027-01-16')).toBeNull();
  });

  it('binds units; a late round of the office is only marked', () => {
    const late = deadlineOf('submitted', days, null, '2027-03-02');
    expect([late?.daysLeft, isClosed(late)]).toEqual([-30, false]);
  });
});

describe('the score that stands', () => {
  it('is the council’s, else of round 2, else of round 1, never the claim', () => {
    expect(standingEntry({ self: points('2') })).toBeNull();
    expect(standingEntry({ self: points('2'), 'round-1': points('1') })?.entry.points).toBe('1');
    expect(standingEntry({ 'round-1': points('1'), 'round-2': points('0') })?.entry.points).toBe('0');
    // A blank is no score: what was given before stands.
    expect(standingEntry({ 'round-1': points('1'), 'round-2': NOTHING })?.entry.points).toBe('1');
    expect(standingEntry({ 'round-1': points('1'), council: notAssessed('x') })?.entry.state).toBe(
      'not-assessed',
    );
  });

  it('hands inputs on where points follow from them, and shows a ratio where they do not', () => {
    const values = { numerator: '15', denominator: '29' };
    const manual = standingScore(criterionOf('1.1'), points('1', { inputs: { values } }));
    expect(manual).toMatchObject({ points: '1', figures: values });
    expect(manual.inputs).toBeUndefined();
    const ruled = standingScore(criterionOf('1.2'), counted(values, { points: '0.7759' }));
    expect(ruled).toMatchObject({ inputs: { values } });
    expect(ruled.figures).toBeUndefined();
  });
});

describe('what is missing', () => {
  it('before a unit submits: every claim, its reason, its evidence; a survey is not its to score', () => {
    expect(
      why(
        CODES.map((code) => leaf(code)),
        'self',
      ),
    ).toEqual(['1.1 blank', '1.2 blank', '2.1 blank', '2.2 blank']);
    const half = { ...NOTHING, inputs: { values: { numerator: '9' } } };
    expect(why([leaf('1.2', { self: half })], 'self')).toEqual(['1.2 blank']);
    expect(why([leaf('2.1', { self: notAssessed(null) })], 'self')).toEqual(['2.1 reason']);
    expect(why([leaf('2.1', { self: notAssessed('Không được giao') })], 'self')).toEqual([]);
    const claim = { self: points('1.5') };
    expect(why([leaf('1.1', claim)], 'self')).toEqual(['1.1 evidence']);
    expect(why([leaf('1.1', claim, { evidence: { self: 1, explanation: 0 } })], 'self')).toEqual([]);
    // Evidence of the wrong stage is none; who claims nothing has nothing to prove.
    expect(why([leaf('1.1', claim, { evidence: { self: 0, explanation: 1 } })], 'self')).toEqual([
      '1.1 evidence',
    ]);
    expect(why([leaf('1.1', { self: points('0') })], 'self')).toEqual([]);
    expect(why([leaf('1.1', {}, { excluded: true })], 'self')).toEqual([]);
  });

  it('in the rounds: all leaves first, then only what was explained', () => {
    const scored = CODES.map((code) => leaf(code, { 'round-1': points('1') }));
    expect(why([leaf('2.3'), leaf('1.1', { 'round-1': points('0') })], 'round-1')).toEqual(['2.3 blank']);
    expect(why(scored, 'round-1')).toEqual([]);
    expect(why(scored, 'round-2')).toEqual([]);
    const said = { ...NOTHING, note: 'Xin xem lại' };
    const explained = [
      leaf('1.1', { explanation: said }),
      leaf('1.2', {}, { evidence: { self: 0, explanation: 1 } }),
    ];
    expect(why(explained, 'round-2')).toEqual(['1.1 blank', '1.2 blank']);
  });

  it('a leaf is changed where the appraisal gave another score, zero and not assessed apart', () => {
    const given = (self: ScoreEntry, round: ScoreEntry) => leaf('1.1', { self, 'round-1': round });
    expect(isChanged(given(points('1.50'), points('1.5')))).toBe(false);
    expect(isChanged(given(points('0'), notAssessed('x')))).toBe(true);
    expect(isChanged(given(points('2'), points('1.5')))).toBe(true);
    expect(maySkipExplanation([given(points('1'), points('1'))])).toBe(true);
    expect(maySkipExplanation([given(points('1'), points('0'))])).toBe(false);
  });
});

test('running totals: claims over what may be claimed, appraised over all, without what does not apply', () => {
  const leaves = [
    leaf('1.1', { self: points('2'), 'round-1': points('1.2') }),
    leaf('1.2', { self: points('1.35', { inputs: { values: { numerator: '90', denominator: '100' } } }) }),
    leaf('2.1', { self: notAssessed('x'), 'round-1': notAssessed('x') }),
    leaf('2.2', {}, { excluded: true }),
    leaf('2.3', { 'round-1': points('1.2') }),
  ];
  const self = totalsOf(criteria, leaves, 'self');
  // 2 + 1.35 of 2 + 1.5; 2.1 is not applicable, 2.2 excluded, 2.3 no claim.
  expect(self.get('')).toEqual({ points: '3.35', of: '3.5', done: 3, leaves: 3 });
  expect(self.get('2')).toEqual({ points: '0', of: '0', done: 1, leaves: 1 });
  const appraised = totalsOf(criteria, leaves, 'appraised');
  // 1.2 + 1.2 of 2 + 1.5 + 1.5; 1.2 is still blank.
  expect(appraised.get('')).toEqual({ points: '2.4', of: '5', done: 3, leaves: 4 });
  expect(appraised.get('1')).toEqual({ points: '1.2', of: '3.5', done: 1, leaves: 2 });
  expect(Object.fromEntries(areasOf(criteria))).toMatchObject({ '1': '1', '1.2': '1', '2.3': '2' });
});

describe('settling a score', () => {
  const settle = (code: string, entry: ScoreEntry, more: Partial<Parameters<typeof settleScore>[1]> = {}) =>
    settleScore(entry, {
      criterion: criterionOf(code),
      rounding: roundsFramework.leafRounding,
      stage: 'self',
      excluded: false,
      claim: null,
      ...more,
    });
  const faults = (...given: Parameters<typeof settle>) => {
    const outcome = settle(...given);
    return outcome.ok ? [] : outcome.faults.map(({ code, input }) => [code, input].filter(Boolean).join(' '));
  };
  const ratio = (numerator: string, denominator: string) => counted({ numerator, denominator });
  const round1 = { stage: 'round-1' } as const;

  it('computes by the rule and rounds the leaf as declared', () => {
    const outcome = settle('1.2', ratio('53539', '53576'));
    expect(outcome).toMatchObject({ ok: true, entry: { points: '1.499' } });
    expect(settle('2.2', ratio('28394', '25800'))).toMatchObject({ ok: true, entry: { points: '1' } });
  });

  it('refuses what cannot be, and says which input', () => {
    expect(faults('1.2', ratio('5', '0'))).toEqual(['denominator-zero denominator']);
    expect(faults('1.2', ratio('6', '5'))).toEqual(['numerator-above-denominator numerator']);
    expect(faults('1.2', ratio('-1', '5'))).toEqual(['below-zero numerator']);
    expect(faults('1.2', counted({ denominator: '5' }))).toEqual(['missing-input numerator']);
    expect(faults('1.2', ratio('0', '5'))).toEqual([]);
    expect(faults('1.2', points('1'))).toEqual(['inputs-needed']);
    expect(faults('1.1', points('2.0001'))).toEqual(['above-max']);
    expect(faults('1.1', points('-0.5'))).toEqual(['below-zero']);
    expect(faults('1.1', points('một'))).toEqual(['not-a-decimal']);
    expect(faults('1.1', points(''))).toEqual(['points-missing']);
    expect(faults('1.1', points('1', { inputs: { values: { numerator: '1', denominator: '0' } } }))).toEqual([
      'denominator-zero denominator',
    ]);
    expect(faults('2.3', points('1'))).toEqual(['not-self-scored']);
    expect(faults('1.1', points('1'), { excluded: true })).toEqual(['does-not-apply']);
  });

  it('keeps a half-filled draft of the unit, which is blank', () => {
    const draft = { ...NOTHING, inputs: { values: { numerator: '9', denominator: 'chưa rõ' } } };
    expect(settle('1.2', draft)).toMatchObject({
      ok: true,
      entry: { state: 'blank', points: null, inputs: draft.inputs },
    });
  });

  it('asks an appraiser for a reason where he differs from the claim or from the rule, and for a document', () => {
    const claim = points('1');
    expect(faults('1.1', points('0.5'), { ...round1, claim })).toEqual(['note-needed']);
    expect(faults('1.1', points('1.0'), { ...round1, claim })).toEqual([]);
    expect(faults('1.1', points('0.5', { note: ' ' }), { ...round1, claim })).toEqual(['note-needed']);
    expect(faults('1.2', points('1.35'), { ...round1, claim: points('1.35') })).toEqual(['note-needed']);
    expect(faults('2.1', points('0.5', { note: 'x' }), { ...round1, claim })).toEqual(['source-needed']);
    expect(faults('2.3', points('1.2'), round1)).toEqual(['source-needed']);
    expect(faults('2.3', points('1.2', { source: 'Báo cáo' }), round1)).toEqual([]);
    expect(faults('1.1', notAssessed(null), { ...round1, claim: notAssessed('x') })).toEqual(['note-needed']);
  });

  it('lets nobody type what is counted from answers', () => {
    const fed: Criterion = {
      ...criterionOf('2.3'),
      feed: { form: 'satisfaction', questions: ['q01'], items: 'pooled' },
    };
    expect(faults('2.3', points('1', { source: 'x', note: 'x' }), { ...round1, criterion: fed })).toEqual([
      'counted-from-answers',
    ]);
  });
});
