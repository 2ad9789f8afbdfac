/**
 * Public keys whose owners sign publications: registered by a publisher, retired, and used again; thrown away only while they
 * have signed nothing.
 */
import {
  deleteSigningKey,
  findSigningKey,
  insertSigningKey,
  retireSigningKey,
  unusedSigningKeys,
} from '../../db/queries/signatures.ts';
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

/** @throws Problem `signature-invalid` on what is no Ed25519 public key, `signing-key-registered`, `malformed-request`, `not-found` */
export const addSigningKey = action({
  name: 'add-signing-key',
  unit: async (_trx, { province }: AddInput) => province,
  run: async (trx, input, { environment, actor }) => {
    const { province } = input;
    const name = input.name.trim();
    const provinces = await listProvinces(trx);
    if (!provinces.some(({ code }) => code === province))
      throw new Problem('not-found', [{ field: 'province', code: 'not-found' }]);
    const faults = nameFault(name);
    if (faults.length > 0) throw new Problem('malformed-request', faults);
    const read = readPublicKey(input.publicKey);
    if ('code' in read) throw refusal(read);
    const { id, publicKey } = read;
    const known = await findSigningKey(trx, id);
    if (known) {
      // A public key is no secret: who finds it taken is told where.
      const place = provinces.find(({ code }) => code === known.province)?.name.vi ?? known.province;
      const values = { key: { text: id }, owner: { text: known.name }, place: { text: place } };
      throw new Problem('signing-key-registered', [{ field: 'publicKey', code: 'key-registered', values }]);
    }
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

/** A key registered by mistake. One that has signed is part of what was published: it is retired. @throws Problem `not-found`, `signing-key-registered` */
export const removeSigningKey = action({
  name: 'add-signing-key',
  unit: async (trx, { key }: { readonly key: string }) => (await findSigningKey(trx, key))?.province ?? null,
  run: async (trx, { key }) => {
    const found = await findSigningKey(trx, key);
    if (!found) throw new Problem('not-found', [{ field: 'key', code: 'not-found' }]);
    if (!(await unusedSigningKeys(trx)).has(key))
      throw new Problem('signing-key-registered', [
        { field: 'key', code: 'key-has-signed', values: { key: { text: key } } },
      ]);
    await deleteSigningKey(trx, key);
    return found;
  },
  audit: ({ key }, { province, name, publicKey }) => ({
    subject: `signing-key ${key}`,
    details: { province, name, publicKey, removed: true },
  }),
});
