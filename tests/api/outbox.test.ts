/** A sealed queue: staff carry it, the server opens it, and what it holds is counted once, however it came. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { seal } from '../../client/form/seal.ts';
import { importForm } from '../../server/actions/import-definition.ts';
import { newSealingKey, readSealingKey } from '../../server/sealing.ts';
import { shippedForms } from '../../survey-forms/catalogue.ts';
import { onBothDatabases } from '../help/databases.ts';
import { oneToken, openedWorld, rowCounts, visit } from '../help/opened-world.ts';
import { newClientId, SYSTEM, type World } from '../help/world.ts';

const sealed = async (key: string, answers: readonly unknown[]): Promise<Record<string, unknown>> =>
  JSON.parse(
    await seal(
      key,
      answers.map((answer) => (typeof answer === 'string' ? answer : JSON.stringify(answer))),
    ),
  );

async function importAs(world: World, role: 'fieldwork-manager' | 'analyst', file: unknown, unit = '') {
  const response = await (await world.staff(role, unit)).request('POST', '/api/v1/outbox', file);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** The survey goes on under version 2 of its form. */
async function replaceForm({ db, environment }: World): Promise<void> {
  const [form] = shippedForms.filter((one) => one.id === 'satisfaction');
  await importForm.run(environment, SYSTEM, { definition: { kind: 'form', form: { ...form, version: 2 } } });
  await db.insertInto('survey_form_versions').values({ survey: 'hai-long', version: 2 }).execute();
  await db
    .updateTable('surveys')
    .set((one) => ({ revision: one('revision', '+', 1) }))
    .where('id', '=', 'hai-long')
    .execute();
}

