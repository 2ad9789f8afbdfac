/** A signature made elsewhere is brought to its publication: checked against key and hash, then stored. */
import { findCampaign } from '../../db/queries/campaigns.ts';
import { findPublication } from '../../db/queries/publications.ts';
import {
  findSigningKey,
  insertSignature,
  listSignatures,
  type SigningKey,
} from '../../db/queries/signatures.ts';
import type { Writing } from '../../db/transaction.ts';
import { type Actor, actorName } from '../access.ts';
import { dayOf } from '../core/calendar.ts';
import { type PublishedResult, signedHash } from '../core/recipe.ts';
import type { Environment } from '../environment.ts';
import { type PlaceValue, Problem } from '../problem.ts';
import { isSignature, readPublicKey, signatureFits } from '../signing.ts';
import { action } from './action.ts';

interface BringInput {
  readonly campaign: string;
  readonly revision: number;
  /** As the signature file names it: raw in base64. */
  readonly publicKey: string;
  /** What the file says was signed: SHA-256, hex. */
  readonly hash: string;
  readonly signature: string;
}

const refused = (field: string, code: string, values: Readonly<Record<string, string>> = {}): Problem => {
  const texts: [string, PlaceValue][] = Object.entries(values).map(([name, text]) => [name, { text }]);
  return new Problem('signature-invalid', [{ field, code, values: Object.fromEntries(texts) }]);
};

/** The registered key it was made with. @throws Problem `signature-invalid` */
async function keyOf(trx: Writing, province: string, publicKey: string): Promise<SigningKey> {
  const read = readPublicKey(publicKey);
  if ('code' in read) throw refused('publicKey', read.code, 'kind' in read ? { kind: read.kind } : {});
  const key = await findSigningKey(trx, read.id);
  if (key?.province !== province || key.publicKey !== read.publicKey)
    throw refused('publicKey', 'key-unknown', { key: read.id });
  if (key.retiredAt === null) return key;
  const day: PlaceValue = { day: dayOf(new Date(key.retiredAt)) };
  throw new Problem('signature-invalid', [
    { field: 'publicKey', code: 'key-retired', values: { key: { text: key.id }, day } },
  ]);
}

/** @throws Problem `signature-invalid` where it is not of this publication and this key */
function demandFit(input: BringInput, { publicKey }: SigningKey, hash: string): void {
  if (!isSignature(input.signature)) throw refused('signature', 'signature-unreadable');
  if (input.hash !== hash) throw refused('hash', 'other-file', { signed: input.hash, hash });
  if (!signatureFits(hash, { publicKey, signature: input.signature }))
    throw refused('signature', 'wrong-signature');
}

/** @throws Problem `not-found`, `signature-invalid`, `already-signed` where the key has signed it before */
export const bringSignature = action({
  name: 'bring-signature',
  unit: async (trx, { campaign }: BringInput) => (await findCampaign(trx, campaign))?.province ?? null,
  run: async (trx, input, { environment, actor }) => {
    const { campaign, revision, signature } = input;
    const publication = await findPublication(trx, campaign, revision);
    if (!publication) throw new Problem('not-found', [{ field: 'revision', code: 'not-found' }]);
    const key = await keyOf(trx, publication.inputs.province, input.publicKey);
    demandFit(input, key, signedHash(publication));
    const known = await listSignatures(trx, campaign, revision);
    if (known.some((one) => one.key.id === key.id))
      throw new Problem('already-signed', [
        { field: 'signature', code: 'already-signed', values: { key: { text: key.id } } },
      ]);
    const [broughtBy, broughtAt] = [actorName(actor), environment.now().toISOString()];
    await insertSignature(trx, { campaign, revision, key: key.id, signature, broughtBy, broughtAt });
    return { key: key.id, name: key.name };
  },
  audit: ({ campaign, revision }, { key, name }) => ({
    subject: `campaign ${campaign}`,
    details: { revision, key, name },
  }),
});

interface Published extends PublishedResult {
  readonly campaign: string;
  readonly revision: number;
}

/**
 * Signs what was just published with the server's own key, where it has one and a publisher of the province registered it.
 * @returns the fingerprint; null: not signed
 */
export async function signByServer(
  trx: Writing,
  { signer, now }: Environment,
  actor: Actor,
  { campaign, revision, ...published }: Published,
): Promise<string | null> {
  const key = signer ? await findSigningKey(trx, signer.id) : null;
  if (!signer || key?.province !== published.inputs.province || key.retiredAt !== null) return null;
  await insertSignature(trx, {
    ...{ campaign, revision, key: key.id, signature: signer.sign(signedHash(published)) },
    ...{ broughtBy: actorName(actor), broughtAt: now().toISOString() },
  });
  return key.id;
}
