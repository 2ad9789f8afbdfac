/** Accounts of staff: made by an administrator, who gives a one-time password and limits roles to a subtree of units. */
import {
  type Account,
  countAccounts,
  deleteSessionsOf,
  findAccount,
  findAccountByName,
  type Grant,
  insertAccount,
  setDisabled,
  setGrants,
  setPassword,
} from '../../db/queries/accounts.ts';
import { unitNames } from '../../db/queries/units.ts';
import type { Writing } from '../../db/transaction.ts';
import { ROLES } from '../access.ts';
import { type Environment, randomId } from '../environment.ts';
import { hashPassword, oneTimePassword } from '../password.ts';
import { Problem, type ProblemPlace } from '../problem.ts';
import { action } from './action.ts';

export interface AccountInput {
  readonly username: string;
  readonly name: string;
  readonly grants: readonly Grant[];
}

export interface AccountChange {
  readonly account: string;
  readonly grants?: readonly Grant[] | undefined;
  readonly disabled?: boolean | undefined;
  /** Gives a new one-time password; every session ends. */
  readonly resetPassword?: boolean | undefined;
}

/** A right over accounts is a right over what they are granted: the unit of the grants, or every unit. */
const unitOfGrants = (grants: readonly Grant[] | undefined): string | null => {
  const units = new Set((grants ?? []).map((grant) => grant.unit));
  const [only] = units;
  return units.size === 1 && only ? only : null;
};

async function grantFaults(trx: Writing, grants: readonly Grant[]): Promise<ProblemPlace[]> {
  const known = await unitNames(
    trx,
    grants.map((grant) => grant.unit).filter((unit) => unit !== ''),
  );
  return grants.flatMap((grant, i) => {
    const faults: ProblemPlace[] = [];
    if (!(ROLES as readonly string[]).includes(grant.role))
      faults.push({ field: `grants[${i}].role`, code: 'not-in-scale' });
    if (grant.unit !== '' && !known.has(grant.unit))
      faults.push({ field: `grants[${i}].unit`, code: 'unknown-unit' });
    return faults;
  });
}

async function freshPassword(environment: Environment) {
  const password = oneTimePassword(environment.randomBytes);
  return { password, passwordHash: await hashPassword(password) };
}

/** @returns the one-time password, shown once */
export const createAccount = action({
  name: 'create-account',
  unit: async (_trx, input: AccountInput) => unitOfGrants(input.grants),
  run: async (trx, input, { environment }) => {
    const username = input.username.trim().toLowerCase();
    const faults = await grantFaults(trx, input.grants);
    if (!/^[a-z0-9][a-z0-9._-]{2,39}$/.test(username))
      faults.push({ field: 'username', code: 'wrong-username' });
    if (input.name.trim() === '') faults.push({ field: 'name', code: 'required' });
    if (faults.length > 0) throw new Problem('malformed-request', faults);
    if (await findAccountByName(trx, username))
      throw new Problem('already-exists', [{ field: 'username', code: 'already-exists' }]);
    const { password, passwordHash } = await freshPassword(environment);
    const account: Account = {
      id: randomId(environment),
      username,
      name: input.name.trim(),
      oneTime: true,
      disabled: false,
      grants: input.grants,
    };
    await insertAccount(trx, { ...account, passwordHash }, environment.now().toISOString());
    return { account, password };
  },
  audit: (_input, output) => ({
    subject: `account ${output.account.username}`,
    details: { id: output.account.id, grants: output.account.grants },
  }),
});

export const changeAccount = action({
  name: 'change-account',
  unit: async (trx, input: AccountChange) => {
    const account = await findAccount(trx, input.account);
    const now = unitOfGrants(account?.grants);
    return input.grants === undefined || unitOfGrants(input.grants) === now ? now : null;
  },
  run: async (trx, input, { environment, actor }) => {
    const account = await findAccount(trx, input.account);
    if (!account) throw new Problem('not-found', [{ field: 'account', code: 'not-found' }]);
    // Nobody locks himself out by mistake: another administrator does it.
    if (actor.kind === 'account' && actor.id === account.id && (input.disabled || input.grants))
      throw new Problem('forbidden', [{ field: 'account', code: 'own-account' }]);
    if (input.grants) {
      const faults = await grantFaults(trx, input.grants);
      if (faults.length > 0) throw new Problem('malformed-request', faults);
      await setGrants(trx, account.id, input.grants);
    }
    if (input.disabled !== undefined) await setDisabled(trx, account.id, input.disabled);
    let password: string | null = null;
    if (input.resetPassword) {
      const fresh = await freshPassword(environment);
      await setPassword(trx, account.id, fresh.passwordHash, true);
      password = fresh.password;
    }
    if (input.disabled || input.resetPassword) await deleteSessionsOf(trx, account.id);
    return { username: account.username, password };
  },
  audit: (input, output) => ({
    subject: `account ${output.username}`,
    details: {
      id: input.account,
      ...(input.grants ? { grants: input.grants } : {}),
      ...(input.disabled === undefined ? {} : { disabled: input.disabled }),
      ...(input.resetPassword ? { resetPassword: true } : {}),
    },
  }),
});

/** The administrator of an empty installation. @returns null when there are accounts already */
export async function firstAdministrator(
  environment: Environment,
): Promise<{ username: string; password: string } | null> {
  if ((await countAccounts(environment.db)) > 0) return null;
  const { password } = await createAccount.run(
    environment,
    { kind: 'system', name: 'start' },
    { username: 'admin', name: 'Quản trị viên', grants: [{ role: 'administrator', unit: '' }] },
  );
  return { username: 'admin', password };
}
