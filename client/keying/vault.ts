/**
 * Vaults of clerks on a keying computer: sheets from the moment they were keyed until long after the server's receipt,
 * packs of batches, and the serial of the sheet in progress, all encrypted under the vault's data key. Several clerks may
 * use one computer, each with a vault of his own.
 */
import { base64url, randomText } from '../form/base64url.ts';
import { type KeyedFile, keyedFile, sealKey } from './keyed-file.ts';
import { openedVault, type Vault } from './opened-vault.ts';
import { cipherOf, newDataKey, openCipher, unwrapKey, wrapKey } from './vault-keys.ts';
import { type Clerk, memoryStore, type StoredSheet, type VaultHead, type VaultStore } from './vault-store.ts';

/** The newest vault of a clerk that is in use. @param by his account's id, or what he signs in with */
export async function findVault(
  store: VaultStore,
  by: Partial<Pick<Clerk, 'id' | 'username'>>,
): Promise<VaultHead | null> {
  const heads = await store.heads();
  const fits = ({ clerk, retired }: VaultHead) =>
    !retired && (clerk.id === by.id || (by.id === undefined && clerk.username === by.username));
  return heads.find(fits) ?? null;
}

/** A vault for a clerk who has none. @param serverKey null: not known yet */
export async function makeVault(
  store: VaultStore,
  clerk: Clerk,
  password: string,
  serverKey: string | null,
): Promise<Vault> {
  const dataKey = newDataKey();
  const head: VaultHead = {
    id: randomText(),
    clerk,
    wrapped: await wrapKey(password, dataKey),
    escrow: await escrowFor(dataKey, serverKey),
    retired: false,
  };
  await store.putHead(head);
  return openedVault(store, { ...head, lasting: true }, await cipherOf(dataKey));
}

/** Null: the password opens another vault, or none. @param serverKey the server's key now, where it could be asked */
export async function unlockVault(
  store: VaultStore,
  head: VaultHead,
  password: string,
  serverKey: string | null,
): Promise<Vault | null> {
  const dataKey = await unwrapKey(password, head.wrapped);
  if (dataKey === null) return null;
  if (serverKey !== null && head.escrow?.serverKey !== serverKey)
    await store.putHead({ ...head, escrow: await escrowFor(dataKey, serverKey) });
  return openedVault(store, { ...head, lasting: true }, await cipherOf(dataKey));
}

/** After a change of password elsewhere. @returns false: the old password is not the one that locked it */
export async function rewrapVault(
  store: VaultStore,
  head: VaultHead,
  { before, now }: { before: string; now: string },
): Promise<boolean> {
  const dataKey = await unwrapKey(before, head.wrapped);
  if (dataKey === null) return false;
  await store.putHead({ ...head, wrapped: await wrapKey(now, dataKey) });
  return true;
}

/** Makes room for a new vault of the same clerk; what is inside stays, and can be exported. */
export const retireVault = (store: VaultStore, head: VaultHead): Promise<void> =>
  store.putHead({ ...head, retired: true });

/** Where the browser cannot encrypt: nothing is kept, and what waits is lost with the page. */
export function memoryVault(clerk: Clerk): Vault {
  return openedVault(memoryStore(), { id: clerk.id, clerk, lasting: false }, openCipher);
}

/** Sheets of a vault without a receipt, for the server alone to open; needs no password. Null: its key is not sealed. */
export async function exportVault(store: VaultStore, head: VaultHead): Promise<KeyedFile | null> {
  const { escrow } = head;
  if (escrow === null) return null;
  const records = (await unsentIn(store, head)).map(({ record: { iv, data } }) => ({
    iv: base64url(iv),
    data: base64url(data),
  }));
  return keyedFile(escrow.sealedKey, records);
}

/** Sheets without a receipt, in the order keyed, as they lie on the disk; needs no password. */
export async function unsentIn(store: VaultStore, { id }: VaultHead): Promise<readonly StoredSheet[]> {
  const unsent = [...(await store.sheets(id, 'waiting')), ...(await store.sheets(id, 'refused'))];
  return unsent.sort((a, b) => a.order - b.order);
}

const escrowFor = async (dataKey: Uint8Array, serverKey: string | null): Promise<VaultHead['escrow']> =>
  serverKey === null ? null : { serverKey, sealedKey: await sealKey(serverKey, base64url(dataKey)) };
