/** A file of dossiers whose process is gone: killed, stopped or out of disk, it goes on where it stood and stores nothing twice. */
import { spawn } from 'node:child_process';
import * as files from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findDossierImport } from '../../db/queries/dossier-imports.ts';
import { beginDossierImport } from '../../server/actions/import-dossiers.ts';
import { buildProgram, type Program } from '../bench/measured-server.ts';
import { onBothDatabases } from '../help/databases.ts';
import { dossierFolder, dossierImports } from '../help/dossier-imports.ts';
import { dossierWorld, file, storedDossiers } from '../help/dossiers.ts';
import type { World } from '../help/world.ts';

let program: Program;
beforeAll(async () => {
  program = await buildProgram('tests/help/dossier-program.ts');
});
afterAll(() => program.remove());

const ROWS = 4500;
/** Every hundredth row is faulty. */
const rows = Array.from({ length: ROWS }, (_, i) => ({
  dossier: `HS-${i}`,
  ...(i % 100 === 7 ? { due: '' } : {}),
}));
const FAULTY = ROWS / 100;

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** Brings the file and begins it, without running it. */
async function begun(
  world: World,
  who: { actor: Parameters<typeof beginDossierImport.run>[1] },
  folder: string,
) {
  const imports = dossierImports(world.environment, folder);
  const { id } = await imports.bring(who.actor, {
    province: 'TT',
    name: 'a.csv',
    bytes: bytesOf(file(rows)),
  });
  await imports.ended(id);
  await beginDossierImport.run(world.environment, who.actor, { id, mode: 'good' });
  return id;
}

const standing = async ({ db }: World, id: string) => findDossierImport(db, id);
/** After a minute without a sign of life. */
const later = (world: World) => world.setTime('2026-06-15T05:02:00.000Z');

async function expectWhole(world: World, id: string, folder: string) {
  expect(await standing(world, id)).toMatchObject({
    ...{ state: 'done', done: ROWS, faulty: FAULTY, stored: ROWS - FAULTY, unchanged: 0, refused: 0 },
  });
  expect(await storedDossiers(world)).toHaveLength(ROWS - FAULTY);
  expect(await files.readdir(folder)).toEqual([]);
}

onBothDatabases('a file of dossiers under way', (database) => {
  test('is gone on with after its process was killed', { timeout: 120_000 }, async () => {
    const { world, who } = await dossierWorld(database);
    const folder = dossierFolder();
    const id = await begun(world, who, folder);
    const child = spawn(process.execPath, [program.file, world.address, folder, id], { stdio: 'inherit' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    while (((await standing(world, id))?.done ?? 0) < FAULTY + 1000)
      await new Promise((resolve) => setTimeout(resolve, 2));
    child.kill('SIGKILL');
    await ended;
    const cut = await standing(world, id);
    expect(cut).toMatchObject({ state: 'running' });
    expect(cut?.done).toBeLessThan(ROWS);
    const timer = dossierImports(world.environment, folder);
    await timer.resume();
    // Somebody may still be at it.
    expect((await standing(world, id))?.done).toBe(cut?.done);
    later(world);
    await timer.resume();
    await expectWhole(world, id, folder);
  });

  test('is gone on with after a stop, while it was checked or stored', async () => {
    const { world, who } = await dossierWorld(database);
    const folder = dossierFolder();
    const first = dossierImports(world.environment, folder);
    const { id } = await first.bring(who.actor, {
      province: 'TT',
      name: 'a.csv',
      bytes: bytesOf(file(rows)),
    });
    await first.stop();
    expect(await standing(world, id)).toMatchObject({ state: 'checking', rows: ROWS });
    later(world);
    await dossierImports(world.environment, folder).resume();
    expect(await standing(world, id)).toMatchObject({ state: 'checked', faulty: FAULTY });
    await beginDossierImport.run(world.environment, who.actor, { id, mode: 'good' });
    const second = dossierImports(world.environment, folder);
    const running = second.run(id, who.actor);
    while (((await standing(world, id))?.done ?? 0) < FAULTY + 1000)
      await new Promise((resolve) => setTimeout(resolve, 2));
    await second.stop();
    await running;
    expect(await standing(world, id)).toMatchObject({ state: 'running' });
    world.setTime('2026-06-15T05:10:00.000Z');
    await dossierImports(world.environment, folder).resume();
    await expectWhole(world, id, folder);
  });

  test('run by several at once is stored once', async () => {
    const { world, who } = await dossierWorld(database);
    const folder = dossierFolder();
    const id = await begun(world, who, folder);
    const runners = Array.from({ length: 3 }, () => dossierImports(world.environment, folder));
    await Promise.all(runners.map((runner) => runner.run(id, who.actor)));
    await expectWhole(world, id, folder);
  });

  test('whose file is lost is failed, and may be brought again', async () => {
    const { world, who } = await dossierWorld(database);
    const folder = dossierFolder();
    const id = await begun(world, who, folder);
    await files.rm(join(folder, `${id}.good`));
    await dossierImports(world.environment, folder).run(id, who.actor);
    expect(await standing(world, id)).toMatchObject({ state: 'failed', stored: 0 });
    const again = await begun(world, who, folder);
    expect(again).not.toBe(id);
  });

  test('leaves nothing where the disk is full, or its sender breaks off', async () => {
    const { world, who } = await dossierWorld(database);
    const folder = dossierFolder();
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    const disk = { ...files, rename: () => Promise.reject(full) };
    const imports = dossierImports(world.environment, folder, console.error, disk);
    const bring = (bytes: AsyncIterable<Uint8Array>) =>
      imports.bring(who.actor, { province: 'TT', name: 'a.csv', bytes });
    await expect(bring(bytesOf(file(rows)))).rejects.toMatchObject({ code: 'storage-unavailable' });
    async function* broken() {
      yield Buffer.from(file(rows).slice(0, 5000));
      throw new Error('gone');
    }
    await expect(bring(broken())).rejects.toThrow('gone');
    expect(await files.readdir(folder)).toEqual([]);
    expect(await world.db.selectFrom('dossier_imports').select('id').execute()).toEqual([]);
  });

  test('may be discarded while it is checked', async () => {
    const { world, who } = await dossierWorld(database);
    const folder = dossierFolder();
    const wrong: unknown[] = [];
    const imports = dossierImports(world.environment, folder, (error) => wrong.push(error));
    const { id } = await imports.bring(who.actor, {
      ...{ province: 'TT', name: 'a.csv', bytes: bytesOf(file(rows)) },
    });
    await imports.discard(who.actor, id);
    expect([await standing(world, id), await files.readdir(folder), wrong]).toEqual([null, [], []]);
  });

  test('that nobody begins is taken away after a week, with its file', async () => {
    const { world, who } = await dossierWorld(database);
    const folder = dossierFolder();
    const imports = dossierImports(world.environment, folder);
    const { id } = await imports.bring(who.actor, {
      ...{ province: 'TT', name: 'a.csv', bytes: bytesOf(file(rows.slice(0, 3))) },
    });
    await imports.ended(id);
    await files.writeFile(join(folder, 'stray.good'), 'x');
    await imports.resume();
    expect(await files.readdir(folder)).toEqual([`${id}.good`]);
    world.setDay('2026-06-23');
    await imports.resume();
    expect(await standing(world, id)).toBeNull();
    expect(await files.readdir(folder)).toEqual([]);
  });
});
