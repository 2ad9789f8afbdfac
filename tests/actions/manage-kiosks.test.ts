/** Kiosks: set up by an administrator, enrolled once by code and PIN, revoked at once; nothing of it can be read again. */
import { expect, test } from 'vitest';
import { findKiosk, listKiosks } from '../../db/queries/kiosks.ts';
import type { Actor } from '../../server/access.ts';
import {
  createKiosk,
  ENROL_WITHIN_MS,
  enrolKiosk,
  kioskOfCode,
  renewKiosk,
  revokeKiosk,
} from '../../server/actions/manage-kiosks.ts';
import { passwordMatches } from '../../server/password.ts';
import { Problem } from '../../server/problem.ts';
import { onBothDatabases } from '../help/databases.ts';
import { kioskInput, newKiosk, openKioskSurvey, PIN } from '../help/kiosks.ts';
import { openedWorld, rowCounts } from '../help/opened-world.ts';
import { SYSTEM, type World } from '../help/world.ts';

const administrator = (unit: string): Actor => ({
  kind: 'account',
  id: 'id-of-administrator',
  name: 'Quản trị',
  grants: [{ role: 'administrator', unit }],
});

async function refusal(asking: Promise<unknown>): Promise<string[]> {
  try {
    await asking;
  } catch (error) {
    if (error instanceof Problem)
      return [error.code, ...error.places.map(({ field, code }) => `${field} ${code}`)];
    throw error;
  }
  return ['done'];
}

async function enrol({ environment }: World, code: string): Promise<string> {
  const { pinHash: _, ...kiosk } = await kioskOfCode(environment, code);
  return (await enrolKiosk.run(environment, SYSTEM, { kiosk, code })).secret;
}

