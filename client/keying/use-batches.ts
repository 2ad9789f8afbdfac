/**
 * The batches a clerk may key: as the server lists them, each fetched whole at once, so that the computer can be carried
 * away from the network at any time; without the server as they were last seen.
 */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Trouble, troubleOf } from '../staff/trouble.ts';
import { type BatchLine, demandSession, listBatches, readPack } from './keying-server.ts';
import type { KeptPack, Vault } from './opened-vault.ts';
import { type PackKey, packId } from './pack.ts';

export interface Batches {
  /** Null: not read yet. */
  readonly kept: readonly KeptPack[] | null;
  /** Batches fetched of those listed; null: nothing is being fetched. */
  readonly fetching: { readonly done: number; readonly of: number } | null;
  /** Why the list is not the server's of now. */
  readonly trouble: Trouble | null;
  /** Asks the server as it is now. @returns the batches that are kept then */
  refresh(): Promise<readonly KeptPack[]>;
}

type Fetching = Batches['fetching'];

/** @param onSignedOut nobody is signed in, or somebody else */
export function useBatches(vault: Vault, signedOut: boolean, onSignedOut: () => void): Batches {
  const [kept, setKept] = useState<readonly KeptPack[] | null>(null);
  const [fetching, setFetching] = useState<Fetching>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const readKept = async () => {
    const packs = inOrder(await vault.packs());
    setKept(packs);
    return packs;
  };
  const ask = async () => {
    await readKept();
    try {
      await fetchAll(vault, setFetching);
      setTrouble(null);
    } catch (error) {
      const found = troubleOf(error);
      if (found.code === 'not-signed-in') onSignedOut();
      setTrouble(found);
    }
    setFetching(null);
    return readKept();
  };
  const refresh = useMemo(() => oneByOne(ask), [vault]);
  useEffect(() => {
    if (signedOut) void readKept();
    else void refresh();
  }, [refresh, signedOut]);
  useEffect(() => {
    const again = () => void refresh();
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [refresh]);
  return { kept, fetching, trouble, refresh };
}

/** One run at a time; whoever asks while one is under way gets the next, which sees what happened meanwhile. */
function oneByOne<T>(run: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  let next: Promise<T> | null = null;
  const start = () => {
    next = null;
    running = run().finally(() => {
      running = null;
    });
    return running;
  };
  return () => {
    if (running === null) return start();
    next ??= running.then(start, start);
    return next;
  };
}

const inOrder = (packs: readonly KeptPack[]) =>
  [...packs].sort(
    ({ pack: a }, { pack: b }) =>
      a.campaign.localeCompare(b.campaign) || a.batch - b.batch || a.pass - b.pass,
  );

/** A batch may be closed while the list is read: that keeps no other from being fetched. */
function unlessGone(error: unknown): null {
  const trouble = troubleOf(error);
  if (['unreachable', 'unreadable', 'not-signed-in'].includes(trouble.code)) throw trouble;
  return null;
}

/** Fetches every batch of the list, and forgets those that are no longer on it. @throws Trouble */
async function fetchAll(vault: Vault, onProgress: (progress: Fetching) => void): Promise<void> {
  await demandSession(vault.clerk.id);
  const lines = await listBatches();
  onProgress({ done: 0, of: lines.length });
  for (const [done, line] of lines.entries()) {
    const pack = await readPack(line).catch(unlessGone);
    if (pack) await vault.keepPack({ pack, progress: progressOf(line) });
    else await vault.dropPack(line);
    onProgress({ done: done + 1, of: lines.length });
  }
  const listed = new Set(lines.map(packId));
  for (const { pack } of await vault.packs()) if (!listed.has(packId(pack))) await vault.dropPack(pack);
}

const progressOf = ({ waiting, forYou, keyed, byYou }: BatchLine) => ({ waiting, forYou, keyed, byYou });

/** The batch of a sheet, if it is kept here. */
export const packFor = (kept: readonly KeptPack[], key: PackKey): KeptPack | undefined =>
  kept.find(({ pack }) => packId(pack) === packId(key));
