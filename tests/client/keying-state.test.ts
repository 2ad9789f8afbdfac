import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Keying,
  openSheet,
  press,
  START,
  stepOf,
  type Task,
  write,
} from '../../client/keying/keying-state.ts';
import { readKey } from '../../client/keying/read-key.ts';
import { sheetsAnHour } from '../../client/keying/work-clock.ts';
import { checkForm } from '../../survey-forms/check-form.ts';
import type { Form, Question } from '../../survey-forms/form.ts';
import { checkKeyed, fieldsOf } from '../../survey-forms/keyed-answers.ts';
import { serialOf } from '../../survey-forms/serial.ts';
import { itemsForm, matrixForm, smallForm, withQuestion } from '../survey-forms/small-form.ts';
import { FIRST, packOf, SECOND, SERIALS, taskOf } from './keying-forms.ts';

/** A hand that is in no hurry: a tenth of a second a key. */
const HAND = 100;
/** A scanner's digits follow each other faster than that. */
const SCANNER = 10;

const keysOf = (text: string) =>
  [...text].map((sign) => (sign === '↵' ? 'Enter' : sign === '←' ? 'Backspace' : sign));

/** Presses keys one after the other: digits and signs as they are, ↵ for Enter, ← for Backspace. */
function type(
  task: Task,
  keys: string | readonly string[],
  from: Keying = START,
  pace = HAND,
  since = 0,
): Keying {
  const list = typeof keys === 'string' ? keysOf(keys) : keys;
  return list.reduce((state, key, i) => press(task, state, key, since + i * pace), from);
}

const items = (count: number) => taskOf(packOf(itemsForm(count)));
const withText = (): Task => taskOf(packOf(smallForm));
const fieldAt = (task: Task, state: Keying) => {
  const step = stepOf(task, state);
  return step.is === 'field' ? step.field.item : step.is;
};
const opened = (task: Task) => openSheet(task, START, FIRST);

/** A form with one question, checked. */
function formOf(question: Partial<Question> & Pick<Question, 'kind'>, codes: readonly number[] = []): Form {
  const form = {
    ...itemsForm(1),
    scales:
      codes.length === 0
        ? {}
        : { s: { levels: codes.map((code) => ({ code, text: { vi: `Mã ${code}` } })) } },
    sections: [
      {
        key: 'only',
        title: { vi: 'Phần' },
        questions: [
          {
            key: 'q',
            text: { vi: 'Câu' },
            ...(codes.length === 0 ? {} : { scale: 's' }),
            ...question,
          } as Question,
        ],
      },
    ],
  };
  expect(checkForm(form)).toMatchObject({ ok: true });
  return form;
}

/** What the only field of such a form holds after these keys; undefined: it has not been left. */
function valueAfter(form: Form, keys: string): unknown {
  const task = taskOf(packOf(form));
  return type(task, keys, opened(task)).left[0]?.value;
}
const faultAfter = (form: Form, keys: string) => {
  const task = taskOf(packOf(form));
  return type(task, keys, opened(task)).fault?.code;
};

describe('a sheet of 24 coded items', () => {
  const task = items(24);
  const digits = Array.from({ length: 24 }, (_, i) => String((i % 5) + 1)).join('');

  it('costs 31 keys: serial, items, Enter', () => {
    const state = type(task, `${FIRST}${digits}↵`);
    expect(state.saved).toMatchObject({ serial: FIRST, keystrokes: 31, seconds: 3, pass: 1, formVersion: 3 });
    expect(Object.values(state.saved?.answers ?? {})).toEqual([...digits].map(Number));
    expect(stepOf(task, state)).toEqual({ is: 'serial' });
    expect(state.serial).toBe('');
  });

  it('costs 25 where a scanner reads the serial, with its Enter or without', () => {
    for (const burst of [FIRST, `${FIRST}↵`]) {
      const read = type(task, burst, START, SCANNER);
      expect(read.keystrokes).toBe(0);
      const state = type(task, `${digits}↵`, read, HAND, 1000);
      expect(state.saved).toMatchObject({ serial: FIRST, keystrokes: 25 });
    }
  });

  it('is followed by the next one without another key', () => {
    const first = type(task, `${FIRST}${digits}↵`);
    const second = type(task, `${SECOND}${digits}↵`, first, HAND, 3100);
    expect(second.saved).toMatchObject({ serial: SECOND, keystrokes: 31 });
    // Sixty-two keys, a tenth of a second each.
    expect(sheetsAnHour(second.clock)).toBe(Math.round((2 * 3600) / 6.1));
  });
});

