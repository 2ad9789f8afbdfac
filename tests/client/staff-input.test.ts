import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFaultAt } from '../../client/staff/json-fault.ts';
import { type Draft, draftFaults, slugOf, surveyInput, unitCodes } from '../../client/staff/open-input.ts';
import { readDefinition } from '../../client/staff/read-file.ts';
import { inTreeOrder } from '../../client/staff/unit-tree.ts';

describe('where a file stops being JSON', () => {
  it.each([
    ['{"a": 1,}', 1, 9],
    ['[1, 2,, 3]', 1, 7],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
    ['{"a" 1}', 1, 6],
    ["{'a': 1}", 1, 2],
    ['{"a": tru}', 1, 7],
    ['{"a": 01}', 1, 7],
    ['{"a": 1,5}', 1, 9],
    ['[1]]', 1, 4],
    ['[1}', 1, 3],
    ['{"a": "x\ny"}', 1, 7],
    ['{"a": [1, 2', 1, 12],
    ['', 1, 1],
    ['{"tên": "Sở Nội vụ", x}', 1, 22],
  ])('%j: line %i, column %i', (text, line, column) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(jsonFaultAt(text)).toEqual({ line, column });
  });

  it('is nowhere in what is valid', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 2), (text, indent) => {
        expect(jsonFaultAt(JSON.stringify(JSON.parse(text), null, indent))).toBeNull();
      }),
    );
  });

  it('is somewhere exactly when JSON.parse refuses the text', () => {
    const valid = (text: string) => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const mangled = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.nat(3),
        fc.constantFrom('', ',', '"', '}', '[', ':', '0', ' ', '\\', 'e', '-'),
      )
      .map(([text, at, cut, put]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + put + text.slice(place + cut);
      });
    fc.assert(
      fc.property(mangled, (text) => {
        expect(jsonFaultAt(text) === null, text).toBe(valid(text));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a chosen file', () => {
  it('is a definition when it says what it is', () => {
    expect(readDefinition('\uFEFF{"kind":"units","units":[]}')).toEqual({
      is: 'definition',
      definition: { kind: 'units', units: [] },
    });
  });

  it.each(['{}', '[]', 'null', '"units"', '{"kind":"unit"}', '{"kind":1}'])(
    '%s says nothing of itself',
    (text) => {
      expect(readDefinition(text)).toEqual({ is: 'no-kind' });
    },
  );

  it('is named with the place where it breaks off', () => {
    expect(readDefinition('{"kind":"units",\n"units":[}')).toEqual({
      is: 'not-json',
      at: { line: 2, column: 10 },
    });
  });
});

describe('codes of units', () => {
  it('stand one a line, pasted columns and blank lines aside', () => {
    expect(unitCodes('XX-01\r\n\n  XX-02\tPhường Đông\nXX-03;3\nXX-04, x\n')).toEqual([
      'XX-01',
      'XX-02',
      'XX-03',
      'XX-04',
    ]);
    expect(unitCodes(' \n')).toEqual([]);
  });
});

describe('an id from a title', () => {
  it.each([
    ['Khảo sát Quý I năm 2027 ở Đồng Đăng', 'khao-sat-quy-i-nam-2027-o-dong-dang'],
    ['  (Sở) Nội vụ – lần 2! ', 'so-noi-vu-lan-2'],
    ['Ưỡn ẹo ĐƯỜNG', 'uon-eo-duong'],
    ['…', ''],
  ])('%j → %j', (title, id) => {
    expect(slugOf(title)).toBe(id);
  });

  it('never ends in a hyphen, also where it is cut', () => {
    const id = slugOf(`${'a'.repeat(79)} b`);
    expect(id).toBe('a'.repeat(79));
  });
});

describe('the form of a new survey', () => {
  const draft: Draft = {
    campaign: 'c',
    form: ' satisfaction ',
    title: 'Quý I',
    titleEn: ' ',
    id: null,
    units: 'XX-01\nXX-02',
    opensOn: '2027-01-01',
    closesOn: '2027-01-31',
    acceptsUntil: '',
    channels: ['web'],
    openAnswers: false,
    burstBound: '',
  };

  it('leaves out what was left blank, so that the server sets it', () => {
    expect(surveyInput(draft)).toEqual({
      id: 'quy-i',
      campaign: 'c',
      form: 'satisfaction',
      title: { vi: 'Quý I' },
      units: ['XX-01', 'XX-02'],
      channels: ['web'],
      openAnswers: false,
      opensOn: '2027-01-01',
      closesOn: '2027-01-31',
    });
  });

  it('sends what was filled in', () => {
    const full = { ...draft, id: 'q1', titleEn: 'Q1', acceptsUntil: '2027-02-14', burstBound: '50' };
    expect(surveyInput(full)).toMatchObject({
      id: 'q1',
      title: { vi: 'Quý I', en: 'Q1' },
      acceptsUntil: '2027-02-14',
      burstBound: 50,
    });
  });

  it('is right, or says per field what is missing', () => {
    expect(draftFaults(draft)).toEqual({});
    expect(draftFaults({ ...draft, form: ' ', units: '\n', closesOn: '', channels: [] })).toEqual({
      form: 'missing',
      units: 'noUnits',
      closesOn: 'missing',
      channels: 'missing',
    });
    expect(draftFaults({ ...draft, id: 'Quý-1' })).toEqual({ id: 'idWrong' });
    expect(draftFaults({ ...draft, title: '…' })).toEqual({ id: 'idWrong' });
    // A missing title explains the missing id.
    expect(draftFaults({ ...draft, title: '' })).toEqual({ title: 'missing' });
  });
});

describe('units in the order of their tree', () => {
  it('stand below what they belong to, by name in Vietnamese order', () => {
    const unit = (code: string, name: string, parent: string | null) => ({ code, name, parent });
    const units = [
      unit('XX-2', 'Xã Đông', 'XX'),
      unit('XX', 'Tỉnh Mẫu', 'VN'),
      unit('XX-1', 'Xã Ẩn', 'XX'),
      unit('XX-1-A', 'Thôn Một', 'XX-1'),
      unit('LC', 'Tỉnh Lai Châu', null),
    ];
    expect(inTreeOrder(units).map(({ code, depth }) => [code, depth])).toEqual([
      ['LC', 0],
      ['XX', 0],
      ['XX-1', 1],
      ['XX-1-A', 2],
      ['XX-2', 1],
    ]);
  });
});
