/** Keys and signatures for tests, made as the command line makes them. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPublication } from '../../db/queries/publications.ts';
import { addSigningKey } from '../../server/actions/manage-signing-keys.ts';
import { signedHash } from '../../server/core/recipe.ts';
import { newKeyPair, readSigner, type Signer } from '../../server/signing.ts';
import { SYSTEM, type World } from './world.ts';

/** A key that nobody has seen. */
export function newSigner(): Signer {
  const file = join(mkdtempSync(join(tmpdir(), 'thuoc-do-key-')), 'khoa-ky.pem');
  writeFileSync(file, newKeyPair().privateKey);
  return readSigner(file);
}

export const OWNER = 'Sở Nội vụ tỉnh Thử';

/** One that is registered. */
export async function registeredSigner(world: World, province = 'TT', name = OWNER): Promise<Signer> {
  const signer = newSigner();
  const { publicKey } = signer;
  await addSigningKey.run(world.environment, SYSTEM, { province, name, publicKey });
  return signer;
}

/** What the machine with the key would bring back for a publication. */
export async function signatureOf(world: World, campaign: string, signer: Signer, revision?: number) {
  const publication = await findPublication(world.db, campaign, revision);
  if (!publication) throw new Error(`${campaign} is not published`);
  const hash = signedHash(publication);
  return { hash, publicKey: signer.publicKey, signature: signer.sign(hash) };
}
