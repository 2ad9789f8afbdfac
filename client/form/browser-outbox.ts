/**
 * The outbox of a phone or kiosk, in IndexedDB with strict durability: an answer is on the disk before anybody is told
 * that it was saved. Where the storage refuses it, because it is full or closed to us, the answer is kept in memory, and
 * the caller is told so. Own lines instead of a package: the citizen's form has a budget.
 */
import { memoryOutbox, type Outbox, type QueuedAnswer, type RefusedAnswer } from './outbox.ts';

export const DATABASE = 'thuoc-do';

/** What each version added. A step is never changed, only followed by another: queues of old versions live on phones. */
const STEPS: readonly ((db: IDBDatabase) => void)[] = [
  (db) => {
    db.createObjectStore('waiting', { keyPath: 'id' });
    db.createObjectStore('quarantine', { keyPath: 'id' });
  },
  (db) => {
    db.createObjectStore('receipts', { autoIncrement: true });
  },
];

/** @returns an outbox that opens its database at the first use and again whenever it was closed */
export function openOutbox(): Outbox {
  const stored = databaseOutbox();
  const unsaved = memoryOutbox();
  const both = async <T>(ask: (outbox: Outbox) => Promise<readonly T[]>) => [
    ...(await ask(unsaved)),
    ...(await ask(stored).catch(() => [])),
  ];
  const holderOf = async (id: string) =>
    (await unsaved.waiting()).some((answer) => answer.id === id) ? unsaved : stored;
  return {
    put: (answer) => stored.put(answer).catch(() => unsaved.put(answer)),
    waiting: () => both((outbox) => outbox.waiting()),
    received: async (id, receipt) => (await holderOf(id)).received(id, receipt),
    refused: async (id, code) => (await holderOf(id)).refused(id, code),
    quarantine: () => both((outbox) => outbox.quarantine()),
    counts: async () => {
      const here = await unsaved.counts();
      const there = await stored.counts().catch(() => ({ waiting: 0, sent: 0, refused: 0 }));
      return {
        waiting: here.waiting + there.waiting,
        sent: here.sent + there.sent,
        refused: here.refused + there.refused,
      };
    },
    receipts: async (most) => (await both((outbox) => outbox.receipts(most))).slice(-most),
  };
}

type StoreName = 'waiting' | 'quarantine' | 'receipts';
type Stores = (name: StoreName) => IDBObjectStore;

/** Everything in one transaction; whatever fails, fails whole. @throws DOMException, e.g. QuotaExceededError */
function databaseOutbox(): Outbox {
  let connection: Promise<IDBDatabase> | null = null;
  const forget = () => {
    connection = null;
  };

  async function run<T>(mode: IDBTransactionMode, work: (stores: Stores) => Promise<T>): Promise<T> {
    connection ??= connect(forget);
    const db = await connection.catch((error) => {
      forget();
      throw error;
    });
    const transaction = db.transaction(['waiting', 'quarantine', 'receipts'], mode, { durability: 'strict' });
    const finished = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
    });
    const [result] = await Promise.all([work((name) => transaction.objectStore(name)), finished]);
    return result;
  }

  const list = <T>(name: StoreName) =>
    run('readonly', async (stores) => (await answerOf(stores(name).getAll())) as T[]);

  /** Takes an answer out of the queue, if no other tab has done so already, and puts what became of it. */
  const conclude = (id: string, put: (stores: Stores, answer: QueuedAnswer) => void) =>
    run('readwrite', async (stores) => {
      const answer: QueuedAnswer | undefined = await answerOf(stores('waiting').get(id));
      if (!answer) return;
      put(stores, answer);
      stores('waiting').delete(id);
    });

  return {
    put: (answer) =>
      run('readwrite', async (stores) => {
        stores('quarantine').delete(answer.id);
        await answerOf(stores('waiting').put(answer));
        return true;
      }),
    waiting: () => list<QueuedAnswer>('waiting'),
    received: (id, receipt) => conclude(id, (stores) => stores('receipts').add(receipt)),
    refused: (id, code) => conclude(id, (stores, answer) => stores('quarantine').put({ ...answer, code })),
    quarantine: () => list<RefusedAnswer>('quarantine'),
    counts: () =>
      run('readonly', async (stores) => {
        const count = (name: StoreName) => answerOf(stores(name).count());
        const [waiting, sent, refused] = await Promise.all([
          count('waiting'),
          count('receipts'),
          count('quarantine'),
        ]);
        return { waiting, sent, refused };
      }),
    receipts: async (most) => (await list<string>('receipts')).slice(-most),
  };
}

/** A storage that does not even answer is treated as one that is closed to us: nobody waits for it. */
const OPEN_WITHIN_MS = 5000;

/** @param onClosed the connection is gone, because a newer page upgrades the database or the browser closed it */
function connect(onClosed: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, STEPS.length);
    setTimeout(() => reject(new Error('the storage does not answer')), OPEN_WITHIN_MS);
    request.onupgradeneeded = ({ oldVersion }) => {
      for (const step of STEPS.slice(oldVersion)) step(request.result);
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const db = request.result;
      db.onversionchange = () => {
        db.close();
        onClosed();
      };
      db.onclose = onClosed;
      resolve(db);
    };
  });
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
