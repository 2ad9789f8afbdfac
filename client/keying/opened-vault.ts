/**
 * A vault that is open: what the keying page works with. Values go in and come out in the clear, rows on the disk are
 * encrypted; `vault.ts` opens it.
 */
import type { Outbox, QueuedAnswer } from '../form/outbox.ts';
import type { KeyedRecord } from './keyed-file.ts';
import { type KeyedSheet, type Pack, type PackKey, type Progress, packId, sheetId } from './pack.ts';
import type { Cipher, Encrypted } from './vault-keys.ts';
import type { Clerk, SheetState, StoredSheet, VaultStore } from './vault-store.ts';

/** A keyed sheet and what became of it. */
export interface KeptSheet {
  readonly order: number;
  readonly id: string;
  readonly state: SheetState;
  readonly keptAt: number;
  readonly sheet: KeyedSheet;
  /** The server's receipt, once it is sent. */
  readonly receipt: string | null;
  /** The server's problem code, where it was refused. */
  readonly code: string | null;
}

/** A batch as it was fetched last, and how far its pass was then. */
export interface KeptPack {
  readonly pack: Pack;
  readonly progress: Progress;
}

/** The sheet that was under the clerk's hands. */
export interface Draft extends PackKey {
  readonly serial: string;
}

export interface Vault {
  readonly id: string;
  readonly clerk: Clerk;
  /** False: it lasts as long as its page. */
  readonly lasting: boolean;
  /** What the sender works with; bodies are those of `POST /keying/sheets`. */
  readonly outbox: Pick<Outbox, 'waiting' | 'received' | 'refused'>;
  /** Resolves once it is on the disk. @returns false: this sheet was keyed here already */
  add(sheet: KeyedSheet): Promise<boolean>;
  /** State of every sheet by `sheetId`; read from the disk once, and followed from then on. */
  states(): Promise<ReadonlyMap<string, SheetState>>;
  /** Another tab has sent a sheet, or heard that it is refused. */
  learn(id: string, state: SheetState): void;
  /** Another tab has kept or removed sheets: they are read anew. */
  forgetStates(): void;
  /** In the order keyed; of one state, or all. @throws DOMException when a record was damaged */
  sheets(state?: SheetState): Promise<readonly KeptSheet[]>;
  remove(sheets: readonly KeptSheet[]): Promise<void>;
  keepPack(kept: KeptPack): Promise<void>;
  packs(): Promise<readonly KeptPack[]>;
  dropPack(key: PackKey): Promise<void>;
  draft(): Promise<Draft | null>;
  begin(draft: Draft): Promise<void>;
  abandon(): Promise<void>;
}

/** A record as it is encrypted, and as the server reads it in an exported file. */
interface SheetRecord extends KeyedRecord {
  readonly id: string;
  readonly body: KeyedSheet;
}

interface Outcome {
  readonly receipt?: string;
  readonly code?: string;
}

const DRAFT = 'draft';
const PACK = 'pack ';

/** @param cipher of the vault's data key */
export function openedVault(
  store: VaultStore,
  { id: vault, clerk, lasting }: Pick<Vault, 'id' | 'clerk' | 'lasting'>,
  cipher: Cipher,
): Vault {
  const notes = noteBook(store, vault, cipher);
  const states = followedStates(store, vault);
  return {
    id: vault,
    clerk,
    lasting,
    outbox: outboxOf(store, vault, cipher, states.learn),
    add: async (sheet) => {
      const id = sheetId(sheet);
      const record: SheetRecord = { id, clerk: clerk.id, body: sheet };
      const row = { vault, id, state: 'waiting', keptAt: Date.now(), outcome: null } as const;
      const added = await store.addSheet({ ...row, record: await cipher.encrypt(record) }, DRAFT);
      if (added) states.learn(id, 'waiting');
      return added;
    },
    states: states.read,
    learn: states.learn,
    forgetStates: states.forget,
    sheets: async (state) => {
      const stored = await store.sheets(vault, state);
      return Promise.all(stored.map((one) => readSheet(one, cipher)));
    },
    remove: async (sheets) => {
      await store.removeSheets(sheets.map(({ order }) => order));
      states.forget();
    },
    keepPack: (kept) => notes.put(PACK + packId(kept.pack), kept),
    packs: () => notes.list<KeptPack>(PACK),
    dropPack: (key) => notes.drop(PACK + packId(key)),
    draft: async () => (await notes.list<Draft>(DRAFT))[0] ?? null,
    begin: (draft) => notes.put(DRAFT, draft),
    abandon: () => notes.drop(DRAFT),
  };
}

async function readSheet(stored: StoredSheet, cipher: Cipher): Promise<KeptSheet> {
  const { body: sheet } = (await cipher.decrypt(stored.record)) as SheetRecord;
  const outcome = stored.outcome && ((await cipher.decrypt(stored.outcome)) as Outcome);
  const { order, id, state, keptAt } = stored;
  const { receipt = null, code = null } = outcome ?? {};
  return { order, id, state, keptAt, sheet, receipt, code };
}

/** The queue for the sender; bodies are those of `POST /keying/sheets`. */
function outboxOf(
  store: VaultStore,
  vault: string,
  cipher: Cipher,
  learn: (id: string, state: SheetState) => void,
): Vault['outbox'] {
  /** By order, which is never given twice: without a network the same queue is read many times. */
  const read = new Map<number, string>();
  const queued = async ({ id, order, record }: StoredSheet): Promise<QueuedAnswer> => {
    const body = read.get(order) ?? JSON.stringify(((await cipher.decrypt(record)) as SheetRecord).body);
    read.set(order, body);
    return { id, body };
  };
  const settle = async (id: string, state: 'sent' | 'refused', outcome: Outcome) => {
    await store.settle(vault, id, state, await cipher.encrypt(outcome));
    learn(id, state);
  };
  return {
    waiting: async () => {
      const waiting = await store.sheets(vault, 'waiting');
      for (const order of read.keys()) if (!waiting.some((one) => one.order === order)) read.delete(order);
      // A record that was damaged holds up no other; the proof tells of it.
      const all = await Promise.all(waiting.map((one) => queued(one).catch(() => null)));
      return all.filter((one) => one !== null);
    },
    received: (id, receipt) => settle(id, 'sent', { receipt }),
    refused: (id, code) => settle(id, 'refused', { code }),
  };
}

/** Small encrypted values by name. */
function noteBook(store: VaultStore, vault: string, cipher: Cipher) {
  return {
    put: async (name: string, value: unknown) => store.putNote(vault, name, await cipher.encrypt(value)),
    drop: (name: string) => store.dropNote(vault, name),
    /** Those whose name begins so. */
    list: async <T>(start: string): Promise<T[]> => {
      const found = [...(await store.notes(vault))].filter(([name]) => name.startsWith(start));
      return Promise.all(found.map(([, note]: [string, Encrypted]) => cipher.decrypt(note) as Promise<T>));
    },
  };
}

const readStates = async (store: VaultStore, vault: string) =>
  new Map((await store.sheets(vault)).map(({ id, state }) => [id, state]));

/** States as they are on the disk, without reading thousands of rows after every key. */
function followedStates(store: VaultStore, vault: string) {
  let known: Promise<Map<string, SheetState>> | null = null;
  const read = () => {
    known ??= readStates(store, vault).catch((error) => {
      forget();
      throw error;
    });
    return known;
  };
  const forget = () => {
    known = null;
  };
  return {
    read,
    forget,
    learn: (id: string, state: SheetState) =>
      void known?.then(
        (states) => states.set(id, state),
        () => undefined,
      ),
  };
}
