/** Public keys whose owners sign publications: registered by a publisher, retired, and used again. */
import { findSigningKey, insertSigningKey, retireSigningKey } from '../../db/queries/signatures.ts';
import { listProvinces } from '../../db/queries/units.ts';
import { actorName } from '../access.ts';
import { Problem, type ProblemPlace } from '../problem.ts';
import { type KeyFault, readPublicKey } from '../signing.ts';
import { action } from './action.ts';

interface AddInput {
  readonly province: string;
  /** Who signs, as the public page says it. */
  readonly name: string;
  /** Raw in base64, or PEM. */
  readonly publicKey: string;
}

const LONGEST_NAME = 200;

const refusal = (fault: KeyFault): Problem =>
  new Problem('signature-invalid', [
    {
      field: 'publicKey',
      code: fault.code,
      values: 'kind' in fault ? { kind: { text: fault.kind } } : {},
    },
  ]);

function nameFault(name: string): ProblemPlace[] {
  if (name === '') return [{ field: 'name', code: 'required' }];
  return name.length > LONGEST_NAME ? [{ field: 'name', code: 'name-too-long', values: {} }] : [];
}

/** @throws Problem `signature-invalid` on what is no Ed25519 public key, `already-exists`, `malformed-request`, `not-found` */
export const addSigningKey = action({
  name: 'add-signing-key',
  unit: async (_trx, { province }: AddInput) => province,
  run: async (trx, input, { environment, actor }) => {
    const { province } = input;
    const name = input.name.trim();
    if (!(await listProvinces(trx)).some(({ code }) => code === province))
      throw new Problem('not-found', [{ field: 'province', code: 'not-found' }]);
    const faults = nameFault(name);
    if (faults.length > 0) throw new Problem('malformed-request', faults);
    const read = readPublicKey(input.publicKey);
    if ('code' in read) throw refusal(read);
    const { id, publicKey } = read;
    if (await findSigningKey(trx, id))
      throw new Problem('already-exists', [
        { field: 'publicKey', code: 'key-registered', values: { key: { text: id } } },
      ]);
    const addedAt = environment.now().toISOString();
    const key = { id, province, name, publicKey, addedBy: actorName(actor), addedAt, retiredAt: null };
    await insertSigningKey(trx, key);
    return key;
  },
  audit: (_input, { id, province, name, publicKey }) => ({
    subject: `signing-key ${id}`,
    details: { province, name, publicKey },
  }),
});

interface RetireInput {
  readonly key: string;
  /** False: it is in use again. */
  readonly retired: boolean;
}

/** A retired key signs nothing new; what it signed stays signed. @throws Problem `not-found` */
export const retireKey = action({
  name: 'add-signing-key',
  unit: async (trx, { key }: RetireInput) => (await findSigningKey(trx, key))?.province ?? null,
  run: async (trx, { key, retired }, { environment }) => {
    const found = await findSigningKey(trx, key);
    if (!found) throw new Problem('not-found', [{ field: 'key', code: 'not-found' }]);
    const retiredAt = retired ? (found.retiredAt ?? environment.now().toISOString()) : null;
    await retireSigningKey(trx, key, retiredAt);
    return { retiredAt };
  },
  audit: ({ key, retired }) => ({ subject: `signing-key ${key}`, details: { retired } }),
});
