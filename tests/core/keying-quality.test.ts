import { describe, expect, test } from 'vitest';
import {
  Agreement,
  type MeasuredKeying,
  type MeasuredSheet,
  QualityCount,
  wilsonInterval,
} from '../../server/core/keying-quality.ts';
import { smallForm } from '../survey-forms/small-form.ts';
import { EXPECTED, PAIRS } from './double-entry-sample.ts';

const pairsOf = (text: string) =>
  text.split(' ').map(([one, other]) => [one, other].map((sign) => (sign === '-' ? undefined : sign)));

function agreementOver(texts: readonly string[]) {
  const agreement = new Agreement();
  for (const [one, other] of texts.flatMap(pairsOf)) agreement.add(one, other);
  return agreement.result();
}

/** To the digits that R printed. */
const DIGITS = 11;

describe('300 fields keyed twice, as R has them', () => {
  const { compared, differing, interval, kappa } = agreementOver(Object.values(PAIRS));

  test('fields that only one entered count as differing, and kappa leaves them out', () => {
    expect([compared, differing]).toEqual([EXPECTED.compared, EXPECTED.differing]);
    expect(kappa?.fields).toBe(EXPECTED.all.fields);
  });

  test('observed and expected agreement, kappa, its variance and interval', () => {
    expect(kappa?.observed).toBeCloseTo(EXPECTED.all.observed, DIGITS);
    expect(kappa?.expected).toBeCloseTo(EXPECTED.all.expected, DIGITS);
    expect(kappa?.kappa).toBeCloseTo(EXPECTED.all.kappa, DIGITS);
    expect(kappa?.variance).toBeCloseTo(EXPECTED.all.variance, 15);
    expect(kappa?.interval.low).toBeCloseTo(EXPECTED.all.interval[0], DIGITS);
    expect(kappa?.interval.high).toBeCloseTo(EXPECTED.all.interval[1], DIGITS);
  });

  test('the interval of the differing share', () => {
    expect(interval?.low).toBeCloseTo(EXPECTED.wilson[0], DIGITS);
    expect(interval?.high).toBeCloseTo(EXPECTED.wilson[1], DIGITS);
  });

  test.each(Object.entries(EXPECTED.questions))('question %s', (question, expected) => {
    const one = agreementOver([PAIRS[question] ?? '']).kappa;
    expect(one?.fields).toBe(expected.fields);
    expect(one?.observed).toBeCloseTo(expected.observed, DIGITS);
    expect(one?.expected).toBeCloseTo(expected.expected, DIGITS);
    expect(one?.kappa).toBeCloseTo(expected.kappa, DIGITS);
  });
});

describe('at the edges', () => {
  test('one value ever, or nothing, has no kappa', () => {
    const same = new Agreement();
    for (let i = 0; i < 5; i++) same.add('4', '4');
    expect(same.result()).toMatchObject({ compared: 5, differing: 0, kappa: null });
    expect(new Agreement().result()).toEqual({ compared: 0, differing: 0, interval: null, kappa: null });
  });

  test('perfect agreement on two values is 1, without spread', () => {
    const agreement = new Agreement();
    for (const value of ['1', '2', '1', '2']) agreement.add(value, value);
    expect(agreement.result().kappa).toMatchObject({ kappa: 1, variance: 0, interval: { low: 1, high: 1 } });
  });

  test('no agreement beyond chance is 0', () => {
    const agreement = new Agreement();
    for (const one of ['1', '2']) for (const other of ['1', '2']) agreement.add(one, other);
    expect(agreement.result().kappa?.kappa).toBe(0);
  });

  test('a field that neither was asked is none', () => {
    const agreement = new Agreement();
    agreement.add(undefined, undefined);
    expect(agreement.result().compared).toBe(0);
  });

  test('an interval keeps within 0 and 1', () => {
    expect(wilsonInterval(0, 0)).toBeNull();
    expect(wilsonInterval(0, 10)?.low).toBe(0);
    expect(wilsonInterval(10, 10)?.high).toBe(1);
  });
});

