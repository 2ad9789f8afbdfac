/** The wrapper of every write by staff: the right, one transaction, the line in the trail, all or nothing (decision 13). */
import { expect, test } from 'vitest';
import { putSetting, readSetting } from '../../db/queries/settings.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { Actor } from '../../server/access.ts';
import { action, everywhere } from '../../server/actions/action.ts';
import { onBothDatabases } from '../help/databases.ts';
import { rowCounts } from '../help/opened-world.ts';
import { makeWorld, SYSTEM } from '../help/world.ts';

const actor = (role: string, unit = ''): Actor => ({
  kind: 'account',
  id: `id of ${role}`,
  name: role,
  grants: [{ role, unit }],
});

interface Note {
  readonly text: string;
  readonly unit?: string;
  readonly fail?: 'run' | 'audit';
}

/** Writes a setting, which stands for any row. A publisher may. */
const note = action({
  name: 'publish-result',
  unit: async (_trx, input: Note) => input.unit ?? null,
  run: async (trx, { text, fail }) => {
    await putSetting(trx, 'started', text);
    if (fail === 'run') throw new Error('on purpose');
    return text.length;
  },
  audit: (input, output) => {
    if (input.fail === 'audit') throw new Error('on purpose');
    return { subject: `note ${input.text}`, details: { length: output } };
  },
});

/** Calls `note` in its own transaction. A fieldwork manager may; whether he may the inner one as well is asked there. */
const twoNotes = action({
  name: 'open-survey',
  unit: everywhere,
  run: async (trx, input: Note, context) => {
    await note.within(trx, context.environment, context.actor, input);
    if (input.fail === 'run') throw new Error('on purpose');
    return 'both';
  },
  audit: () => ({ subject: 'both', details: {} }),
});

onBothDatabases('an action', (database) => {
  test('writes its row and its line in the trail', async () => {
    const { environment, db } = await makeWorld(database);
    await db.deleteFrom('settings').execute();
    const before = await rowCounts(db);
    expect(await note.run(environment, actor('publisher'), { text: 'một' })).toBe(3);
    expect(await rowCounts(db)).toEqual({ ...before, audit: (before.audit ?? 0) + 1, settings: 1 });
    const line = await db.selectFrom('audit').selectAll().orderBy('id', 'desc').executeTakeFirst();
    expect(line).toEqual({
      id: expect.any(Number),
      at: '2026-06-15T05:00:00.000Z',
      actor: 'id of publisher',
      action: 'publish-result',
      subject: 'note một',
      details: '{"length":3}',
    });
  });

  test('without the right writes nothing', async () => {
    const { environment, db } = await makeWorld(database);
    const before = await rowCounts(db);
    const refused: [Actor, string | undefined][] = [
      [actor('analyst'), undefined],
      [actor('publisher', 'TT'), undefined],
      [actor('publisher', 'TT-AN'), 'TT'],
      [actor('publisher', 'TT-AN'), 'TT-BI'],
      [actor('publisher', 'TT'), 'khong-co'],
    ];
    for (const [who, unit] of refused) {
      const input = unit === undefined ? { text: 'x' } : { text: 'x', unit };
      await expect(note.run(environment, who, input)).rejects.toThrow('forbidden');
    }
    expect(await rowCounts(db)).toEqual(before);
    expect(await note.run(environment, actor('publisher', 'TT'), { text: 'x', unit: 'TT-AN' })).toBe(1);
  });

  test('that fails leaves neither row nor line', async () => {
    const { environment, db } = await makeWorld(database);
    const before = await rowCounts(db);
    for (const fail of ['run', 'audit'] as const)
      await expect(note.run(environment, SYSTEM, { text: 'x', fail })).rejects.toThrow('on purpose');
    expect(await rowCounts(db)).toEqual(before);
    expect(await readSetting(db, 'started')).toBeNull();
  });

  test('inside another joins its transaction, and goes with it', async () => {
    const { environment, db } = await makeWorld(database);
    const before = await rowCounts(db);
    await expect(twoNotes.run(environment, SYSTEM, { text: 'x', fail: 'run' })).rejects.toThrow('on purpose');
    expect(await rowCounts(db)).toEqual(before);
    await expect(
      inTransaction(db, async (trx) => {
        await twoNotes.within(trx, environment, SYSTEM, { text: 'x' });
        throw new Error('the caller gives up');
      }),
    ).rejects.toThrow('the caller gives up');
    expect(await rowCounts(db)).toEqual(before);
    expect(await twoNotes.run(environment, SYSTEM, { text: 'x' })).toBe('both');
    expect((await rowCounts(db)).audit).toBe((before.audit ?? 0) + 2);
  });

  test('inside another asks for its own right', async () => {
    const { environment, db } = await makeWorld(database);
    const before = await rowCounts(db);
    const manager = actor('fieldwork-manager');
    await expect(twoNotes.run(environment, manager, { text: 'x' })).rejects.toThrow('forbidden');
    expect(await rowCounts(db)).toEqual(before);
  });

  test('is one of many at the same time, and each is whole', async () => {
    const { environment, db } = await makeWorld(database);
    const before = (await rowCounts(db)).audit ?? 0;
    const texts = Array.from({ length: 20 }, (_, i) => `${i}`);
    const done = await Promise.allSettled(
      texts.map((text, i) =>
        twoNotes.run(environment, SYSTEM, i % 4 === 0 ? { text, fail: 'run' } : { text }),
      ),
    );
    expect(done.filter((one) => one.status === 'fulfilled')).toHaveLength(15);
    expect((await rowCounts(db)).audit).toBe(before + 30);
  });
});
