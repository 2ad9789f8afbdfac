/** A file is whole or it is no file: cut off anywhere, it says so and leaves nothing; and nobody waits for one. */
import * as files from 'node:fs/promises';
import { expect, test } from 'vitest';
import { findExportFile } from '../../db/queries/export-files.ts';
import { ExportTrouble } from '../../server/export-kinds.ts';
import type { ExportDisk, ExportFiles } from '../../server/exports/export-files.ts';
import type { FileSource } from '../../server/exports/export-table.ts';
import { Problem } from '../../server/problem.ts';
import { answer, times } from '../help/answering.ts';
import { onBothDatabases } from '../help/databases.ts';
import { bytesOf, CHOICES, exportFiles, exportFolder, madeFile } from '../help/export-files.ts';
import { member } from '../help/member.ts';
import { openOldSurvey } from '../help/old-survey.ts';
import { openedWorld } from '../help/opened-world.ts';
import { SYSTEM, type World } from '../help/world.ts';

const asked = (of: string) => ({ kind: 'answers' as const, format: 'csv', of, choices: CHOICES });
const content = { item: 5, done: 1 };

/** A survey that is over, with so many answers. */
const answered = (world: World, count: number) =>
  openOldSurvey(world, {}, { '2026-05-05': times(count, { answers: content }) });

/** A source that waits until it is told to go on. */
function heldSource(rows: number) {
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  const source: FileSource = {
    rows,
    async *bytes(tell) {
      yield Buffer.from('a\r\n');
      await held;
      yield Buffer.from('1\r\n');
      tell(1);
    },
  };
  return { source: async () => source, go: () => go() };
}

const stateOf = async (world: World, id: string) => {
  const file = await findExportFile(world.db, id);
  return [file?.state, file?.trouble];
};

const gone = async (exports: ExportFiles, world: World, id: string) => {
  const file = await findExportFile(world.db, id);
  if (!file) throw new Error('not on record');
  return exports.open(file).then(
    () => 'open',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  );
};

