/** Arrivals summed by unit say the same as the day book row by row. */
import { expect, it } from 'vitest';
import { onBothDatabases } from '../help/databases.ts';
import { member } from '../help/member.ts';
import { oneToken, openedWorld, visit } from '../help/opened-world.ts';

interface Row {
  readonly unit: string;
  readonly day: string;
  readonly used: number;
  readonly open: number;
  readonly sheet: number;
  readonly late: number;
}

onBothDatabases('arrivals by unit', (database) => {
  it('are the sums of the days, named with their province, and cut to what the reader may see', async () => {
    const world = await openedWorld(database);
    for (const day of ['2026-06-15', '2026-06-16']) {
      world.setDay(day);
      expect((await world.send(visit())).status).toBe(201);
      expect((await world.send(visit())).status).toBe(201);
      const token = await oneToken(world, 'hai-long', 'TT-BI');
      expect((await world.send(visit({ unit: 'TT-BI', token }))).status).toBe(201);
    }
    const analyst = await member(world, [{ role: 'analyst', unit: '' }]);
    const read = async (path: string) => {
      const body = await (await analyst.request('GET', `/api/v1/surveys/hai-long/arrivals${path}`)).json();
      return body as { days: Row[]; province: { vi: string } };
    };
    const [whole, summed] = [await read(''), await read('?by=unit')];
    expect(whole.days).toHaveLength(4);
    expect(summed.province.vi).toBe('Tỉnh Thử');
    const none = { day: '', used: 0, open: 0, sheet: 0, late: 0 };
    expect(summed.days).toEqual([
      { ...none, unit: 'TT-AN', open: 4 },
      { ...none, unit: 'TT-BI', used: 2 },
    ]);
    const officer = await member(world, [{ role: 'unit-officer', unit: 'TT-BI' }]);
    const own = await officer.request('GET', '/api/v1/surveys/hai-long/arrivals?by=unit');
    expect(((await own.json()) as { days: Row[] }).days.map(({ unit }) => unit)).toEqual(['TT-BI']);
  });
});
