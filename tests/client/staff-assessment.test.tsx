import { renderToString } from 'preact-render-to-string';
import { afterEach, beforeEach, describe, expect, it, vi as mock } from 'vitest';
import type { Assessment } from '../../client/staff/api.ts';
import { isUnsaved, type Keeping, Saver, type SaveState } from '../../client/staff/assessment-autosave.ts';
import { Compare } from '../../client/staff/assessment-compare.tsx';
import {
  type AssessedCriterion,
  type AssessedLeaf,
  differ,
  draftOf,
  readDecimal,
  readDraft,
  type StageEntry,
} from '../../client/staff/assessment-draft.ts';
import { scoreErrors } from '../../client/staff/assessment-errors.ts';
import { mayAccept } from '../../client/staff/assessment-leaf.tsx';
import { stepsOf } from '../../client/staff/assessment-steps.tsx';
import { Trouble } from '../../client/staff/trouble.ts';
import { withSaved } from '../../client/staff/use-assessment.ts';
import { wordsOf } from '../../client/words/words-of.ts';
import { attributes, elements, textOf } from './markup.ts';

const byHand: AssessedCriterion = {
  code: '1.1',
  parent: '1',
  name: { vi: 'Sáng kiến' },
  kind: 'appraisal',
  max: '2',
  rule: null,
  inputs: [],
  computed: false,
  selfScored: true,
  appraised: true,
  needsSource: false,
  evidence: null,
  agency: null,
};
const byRule: AssessedCriterion = {
  ...byHand,
  code: '1.2',
  max: '1.5',
  rule: { kind: 'proportional' },
  inputs: ['numerator', 'denominator'],
  computed: true,
};

const entry = (stage: StageEntry['stage'], more: Partial<StageEntry> = {}): StageEntry => ({
  ...{ stage, state: 'scored', points: '1', inputs: null, note: null, source: null, arithmetic: null },
  ...{ by: 'Lan', at: '2026-06-15T05:00:00.000Z', revision: 1 },
  ...more,
});
const leaf = (stages: StageEntry[], more: Partial<AssessedLeaf> = {}): AssessedLeaf => ({
  ...{ code: '1.1', excluded: null, evidence: { self: 0, explanation: 0 }, changed: false, explained: false },
  ...{ standing: null, counted: null, stages },
  ...more,
});

describe('a number as people write it', () => {
  it.each([
    ['0,75', '0.75'],
    ['1.250', '1250'],
    ['53.539,5', '53539.5'],
    ['2.030.189', '2030189'],
    ['0.75', '0.75'],
    ['0.499', '0.499'],
    ['12,5', '12.5'],
    [' 1 250 ', '1250'],
    ['-1', '-1'],
    ['−1', '-1'],
  ])('in Vietnamese %s is %s', (typed, read) => expect(readDecimal(typed, 'vi')).toBe(read));

  it.each([
    ['0.75', '0.75'],
    ['1,250', '1250'],
    ['53,539.5', '53539.5'],
    ['0,75', '0.75'],
  ])('in English %s is %s', (typed, read) => expect(readDecimal(typed, 'en')).toBe(read));

  it.each(['', 'một', '1,2,3', '1..2', '5%', '1e3', '12.34.5'])('%s is none', (typed) =>
    expect(readDecimal(typed, 'vi')).toBeNull(),
  );
});