onBothDatabases('files on their way', (database) => {
  test('a whole file is on record with rows, bytes and hash, for its owner alone on the disk', async () => {
    const world = await openedWorld(database);
    const folder = exportFolder();
    const exports = exportFiles(world.environment, folder);
    const file = await madeFile(exports, world.db, SYSTEM, asked(await answered(world, 7)));
    expect(file).toMatchObject({
      state: 'done',
      rows: 7,
      done: 7,
      fileName: 'tra-loi_da-qua_khong-bom_2026-06-15.csv',
    });
    expect((await bytesOf(exports, file)).toString().split('\r\n')).toHaveLength(9);
    const [name = ''] = await files.readdir(folder);
    expect((await files.stat(`${folder}/${name}`)).mode & 0o777).toBe(0o600);
    expect((await files.stat(folder)).mode & 0o777).toBe(0o700);
  });

  test('the rows are those of one state, whatever is taken back while they are read', async () => {
    const world = await openedWorld(database);
    const survey = await answered(world, 6);
    const folder = exportFolder();
    const held = heldSource(1);
    let rows = 0;
    const exports = exportFiles(world.environment, folder, console.error, undefined, async (db) => {
      await db.selectFrom('responses').select('id').execute();
      await world.db.updateTable('responses').set({ state: 'void' }).execute();
      rows = (await db.selectFrom('responses').select('id').where('state', '=', 'counted').execute()).length;
      held.go();
      return held.source();
    });
    expect((await madeFile(exports, world.db, SYSTEM, asked(survey))).state).toBe('done');
    expect(rows).toBe(6);
  });

  test('answers are taken while a file is being made', async () => {
    const world = await openedWorld(database);
    const survey = await answered(world, 1);
    const held = heldSource(1);
    const exports = exportFiles(world.environment, undefined, undefined, undefined, held.source);
    const { id } = await exports.ask(SYSTEM, asked(survey));
    await expect.poll(() => exports.progressOf(id)).toEqual({ waiting: false, done: 0, rows: 1 });
    await answer(world, 'nho', times(3, { answers: content }));
    held.go();
    await exports.ended(id);
    expect(await stateOf(world, id)).toEqual(['done', null]);
  });

  test('two are made at a time, the next waits; one that waits can be taken away', async () => {
    const world = await openedWorld(database);
    const survey = await answered(world, 1);
    const held = heldSource(1);
    const exports = exportFiles(world.environment, undefined, undefined, undefined, held.source);
    const ask = async () => (await exports.ask(SYSTEM, asked(survey))).id;
    const [one, two, three, four] = [await ask(), await ask(), await ask(), await ask()];
    await expect.poll(() => exports.progressOf(two)?.waiting).toBe(false);
    expect(exports.progressOf(three)?.waiting).toBe(true);
    const removing = exports.remove(SYSTEM, three);
    held.go();
    await removing;
    await Promise.all([one, two, four].map((id) => exports.ended(id)));
    expect(await Promise.all([one, two, three, four].map((id) => stateOf(world, id)))).toEqual([
      ['done', null],
      ['done', null],
      ['removed', null],
      ['done', null],
    ]);
  });

  test('one person has at most five under way', async () => {
    const world = await openedWorld(database);
    const survey = await answered(world, 1);
    const held = heldSource(1);
    const exports = exportFiles(world.environment, undefined, undefined, undefined, held.source);
    const { actor } = await member(world, [{ role: 'answer-analyst', unit: '' }]);
    const ids: string[] = [];
    for (let at = 0; at < 5; at += 1) ids.push((await exports.ask(actor, asked(survey))).id);
    await expect(exports.ask(actor, asked(survey))).rejects.toMatchObject({ code: 'export-running' });
    held.go();
    await Promise.all(ids.map((id) => exports.ended(id)));
  });

  test.each<[string, () => Promise<FileSource>, string]>([
    [
      'fewer rows than the database holds',
      async () => ({
        rows: 3,
        async *bytes(tell) {
          tell(2);
          yield Buffer.from('x');
        },
      }),
      'rows-differ',
    ],
    [
      'an error in the middle',
      async () => ({
        rows: 3,
        async *bytes() {
          yield Buffer.from('x');
          throw new Error('the line broke');
        },
      }),
      'failed',
    ],
    [
      'too many rows for its format',
      async () => {
        throw new ExportTrouble('too-many-rows');
      },
      'too-many-rows',
    ],
  ])('%s: there is no file, and it says why', async (_name, source, trouble) => {
    const world = await openedWorld(database);
    const [folder, reported] = [exportFolder(), [] as unknown[]];
    const report = (error: unknown) => void reported.push(error);
    const exports = exportFiles(world.environment, folder, report, undefined, source);
    const file = await madeFile(exports, world.db, SYSTEM, asked(await answered(world, 1)));
    expect([file.state, file.trouble, reported.length]).toEqual([
      'failed',
      trouble,
      trouble === 'failed' ? 1 : 0,
    ]);
    expect(await gone(exports, world, file.id)).toBe('export-gone');
    expect(await files.readdir(folder)).toEqual([]);
  });

  test.each(['full at the second write', 'short of room for answers'])('a disk %s', async (when) => {
    const world = await openedWorld(database);
    const folder = exportFolder();
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    const disk: ExportDisk = {
      ...files,
      statfs: (async (path: string) => {
        const found = await files.statfs(path);
        return when.startsWith('short') ? { ...found, bavail: 10 } : found;
      }) as ExportDisk['statfs'],
      open: (async (...given: Parameters<typeof files.open>) => {
        const file = await files.open(...given);
        let writes = 0;
        const write = file.write.bind(file);
        if (!when.startsWith('full')) return file;
        return Object.assign(file, {
          write: (...bytes: Parameters<typeof write>) => {
            writes += 1;
            if (writes > 1) throw full;
            return write(...bytes);
          },
        });
      }) as ExportDisk['open'],
    };
    const exports = exportFiles(world.environment, folder, console.error, disk);
    const file = await madeFile(exports, world.db, SYSTEM, asked(await answered(world, 3)));
    expect([file.state, file.trouble]).toEqual(['failed', 'disk-full']);
    expect(await files.readdir(folder)).toEqual([]);
  });

  test('a server that was stopped in the middle says so at its next start, and keeps nothing half-made', async () => {
    const world = await openedWorld(database);
    const survey = await answered(world, 1);
    const [folder, held] = [exportFolder(), heldSource(1)];
    const first = exportFiles(world.environment, folder, console.error, undefined, held.source);
    const ask = async () => (await first.ask(SYSTEM, asked(survey))).id;
    const [begun, other, waiting] = [await ask(), await ask(), await ask()];
    await expect.poll(() => first.progressOf(begun)?.rows).toBe(1);
    const stopped = first.stop();
    held.go();
    await stopped;
    expect(await stateOf(world, begun)).toEqual(['running', null]);
    expect(await gone(first, world, begun)).toBe('export-running');
    const next = exportFiles(world.environment, folder);
    await next.tend();
    for (const id of [begun, waiting, other])
      expect(await stateOf(world, id)).toEqual(['failed', 'interrupted']);
    expect(await files.readdir(folder)).toEqual([]);
    expect(await gone(next, world, begun)).toBe('export-gone');
  });

  test('a file under way is left alone when others are tidied up; one of another server too', async () => {
    const world = await openedWorld(database);
    const survey = await answered(world, 1);
    const [folder, held] = [exportFolder(), heldSource(1)];
    const exports = exportFiles(world.environment, folder, console.error, undefined, held.source);
    const { id } = await exports.ask(SYSTEM, asked(survey));
    await exports.tend();
    await exportFiles(world.environment).tend();
    expect(await stateOf(world, id)).toEqual(['running', null]);
    held.go();
    await exports.ended(id);
    expect(await stateOf(world, id)).toEqual(['done', null]);
  });

  test('a file is gone after a day, from the disk too, and the trail says so', async () => {
    const world = await openedWorld(database);
    const folder = exportFolder();
    const exports = exportFiles(world.environment, folder);
    const file = await madeFile(exports, world.db, SYSTEM, asked(await answered(world, 2)));
    world.setTime('2026-06-16T04:59:00.000Z');
    await exports.tend();
    await bytesOf(exports, file);
    world.setTime('2026-06-16T05:00:00.000Z');
    expect(await gone(exports, world, file.id)).toBe('export-gone');
    await exports.tend();
    expect(await stateOf(world, file.id)).toEqual(['removed', null]);
    expect(await files.readdir(folder)).toEqual([]);
    const trail = await world.db
      .selectFrom('audit')
      .select(['actor', 'details'])
      .where('action', '=', 'remove-export-file')
      .execute();
    expect(trail).toEqual([{ actor: 'timer', details: `{"file":"${file.fileName}","removed":true}` }]);
  });

  test('a file that lost bytes on the disk is not served', async () => {
    const world = await openedWorld(database);
    const folder = exportFolder();
    const exports = exportFiles(world.environment, folder);
    const file = await madeFile(exports, world.db, SYSTEM, asked(await answered(world, 2)));
    await files.truncate(`${folder}/${file.id}`, 10);
    expect(await gone(exports, world, file.id)).toBe('export-gone');
  });

  test('the trail names who had answers made, of which survey, how many rows and with which hash', async () => {
    const world = await openedWorld(database);
    const survey = await answered(world, 4);
    const { actor, id } = await member(world, [{ role: 'answer-analyst', unit: 'TT' }]);
    const file = await madeFile(world.exports, world.db, actor, asked(survey));
    const trail = await world.db
      .selectFrom('audit')
      .select(['actor', 'subject', 'details'])
      .where('action', '=', 'export-answers')
      .orderBy('id')
      .execute();
    expect(trail.map((line) => ({ ...line, details: JSON.parse(line.details) as unknown }))).toEqual([
      {
        ...{ actor: id, subject: `survey ${survey}` },
        details: { asked: 'answers', format: 'csv', file: file.fileName },
      },
      {
        ...{ actor: id, subject: `survey ${survey}` },
        details: { file: file.fileName, rows: 4, bytes: file.bytes, hash: file.fileHash },
      },
    ]);
  });
});
