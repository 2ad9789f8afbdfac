import { describe, expect, it, vi as mock } from 'vitest';
import {
  faultMeaning,
  fieldError,
  placeWords,
  readTrouble,
  Trouble,
  troubleOf,
  troubleWords,
} from '../../client/staff/trouble.ts';
import { wordsOf } from '../../client/words/words-of.ts';
import { checkFramework } from '../../server/core/check-framework.ts';
import { checkUnits } from '../../server/core/check-units.ts';
import { PROBLEMS } from '../../server/problem.ts';
import { checkForm } from '../../survey-forms/check-form.ts';

const vi = wordsOf('vi');
const en = wordsOf('en');

function problem(body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status: 409, headers });
}

describe('reading what the server refused', () => {
  it('keeps the code and every place', async () => {
    const trouble = await readTrouble(
      problem({
        code: 'definition-invalid',
        title: 'x',
        errors: [{ field: 'units[3]', code: 'unknown-unit', sentence: 'no unit "XX-99"' }],
      }),
    );
    expect(trouble.code).toBe('definition-invalid');
    expect(trouble.places).toEqual([
      { field: 'units[3]', code: 'unknown-unit', sentence: 'no unit "XX-99"' },
    ]);
    expect(trouble.retryAfter).toBeNull();
  });

  it.each([
    ['a page of a proxy', new Response('<h1>502 Bad Gateway</h1>', { status: 502 })],
    ['JSON of another shape', problem({ message: 'no' })],
    ['a bare list', problem([1])],
  ])('calls %s unreadable', async (_, response) => {
    expect((await readTrouble(response)).code).toBe('unreadable');
  });

  it('says after how many minutes trying again makes sense', async () => {
    const trouble = await readTrouble(problem({ code: 'too-many-attempts' }, { 'Retry-After': '841' }));
    expect(trouble.retryAfter).toBe(841);
    // 841 seconds are 14 minutes and 1 second: after 14 minutes it would still be refused.
    expect(troubleWords(trouble, vi).what).toBe('Hãy đợi vài phút rồi thử lại. Có thể thử lại sau 15 phút.');
    expect(troubleWords(new Trouble('too-many-attempts', [], 60), en).what).toContain(
      'Try again in 1 minute.',
    );
  });

  it('tells a bug in the page like one of the server, and leaves it in the console', () => {
    const log = mock.spyOn(console, 'error').mockImplementation(() => {});
    expect(troubleOf(new TypeError('x is undefined')).code).toBe('internal');
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
    const trouble = new Trouble('forbidden');
    expect(troubleOf(trouble)).toBe(trouble);
  });
});

describe('words for trouble', () => {
  it('exist for every problem of the server, in both languages, and say what to do', () => {
    for (const code of [...Object.keys(PROBLEMS), 'unreachable', 'unreadable'])
      for (const words of [vi, en]) {
        const { title, what } = troubleWords(new Trouble(code), words);
        expect(title === words.problems.internal.title, code).toBe(code === 'internal');
        expect(what, code).toMatch(/[.!]$/);
      }
  });

  it('speak to staff where the sentence for citizens would mislead', () => {
    expect(troubleWords(new Trouble('survey-closed'), vi).what).toContain('dời thời hạn');
    expect(vi.problems['survey-closed'].what).toContain('Ông/Bà');
    expect(troubleWords(new Trouble('wrong-credentials'), vi)).toEqual(vi.problems['wrong-credentials']);
  });

  it('of a code nobody knows are those of an inner error', () => {
    expect(troubleWords(new Trouble('toString'), vi)).toEqual(vi.problems.internal);
  });
});

describe('words for one place', () => {
  const place = { field: 'closesOn', code: 'before-opening', sentence: 'the survey closes before it opens' };

  it('are of the reader’s language; what has none keeps the server’s sentence', () => {
    expect(placeWords(place, vi)).toBe('Ngày đóng trước ngày mở.');
    expect(placeWords({ ...place, code: 'new-rule' }, vi)).toBe('the survey closes before it opens');
    expect(placeWords({ ...place, code: 'toString' }, vi)).toBe('the survey closes before it opens');
  });

  it('stand at the field they belong to', () => {
    const trouble = new Trouble('definition-invalid', [place]);
    expect(fieldError(trouble, 'closesOn', en)).toBe('The close is before the opening.');
    expect(fieldError(trouble, 'opensOn', en)).toBeUndefined();
    expect(fieldError(null, 'closesOn', en)).toBeUndefined();
  });
});

describe('meanings of faults in files', () => {
  it('cover what broken files of each kind bring about', () => {
    const broken = [
      checkUnits({
        kind: 'units',
        province: { code: 'A', name: { vi: 'A' } },
        units: [
          { code: 'A', parent: 'B', kind: 'province', name: { vi: 'A' }, aliases: ['C', 'C'] },
          { code: 'B', parent: 'A', kind: 'commune', name: { vi: 'C' }, aliases: [] },
          { code: 'B', parent: 'nowhere', kind: 'commune', name: { vi: 'C' }, aliases: [] },
        ],
      }),
      checkUnits({ kind: 'units', province: 7, units: [{}], more: 1 }),
      checkFramework({
        id: 'f',
        version: 1,
        title: { vi: ' ' },
        max: '10',
        bandsOn: 'index',
        bands: [{ name: { vi: 'Tốt' }, from: '80' }],
        criteria: [
          { code: '1', parent: null, name: { vi: 'A' }, kind: 'group', max: '9' },
          { code: '1.1', parent: '1', name: { vi: 'B' }, kind: 'appraisal', max: '0' },
          { code: '1.1', parent: '2', name: { vi: 'B' }, kind: 'appraisal', max: null },
        ],
      }),
      checkForm({ id: 'f', version: 0, sections: [] }),
    ];
    const codes = new Set(broken.flatMap((one) => (one.ok ? [] : one.faults.map((fault) => fault.code))));
    expect(codes.size).toBeGreaterThan(8);
    expect([...codes].filter((code) => faultMeaning(code) === null)).toEqual([]);
  });

  it('are missing for a code nobody knows', () => {
    expect(faultMeaning('constructor')).toBeNull();
  });
});
