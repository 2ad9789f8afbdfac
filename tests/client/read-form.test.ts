import { describe, expect, it } from 'vitest';
import { readForm } from '../../client/form/read-form.ts';
import { validateAnswers } from '../../survey-forms/validate.ts';
import { everyKind, ratedUnits } from './every-kind.ts';

const units = ratedUnits.map((unit) => unit.code);
const read = (query: string) => readForm(everyKind, new URLSearchParams(query));
const check = (query: string) => validateAnswers(everyKind, read(query).answers, units);

describe('reading a posted form', () => {
  it('turns fields of every kind into answers that are valid', () => {
    const posted = read(
      'clientId=abc&formVersion=4&respondentGroup=citizen&answer.mood=5&answer.again=1&answer.trips=3' +
        '&answer.km=2%2C5&answer.where=2&answer.where=1&answer.comment=+T%E1%BB%91t%0D%0Al%E1%BA%AFm+' +
        '&answer.units.XX-01=1&answer.units.XX.02=2',
    );
    expect(posted).toEqual({
      clientId: 'abc',
      formVersion: 4,
      respondentGroup: 'citizen',
      answers: {
        mood: 5,
        again: 1,
        trips: '3',
        km: '2.5',
        where: [2, 1],
        comment: 'Tốt\nlắm',
        units: { 'XX-01': 1, 'XX.02': 2 },
      },
    });
    expect(validateAnswers(everyKind, posted.answers, units).ok).toBe(true);
  });

  it('leaves blank fields out', () => {
    const posted = read('answer.mood=&answer.km=+&answer.comment=%0D%0A&answer.where=&answer.units.XX-01=');
    expect(posted).toEqual({ clientId: '', formVersion: null, respondentGroup: null, answers: {} });
  });

  it('keeps "none of these" apart from blank, and refuses it beside a choice', () => {
    expect(read('answer.where=0').answers).toEqual({ where: [] });
    expect(read('answer.where=0&answer.where=2').answers).toEqual({ where: [0, 2] });
    expect(check('answer.mood=4&answer.units.XX-01=1&answer.where=0&answer.where=2')).toEqual({
      ok: false,
      violations: [{ question: 'where', code: 'not-in-scale' }],
    });
  });

  it('leaves out what a condition closed: without a script it cannot be taken back', () => {
    expect(read('answer.again=2&answer.trips=3').answers).toEqual({ again: 2 });
    expect(read('answer.again=1&answer.trips=3').answers).toEqual({ again: 1, trips: '3' });
  });

  it.each([
    ['answer.mood=best', 'mood', 'wrong-type'],
    ['answer.mood=9', 'mood', 'not-in-scale'],
    ['answer.mood=4&answer.km=1.135%2C5', 'km', 'not-a-number'],
    ['answer.mood=4&answer.km=%C4%91', 'km', 'not-a-number'],
    ['answer.mood=4&answer.else=1', 'else', 'unknown-question'],
    ['answer.mood=4&answer.mood.XX-01=1', 'mood.XX-01', 'unknown-question'],
    ['answer.mood=4&answer.__proto__=1', '__proto__', 'unknown-question'],
    ['answer.mood=4&answer.units.ZZ=1', 'units', 'unknown-unit'],
    ['answer.mood=4&answer.units.XX-01=x', 'units', 'not-in-scale'],
  ])('hands on what does not fit, to be refused: %s', (query, question, code) => {
    const outcome = check(`answer.where=1&answer.units.XX.02=1&${query}`);
    expect(outcome.ok ? [] : outcome.violations).toEqual([expect.objectContaining({ question, code })]);
  });

  it('takes no version that is no whole number', () => {
    for (const version of ['', '1.5', '-1', '1e3', 'x'])
      expect(read(`formVersion=${version}`).formVersion).toBeNull();
  });
});