onBothDatabases('a sealed queue', (database) => {
  test('is opened by the server and counted, once for each answer', async () => {
    const world = await openedWorld(database);
    const token = await oneToken(world);
    const sent = visit();
    await world.send(sent);
    const file = await sealed(world.sealing.publicKey, [
      sent,
      visit(),
      visit({ unit: 'TT-BI', token: undefined }),
      visit({ token }),
      visit({ token }),
      visit({ unit: 'TT-ZZ' }),
      visit({ survey: 'khong-co' }),
      'no JSON',
      { hello: 1 },
    ]);
    const first = await importAs(world, 'fieldwork-manager', file);
    expect(first).toEqual({
      status: 200,
      body: {
        stored: 3,
        before: 1,
        refused: { 'token-used': 1, 'unknown-unit': 1, 'unknown-survey': 1, 'malformed-request': 2 },
      },
    });
    const stored = (await rowCounts(world.db)).responses;
    expect(stored).toBe(4);
    // Brought in again, and sent by the phone meanwhile: nothing is counted twice.
    const again = await importAs(world, 'fieldwork-manager', file);
    expect(again.body).toMatchObject({ stored: 0, before: 4 });
    expect((await rowCounts(world.db)).responses).toBe(stored);
  });

  test('leaves a line in the trail that says how many, and nothing of what they say', async () => {
    const world = await openedWorld(database);
    const answer = visit();
    await importAs(world, 'fieldwork-manager', await sealed(world.sealing.publicKey, [answer, visit()]));
    const rows = await world.db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'import-outbox')
      .execute();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ subject: 'survey hai-long' });
    expect(JSON.stringify(rows)).toContain('"answers\\":2');
    expect(JSON.stringify(rows)).not.toContain(answer.clientId);
  });

  test('needs the right, for the province of the survey', async () => {
    const world = await openedWorld(database);
    const file = await sealed(world.sealing.publicKey, [visit()]);
    expect((await importAs(world, 'analyst', file)).status).toBe(403);
    expect((await importAs(world, 'fieldwork-manager', file, 'TT-AN')).status).toBe(403);
    expect((await rowCounts(world.db)).responses).toBeUndefined();
    expect((await importAs(world, 'fieldwork-manager', file, 'TT')).body).toMatchObject({ stored: 1 });
  });

  test('that is damaged, or sealed to another server, is told in words and stores nothing', async () => {
    const world = await openedWorld(database);
    const file = await sealed(world.sealing.publicKey, [visit()]);
    const changed = (text: unknown) => {
      const [first, ...rest] = String(text);
      return [first === 'A' ? 'B' : 'A', ...rest].join('');
    };
    for (const broken of [
      { ...file, sealed: changed(file.sealed) },
      { ...file, sealed: 'AAAA' },
      { ...file, iv: changed(file.iv) },
      { ...file, iv: 'AA' },
      { ...file, key: changed(file.key) },
      { ...file, key: newSealingKey().publicKey },
      await sealed(newSealingKey().publicKey, [visit()]),
    ]) {
      const { status, body } = await importAs(world, 'fieldwork-manager', broken);
      expect([status, body.code]).toEqual([422, 'outbox-unreadable']);
    }
    for (const strange of [{ ...file, kind: 'units' }, { ...file, version: 2 }, { ...file, iv: 'ä' }, {}])
      expect((await importAs(world, 'fieldwork-manager', strange)).status).toBe(400);
    expect((await rowCounts(world.db)).responses).toBeUndefined();
  });

  test('takes answers given under a version of the form that was replaced meanwhile, also after the close', async () => {
    const world = await openedWorld(database);
    const [offline, carried] = [visit(), visit()];
    await replaceForm(world);
    expect(await (await world.app.request('/khao-sat/hai-long/TT-AN')).text()).toContain(
      'name="formVersion" value="2"',
    );
    expect((await world.send(offline)).status).toBe(201);
    world.setDay('2026-07-10');
    const file = await sealed(world.sealing.publicKey, [offline, carried, visit({ formVersion: 99 })]);
    expect((await importAs(world, 'fieldwork-manager', file)).body).toEqual({
      stored: 1,
      before: 1,
      refused: { 'unknown-form-version': 1 },
    });
    const versions = await world.db.selectFrom('responses').select('form_version').execute();
    expect(versions.map((one) => one.form_version)).toEqual([1, 1]);
    world.setDay('2026-07-15');
    const late = await sealed(world.sealing.publicKey, [visit()]);
    expect((await importAs(world, 'fieldwork-manager', late)).body).toMatchObject({
      refused: { 'survey-closed': 1 },
    });
  });

  test('can be made by anybody, for the key is public and says no more', async () => {
    const { app, sealing } = await openedWorld(database);
    const response = await app.request('/api/v1/sealing-key');
    expect(await response.json()).toEqual({ publicKey: sealing.publicKey });
    expect(response.headers.has('Set-Cookie')).toBe(false);
    const page = await (await app.request('/khao-sat/hai-long/TT-AN')).text();
    expect(page).toContain(sealing.publicKey);
  });
});

describe('the sealing key', () => {
  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), 'thuoc-do-key-'));
    onTestFinished(() => rmSync(made, { recursive: true, force: true }));
    return made;
  };

  test('is made at the first start, kept for the next, and read by its owner only', async () => {
    const dataDir = folder();
    const made = readSealingKey(dataDir);
    const kept = readSealingKey(dataDir);
    expect(kept.publicKey).toBe(made.publicKey);
    expect(statSync(join(dataDir, 'sealing-key.json')).mode & 0o777).toBe(0o600);
    expect(made.publicKey).toMatch(/^B[\w-]{86}$/);
    const text = `["${newClientId()}"]`;
    expect(kept.open(JSON.parse(await seal(made.publicKey, JSON.parse(text))))).toBe(text);
    expect(readFileSync(join(dataDir, 'sealing-key.json'), 'utf8')).toContain('"d"');
  });

  test('that cannot be read stops the start rather than being replaced', () => {
    const dataDir = folder();
    writeFileSync(join(dataDir, 'sealing-key.json'), '{');
    expect(() => readSealingKey(dataDir)).toThrow();
    expect(readFileSync(join(dataDir, 'sealing-key.json'), 'utf8')).toBe('{');
  });
});
