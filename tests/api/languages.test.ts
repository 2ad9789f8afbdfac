/** A language from a data file has its own addresses, for pages and for trouble, and leaves the others as they are. */
import { beforeAll, expect, test } from 'vitest';
import { addLanguage } from '../../client/words/words-of.ts';
import { textOf } from '../client/markup.ts';
import { onBothDatabases } from '../help/databases.ts';
import { openedWorld, rowCounts } from '../help/opened-world.ts';
import { newClientId } from '../help/world.ts';

beforeAll(() => {
  addLanguage('mww', {
    name: 'Hmoob',
    form: { send: 'Xa daim ntawv' },
    receipt: { title: 'Ua tsaug!' },
    problems: { 'not-found': { title: 'Tsis muaj' } },
  });
});

onBothDatabases('a further language', (database) => {
  test('is served under its code, and an answer given in it is an answer', async () => {
    const world = await openedWorld(database);
    const form = '/mww/khao-sat/hai-long/TT-AN';
    const page = await (await world.app.request(form)).text();
    expect(page).toContain('<html lang="mww">');
    expect(page).toContain(`action="${form}"`);
    expect(textOf(page)).toContain('Xa daim ntawv');
    const fields = new URLSearchParams({
      clientId: newClientId(),
      formVersion: '1',
      respondentGroup: 'citizen',
    });
    for (let i = 1; i <= 22; i++) fields.set(`answer.q${String(i).padStart(2, '0')}`, '4');
    const sent = await world.app.request(form, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: fields.toString(),
    });
    expect(sent.status).toBe(201);
    expect(textOf(await sent.text())).toContain('Ua tsaug!');
    expect((await rowCounts(world.db)).responses).toBe(1);
  });

  test('speaks of trouble where it can, and in Vietnamese where it cannot', async () => {
    const { app } = await openedWorld(database);
    const missing = textOf(await (await app.request('/mww/khong-co')).text());
    expect(missing).toContain('Tsis muaj');
    expect(missing).toContain('Địa chỉ có thể bị gõ sai');
    for (const path of ['/mww', '/mww/quy-tac', '/mww/bien-nhan', '/mww/khao-sat/hai-long'])
      expect([path, (await app.request(path)).status]).toEqual([path, 200]);
    expect((await app.request('/xyz')).status).toBe(404);
    expect(await (await app.request('/en')).text()).toContain('<html lang="en">');
  });
});
