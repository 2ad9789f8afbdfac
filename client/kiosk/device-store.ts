/**
 * What a device keeps about itself, in IndexedDB beside its queue and as durable as it: the secret must not be lost where
 * the queue is not. It lies apart from the queue's database, which phones have too.
 */
import type { StoredPin } from './device-pin.ts';
import type { DeviceTask } from './kiosk-data.ts';

/** `active`, or how the server last refused the device. */
export type Standing = 'active' | 'revoked' | 'unknown';

export interface Device {
  /** 256 bits, which the server knows by their hash. */
  readonly secret: string;
  readonly standing: Standing;
  readonly task: DeviceTask;
  /** For checking the PIN without a network; null where the browser offers no means. */
  readonly pin: StoredPin | null;
}

const DATABASE = 'thuoc-do-quay';
const STORE = 'device';
const KEY = 'this';

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function inStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const db = await settled(opening);
  try {
    const transaction = db.transaction(STORE, mode, { durability: 'strict' });
    const finished = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    const [result] = await Promise.all([settled(work(transaction.objectStore(STORE))), finished]);
    return result;
  } finally {
    db.close();
  }
}

/** @returns null on a device that was never enrolled. @throws DOMException where the browser keeps nothing */
export async function loadDevice(): Promise<Device | null> {
  const found: Device | undefined = await inStore('readonly', (store) => store.get(KEY));
  return found ?? null;
}

/** Resolves once it is on the disk. @throws DOMException */
export async function saveDevice(device: Device): Promise<void> {
  await inStore('readwrite', (store) => store.put(device, KEY));
}