describe('a draft', () => {
  const empty = draftOf(undefined, byRule, 'vi');

  it('is blank until it is whole, and keeps what was typed', () => {
    expect(readDraft(empty, byRule, 'vi').entry).toMatchObject({ state: 'blank', inputs: null });
    const half = { ...empty, values: { numerator: '53.539' } };
    expect(readDraft(half, byRule, 'vi').entry).toMatchObject({
      state: 'blank',
      points: null,
      inputs: { values: { numerator: '53539' } },
    });
    const whole = { ...empty, values: { numerator: '53.539', denominator: '53.576' } };
    expect(readDraft(whole, byRule, 'vi').entry).toMatchObject({
      state: 'scored',
      inputs: { values: { numerator: '53539', denominator: '53576' } },
    });
  });

  it('names what cannot be read, and does not lose it', () => {
    const read = readDraft({ ...empty, values: { numerator: 'chưa rõ', denominator: '5' } }, byRule, 'vi');
    expect(read.unreadable).toEqual(['numerator']);
    expect(read.entry).toMatchObject({
      state: 'blank',
      inputs: { values: { numerator: 'chưa rõ', denominator: '5' } },
    });
    expect(draftOf(read.entry as StageEntry, byRule, 'vi').values.numerator).toBe('chưa rõ');
    expect(readDraft({ ...draftOf(undefined, byHand, 'vi'), points: 'x' }, byHand, 'vi').unreadable).toEqual([
      '',
    ]);
  });

  it('keeps zero, blank and not applicable apart', () => {
    const zero = { ...draftOf(undefined, byHand, 'vi'), points: '0' };
    expect(readDraft(zero, byHand, 'vi').entry).toMatchObject({ state: 'scored', points: '0' });
    expect(readDraft({ ...zero, points: ' ' }, byHand, 'vi').entry.state).toBe('blank');
    expect(readDraft({ ...zero, doesNotApply: true, note: 'Không được giao' }, byHand, 'vi').entry).toEqual({
      ...{ state: 'not-assessed', points: null, inputs: null, source: null },
      note: 'Không được giao',
    });
  });

  it('comes back as it was stored, in the notation of the reader', () => {
    const stored = entry('self', {
      points: '1.35',
      inputs: { values: { numerator: '53539', denominator: '53576' } },
    });
    expect(draftOf(stored, byRule, 'vi').values).toEqual({ numerator: '53.539', denominator: '53.576' });
    expect(draftOf(stored, byRule, 'en').values).toEqual({ numerator: '53,539', denominator: '53,576' });
    expect(readDraft(draftOf(stored, byRule, 'vi'), byRule, 'vi').entry.inputs).toEqual(stored.inputs);
    // Another language is another notation of the same number, not another number.
    const typed = readDraft(
      { ...empty, values: { numerator: '53.539', denominator: '1.000,5' } },
      byRule,
      'vi',
    );
    expect(draftOf(typed.entry, byRule, 'en').values).toEqual({
      numerator: '53,539',
      denominator: '1,000.5',
    });
    // Points an appraiser wrote over the rule stay points.
    expect(draftOf(entry('round-1', { points: '0.9' }), byRule, 'vi')).toMatchObject({
      byHand: true,
      points: '0,9',
    });
  });
});

