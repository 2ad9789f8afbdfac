import { describe, expect, test } from 'vitest';
import { checkUnits, nameKey, unitFinder } from '../../server/core/check-units.ts';

const unit = (code: string, name: string, more: object = {}) => ({
  code,
  parent: 'P',
  kind: 'commune',
  name: { vi: name },
  aliases: [],
  ...more,
});

const province = unit('P', 'Tỉnh Thử', { parent: null, kind: 'province' });

const file = (...units: object[]) => ({
  kind: 'units',
  province: { code: 'P', name: { vi: 'Tỉnh Thử' } },
  units: [province, ...units],
});

/** "path code" of every fault; empty when the file may be loaded. */
function faults(definition: unknown): string[] {
  const checked = checkUnits(definition);
  return checked.ok ? [] : checked.faults.map(({ path, code }) => `${path} ${code}`);
}

function messages(definition: unknown): string {
  const checked = checkUnits(definition);
  return checked.ok ? '' : checked.faults.map(({ message }) => message).join('\n');
}

describe('a units file that may be loaded', () => {
  test('comes back as it was', () => {
    const definition = file(unit('A', 'Xã A', { aliases: ['UBND xã A'], validFrom: '2025-07-01' }));
    expect(checkUnits(definition)).toEqual({ ok: true, file: definition });
  });

  test('may list a child before its parent', () => {
    expect(
      faults(file(unit('A', 'Xã A', { parent: 'H' }), unit('H', 'Huyện H', { kind: 'district' }))),
    ).toEqual([]);
  });

  test('may spell one unit in capitals of its own', () => {
    expect(faults(file(unit('S', 'Sở Công Thương', { aliases: ['Sở Công thương'] })))).toEqual([]);
  });

  test('may hold two communes of one name in two districts', () => {
    const districts = [unit('H1', 'Huyện Một'), unit('H2', 'Huyện Hai')];
    const communes = [unit('A', 'Xã Tân', { parent: 'H1' }), unit('B', 'Xã Tân', { parent: 'H2' })];
    expect(faults(file(...districts, ...communes))).toEqual([]);
  });

  test('may hold a unit and its successor under one name', () => {
    const old = unit('A', 'Xã Tân', { validTo: '2025-07-01' });
    expect(faults(file(old, unit('B', 'Xã Tân', { validFrom: '2025-07-01' })))).toEqual([]);
  });
});