describe('the serial', () => {
  it.each([
    ['a wrong check digit', `${FIRST.slice(0, 5)}${(Number(FIRST[5]) + 1) % 10}`, 'wrong-check-digit'],
    ['no sheet of the batch', '000000', 'not-in-batch'],
    ['keyed by oneself', SERIALS[3], 'keyed-by-you'],
    ['keyed by somebody', SERIALS[4], 'keyed-by-other'],
    ['whose other pass one has keyed', SERIALS[5], 'same-clerk'],
  ] as const)('is refused: %s', (_, serial = '', code) => {
    const task = taskOf(packOf(itemsForm(2)), {
      [SERIALS[3] ?? '']: 'by-you',
      [SERIALS[4] ?? '']: 'by-other',
      [SERIALS[5] ?? '']: 'other-pass-yours',
    });
    for (const pace of [HAND, SCANNER]) {
      const state = type(task, `${serial}↵`, START, pace);
      expect(stepOf(task, state)).toEqual({ is: 'serial' });
      expect(state).toMatchObject({ faults: 1, serial: '', fault: { code, about: serial } });
      // The next one is not in its way.
      expect(type(task, FIRST, state, HAND, 5000)).toMatchObject({ serial: FIRST, fault: null });
    }
  });

  it('of another batch on this computer is named with its batch', () => {
    const other = serialOf(99);
    const task = taskOf(packOf(itemsForm(2)), {}, { [other]: 'lô 015' });
    expect(type(task, other)).toMatchObject({
      serial: '',
      fault: { code: 'in-other-batch', about: 'lô 015' },
    });
  });

  it('is six digits and nothing else, and Backspace takes one away', () => {
    const task = items(2);
    expect(type(task, `${FIRST.slice(0, 3)}5←*`)).toMatchObject({
      serial: FIRST.slice(0, 3),
      fault: { code: 'serial-first' },
      faults: 1,
    });
  });

  it('scanned in the middle of a sheet answers nothing', () => {
    const task = items(24);
    const before = type(task, '345', opened(task));
    for (const burst of [SECOND, `${SECOND}↵`]) {
      const after = type(task, burst, before, SCANNER, 2000);
      expect(after.left).toEqual(before.left);
      expect(after).toMatchObject({ keystrokes: 3, fault: { code: 'scanned-early', about: SECOND } });
    }
    // Also right behind a key of the hand.
    expect(type(task, SECOND, press(task, before, '1', 2000), SCANNER, 2060).left).toHaveLength(4);
    // At the end of a form too, where the digits would spill over.
    const short = items(3);
    const two = type(short, '12', opened(short));
    expect(type(short, SECOND, two, SCANNER, 2000).left).toHaveLength(2);
    // The same digits by hand are answers, or refused one by one.
    expect(type(task, '111111', before, HAND, 2000).left).toHaveLength(9);
  });
});

