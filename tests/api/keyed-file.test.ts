/** The sealed file of a keying computer, brought by a manager: opened by the server, stored as its clerks'. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { base64url, bytesOf } from '../../client/form/base64url.ts';
import { sealText } from '../../client/form/seal.ts';
import { type EncryptedRecord, keyedFile, sealKey } from '../../client/keying/keyed-file.ts';
import { newSealingKey } from '../../server/sealing.ts';
import { onBothDatabases } from '../help/databases.ts';
import {
  clerk,
  keyed,
  manager,
  outcomeOf,
  send,
  sent,
  serials,
  sheetOfFours,
  standings,
} from '../help/keying.ts';
import type { Member } from '../help/member.ts';
import { openedWorld } from '../help/opened-world.ts';
import { putReturnedBatch } from '../help/sheets.ts';

const [A = '', B = '', C = ''] = serials(3);

/** A keying computer with a data key of its own. */
class Computer {
  readonly dataKey = base64url(randomBytes(32));
  readonly #records: EncryptedRecord[] = [];

  async keep(clerkId: string, body: unknown): Promise<this> {
    const key = await crypto.subtle.importKey('raw', bytesOf(this.dataKey), 'AES-GCM', false, ['encrypt']);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify({ id: '1', clerk: clerkId, body }));
    const data = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, text));
    this.#records.push({ iv: base64url(iv), data: base64url(data) });
    return this;
  }

  async file(serverKey: string) {
    return keyedFile(await sealKey(serverKey, this.dataKey), this.#records);
  }
}

const bring = async (who: Member, file: unknown) => sent(who.request('POST', '/api/v1/keying/file', file));

async function office(database: Parameters<typeof openedWorld>[0]) {
  const world = await openedWorld(database);
  await putReturnedBatch(world, { survey: 'hai-long', number: 1, unit: 'TT-AN', serials: [A, B, C] });
  return { world, an: await clerk(world), binh: await clerk(world), boss: await manager(world) };
}

