/** Accounts of staff: a one-time password shown once, roles limited to a subtree, and nobody locks himself out. */
import { expect, test } from 'vitest';
import type { Db } from '../../db/dialect.ts';
import { findAccount, findAccountByName } from '../../db/queries/accounts.ts';
import type { Actor } from '../../server/access.ts';
import { changeAccount, createAccount, firstAdministrator } from '../../server/actions/manage-accounts.ts';
import { passwordMatches } from '../../server/password.ts';
import { Problem } from '../../server/problem.ts';
import { onBothDatabases } from '../help/databases.ts';
import { member } from '../help/member.ts';
import { rowCounts } from '../help/opened-world.ts';
import { makeWorld, SYSTEM } from '../help/world.ts';

const administrator = (unit: string, id = 'id-of-administrator'): Actor => ({
  kind: 'account',
  id,
  name: 'Quản trị',
  grants: [{ role: 'administrator', unit }],
});

async function refusal(changing: Promise<unknown>): Promise<string[]> {
  try {
    await changing;
  } catch (error) {
    if (error instanceof Problem)
      return [error.code, ...error.places.map(({ field, code }) => `${field} ${code}`)];
    throw error;
  }
  return ['done'];
}

/** The trail after the first `skipped` lines, as operation, subject and details. */
async function trail(db: Db, skipped: number) {
  const lines = await db.selectFrom('audit').selectAll().orderBy('id').execute();
  return lines
    .slice(skipped)
    .map(({ actor, action, subject, details }) => [actor, action, subject, JSON.parse(details)]);
}

