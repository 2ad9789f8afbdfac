import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addTo,
  countResponse,
  emptyCounters,
  packCounters,
  tallyLayout,
  toQuestionCounts,
  unpackCounters,
} from '../../server/core/tally.ts';
import type { Answers } from '../../survey-forms/answer.ts';
import type { Form } from '../../survey-forms/form.ts';
import { form } from './made-up.ts';

const matrixForm: Form = {
  ...form,
  id: 'matrix',
  sections: [
    {
      key: 'all',
      title: { vi: 'Chung' },
      questions: [{ key: 'm1', kind: 'matrix', scale: 'four', text: { vi: 'Đánh giá' } }],
    },
  ],
};

const layout = tallyLayout(form);

function counted(...responses: Answers[]): Uint32Array {
  const counters = emptyCounters(layout);
  for (const answers of responses) addTo(counters, countResponse(layout, answers), 1);
  return counters;
}

describe('layout', () => {
  it('has blank, not asked and one slot per code, in form order; text has none', () => {
    // s1: 2+5 from 0, s2: 2+5 from 7, p1: 2+5 from 14, multi: 2+2 from 21, days: 2+1 from 25
    expect(layout.size).toBe(28);
    expect(layout.questions.map(({ key, first }) => [key, first])).toEqual([
      ['s1', 0],
      ['s2', 7],
      ['p1', 14],
      ['multi', 21],
      ['days', 25],
    ]);
  });

  it('is made once per form', () => {
    expect(tallyLayout(form)).toBe(layout);
  });
});

describe('one response', () => {
  it('adds to one slot per question, and to one per chosen code of a multi', () => {
    const slots = countResponse(layout, { s1: 5, s2: 1, p1: 9, multi: [1, 2], days: '3', comment: 'x' });
    expect(slots).toEqual([6, 9, 20, 23, 24, 27]);
  });

  it('keeps blank, not asked and "none of these" apart', () => {
    const counts = toQuestionCounts(form, counted({ s1: null, p1: 2, multi: [], days: null }));
    expect(counts.s1).toEqual({ blank: 1, notAsked: 0, codes: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 } });
    expect(counts.s2).toEqual({ blank: 0, notAsked: 1, codes: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 } });
    expect(counts.p1).toEqual({ blank: 0, notAsked: 0, codes: { 1: 0, 2: 1, 3: 0, 4: 0, 9: 0 } });
    expect(counts.multi).toEqual({ blank: 0, notAsked: 0, codes: { 1: 0, 2: 0 } });
    expect(counts.days).toEqual({ blank: 1, notAsked: 0, codes: { answered: 0 } });
    expect(Object.keys(counts)).not.toContain('comment');
  });

  it('takes a code 0 for no code, and never guesses', () => {
    for (const value of [0, 6, 1.5, -1, Number.NaN, '5', true, [5], { A: 5 }])
      expect(() => countResponse(layout, { s1: value } as Answers), String(value)).toThrow('question s1');
    expect(() => countResponse(layout, { multi: 1 })).toThrow('question multi');
    expect(() => countResponse(layout, { multi: [3] })).toThrow('question multi');
  });

  it('does not find an answer in what every object inherits', () => {
    const questions = [
      { key: 'constructor', kind: 'satisfaction' as const, scale: 'five', text: { vi: 'Bẫy' } },
    ];
    const trap: Form = { ...form, sections: [{ key: 'a', title: { vi: 'A' }, questions }] };
    expect(countResponse(tallyLayout(trap), {})).toEqual([1]);
  });
});

describe('a form that rates many units', () => {
  const matrix = tallyLayout(matrixForm);
  const answers: Answers = { m1: { SNV: 1, STC: 9 } };

  it("counts each unit's own code, and a unit left out as blank", () => {
    expect(countResponse(matrix, answers, 'SNV')).toEqual([2]);
    expect(countResponse(matrix, answers, 'STC')).toEqual([6]);
    expect(countResponse(matrix, answers, 'SYT')).toEqual([0]);
    expect(countResponse(matrix, { m1: null }, 'SNV')).toEqual([0]);
    expect(countResponse(matrix, {}, 'SNV')).toEqual([1]);
    expect(countResponse(matrix, answers, 'toString')).toEqual([0]);
  });

  it('must be told which unit', () => {
    expect(() => countResponse(matrix, answers)).toThrow('name the rated unit');
  });
});

