/** The list of units on the screen's routes: one added, its spellings set, some brought as CSV; checked among all, all or nothing. */
import { expect, test } from 'vitest';
import { onBothDatabases } from '../help/databases.ts';
import { csv } from '../help/sheet-files.ts';
import { makeWorld } from '../help/world.ts';

interface Listed {
  readonly code: string;
  readonly aliases: readonly string[];
}

const unit = (more: object) => ({
  ...{ code: 'TT-AN', parent: 'TT', kind: 'department', name: { vi: 'Sở An', en: 'Department An' } },
  ...{ aliases: [], validFrom: null, validTo: null, ...more },
});

const HEADINGS = ['Mã đơn vị', 'Tên đơn vị', 'Loại đơn vị', 'Đơn vị cấp trên', 'Tên gọi khác'];

async function refusal(response: Response): Promise<string[]> {
  const { code, errors } = (await response.json()) as {
    code: string;
    errors: { field: string; code: string }[];
  };
  return [`${response.status} ${code}`, ...errors.map((one) => `${one.field} ${one.code}`)];
}

onBothDatabases('the list of units', (database) => {
  test('a unit is added below a stored one, its spellings are set and taken back', async () => {
    const world = await makeWorld(database);
    const publisher = await world.staff('publisher');
    const put = (given: object) =>
      publisher.request('PUT', '/api/v1/units', { province: 'TT', unit: unit(given) });
    const aliasesOf = async (wanted: string) => {
      const body = (await (await publisher.request('GET', '/api/v1/units')).json()) as { units: Listed[] };
      return body.units.find(({ code }) => code === wanted)?.aliases;
    };
    const official = { code: 'TT-AN-1', parent: 'TT-AN', kind: 'official', name: { vi: 'Lò Văn Hạc' } };
    expect((await put(official)).status).toBe(200);
    expect(await aliasesOf('TT-AN-1')).toEqual([]);
    expect(await (await put({ aliases: ['S. An', 'Sở an tỉnh'] })).json()).toEqual({ changed: true });
    expect(await (await put({ aliases: ['S. An', 'Sở an tỉnh'] })).json()).toEqual({ changed: false });
    expect(await aliasesOf('TT-AN')).toEqual(['S. An', 'Sở an tỉnh']);
    expect((await put({ aliases: ['S. An'] })).status).toBe(200);
    expect(await aliasesOf('TT-AN')).toEqual(['S. An']);

    // What another unit is called, a parent that is nowhere, and a circle are told of the unit that was sent.
    expect(await refusal(await put({ aliases: ['sở  b'] }))).toEqual([
      '422 definition-invalid',
      'units[0].aliases[0] name-taken',
    ]);
    expect(await refusal(await put({ parent: 'KHONG' }))).toEqual([
      '422 definition-invalid',
      'units[0].parent unknown-parent',
    ]);
    expect(await refusal(await put({ parent: 'TT-AN-1' }))).toEqual([
      '422 definition-invalid',
      'units[0].parent parent-circle',
    ]);
    expect(await aliasesOf('TT-AN')).toEqual(['S. An']);
  });

  test('a file is checked whole and adds to what is known; its faults are told by row and column', async () => {
    const world = await makeWorld(database);
    const administrator = await world.staff('administrator');
    const bring = (rows: string[][], province: string | null = 'TT') =>
      administrator.request('POST', '/api/v1/unit-files', { province, text: csv([HEADINGS, ...rows], ';') });
    const good = ['TT-DA', 'Sở Đa', 'Sở', 'TT', 'SĐ'];
    const wrong = [
      ['TT-BI', 'Sở Bình', 'cơ sở', 'TT', ''],
      ['', 'Sở Không Mã', 'Sở', 'TT', ''],
    ];
    expect(await refusal(await bring([good, ...wrong]))).toEqual([
      '422 definition-invalid',
      '3, Loại đơn vị unit-kind-unknown',
      '4, Mã đơn vị cell-blank',
    ]);
    expect(await refusal(await bring([good, ['TT-EM', 'Sở Em', 'Sở', 'TT-X', '']]))).toEqual([
      '422 definition-invalid',
      '3, Đơn vị cấp trên unknown-parent',
    ]);
    expect(await (await bring([good, ['TT-BI', 'Sở Bình', 'Sở', 'TT', 'Sở Bi']])).json()).toEqual({
      changed: true,
    });
    expect(await (await bring([good])).json()).toEqual({ changed: false });
    const { units } = (await (await administrator.request('GET', '/api/v1/units')).json()) as {
      units: Listed[];
    };
    expect(units.map(({ code }) => code)).toContain('TT-DA');
    expect(units.find(({ code }) => code === 'TT-BI')?.aliases.toSorted()).toEqual(['Sở B', 'Sở Bi']);

    // A file with the row of a province begins it; without one it must be known which is meant.
    const other = [
      ['MM', 'Tỉnh Mới', 'tỉnh', '', ''],
      ['MM-1', 'Sở Một', 'sở, ban, ngành', 'MM', ''],
    ];
    expect((await bring(other, null)).status).toBe(200);
    expect(await refusal(await bring([['MM-2', 'Sở Hai', 'Sở', 'MM', '']], null))).toEqual([
      '422 definition-invalid',
      'file no-province',
    ]);
  });

  test('who imports dossiers reads the list and changes nothing; others have no part in it', async () => {
    const world = await makeWorld(database);
    const office = await world.staff('fieldwork-manager', 'TT');
    const read = (await (await office.request('GET', '/api/v1/units')).json()) as { mayChange: boolean };
    expect(read.mayChange).toBe(false);
    const own = { province: 'TT', unit: unit({ aliases: ['x'] }) };
    expect((await office.request('PUT', '/api/v1/units', own)).status).toBe(403);
    expect((await office.request('POST', '/api/v1/unit-files', { province: 'TT', text: 'x' })).status).toBe(
      403,
    );
    const officer = await world.staff('unit-officer', 'TT-AN');
    expect((await officer.request('GET', '/api/v1/units')).status).toBe(403);
    // The list of every unit belongs to no single province.
    const local = await world.staff('publisher', 'TT');
    expect((await local.request('PUT', '/api/v1/units', own)).status).toBe(403);
  });

  test('frameworks that ship can begin a draft, the nine indicators first', async () => {
    const world = await makeWorld(database);
    const publisher = await world.staff('publisher');
    const { frameworks } = (await (await publisher.request('GET', '/api/v1/frameworks/shipped')).json()) as {
      frameworks: { id: string; criteria: object[] }[];
    };
    expect(frameworks.map(({ id, criteria }) => [id, criteria.length])).toEqual([
      ['dien-bien-2022-procedure', 9],
      ['dien-bien-2020', 153],
      ['lai-chau-departments', 2],
    ]);
    const framework = { ...frameworks[0], id: 'cham-diem-tinh-thu', version: 1 };
    const made = await publisher.request('POST', '/api/v1/frameworks', { framework, province: 'TT' });
    expect(made.status).toBe(201);
  });
});