describe('a field', () => {
  const five = formOf({ kind: 'single' }, [1, 2, 3, 4, 5]);
  const twelve = formOf({ kind: 'single' }, [1, 2, 10, 12, 20]);
  const many = formOf({ kind: 'multi' }, [1, 2, 3, 4]);
  const longMany = formOf({ kind: 'multi' }, [1, 2, 5, 10, 12]);
  const decimal = formOf({ kind: 'number', min: '0', max: '30.5', decimals: 1 });
  const whole = formOf({ kind: 'number', min: '-10', max: '100' });

  it.each([
    ['a code', five, '4', 4],
    ['0 for blank', five, '0', null],
    ['- for blank', five, '-', null],
    ['* for unreadable', five, '*', '?'],
    ['a code that no other begins like', twelve, '20', 20],
    ['the longer of two codes', twelve, '12', 12],
    ['the shorter of two codes', twelve, '1↵', 1],
    ['a digit taken back', twelve, '1←20', 20],
    ['blank among long codes', twelve, '0', null],
    ['several codes, in order', many, '312↵', [1, 2, 3]],
    ['a code taken back', many, '3131↵', undefined],
    ['a code taken back by Backspace', many, '34←↵', [3]],
    ['the printed box "none of these"', many, '0', []],
    ['no box marked', many, '-', null],
    ['no box that can be read', many, '1*', '?'],
    ['long codes one after the other', longMany, '121+2↵', [1, 2, 12]],
    ['a long code before a short one', longMany, '122↵', [2, 12]],
    ['a short code that the next digit does not lengthen', longMany, '15↵', [1, 5]],
    ['a number', whole, '42↵', '42'],
    ['nought as a number', whole, '0↵', '0'],
    ['idle zeros of a number', whole, '007↵', '7'],
    ['a negative number', whole, '-7↵', '-7'],
    ['blank where a number may be negative', whole, '-↵', null],
    ['blank where it may not', decimal, '-', null],
    ['a decimal', decimal, '2,5↵', '2.5'],
    ['a decimal with an idle zero', decimal, '2,0↵', '2'],
    ['an unreadable number', decimal, '2*', '?'],
    ['an unfinished number', decimal, '2', undefined],
  ] as const)('takes %s', (_, form, keys, value) => {
    expect(valueAfter(form, keys)).toEqual(value);
  });

  it.each([
    [five, '6', 'not-in-scale'],
    [five, '9', 'not-in-scale'],
    [five, '↵', 'incomplete'],
    [five, 'a', 'unknown-key'],
    [twelve, '15', 'not-in-scale'],
    [twelve, '3', 'not-in-scale'],
    [many, '5', 'not-in-scale'],
    [many, '10', 'not-in-scale'],
    [many, '↵', 'nothing-chosen'],
    [decimal, '31↵', 'too-large'],
    [whole, '-11↵', 'too-small'],
    [decimal, '1,25↵', 'too-many-decimals'],
    [decimal, '1,,', 'not-a-number'],
    [whole, '1,', 'not-a-number'],
    [decimal, '↵', 'incomplete'],
    [whole, '1-', 'not-a-number'],
    [whole, '123456789012345678901', 'not-a-number'],
  ] as const)('refuses what does not fit, and nothing moves (%#)', (form, keys, code) => {
    expect(faultAfter(form, keys)).toBe(code);
    expect(valueAfter(form, keys)).toBeUndefined();
  });

  it('says a refusal once and counts every one', () => {
    const task = items(2);
    const refused = type(task, '99', opened(task));
    expect(refused).toMatchObject({ faults: 2, fault: { code: 'not-in-scale' } });
    expect(type(task, '5', refused)).toMatchObject({ faults: 2, fault: null });
  });
});

describe('the way back', () => {
  const task = items(24);

  it('is one field a key, keeping the earlier ones, and ends at the first', () => {
    const forth = type(task, '12345', opened(task));
    expect(fieldAt(task, forth)).toBe('6');
    const back = type(task, '←←', forth);
    expect([fieldAt(task, back), back.left.map(({ value }) => value)]).toEqual(['4', [1, 2, 3]]);
    expect(fieldAt(task, type(task, '←←←←←', back))).toBe('1');
  });

  it('leads from the summary to the last field', () => {
    const short = items(2);
    const end = type(short, '12', opened(short));
    expect(fieldAt(short, end)).toBe('summary');
    expect(fieldAt(short, type(short, '←', end))).toBe('2');
  });

  const anyDigits = fc.array(fc.constantFrom('0', '1', '2', '3', '4', '5', '*', '-'), { maxLength: 24 });

  it('undoes what was keyed: n times Backspace after n answers is the start again', () => {
    fc.assert(
      fc.property(anyDigits, (digits) => {
        const start = opened(task);
        const forth = type(task, digits, start);
        const home = type(
          task,
          digits.map(() => 'Backspace'),
          forth,
        );
        expect({ ...home, clock: 0, keystrokes: 0, recent: [] }).toEqual({
          ...start,
          clock: 0,
          keystrokes: 0,
          recent: [],
        });
      }),
    );
  });
});