describe('taking back', () => {
  it('never goes below zero, and then changes nothing', () => {
    const counters = counted({ s1: 5, s2: 5, p1: 1, multi: [], days: null });
    const before = [...counters];
    const other = countResponse(layout, { s1: 5, s2: 4, p1: 1, multi: [], days: null });
    expect(() => addTo(counters, other, -1)).toThrow('cannot become -1');
    expect([...counters]).toEqual(before);
  });

  it('never grows beyond what can be packed', () => {
    expect(() => addTo(new Uint32Array([0xffff_ffff]), [0], 1)).toThrow('cannot become');
    expect(() => addTo([0xffff_ffff], [0], 1)).toThrow('cannot become');
  });

  it('refuses a slot the tally does not have', () => {
    expect(() => addTo([0, 0], [2], 1)).toThrow('counter 2 of 2');
  });
});

describe('packing', () => {
  it('is little-endian uint32, wherever the bytes lie in their buffer', () => {
    expect([...packCounters([1, 256, 0xffff_fffe])]).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 254, 255, 255, 255]);
    const counters = counted({ s1: 5, s2: 1, p1: 9, multi: [1], days: '3' });
    const shifted = new Uint8Array([9, ...packCounters(counters)]).subarray(1);
    expect(unpackCounters(shifted, layout)).toEqual(counters);
  });

  it('refuses bytes of another form version', () => {
    expect(() => unpackCounters(new Uint8Array(8), layout)).toThrow('does not fit');
    expect(() => toQuestionCounts(form, [1, 2])).toThrow('do not fit');
  });
});

const code = (...codes: number[]) => fc.constantFrom(...codes);
const someAnswers: fc.Arbitrary<Answers> = fc.record(
  {
    s1: fc.option(code(1, 2, 3, 4, 5)),
    s2: fc.option(code(1, 2, 3, 4, 5)),
    p1: fc.option(code(1, 2, 3, 4, 9)),
    multi: fc.option(fc.subarray([1, 2])),
    days: fc.option(fc.nat().map(String)),
  },
  { requiredKeys: ['s1'] },
);

describe('kept up to date = recounted', () => {
  it('under any mix of adding and taking back', () => {
    const script = fc.array(fc.record({ answers: someAnswers, takenBackAfter: fc.option(fc.nat(20)) }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(script, (responses) => {
        const running = emptyCounters(layout);
        responses.forEach(({ answers }, now) => {
          addTo(running, countResponse(layout, answers), 1);
          responses.forEach(({ answers: earlier, takenBackAfter }, then) => {
            if (takenBackAfter !== null && then + takenBackAfter === now)
              addTo(running, countResponse(layout, earlier), -1);
          });
        });
        const kept = responses.filter(
          ({ takenBackAfter }, then) => takenBackAfter === null || then + takenBackAfter >= responses.length,
        );
        expect(running).toEqual(counted(...kept.map(({ answers }) => answers)));
      }),
    );
  });

  it('in any order', () => {
    const shuffled = fc
      .array(someAnswers, { maxLength: 20 })
      .chain((list) =>
        fc.tuple(
          fc.constant(list),
          fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(counted(...other)).toEqual(counted(...list));
      }),
    );
  });

  it('and every response stands in exactly one slot of a single-choice question', () => {
    fc.assert(
      fc.property(fc.array(someAnswers, { maxLength: 20 }), (list) => {
        const { blank = -1, notAsked = -1, codes = {} } = toQuestionCounts(form, counted(...list)).p1 ?? {};
        expect(Object.values(codes).reduce((total, n) => total + n, blank + notAsked)).toBe(list.length);
      }),
    );
  });
});