describe('a fault of a units file is named by its place', () => {
  test.each([
    [
      'a code twice',
      file(unit('A', 'Xã A'), unit('A', 'Xã B')),
      ['units[2].code duplicate-unit', 'units[2].code name-taken'],
    ],
    ['an unknown parent', file(unit('A', 'Xã A', { parent: 'Z' })), ['units[1].parent unknown-parent']],
    ['a unit under itself', file(unit('A', 'Xã A', { parent: 'A' })), ['units[1].parent parent-circle']],
    [
      'a circle of parents, every member of it and nobody below',
      file(
        unit('A', 'Xã A', { parent: 'B' }),
        unit('B', 'Xã B', { parent: 'A' }),
        unit('C', 'Xã C', { parent: 'B' }),
      ),
      ['units[1].parent parent-circle', 'units[2].parent parent-circle'],
    ],
    [
      'one name twice under one parent',
      file(unit('A', 'Xã Tân'), unit('B', 'Xã Tân')),
      ['units[2].name.vi name-taken'],
    ],
    [
      'one name twice in overlapping times',
      file(unit('A', 'Xã Tân', { validTo: '2025-07-02' }), unit('B', 'Xã Tân', { validFrom: '2025-07-01' })),
      ['units[2].name.vi name-taken'],
    ],
    [
      'an alias that is the name of another, but for capitals and spaces',
      file(unit('A', 'Xã Tân'), unit('B', 'Xã Mới', { aliases: ['khác', ' XÃ  tân '] })),
      ['units[2].aliases[1] name-taken'],
    ],
    [
      'an alias of two units, composed in one and decomposed in the other',
      file(
        unit('A', 'Xã A', { aliases: ['Bản Nậm'] }),
        unit('B', 'Xã B', { aliases: ['Bản Nậm'.normalize('NFD')] }),
      ),
      ['units[2].aliases[0] name-taken'],
    ],
    [
      'an alias that is the code of another',
      file(unit('A1', 'Xã A'), unit('B', 'Xã B', { aliases: ['a1'] })),
      ['units[2].aliases[0] name-taken'],
    ],
    ['an alias twice', file(unit('A', 'Xã A', { aliases: ['x', 'x'] })), ['units[1].aliases[1] alias-twice']],
    [
      'a day that is none',
      file(unit('A', 'Xã A', { validFrom: '2025-02-29' })),
      ['units[1].validFrom not-a-date'],
    ],
    [
      'a day in another notation',
      file(unit('A', 'Xã A', { validTo: '1/7/2025' })),
      ['units[1].validTo not-a-date'],
    ],
    [
      'an end on the first day: periods are half-open',
      file(unit('A', 'Xã A', { validFrom: '2025-07-01', validTo: '2025-07-01' })),
      ['units[1].validTo period-reversed'],
    ],
    ['a kind that is none', file(unit('A', 'Xã A', { kind: 'village' })), ['units[1].kind not-a-choice']],
    ['a blank name', file(unit('A', '  ')), ['units[1].name.vi empty-text']],
    ['a code with a slash', file(unit('A/B', 'Xã A')), ['units[1].code not-a-code']],
    ['an unknown field', file(unit('A', 'Xã A', { alias: 'x' })), ['units[1].alias unknown-field']],
    [
      'a missing field',
      file({ code: 'A', parent: 'P', kind: 'commune', name: { vi: 'Xã A' } }),
      ['units[1].aliases missing'],
    ],
    ['no units', { ...file(), units: [] }, ['units out-of-bounds']],
    ['another kind of file', { ...file(), kind: 'framework' }, ['kind not-a-choice']],
    ['no file at all', 'units', [' wrong-type']],
    ['nothing', undefined, [' missing']],
  ])('%s', (_, definition, expected) => {
    expect(faults(definition)).toEqual(expected);
  });

  test('every fault is told at once, with its culprit', () => {
    const definition = file(unit('A', 'Xã A', { parent: 'Z' }), unit('B', 'Xã B', { parent: 'Y' }));
    expect(messages(definition)).toMatch(/"A" stands under "Z".*\n.*"B" stands under "Y"/);
  });

  test('a key that would reach into the prototype is an unknown field', () => {
    const definition: unknown = JSON.parse(JSON.stringify(file()).replace('{', '{"__proto__":{"ok":true},'));
    expect(faults(definition)).toEqual(['__proto__ unknown-field']);
  });
});

describe('finding a unit by what a document calls it', () => {
  const find = unitFinder([
    { code: 'S-1', name: { vi: 'Sở Văn hóa, Thể thao và Du lịch' }, aliases: ['Sở VHTTDL'] },
    { code: 'X-1', name: { vi: 'Xã Tân' }, aliases: [] },
    { code: 'X-2', name: { vi: 'Xã Tân' }, aliases: [] },
  ]);

  test.each([
    ['its name in other capitals', 'Sở Văn hóa, thể thao và Du lịch', ['S-1']],
    ['an alias', 'sở  vhttdl', ['S-1']],
    ['its code', 'S-1', ['S-1']],
    ['a name that two share', 'Xã Tân', ['X-1', 'X-2']],
    ['a likeness that is not recorded', 'Sở Văn hoá, Thể thao và Du lịch', []],
  ])('%s', (_, name, codes) => {
    expect(find(name)).toEqual(codes);
  });

  test('a name is compared composed, small and with single spaces', () => {
    expect(nameKey(' ĐIỆN\u00a0 Biên'.normalize('NFD'))).toBe('điện biên');
  });
});