describe('conditional questions', () => {
  it('are skipped, and asked once their condition holds', () => {
    const task = withText();
    // Item, grade, done = 1: neither `other` nor `why` is asked.
    expect(fieldAt(task, type(task, '511', opened(task)))).toBe('6');
    const asked = type(task, '512', opened(task));
    expect(fieldAt(task, asked)).toBe('4');
    // `other` has two digits, `why` takes several of them.
    expect(fieldAt(task, type(task, '201035↵', asked))).toBe('6');
  });

  it('leave nothing behind when their condition falls', () => {
    const task = withText();
    const answered = type(task, '51220', opened(task));
    expect(answered.keyed).toHaveProperty('other', 20);
    const again = type(task, '←←1', answered);
    expect(fieldAt(task, again)).toBe('6');
    const { saved } = type(task, '3,5↵↵↵', again);
    expect(saved?.answers).toEqual({ item: 5, grade: 1, done: 1, days: '3.5' });
  });
});

describe('a matrix', () => {
  const units = [
    { code: 'TT-AN', name: { vi: 'Sở An' } },
    { code: 'TT-BI', name: { vi: 'Sở Bình' } },
  ];
  const task = taskOf(packOf(matrixForm, { pass: 2, unit: null, units }));

  it('is keyed unit by unit', () => {
    const state = type(task, '12', opened(task));
    expect(stepOf(task, state)).toMatchObject({
      field: { unit: 'TT-BI', question: { key: 'm1' }, item: '2.1' },
    });
    expect(type(task, '9*↵', state).saved?.answers).toEqual({
      m1: { 'TT-AN': 1, 'TT-BI': 9 },
      m2: { 'TT-AN': 2, 'TT-BI': '?' },
    });
  });
});

describe('free text', () => {
  const task = withText();
  const toText = type(task, '5112↵', opened(task));
  const withLongText = taskOf(packOf(withQuestion(smallForm, 'remark', { maxLength: 200 })));
  const atLongText = type(withLongText, '5112↵', opened(withLongText));

  it('comes last, may be skipped, and is brought back by Backspace', () => {
    expect(fieldAt(task, toText)).toBe('text');
    expect(fieldAt(task, type(task, '↵', toText))).toBe('summary');
    const written = type(task, '↵', write(task, toText, 'tốt'));
    expect(fieldAt(task, written)).toBe('summary');
    const again = type(task, '←', written);
    expect(again.text).toBe('tốt');
    expect(fieldAt(task, again)).toBe('text');
    // A Backspace inside a text is the browser's.
    expect(type(task, '←', again).text).toBe('tốt');
    expect(fieldAt(task, type(task, '←', write(task, again, '')))).toBe('6');
    expect(type(task, '↵', written).saved?.comments).toEqual({ remark: 'tốt' });
  });

  it('takes every letter as a letter, and no more of them than the form allows', () => {
    expect(type(task, 'p?*-0', toText)).toMatchObject({ cover: null, faults: 0 });
    expect(write(task, toText, '😀😀😀😀😀😀').text).toBe('😀😀😀😀😀');
    const composed = type(task, '↵↵', write(task, toText, ' tô\u0301 '));
    expect(composed.saved?.comments).toEqual({ remark: 'tố' });
    expect(type(task, '↵↵', write(task, toText, '   ')).saved?.comments).toEqual({});
  });

  it('does not take the next sheet for words, if it is scanned too early', () => {
    for (const text of [SECOND, `tốt${SECOND}`, `${SECOND} `]) {
      const scanned = type(task, '↵', write(withLongText, atLongText, text));
      expect(scanned.saved).toBeNull();
    }
    const scanned = press(withLongText, write(withLongText, atLongText, `tốt${SECOND}`), 'Enter', 9000);
    expect(scanned).toMatchObject({ text: 'tốt', fault: { code: 'scanned-early', about: SECOND } });
    expect(fieldAt(withLongText, press(withLongText, scanned, 'Enter', 9100))).toBe('summary');
  });

  it('is not keyed a second time', () => {
    const second = taskOf(packOf(smallForm, { pass: 2 }));
    expect(fieldAt(second, type(second, '5112↵', opened(second)))).toBe('summary');
  });
});

