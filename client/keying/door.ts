/**
 * The way into a vault: by the server where there is one, by the password alone where there is no network. The server
 * says who may work; the password opens what lies on this computer.
 */
import { type Trouble, troubleOf } from '../staff/trouble.ts';
import { readServerKey, type SignedIn, signIn, whoIsSignedIn } from './keying-server.ts';
import type { Vault } from './opened-vault.ts';
import { findVault, makeVault, memoryVault, retireVault, rewrapVault, unlockVault } from './vault.ts';
import type { Clerk, VaultHead, VaultStore } from './vault-store.ts';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export type Door =
  | { readonly is: 'open'; readonly vault: Vault }
  /** The one-time password must be changed first. */
  | { readonly is: 'one-time' }
  /** The account keys no sheets. */
  | { readonly is: 'no-right' }
  /** The server knows the password, the vault was locked with an older one. */
  | { readonly is: 'changed'; readonly head: VaultHead; readonly clerk: Clerk; readonly password: string }
  /** No network, and nobody of this name has worked on this computer. */
  | { readonly is: 'no-vault' }
  /** No network, and the password opens nothing. */
  | { readonly is: 'wrong-password' }
  | { readonly is: 'refused'; readonly trouble: Trouble };

const OUT_OF_REACH = ['unreachable', 'unreadable'];

/** @param store null: this page can keep nothing */
export async function openDoor(store: VaultStore | null, credentials: Credentials): Promise<Door> {
  const username = credentials.username.trim().toLowerCase();
  try {
    const { mustChangePassword } = await signIn(username, credentials.password);
    if (mustChangePassword) return { is: 'one-time' };
    return await enterAs(store, await whoIsSignedIn(), credentials.password);
  } catch (error) {
    const trouble = troubleOf(error);
    if (store !== null && OUT_OF_REACH.includes(trouble.code))
      return openOffline(store, username, credentials.password);
    return { is: 'refused', trouble };
  }
}

async function enterAs(store: VaultStore | null, signedIn: SignedIn, password: string): Promise<Door> {
  if (!signedIn.may.includes('key-sheet')) return { is: 'no-right' };
  const { id, username, name } = signedIn.account;
  const clerk: Clerk = { id, username, name };
  if (store === null) return { is: 'open', vault: memoryVault(clerk) };
  const head = await findVault(store, { id });
  if (head === null) return enterNew(store, clerk, password);
  const vault = await unlockVault(store, head, password, await readServerKey());
  return vault ? { is: 'open', vault } : { is: 'changed', head, clerk, password };
}

const enterNew = async (store: VaultStore, clerk: Clerk, password: string): Promise<Door> => ({
  is: 'open',
  vault: await makeVault(store, clerk, password, await readServerKey()),
});

async function openOffline(store: VaultStore, username: string, password: string): Promise<Door> {
  const head = await findVault(store, { username });
  if (head === null) return { is: 'no-vault' };
  const vault = await unlockVault(store, head, password, null);
  return vault ? { is: 'open', vault } : { is: 'wrong-password' };
}

/** The password of before is there: from now on the new one opens the vault. Null: it was another. */
export async function openChanged(
  store: VaultStore,
  { head, password }: Extract<Door, { is: 'changed' }>,
  before: string,
): Promise<Door | null> {
  if (!(await rewrapVault(store, head, { before, now: password }))) return null;
  const renewed = await findVault(store, { id: head.clerk.id });
  const vault = renewed && (await unlockVault(store, renewed, password, await readServerKey()));
  return vault && { is: 'open', vault };
}

/** The password of before is forgotten: the vault stays to be exported, and a new one takes its place. */
export async function startAnew(
  store: VaultStore,
  { head, clerk, password }: Extract<Door, { is: 'changed' }>,
): Promise<Door> {
  await retireVault(store, head);
  return enterNew(store, clerk, password);
}