onBothDatabases('kiosks', (database) => {
  test('are set up with a code that is shown once; code, secret and PIN are stored as hashes', async () => {
    const world = await openedWorld(database);
    await openKioskSurvey(world);
    const { environment, db } = world;
    const { id, code, enrolUntil } = await createKiosk.run(environment, administrator('TT'), {
      ...kioskInput(),
      counter: '  Quầy số 1 ',
    });
    expect(code).toMatch(/^([2-9A-HJ-NP-Z]{4}-){2}[2-9A-HJ-NP-Z]{4}$/);
    expect(Date.parse(enrolUntil) - environment.now().getTime()).toBe(ENROL_WITHIN_MS);
    expect(await findKiosk(db, id)).toMatchObject({
      province: 'TT',
      survey: 'tai-quay',
      unit: 'TT-AN',
      counter: 'Quầy số 1',
      state: 'enrolling',
      seenAt: null,
      answers: 0,
    });
    const secret = await enrol(world, code);
    const row = await db.selectFrom('kiosks').selectAll().executeTakeFirstOrThrow();
    expect([row.state, row.enrol_hash, row.enrol_until]).toEqual(['active', null, null]);
    expect(await passwordMatches(row.pin_hash, PIN)).toBe(true);
    const stored = JSON.stringify([row, await db.selectFrom('audit').selectAll().execute()]);
    for (const hidden of [code, code.replaceAll('-', ''), secret, PIN]) expect(stored).not.toContain(hidden);
    const lines = await db.selectFrom('audit').selectAll().orderBy('id').execute();
    expect(lines.slice(-2).map(({ actor, action, subject }) => [actor, action, subject])).toEqual([
      ['id-of-administrator', 'create-kiosk', `kiosk ${id}`],
      ['command line', 'enrol-kiosk', `kiosk ${id}`],
    ]);
  });

  test('are refused where they cannot stand, every fault named', async () => {
    const world = await openedWorld(database);
    await openKioskSurvey(world);
    const { environment, db } = world;
    const before = await rowCounts(db);
    const make = (more: object) =>
      refusal(createKiosk.run(environment, SYSTEM, { ...kioskInput(), ...more }));
    expect(await make({ survey: 'khong-co' })).toEqual(['unknown-survey', 'survey unknown-survey']);
    for (const survey of ['hai-long', 'theo-ma'])
      expect(await make({ survey })).toEqual(['malformed-request', 'survey no-kiosk']);
    expect(await make({ unit: 'TT', counter: ' ', pin: '12a4' })).toEqual([
      'malformed-request',
      'unit unknown-unit',
      'counter required',
      'pin wrong-pin-form',
    ]);
    for (const pin of ['', '123', '123456789', '１２３４'])
      expect([pin, ...(await make({ pin }))]).toEqual([pin, 'malformed-request', 'pin wrong-pin-form']);
    expect(await make({ counter: 'x'.repeat(81) })).toEqual(['malformed-request', 'counter wrong-type']);
    expect(await rowCounts(db)).toEqual(before);
  });

  test('belong to the administrator of their unit', async () => {
    const world = await openedWorld(database);
    const { environment } = world;
    const { id } = await newKiosk(world);
    const input = { kiosk: id };
    for (const unit of ['TT-BI', 'HH']) {
      expect(await refusal(createKiosk.run(environment, administrator(unit), kioskInput()))).toEqual([
        'forbidden',
      ]);
      expect(await refusal(revokeKiosk.run(environment, administrator(unit), input))).toEqual(['forbidden']);
      expect(await refusal(renewKiosk.run(environment, administrator(unit), input))).toEqual(['forbidden']);
    }
    expect(await refusal(renewKiosk.run(environment, administrator('TT-AN'), input))).toEqual(['done']);
    expect(await refusal(revokeKiosk.run(environment, administrator(''), { kiosk: 'khong-co' }))).toEqual([
      'not-found',
      'kiosk not-found',
    ]);
  });

  test('take a code once, within half an hour, however it is typed', async () => {
    const world = await openedWorld(database);
    const { environment } = world;
    const { code } = await newKiosk(world);
    const find = (typed: string) => refusal(kioskOfCode(environment, typed));
    const gone = ['unknown-enrolment', 'code unknown-enrolment'];
    for (const typed of [code.toLowerCase(), code.replaceAll('-', ' '), ` ${code}\u0000`])
      expect(await find(typed)).toEqual(['done']);
    for (const typed of ['', 'ABCD-EFGH-JKMN', code.slice(0, -1)]) expect(await find(typed)).toEqual(gone);
    const at = environment.now().getTime();
    world.setTime(new Date(at + ENROL_WITHIN_MS).toISOString());
    expect(await find(code)).toEqual(gone);
    world.setTime(new Date(at + ENROL_WITHIN_MS - 1).toISOString());
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => refusal(enrol(world, code))));
    expect(outcomes.filter(([outcome]) => outcome === 'done')).toHaveLength(1);
    expect(await find(code)).toEqual(gone);
  });

  test('get a new code: an active device goes on until it is replaced, a revoked one never comes back', async () => {
    const world = await openedWorld(database);
    const { environment, db } = world;
    const { id, code } = await newKiosk(world);
    const secretHash = async () =>
      (await db.selectFrom('kiosks').select('secret_hash').executeTakeFirstOrThrow()).secret_hash;
    await enrol(world, code);
    const first = await secretHash();
    const renewed = await renewKiosk.run(environment, SYSTEM, { kiosk: id });
    expect([await secretHash(), (await findKiosk(db, id))?.state]).toEqual([first, 'active']);
    await enrol(world, renewed.code);
    const second = await secretHash();
    expect(second).not.toBe(first);
    await renewKiosk.run(environment, SYSTEM, { kiosk: id });
    await revokeKiosk.run(environment, SYSTEM, { kiosk: id });
    // The secret stays known, so that the device is told; the code that was out is worth nothing.
    expect([await secretHash(), (await findKiosk(db, id))?.enrolUntil]).toEqual([second, null]);
    await renewKiosk.run(environment, SYSTEM, { kiosk: id });
    expect([await secretHash(), (await findKiosk(db, id))?.state]).toEqual([null, 'enrolling']);
    expect((await listKiosks(db)).map((kiosk) => kiosk.id)).toEqual([id]);
  });
});