describe('pause, keys and leaving', () => {
  const task = items(24);
  const begun = type(task, '123', opened(task));

  it('stop the clock, cover the sheet and take no answers', () => {
    for (const key of ['p', 'F2']) {
      const paused = press(task, begun, key, 300);
      expect(paused.cover).toBe('pause');
      expect(press(task, paused, '5', 400).left).toHaveLength(3);
      const on = press(task, paused, key, 3_600_300);
      expect(on).toMatchObject({ cover: null, left: begun.left });
      expect(press(task, on, '4', 3_600_400).clock.sheet).toBe(200 + 100 + 100);
    }
  });

  it('count no more than two minutes of a silence that nobody announced', () => {
    expect(press(task, begun, '4', 3_600_200).clock.sheet).toBe(200 + 120_000);
  });

  it('show the keys on ?', () => {
    const shown = press(task, begun, '?', 300);
    expect(shown.cover).toBe('keys');
    expect(press(task, shown, 'Escape', 400)).toMatchObject({ cover: null, left: begun.left });
  });

  it('leave a sheet only after asking, and an empty one at once', () => {
    const asked = press(task, begun, 'Escape', 300);
    expect(asked).toMatchObject({ cover: 'leave', left: begun.left });
    expect(press(task, asked, 'Escape', 400)).toMatchObject({ cover: null, left: begun.left });
    expect(press(task, asked, '4', 400).left).toEqual(begun.left);
    expect(press(task, asked, 'Enter', 400)).toMatchObject({
      cover: null,
      serial: '',
      left: [],
      saved: null,
    });
    expect(press(task, opened(task), 'Escape', 0)).toMatchObject({ cover: null, serial: '' });
  });

  it('ignore keys that mean nothing here', () => {
    for (const key of ['ArrowLeft', 'F5', 'Shift', 'Tab', 'Process'])
      expect(press(task, begun, key, 300)).toBe(begun);
  });
});

describe('any keys at all', () => {
  const forms: readonly [string, Task][] = [
    ['24 items', items(24)],
    ['every kind', withText()],
    [
      'a matrix',
      taskOf(
        packOf(matrixForm, {
          units: [
            { code: 'A', name: { vi: 'A' } },
            { code: 'B', name: { vi: 'B' } },
          ],
        }),
      ),
    ],
  ];
  const anyKey = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...'0123456789') },
    { weight: 3, arbitrary: fc.constantFrom('Enter', 'Backspace', '*', '-', ',', '+') },
    { weight: 1, arbitrary: fc.constantFrom('Escape', 'F2', 'p', '?', 'x', 'ArrowUp') },
  );

  it.each(forms)('leave a valid state: %s', (_, task) => {
    const { form, units } = task.pack;
    const codes = units.map(({ code }) => code);
    fc.assert(
      fc.property(fc.array(anyKey, { maxLength: 120 }), fc.integer({ min: 1, max: 200 }), (keys, pace) => {
        let state = opened(task);
        for (const [i, key] of keys.entries()) {
          const next = press(task, state, key, i * pace);
          if (next.saved !== state.saved) expect(checkKeyed(form, next.saved?.answers, codes).ok).toBe(true);
          state = next;
          expect(state.left.length).toBeLessThanOrEqual(fieldsOf(form, codes).length);
          expect(state.serial).toMatch(/^\d{0,6}$/);
          if (state.left.length > 0) expect(state.serial).toHaveLength(6);
          expect(stepOf(task, state).is).toMatch(/serial|field|text|summary/);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('reading the keyboard', () => {
  const pressed = (key: string, code: string, shiftKey = false) => readKey({ key, code, shiftKey });

  it('takes number pad and top row alike, whatever layout and Num Lock say', () => {
    expect(pressed('4', 'Digit4')).toBe('4');
    expect(pressed('4', 'Numpad4')).toBe('4');
    expect(pressed('ArrowLeft', 'Numpad4', true)).toBe('4');
    expect(pressed('ê', 'Digit4')).toBe('4');
    expect(pressed('*', 'Digit8', true)).toBe('*');
    expect(pressed('*', 'NumpadMultiply')).toBe('*');
    expect(pressed('$', 'Digit4', true)).toBe('$');
    expect(pressed('.', 'Period')).toBe(',');
    expect(pressed(',', 'NumpadDecimal')).toBe(',');
    expect(pressed('Enter', 'NumpadEnter')).toBe('Enter');
    expect(pressed('?', 'Slash', true)).toBe('?');
    // A scanner that sends no places.
    expect(pressed('7', '')).toBe('7');
  });
});