onBothDatabases('the file of a keying computer', (database) => {
  test('is stored as its clerks’, once, however often it is brought and whatever was sent meanwhile', async () => {
    const { world, an, binh, boss } = await office(database);
    const computer = new Computer();
    for (const serial of [A, B, C]) await computer.keep(an.id, keyed(serial));
    await computer.keep(binh.id, keyed(A, { pass: 2 }));
    await computer.keep(binh.id, keyed(B, { pass: 2, answers: sheetOfFours({ q05: 1 }) }));
    await send(an, keyed(C));
    const file = await computer.file(world.sealing.publicKey);
    expect(await bring(boss, file)).toEqual({ status: 200, body: { stored: 4, before: 1, refused: [] } });
    expect(await bring(boss, file)).toMatchObject({ body: { stored: 0, before: 5, refused: [] } });
    expect(await standings(world)).toEqual({ [A]: 'accepted', [B]: 'returned', [C]: 'returned' });
    const keyings = await world.db
      .selectFrom('keyings')
      .select(['serial', 'pass', 'clerk', 'source'])
      .execute();
    expect(
      keyings
        .filter((one) => one.clerk === an.id)
        .map((one) => one.serial)
        .sort(),
    ).toEqual([A, B, C]);
    expect(keyings.find((one) => one.serial === C)?.source).toBeNull();
    expect(keyings.find((one) => one.serial === A)?.source).toMatch(/^file [\w-]{12}$/);
    const trail = await world.db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'import-keyed-file')
      .execute();
    expect(trail).toMatchObject([{ actor: boss.id }, { actor: boss.id }]);
    expect(JSON.parse(trail[0]?.details ?? '')).toMatchObject({ records: 5 });
  });

  test('says of each keying that it refuses why, and takes the rest', async () => {
    const { world, an, binh, boss } = await office(database);
    const stranger = await clerk(world, 'TT-AN');
    const computer = new Computer();
    await computer.keep(an.id, keyed(A));
    await computer.keep(an.id, keyed(A, { pass: 2 }));
    await computer.keep(binh.id, keyed(A));
    await computer.keep('nobody', keyed(B));
    await computer.keep(stranger.id, keyed(B));
    await computer.keep(binh.id, keyed(B, { answers: sheetOfFours({ q01: 8 }) }));
    await computer.keep(binh.id, { no: 'keying' });
    const file = await computer.file(world.sealing.publicKey);
    const [first, ...rest] = file.records;
    const damaged = { iv: first?.iv ?? '', data: 'AAAA' };
    const { body } = await bring(boss, { ...file, records: [first, ...rest, damaged] });
    expect(body).toEqual({
      ...{ stored: 1, before: 0 },
      refused: [
        { code: 'same-clerk', serials: [A] },
        { code: 'sheet-already-keyed', serials: [A] },
        { code: 'unknown-clerk', serials: [B] },
        { code: 'forbidden', serials: [B] },
        { code: 'answers-invalid', serials: [B] },
        { code: 'malformed-request', serials: ['', ''] },
      ],
    });
  });

  test('needs no living password: neither of who left, nor of who forgot his', async () => {
    const { world, an, binh, boss } = await office(database);
    const computer = await (await new Computer().keep(an.id, keyed(A))).keep(binh.id, keyed(B));
    await world.db.updateTable('accounts').set({ disabled: 1 }).where('id', '=', an.id).execute();
    await world.db.updateTable('accounts').set({ one_time: 1 }).where('id', '=', binh.id).execute();
    expect(await bring(boss, await computer.file(world.sealing.publicKey))).toMatchObject({
      body: { stored: 2, refused: [] },
    });
  });

  test('that is damaged, of another kind or sealed to another server is told as such', async () => {
    const { world, an, boss } = await office(database);
    const computer = await new Computer().keep(an.id, keyed(A));
    const file = await computer.file(world.sealing.publicKey);
    const other = await computer.file(newSealingKey().publicKey);
    expect(outcomeOf(await bring(boss, other))).toBe('file-unreadable');
    const asQueue = await sealText(world.sealing.publicKey, 'thuoc-do-outbox', computer.dataKey);
    const wrongKind = { ...file, sealedKey: { ...asQueue, kind: 'thuoc-do-keying' } };
    expect(outcomeOf(await bring(boss, wrongKind))).toBe('file-unreadable');
    const short = { ...file, sealedKey: await sealKey(world.sealing.publicKey, 'AAAA') };
    expect(outcomeOf(await bring(boss, short))).toBe('file-unreadable');
    expect(outcomeOf(await bring(boss, { ...file, records: [] }))).toBe('file-unreadable');
    expect((await bring(boss, { ...file, kind: 'thuoc-do-outbox' })).status).toBe(400);
    expect(await world.db.selectFrom('keyings').selectAll().execute()).toEqual([]);
  });

  test('is brought by a manager of that province, not by a clerk or another’s manager', async () => {
    const { world, an } = await office(database);
    const computer = await new Computer().keep(an.id, keyed(A));
    const file = await computer.file(world.sealing.publicKey);
    expect(outcomeOf(await bring(an, file))).toBe('forbidden');
    expect(outcomeOf(await bring(await manager(world, 'HH'), file))).toBe('forbidden');
    expect(await world.db.selectFrom('keyings').selectAll().execute()).toEqual([]);
  });

  test('holds for each campaign by itself: what another province runs is not brought in along with one’s own', async () => {
    const { world, boss } = await office(database);
    const [own] = await world.db.selectFrom('campaigns').selectAll().execute();
    const [unit] = await world.db.selectFrom('units').selectAll().where('code', '=', 'TT').execute();
    if (!own || !unit) throw new Error('no campaign');
    await world.db
      .insertInto('units')
      .values({ ...unit, code: 'HH', province: 'HH' })
      .execute();
    await world.db
      .insertInto('campaigns')
      .values({ ...own, id: 'hai-2026', province: 'HH' })
      .execute();
    const everywhere = await clerk(world, '');
    const computer = await new Computer().keep(everywhere.id, keyed(A));
    await computer.keep(everywhere.id, keyed(B, { campaign: 'hai-2026' }));
    const { body } = await bring(boss, await computer.file(world.sealing.publicKey));
    expect(body).toMatchObject({ stored: 1, refused: [{ code: 'forbidden', serials: [B] }] });
  });
});