describe('saving while typing', () => {
  beforeEach(() => mock.useFakeTimers());
  afterEach(() => mock.useRealTimers());

  function saver(answers: (string | Trouble)[], keeping?: Keeping<string>) {
    const sent: string[] = [];
    const states: SaveState[] = [];
    const one = new Saver<string>(
      async (value) => {
        sent.push(value);
        const answer = answers.shift() ?? '10:32';
        if (answer instanceof Trouble) throw answer;
        return answer;
      },
      (state) => states.push(state),
      keeping,
    );
    return { one, sent, last: () => states.at(-1) };
  }

  it('sends once, a moment after the last key', async () => {
    const { one, sent, last } = saver(['10:32']);
    for (const value of ['0', '0,', '0,9']) one.change(value);
    expect(last()).toEqual({ is: 'waiting' });
    await mock.advanceTimersByTimeAsync(699);
    expect(sent).toEqual([]);
    await mock.advanceTimersByTimeAsync(1);
    expect([sent, last()]).toEqual([['0,9'], { is: 'saved', at: '10:32' }]);
  });

  it('sends at once when the field is left, and never twice the same', async () => {
    const { one, sent } = saver([]);
    one.change('1');
    one.flush();
    one.flush();
    await mock.runAllTimersAsync();
    expect(sent).toEqual(['1']);
  });

  it('keeps what could not be sent and tries again, with what was typed since', async () => {
    const { one, sent, last } = saver([new Trouble('unreachable'), new Trouble('storage-unavailable')]);
    one.change('1');
    await mock.advanceTimersByTimeAsync(700);
    expect(last()?.is).toBe('failed');
    expect(isUnsaved(last() ?? { is: 'rest' })).toBe(true);
    await mock.advanceTimersByTimeAsync(3_000);
    expect([sent, last()?.is]).toEqual([['1', '1'], 'failed']);
    one.change('2');
    await mock.advanceTimersByTimeAsync(700);
    expect([sent, last()?.is]).toEqual([['1', '1', '2'], 'saved']);
    await mock.runAllTimersAsync();
    expect(sent).toHaveLength(3);
  });

  it('does not try again what the server refuses', async () => {
    const { one, sent, last } = saver([new Trouble('deadline-passed')]);
    one.change('1');
    await mock.runAllTimersAsync();
    expect([sent, last()?.is]).toEqual([['1'], 'refused']);
    expect(isUnsaved(last() ?? { is: 'rest' })).toBe(false);
  });

  describe('what is typed lies on the device', () => {
    const device = () => {
      const kept: (string | null)[] = [];
      const keeping = { keep: (value: string) => void kept.push(value), drop: () => void kept.push(null) };
      return { kept, keeping };
    };

    it('from the first key until the server has it', async () => {
      const { kept, keeping } = device();
      const { one } = saver(['10:32'], keeping);
      one.change('0');
      one.change('0,9');
      expect(kept).toEqual(['0', '0,9']);
      await mock.advanceTimersByTimeAsync(700);
      expect(kept.at(-1)).toBeNull();
    });

    it.each(['not-signed-in', 'deadline-passed', 'unreachable'])('after %s', async (code) => {
      const { kept, keeping } = device();
      const { one } = saver([new Trouble(code)], keeping);
      one.change('1');
      await mock.advanceTimersByTimeAsync(700);
      expect(kept).toEqual(['1']);
    });

    it('with what was typed since, on what is stored now', async () => {
      const { kept, keeping } = device();
      const { one } = saver([], keeping);
      one.change('1');
      one.flush();
      one.change('2');
      await mock.advanceTimersByTimeAsync(0);
      expect(kept).toEqual(['1', '2', '2', null]);
    });

    it('until somebody takes what the server has', () => {
      const { kept, keeping } = device();
      const { one } = saver([], keeping);
      one.change('1');
      one.rest();
      expect(kept).toEqual(['1', null]);
    });
  });

  it('drops what waits when the screen shows what the server has', async () => {
    const { one, sent, last } = saver([]);
    one.change('1');
    one.rest();
    await mock.runAllTimersAsync();
    expect([sent, last()]).toEqual([[], { is: 'rest' }]);
  });

  it('sends what was typed while a request was under way', async () => {
    let answer = (_: string) => {};
    const sent: string[] = [];
    const one = new Saver<string>(
      (value) => {
        sent.push(value);
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
      () => {},
    );
    one.change('1');
    await mock.advanceTimersByTimeAsync(700);
    one.change('2');
    await mock.advanceTimersByTimeAsync(700);
    expect(sent).toEqual(['1']);
    answer('10:32');
    await mock.advanceTimersByTimeAsync(0);
    expect(sent).toEqual(['1', '2']);
  });
});

describe('stages side by side', () => {
  const stages = ['self', 'round-1', 'explanation', 'round-2', 'council'] as const;
  const draw = (one: AssessedLeaf, work: StageEntry['stage'] | null = 'round-2') =>
    renderToString(<Compare criterion={byHand} leaf={one} stages={stages} work={work} />);

  it('mark what differs, and show nothing where nothing was said', () => {
    const html = draw(
      leaf([entry('self', { points: '2' }), entry('round-1', { points: '1.5', note: 'Thiếu' })], {
        explained: true,
      }),
    );
    expect(attributes(html, 'class').filter((name) => name === 'differs')).toHaveLength(1);
    expect(textOf(html)).toContain('Vòng 1 1,5 khác Thiếu Lan, 15/06/2026 12:00');
    // The stage at work stands there to be filled; the explanation, which is none, does not.
    expect(elements(html, 'dt').map(textOf)).toEqual(['Tự đánh giá', 'Vòng 1', 'Vòng 2']);
    const same = draw(leaf([entry('self', { points: '1.50' }), entry('round-1', { points: '1.5' })]));
    expect(same).not.toContain('differs');
  });

  it('end with the final score', () => {
    const one = leaf([entry('self', { points: '2' }), entry('round-1', { points: '1.5' })], {
      changed: true,
      standing: { stage: 'round-1', state: 'scored', points: '1.5' },
    });
    expect(textOf(draw(one, null))).toMatch(/Điểm cuối cùng 1,5 khác$/);
  });

  it('tell zero, blank and not assessed apart', () => {
    const shown = (more: Partial<StageEntry>) => textOf(draw(leaf([entry('self', more)]), 'council'));
    expect(shown({ points: '0' })).toContain('Tự đánh giá 0');
    expect(shown({ state: 'not-assessed', points: null })).toContain('không đánh giá');
    expect(shown({ state: 'blank', points: null })).toContain('chưa có');
    expect(
      differ(
        leaf([entry('self', { points: '0' }), entry('round-1', { state: 'not-assessed', points: null })]),
        'self',
        'round-1',
      ),
    ).toBe(true);
  });

  it('show what answers give with its N, or until when they are awaited', () => {
    const basis = { responses: 6, answers: 24, value: '0.875', byGroup: [] };
    const counted = { state: 'scored' as const, points: '1.3125', pendingUntil: null, basis };
    expect(textOf(draw(leaf([], { counted })))).toContain('1,3125 tính từ phiếu khảo sát 87,50\u00a0%');
    const awaited = { state: 'blank' as const, points: null, pendingUntil: '2026-07-14', basis: null };
    expect(textOf(draw(leaf([], { counted: awaited })))).toBe(
      'Khảo sát còn nhận phiếu đến hết 14/07/2026; điểm có sau ngày đó.',
    );
    const few = { ...counted, basis: { ...basis, responses: 3, value: null } };
    expect(textOf(draw(leaf([], { counted: few })))).toContain('3 phiếu: quá ít');
  });
});

describe('what may be done with a leaf', () => {
  it('is accepted unseen only where there is a claim, no score yet, and no document to name', () => {
    expect(mayAccept(byHand, leaf([entry('self')]), 'round-1')).toBe(true);
    expect(mayAccept(byHand, leaf([]), 'round-1')).toBe(false);
    expect(mayAccept(byHand, leaf([entry('self'), entry('round-1')]), 'round-1')).toBe(false);
    expect(mayAccept({ ...byHand, needsSource: true }, leaf([entry('self')]), 'round-1')).toBe(false);
    const scored = [entry('self'), entry('round-1')];
    expect(mayAccept(byHand, leaf(scored, { explained: true }), 'round-2')).toBe(true);
    expect(mayAccept(byHand, leaf(scored), 'round-2')).toBe(false);
  });

  it('faults stand at their fields', () => {
    const trouble = new Trouble('score-invalid', [
      { field: '1.2', code: 'above-max', sentence: 'Vượt điểm tối đa 1,5.' },
      { field: '1.2.numerator', code: 'below-zero', sentence: 'Không được nhỏ hơn 0.' },
      { field: '1.2', code: 'note-needed', sentence: 'Hãy nêu lý do.' },
    ]);
    expect(scoreErrors(trouble, '1.2', ['denominator'], wordsOf('vi'))).toEqual({
      '': 'Vượt điểm tối đa 1,5.',
      numerator: 'Không được nhỏ hơn 0.',
      denominator: 'Không đọc được thành số. Viết như 0,75 hoặc 1.250.',
      'note-needed': 'Hãy nêu lý do.',
    });
  });
});

const assessment: Assessment = {
  campaign: { id: 'c', title: { vi: 'Đợt thử' }, year: 2026 },
  unit: { code: 'U', name: { vi: 'Sở Thử' } },
  ...{
    state: 'open',
    stage: 'self',
    writes: 'self',
    appraises: [],
    office: false,
    mayExtend: false,
    mayDecide: false,
  },
  ...{
    submitted: null,
    decision: null,
    deadline: null,
    extendedUntil: null,
    deadlines: [],
    today: '2026-06-15',
  },
  criteria: [byHand, byRule],
  leaves: [leaf([]), leaf([], { code: '1.2' })],
  totals: {
    self: [
      { code: '', points: '0', of: '3.5', done: 0, leaves: 2 },
      { code: '1', points: '0', of: '3.5', done: 0, leaves: 2 },
    ],
    appraised: [],
  },
  missing: [],
  skipsExplanation: false,
  missingElsewhere: 0,
};

describe('the page', () => {
  it('takes a save into what it touches, and leaves every other leaf the same object', () => {
    const row = { code: '', points: '1', of: '3.5', done: 1, leaves: 2 };
    const after = withSaved(assessment, '1.1', {
      entry: entry('self'),
      totals: { self: [row], appraised: [] },
      missing: [{ criterion: '1.2', why: 'blank' }],
    });
    expect(after.leaves[0]?.stages).toEqual([entry('self')]);
    expect(after.leaves[1]).toBe(assessment.leaves[1]);
    expect(after.totals.self[0]).toEqual(row);
    expect(after.totals.self[1]).toBe(assessment.totals.self[1]);
  });

  it('offers the step that is the reader’s, and no other', () => {
    expect(stepsOf(assessment)).toEqual(['submit']);
    expect(stepsOf({ ...assessment, state: 'submitted', writes: null })).toEqual([]);
    expect(stepsOf({ ...assessment, state: 'submitted', writes: 'round-1' })).toEqual(['return']);
    expect(stepsOf({ ...assessment, writes: 'round-1', skipsExplanation: true })).toEqual([
      'finish',
      'return',
    ]);
    const gone = { stage: 'explanation' as const, day: '2026-06-01', daysLeft: -14, closed: true };
    const late = { ...assessment, state: 'explaining' as const, writes: null, deadline: gone };
    expect(stepsOf(late)).toEqual([]);
    expect(stepsOf({ ...late, appraises: ['1'] })).toEqual(['pass']);
  });
});
