/**
 * What a keying computer keeps, as rows: vaults of clerks, keyed sheets, and notes (packs, the list, the sheet in
 * progress). Names of sheets and states are in the clear, so that a queue can be exported without a password; what was
 * keyed is encrypted. Browsers keep it in IndexedDB (`browser-store.ts`), a page without encryption in memory.
 */
import type { Sealed } from '../form/seal.ts';
import type { Encrypted, WrappedKey } from './vault-keys.ts';

/** Whose keying it is. */
export interface Clerk {
  /** Id of the account. */
  readonly id: string;
  readonly username: string;
  readonly name: string;
}

export interface VaultHead {
  readonly id: string;
  readonly clerk: Clerk;
  readonly wrapped: WrappedKey;
  /** The data key for the server: what opens an exported file. Null until the server's key is known. */
  readonly escrow: { readonly serverKey: string; readonly sealedKey: Sealed } | null;
  /** Its password is forgotten and another vault took its place; what it holds can only be exported. */
  readonly retired: boolean;
}

export type SheetState = 'waiting' | 'sent' | 'refused';

export interface StoredSheet {
  /** Order of keying on this computer; given by the store. */
  readonly order: number;
  readonly vault: string;
  /** `sheetId`. */
  readonly id: string;
  readonly state: SheetState;
  /** Milliseconds since 1970 by this computer; only for tidying up. */
  readonly keptAt: number;
  /** A `KeyedRecord`. */
  readonly record: Encrypted;
  /** The receipt, or the code of the refusal; null while it waits. */
  readonly outcome: Encrypted | null;
}

export type NewSheet = Omit<StoredSheet, 'order'>;

/** Each call is one transaction, on the disk when it resolves. */
export interface VaultStore {
  heads(): Promise<readonly VaultHead[]>;
  putHead(head: VaultHead): Promise<void>;
  /** Sheets of a vault in the order keyed, of one state or all. */
  sheets(vault: string, state?: SheetState): Promise<readonly StoredSheet[]>;
  /**
   * Keeps a sheet and drops a note, both or neither. A refused reading of the same sheet makes room for it.
   * @returns false: this sheet was keyed here already, and nothing changed
   */
  addSheet(sheet: NewSheet, dropNote: string): Promise<boolean>;
  /** Notes what became of a waiting sheet; one that waits no longer stays as it is. */
  settle(vault: string, id: string, state: 'sent' | 'refused', outcome: Encrypted): Promise<void>;
  removeSheets(orders: readonly number[]): Promise<void>;
  notes(vault: string): Promise<ReadonlyMap<string, Encrypted>>;
  putNote(vault: string, name: string, note: Encrypted): Promise<void>;
  dropNote(vault: string, name: string): Promise<void>;
}

/** A store that lasts as long as its page. */
export function memoryStore(): VaultStore {
  const heads = new Map<string, VaultHead>();
  const sheets = new Map<number, StoredSheet>();
  const notes = new Map<string, Map<string, Encrypted>>();
  let orders = 0;
  const notesOf = (vault: string) => {
    const found = notes.get(vault) ?? new Map<string, Encrypted>();
    notes.set(vault, found);
    return found;
  };
  const find = (vault: string, id: string) =>
    [...sheets.values()].find((sheet) => sheet.vault === vault && sheet.id === id);
  return {
    heads: async () => [...heads.values()],
    putHead: async (head) => void heads.set(head.id, head),
    sheets: async (vault, state) =>
      [...sheets.values()].filter(
        (sheet) => sheet.vault === vault && (state === undefined || sheet.state === state),
      ),
    addSheet: async (sheet, dropNote) => {
      const known = find(sheet.vault, sheet.id);
      if (known && known.state !== 'refused') return false;
      if (known) sheets.delete(known.order);
      orders += 1;
      sheets.set(orders, { ...sheet, order: orders });
      notesOf(sheet.vault).delete(dropNote);
      return true;
    },
    settle: async (vault, id, state, outcome) => {
      const known = find(vault, id);
      if (known?.state === 'waiting') sheets.set(known.order, { ...known, state, outcome });
    },
    removeSheets: async (gone) => {
      for (const order of gone) sheets.delete(order);
    },
    notes: async (vault) => new Map(notesOf(vault)),
    putNote: async (vault, name, note) => void notesOf(vault).set(name, note),
    dropNote: async (vault, name) => void notesOf(vault).delete(name),
  };
}
