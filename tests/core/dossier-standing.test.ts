/** What a reported dossier is to what is stored of it, and a row of a file beside its twins. */
import { describe, expect, it } from 'vitest';
import { type Dossier, dossierHash, dossierLine, dossierOfLine } from '../../server/core/check-dossier.ts';
import { closedQuarters, differences, standingOfDossier } from '../../server/core/dossier-standing.ts';
import { SeenCodes } from '../../server/dossier-import/seen-codes.ts';

const OPEN: Dossier = {
  ...{ code: 'HS-1', unit: 'TT-AN', procedure: '1', official: 'Lan', receivedOn: '2026-03-02' },
  ...{ dueOn: '2026-03-20', returnedOn: null, pauses: [], online: null },
};
const RETURNED: Dossier = { ...OPEN, returnedOn: '2026-03-31' };
const pause = (from: string, to: string) => ({ pauses: [{ from, to }] });
const never = () => false;

describe('a dossier beside what is stored', () => {
  it.each<[string, Dossier, Dossier | undefined, string]>([
    ['is new', RETURNED, undefined, 'new'],
    ['is unchanged', { ...RETURNED }, RETURNED, 'unchanged'],
    ['has been returned', RETURNED, OPEN, 'further'],
    ['has been returned by another official', { ...RETURNED, official: 'Pó' }, OPEN, 'further'],
    ['is still open with another official', { ...OPEN, official: 'Pó' }, OPEN, 'otherwise'],
    ['names its official', OPEN, { ...OPEN, official: '' }, 'further'],
    ['was paused meanwhile', { ...OPEN, ...pause('2026-03-05', '2026-03-06') }, OPEN, 'further'],
    ['has lost a pause', { ...RETURNED }, { ...OPEN, ...pause('2026-03-05', '2026-03-06') }, 'otherwise'],
    ['is an older report', OPEN, RETURNED, 'unchanged'],
    ['is an older report of another day', { ...OPEN, dueOn: '2026-03-19' }, RETURNED, 'otherwise'],
    ['was returned on another day', { ...RETURNED, returnedOn: '2026-03-30' }, RETURNED, 'otherwise'],
    ['is due on another day', { ...OPEN, dueOn: '2026-03-21' }, OPEN, 'otherwise'],
    ['is of another unit', { ...OPEN, unit: 'TT-BI' }, OPEN, 'otherwise'],
    ['was online after all', { ...OPEN, online: true }, OPEN, 'further'],
    ['was not online after all', { ...OPEN, online: false }, { ...OPEN, online: true }, 'otherwise'],
  ])('%s', (_, reported, stored, standing) => {
    expect(standingOfDossier(reported, stored, never)).toBe(standing);
  });

  it('never moves in or out of a closed quarter of its unit', () => {
    const isClosed = closedQuarters([{ unit: 'TT-AN', year: 2026, quarter: 1 }]);
    const standing = (reported: Dossier, stored?: Dossier) => standingOfDossier(reported, stored, isClosed);
    const april: Dossier = { ...RETURNED, returnedOn: '2026-04-01' };
    expect([standing(RETURNED), standing(april), standing({ ...RETURNED, unit: 'TT-BI' })]).toEqual([
      'closed',
      'new',
      'new',
    ]);
    expect([standing(april, OPEN), standing(RETURNED, OPEN), standing(april, RETURNED)]).toEqual([
      'further',
      'closed',
      'closed',
    ]);
    expect([standing(RETURNED, RETURNED), standing(OPEN, RETURNED), standing(RETURNED, april)]).toEqual([
      'unchanged',
      'unchanged',
      'closed',
    ]);
  });

  it('tells every field that differs, with what is stored', () => {
    const other = { ...RETURNED, ...pause('2026-03-05', '2026-03-06'), online: true, official: '' };
    expect(differences(OPEN, other)).toEqual([
      { column: 'official', stored: '' },
      { column: 'returned', stored: '2026-03-31' },
      { column: 'pauses', stored: '2026-03-05/2026-03-06' },
      { column: 'online', stored: '1' },
    ]);
  });

  it('comes back from its line, and has one hash however it was made', () => {
    const one = { ...RETURNED, ...pause('2026-03-05', '2026-03-06'), code: 'a"b\\c\td', online: false };
    expect(dossierOfLine(dossierLine(one))).toEqual(one);
    expect(dossierLine(one)).not.toMatch(/[\t\n]/);
    expect(dossierHash(one)).toBe(dossierHash(dossierOfLine(dossierLine(one))));
    expect(dossierHash(one)).not.toBe(dossierHash({ ...one, online: null }));
  });
});

it('codes that were seen are known by row and content, however many there are', () => {
  const seen = new SeenCodes();
  const many = 20_000;
  for (let i = 0; i < many; i += 1) expect(seen.meet(`HS-${i}`, `content ${i}`, i + 2)).toBeNull();
  for (let i = 0; i < many; i += 7) {
    expect(seen.meet(`HS-${i}`, `content ${i}`, many)).toEqual({ row: i + 2, same: true });
    expect(seen.meet(`HS-${i}`, 'another', many)).toEqual({ row: i + 2, same: false });
  }
});