const ANSWERS = { item: 5, grade: 1, done: 1, days: '2' };
const keying = (pass: number, clerk: string, more: Partial<MeasuredKeying> = {}): MeasuredKeying => ({
  ...{ pass, clerk, answers: ANSWERS, keystrokes: 30, seconds: 60 },
  ...more,
});
const sheet = (keyings: MeasuredKeying[], settled: MeasuredSheet['settled'] = null): MeasuredSheet => ({
  ...{ form: smallForm, units: [], keyings, settled },
});

function reportOn(...sheets: MeasuredSheet[]) {
  const count = new QualityCount();
  for (const one of sheets) count.add(one);
  return count.report();
}

describe('a report', () => {
  const parted = [keying(1, 'an'), keying(2, 'binh', { answers: { ...ANSWERS, item: 4 } })];

  test('counts sheets by what became of them', () => {
    const { sheets } = reportOn(
      sheet([]),
      sheet([keying(1, 'an')]),
      sheet([keying(1, 'an'), keying(2, 'binh')]),
      sheet(parted),
      sheet(parted, [{ question: 'item', unit: '', settled: 5 }]),
    );
    expect(sheets).toEqual({ keyed: 4, twice: 3, equal: 1, settled: 1, open: 1 });
  });

  test('an error is whoever’s value the settlement did not keep', () => {
    const errorsOf = (settled: number) =>
      reportOn(sheet(parted, [{ question: 'item', unit: '', settled }])).clerks.map((one) => [
        one.clerk,
        one.fields,
        one.errors,
      ]);
    expect(errorsOf(5)).toEqual([
      ['an', 4, 0],
      ['binh', 4, 1],
    ]);
    expect(errorsOf(4)).toEqual([
      ['an', 4, 1],
      ['binh', 4, 0],
    ]);
    expect(errorsOf(3)).toEqual([
      ['an', 4, 1],
      ['binh', 4, 1],
    ]);
  });

  test('fields of sheets keyed once, or not settled yet, are no base', () => {
    const { clerks } = reportOn(sheet([keying(1, 'an')]), sheet(parted));
    expect(clerks.map((one) => [one.clerk, one.sheets, one.fields, one.interval])).toEqual([
      ['an', 2, 0, null],
      ['binh', 1, 0, null],
    ]);
  });

  test('a question that a clerk was not led to is an error of his', () => {
    const led = { ...ANSWERS, done: 2, other: 10, why: null };
    const both = [keying(1, 'an'), keying(2, 'binh', { answers: led })];
    const { clerks } = reportOn(
      sheet(both, [
        { question: 'done', unit: '', settled: 2 },
        { question: 'other', unit: '', settled: 10 },
        { question: 'why', unit: '', settled: null },
      ]),
    );
    expect(clerks.map((one) => [one.clerk, one.fields, one.errors])).toEqual([
      ['an', 6, 3],
      ['binh', 6, 0],
    ]);
  });

  test('speed is over the time at work; an import took none', () => {
    const { clerks } = reportOn(
      sheet([keying(1, 'an', { keystrokes: 31, seconds: 30 })]),
      sheet([keying(1, 'an', { keystrokes: 31, seconds: 32 })]),
      sheet([keying(1, 'an', { keystrokes: 0, seconds: 0 })]),
      sheet([keying(1, 'binh', { keystrokes: 0, seconds: 0 })]),
    );
    expect(clerks[0]).toMatchObject({ sheets: 3, keystrokesPerHour: 3600, sheetsPerHour: 7200 / 62 });
    expect(clerks[1]).toMatchObject({ sheets: 1, keystrokesPerHour: null, sheetsPerHour: null });
  });

  test('numbers that say the same agree', () => {
    const both = [keying(1, 'an'), keying(2, 'binh', { answers: { ...ANSWERS, days: '2.0' } })];
    expect(reportOn(sheet(both))).toMatchObject({ sheets: { equal: 1 }, all: { differing: 0 } });
  });

  test('questions stand apart, each with its own agreement', () => {
    const { questions, all } = reportOn(sheet(parted, []));
    expect(questions.filter((one) => one.differing > 0).map((one) => one.question)).toEqual(['item']);
    expect([all.compared, all.differing]).toEqual([4, 1]);
  });
});