onBothDatabases('accounts', (database) => {
  test('are made with a one-time password that nobody can read again', async () => {
    const { environment, db } = await makeWorld(database);
    const before = await rowCounts(db);
    const grants = [
      { role: 'analyst', unit: 'TT' },
      { role: 'unit-officer', unit: 'TT-AN' },
    ];
    const input = { username: ' Nguyen.Van-An ', name: ' Nguyễn Văn An ', grants };
    const { account, password } = await createAccount.run(environment, administrator(''), input);
    expect(password).toMatch(/^[a-km-np-z2-9]{5}(-[a-km-np-z2-9]{5}){3}$/i);
    const stored = await findAccountByName(db, 'nguyen.van-an');
    expect(stored).toMatchObject({
      id: account.id,
      username: 'nguyen.van-an',
      name: 'Nguyễn Văn An',
      oneTime: true,
      disabled: false,
      grants,
    });
    expect(await passwordMatches(stored?.passwordHash ?? '', password)).toBe(true);
    expect(await passwordMatches(stored?.passwordHash ?? '', password.toUpperCase())).toBe(false);
    const all = JSON.stringify([await db.selectFrom('accounts').selectAll().execute(), await trail(db, 0)]);
    expect(all).not.toContain(password);
    expect(await trail(db, before.audit ?? 0)).toEqual([
      ['id-of-administrator', 'create-account', 'account nguyen.van-an', { id: account.id, grants }],
    ]);
  });

  test('with wrong names, roles or units are not made, and every fault is named', async () => {
    const { environment, db } = await makeWorld(database);
    await createAccount.run(environment, SYSTEM, { username: 'da-co', name: 'Đã có', grants: [] });
    const before = await rowCounts(db);
    const make = (more: object) =>
      refusal(
        createAccount.run(environment, SYSTEM, { username: 'nguoi-moi', name: 'Mới', grants: [], ...more }),
      );
    for (const username of ['', 'ab', 'có dấu', 'a b c', '-abc', 'x'.repeat(41)])
      expect([username, ...(await make({ username }))]).toEqual([
        username,
        'malformed-request',
        'username wrong-username',
      ]);
    expect(
      await make({
        name: '  ',
        grants: [
          { role: 'king', unit: '' },
          { role: 'analyst', unit: 'TT-ZZ' },
        ],
      }),
    ).toEqual([
      'malformed-request',
      'grants[0].role not-in-scale',
      'grants[1].unit unknown-unit',
      'name required',
    ]);
    for (const username of ['da-co', 'DA-CO', ' da-co '])
      expect(await make({ username })).toEqual(['already-exists', 'username already-exists']);
    expect(await rowCounts(db)).toEqual(before);
  });

  test('of one name made by two at once are one', async () => {
    const { environment, db } = await makeWorld(database);
    const make = () =>
      refusal(createAccount.run(environment, SYSTEM, { username: 'trung', name: 'T', grants: [] }));
    const outcomes = (await Promise.all([make(), make()])).map(([code]) => code).sort();
    expect(outcomes).toEqual(['already-exists', 'done']);
    expect(await rowCounts(db)).toMatchObject({ accounts: 1 });
  });

  test('change their roles whole, lose their sessions with a new password or when disabled', async () => {
    const world = await makeWorld(database);
    const { environment, db } = world;
    const officer = await member(world, [{ role: 'unit-officer', unit: 'TT-AN' }]);
    const { audit = 0 } = await rowCounts(db);
    const change = (more: object) =>
      changeAccount.run(environment, administrator(''), { account: officer.id, ...more });
    const grants = [{ role: 'analyst', unit: 'TT-BI' }];
    expect(await change({ grants })).toEqual({ username: officer.username, password: null });
    expect((await findAccount(db, officer.id))?.grants).toEqual(grants);
    expect(await rowCounts(db)).toMatchObject({ sessions: 1 });

    const { password } = await change({ resetPassword: true });
    const reset = await findAccount(db, officer.id);
    expect([reset?.oneTime, await passwordMatches(reset?.passwordHash ?? '', password ?? '')]).toEqual([
      true,
      true,
    ]);
    expect(await rowCounts(db)).not.toHaveProperty('sessions');

    await change({ disabled: true });
    expect((await findAccount(db, officer.id))?.disabled).toBe(true);
    await change({ disabled: false, grants: [] });
    expect(await findAccount(db, officer.id)).toMatchObject({ disabled: false, grants: [] });
    const subject = `account ${officer.username}`;
    const id = officer.id;
    expect((await trail(db, audit)).map(([, action, on, details]) => [action, on, details])).toEqual([
      ['change-account', subject, { id, grants }],
      ['change-account', subject, { id, resetPassword: true }],
      ['change-account', subject, { id, disabled: true }],
      ['change-account', subject, { id, grants: [], disabled: false }],
    ]);
    expect(JSON.stringify(await trail(db, 0))).not.toContain(password);
  });

  test('are changed whole or not at all', async () => {
    const world = await makeWorld(database);
    const officer = await member(world, [{ role: 'unit-officer', unit: 'TT-AN' }]);
    const before = [await rowCounts(world.db), await findAccount(world.db, officer.id)];
    const change = (account: string, more: object) =>
      refusal(changeAccount.run(world.environment, administrator(''), { account, ...more }));
    const faulty = [
      { role: 'analyst', unit: 'TT' },
      { role: 'analyst', unit: 'TT-ZZ' },
    ];
    expect(await change(officer.id, { grants: faulty, disabled: true, resetPassword: true })).toEqual([
      'malformed-request',
      'grants[1].unit unknown-unit',
    ]);
    expect(await change('khong-co', { disabled: true })).toEqual(['not-found', 'account not-found']);
    expect([await rowCounts(world.db), await findAccount(world.db, officer.id)]).toEqual(before);
  });

  test('are not taken away from oneself', async () => {
    const world = await makeWorld(database);
    const { id } = await member(world, [{ role: 'administrator', unit: '' }]);
    const change = (more: object) =>
      refusal(changeAccount.run(world.environment, administrator('', id), { account: id, ...more }));
    for (const more of [{ disabled: true }, { grants: [] }, { grants: [{ role: 'publisher', unit: '' }] }])
      expect(await change(more)).toEqual(['forbidden', 'account own-account']);
    expect(await change({ resetPassword: true })).toEqual(['done']);
  });

  test('of a province are made and changed by its administrator, without more than he has', async () => {
    const world = await makeWorld(database);
    const { environment } = world;
    const ofProvince = administrator('TT');
    const make = (...units: string[]) =>
      refusal(
        createAccount.run(environment, ofProvince, {
          username: `moi-${units.join('-').toLowerCase() || 'khong'}`,
          name: 'Mới',
          grants: units.map((unit) => ({ role: 'analyst', unit })),
        }),
      );
    expect(await make('TT')).toEqual(['done']);
    expect(await make('TT-AN')).toEqual(['done']);
    expect(await make('')).toEqual(['forbidden']);
    expect(await make('TT-AN', '')).toEqual(['forbidden']);
    expect(await make()).toEqual(['forbidden']);
    const mine = await member(world, [{ role: 'analyst', unit: 'TT-AN' }]);
    const above = await member(world, [{ role: 'analyst', unit: '' }]);
    const change = (account: string, more: object) =>
      refusal(changeAccount.run(environment, ofProvince, { account, ...more }));
    expect(await change(mine.id, { resetPassword: true })).toEqual(['done']);
    expect(await change(mine.id, { grants: [{ role: 'administrator', unit: '' }] })).toEqual(['forbidden']);
    expect(await change(above.id, { disabled: true })).toEqual(['forbidden']);
    expect(await change(above.id, { grants: [{ role: 'analyst', unit: 'TT' }] })).toEqual(['forbidden']);
  });

  test('begin with one administrator, once', async () => {
    const { environment, db } = await makeWorld(database);
    const first = await firstAdministrator(environment);
    expect(first?.username).toBe('admin');
    const stored = await findAccountByName(db, 'admin');
    expect(stored).toMatchObject({ oneTime: true, grants: [{ role: 'administrator', unit: '' }] });
    expect(await passwordMatches(stored?.passwordHash ?? '', first?.password ?? '')).toBe(true);
    expect(await firstAdministrator(environment)).toBeNull();
    expect(await rowCounts(db)).toMatchObject({ accounts: 1 });
  });
});
