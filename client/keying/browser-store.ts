/** The rows of a keying computer in IndexedDB, every write with strict durability: on the disk before anybody is told. */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import type { Encrypted } from './vault-keys.ts';
import type { NewSheet, SheetState, StoredSheet, VaultHead, VaultStore } from './vault-store.ts';

export const DATABASE = 'thuoc-do-keying';

interface Schema extends DBSchema {
  vaults: { key: string; value: VaultHead };
  sheets: {
    key: number;
    value: NewSheet & { order?: number };
    indexes: { 'by-id': [vault: string, id: string]; 'by-state': [vault: string, state: SheetState] };
  };
  notes: { key: [vault: string, name: string]; value: { vault: string; name: string; note: Encrypted } };
}

type Database = IDBPDatabase<Schema>;
type StoreName = StoreNames<Schema>;

/** What each version added. A step is never changed, only followed by another: queues of old versions are out there. */
const STEPS: readonly ((db: Database) => void)[] = [
  (db) => {
    db.createObjectStore('vaults', { keyPath: 'id' });
    const sheets = db.createObjectStore('sheets', { keyPath: 'order', autoIncrement: true });
    sheets.createIndex('by-id', ['vault', 'id'], { unique: true });
    sheets.createIndex('by-state', ['vault', 'state']);
    db.createObjectStore('notes', { keyPath: ['vault', 'name'] });
  },
];

/** A storage that does not even answer is treated as one that is closed to us. */
const OPEN_WITHIN_MS = 5000;

/** Opens the store, at once and again whenever the browser closed it. @throws where the browser keeps nothing */
export async function openBrowserStore(): Promise<VaultStore> {
  let connection: Promise<Database> | null = null;
  const connect = () => {
    connection ??= open(() => {
      connection = null;
    });
    return connection.catch((error) => {
      connection = null;
      throw error;
    });
  };

  type Transaction<Mode extends IDBTransactionMode> = IDBPTransaction<Schema, StoreName[], Mode>;
  async function write<T>(
    stores: StoreName[],
    work: (transaction: Transaction<'readwrite'>) => Promise<T>,
  ): Promise<T> {
    const db = await connect();
    const transaction = db.transaction(stores, 'readwrite', { durability: 'strict' });
    const [result] = await Promise.all([work(transaction), transaction.done]);
    return result;
  }

  await connect();
  return {
    heads: async () => (await connect()).getAll('vaults'),
    putHead: (head) => write(['vaults'], async (all) => void (await all.objectStore('vaults').put(head))),
    sheets: async (vault, state) => {
      const wanted = state === undefined ? allOf(vault) : IDBKeyRange.only([vault, state]);
      const rows = await (await connect()).getAllFromIndex('sheets', 'by-state', wanted);
      return (rows as StoredSheet[]).sort((a, b) => a.order - b.order);
    },
    addSheet: (sheet, dropNote) =>
      write(['sheets', 'notes'], async (all) => {
        const sheets = all.objectStore('sheets');
        const known = await sheets.index('by-id').get([sheet.vault, sheet.id]);
        if (known && known.state !== 'refused') return false;
        if (known?.order !== undefined) await sheets.delete(known.order);
        await sheets.add(sheet);
        await all.objectStore('notes').delete([sheet.vault, dropNote]);
        return true;
      }),
    settle: (vault, id, state, outcome) =>
      write(['sheets'], async (all) => {
        const sheets = all.objectStore('sheets');
        const known = await sheets.index('by-id').get([vault, id]);
        if (known?.state === 'waiting') await sheets.put({ ...known, state, outcome });
      }),
    removeSheets: (orders) =>
      write(['sheets'], async (all) => {
        await Promise.all(orders.map((order) => all.objectStore('sheets').delete(order)));
      }),
    notes: async (vault) => {
      const rows = await (await connect()).getAll('notes', allOf(vault));
      return new Map(rows.map(({ name, note }) => [name, note]));
    },
    putNote: (vault, name, note) =>
      write(['notes'], async (all) => void (await all.objectStore('notes').put({ vault, name, note }))),
    dropNote: (vault, name) => write(['notes'], (all) => all.objectStore('notes').delete([vault, name])),
  };
}

/** Every key that begins with the vault: lists come after all texts. */
const allOf = (vault: string) => IDBKeyRange.bound([vault], [vault, []]);

async function open(onClosed: () => void): Promise<Database> {
  const opening = openDB<Schema>(DATABASE, STEPS.length, {
    upgrade: (db, oldVersion) => {
      for (const step of STEPS.slice(oldVersion)) step(db);
    },
    // A newer page upgrades the database.
    blocking: (_old, _new, event) => {
      (event.target as IDBDatabase).close();
      onClosed();
    },
    terminated: onClosed,
  });
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('the storage does not answer')), OPEN_WITHIN_MS);
  });
  return Promise.race([opening, late]);
}
