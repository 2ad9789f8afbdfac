/**
 * The keying of one pass of one batch on the screen: every key is answered at once from what is in memory, and what is
 * finished goes to the vault behind it, one thing after the other.
 */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { formatSerial } from '../../survey-forms/serial.ts';
import { useLanguage } from '../staff/language.tsx';
import { fill } from '../words/fill.ts';
import type { Words } from '../words/words-of.ts';
import { isOpen, type Keying, openSheet, press, START, stepOf, type Task, write } from './keying-state.ts';
import type { KeptPack, Vault } from './opened-vault.ts';
import { type KeyedSheet, type Pack, type PackSheet, sheetId } from './pack.ts';
import { batchNumber } from './shown-value.ts';
import { playTone } from './tone.ts';
import { useKeyboard } from './use-keyboard.ts';
import type { StoredSheet } from './vault-store.ts';

export interface KeyingDesk {
  readonly task: Task;
  readonly state: Keying;
  /** Keyed in this pass, as the server last said and here since. */
  readonly keyed: number;
  /** Sheets without a receipt, those on their way to the disk included. */
  readonly waiting: number;
  /** Sheets that the disk did not take; they are kept as long as this page. */
  readonly unsaved: readonly KeyedSheet[];
  /** Another tab of this computer had keyed it. */
  readonly twice: string | null;
  key(name: string): void;
  text(text: string): void;
  /** To the list; a sheet with something on it is asked about first. */
  leave(): void;
  retry(): void;
}

interface Options {
  readonly kept: KeptPack;
  /** Every batch on this computer. */
  readonly all: readonly KeptPack[];
  readonly vault: Vault;
  /** The sheet to begin with; null: the clerk gives the first serial. */
  readonly start: string | null;
  /** Changes when another tab or the sender has changed the vault. */
  readonly turn: number;
  /** Sheets without a receipt. */
  readonly waiting: number;
  /** A sheet is on the disk. */
  onKept(): Promise<void>;
  /** Escape without a sheet. */
  onLeave(): void;
}

type Local = ReadonlyMap<string, StoredSheet['state']>;

/** The task with what this computer knows better than the pack: sheets keyed since it was fetched. */
export function taskWith(pack: Pack, local: Local, elsewhere: Task['elsewhere']): Task {
  const standings = new Map(pack.sheets.map((sheet) => [sheet.serial, sheet.keyed]));
  return {
    pack,
    units: pack.units.map(({ code }) => code),
    standing: (serial) => {
      const state = local.get(sheetId({ ...pack, serial }));
      const standing = standings.get(serial) ?? null;
      return state === undefined || state === 'refused' ? standing : 'by-you';
    },
    elsewhere,
  };
}

/** Whose sheet the clerk holds, where this computer knows it. */
function otherBatch(all: readonly KeptPack[], serial: string, { keying }: Words): string | null {
  const found = all.find(({ pack }) => pack.sheets.some((sheet) => sheet.serial === serial));
  if (!found) return null;
  const { batch, campaign } = found.pack;
  return fill(keying.otherBatch, { serial: formatSerial(serial), batch: batchNumber(batch), campaign });
}

const idsOf = (pack: Pack, sheets: readonly PackSheet[]) =>
  sheets.map(({ serial }) => sheetId({ ...pack, serial }));

export function useKeying(options: Options): KeyingDesk {
  const { kept, all, vault, start, turn, waiting, onKept, onLeave } = options;
  const { pack, progress } = kept;
  const local = useRef(new Map<string, StoredSheet['state']>());
  const { words } = useLanguage();
  const task = useMemo(
    () => taskWith(pack, local.current, (serial) => otherBatch(all, serial, words)),
    [pack, all, words],
  );
  const { state, change } = useAnswered(task, start);
  useStates(vault, turn, local.current, change);
  const inTurn = useTurns();

  const { keep, saving, unsaved, twice } = useKeeper(vault, inTurn, onKept);
  const { saved, serial, faults } = state;
  const open = isOpen(state) ? serial : null;
  useLayoutEffect(() => {
    if (saved === null) return;
    local.current.set(sheetId(saved), 'waiting');
    keep(saved);
  }, [saved]);
  useDraft(vault, pack, open, inTurn);
  useLayoutEffect(() => {
    if (faults > 0) playTone();
  }, [faults]);
  const onPageOnly = unsaved.length > 0 || (!vault.lasting && waiting > 0);
  useEffect(() => guardPage(onPageOnly), [onPageOnly]);

  const key = (name: string) => {
    if (name === 'Escape' && state.serial === '' && state.cover === null) onLeave();
    else change((before) => press(task, before, name, performance.now()));
  };
  useKeyboard(key, stepOf(task, state).is === 'text' && state.cover === null, state.text === '');

  const fresh = idsOf(
    pack,
    pack.sheets.filter((sheet) => sheet.keyed === 'no'),
  );
  return {
    task,
    state,
    keyed: progress.keyed + fresh.filter((id) => (local.current.get(id) ?? 'refused') !== 'refused').length,
    waiting: waiting + saving + unsaved.length,
    unsaved,
    twice,
    key,
    leave: () => (state.serial === '' ? onLeave() : key('Escape')),
    text: (text) => change((before) => write(task, before, text)),
    retry: () => unsaved.forEach(keep),
  };
}

/** The state, drawn as soon as it changes. */
function useAnswered(task: Task, start: string | null) {
  const [state, setState] = useState<Keying>(() => (start === null ? START : openSheet(task, START, start)));
  const change = useCallback((next: (before: Keying) => Keying) => setState(next), []);
  return { state, change };
}

/** How the sheets of this computer stand, read again when somebody else may have changed them. */
function useStates(
  vault: Vault,
  turn: number,
  local: Map<string, StoredSheet['state']>,
  change: (next: (before: Keying) => Keying) => void,
): void {
  useEffect(() => {
    void vault.states().then((states) => {
      for (const [id, state] of states) local.set(id, state);
      // Drawn anew, for counts that changed.
      change((before) => ({ ...before }));
    });
  }, [vault, turn]);
}

/** One thing after the other, in the order asked for: a sheet is on the disk before the next one is noted as begun. */
function useTurns(): (work: () => Promise<void>) => Promise<void> {
  const last = useRef<Promise<void>>(Promise.resolve());
  return useCallback((work) => {
    last.current = last.current.then(work, work);
    return last.current;
  }, []);
}

/** Brings finished sheets to the disk, and knows those that are not there. */
function useKeeper(
  vault: Vault,
  inTurn: (work: () => Promise<void>) => Promise<void>,
  onKept: () => Promise<void>,
) {
  const [saving, setSaving] = useState(0);
  const [unsaved, setUnsaved] = useState<readonly KeyedSheet[]>([]);
  const [twice, setTwice] = useState<string | null>(null);
  const add = async (sheet: KeyedSheet) => {
    const added = await vault.add(sheet).catch(() => null);
    setUnsaved((list) => [...list.filter((one) => one !== sheet), ...(added === null ? [sheet] : [])]);
    if (added === false) setTwice(sheet.serial);
    // A count that cannot be read is no loss.
    await onKept().catch(() => undefined);
  };
  const keep = (sheet: KeyedSheet) => {
    setSaving((count) => count + 1);
    void inTurn(() => add(sheet)).finally(() => setSaving((count) => count - 1));
  };
  return { keep, saving, unsaved, twice };
}

/** Notes the sheet under the clerk's hands, so that a power cut leads back to it. */
function useDraft(
  vault: Vault,
  pack: Pack,
  open: string | null,
  inTurn: (work: () => Promise<void>) => Promise<void>,
): void {
  const noted = useRef(false);
  useEffect(() => {
    const { campaign, batch, pass } = pack;
    if (open !== null) {
      noted.current = true;
      void inTurn(() => vault.begin({ campaign, batch, pass, serial: open }).catch(() => undefined));
    } else if (noted.current) {
      noted.current = false;
      void inTurn(() => vault.abandon().catch(() => undefined));
    }
  }, [open]);
}

/** Asks before the page is closed while it holds sheets that are nowhere else. */
function guardPage(guard: boolean): (() => void) | undefined {
  if (!guard) return undefined;
  const stay = (event: BeforeUnloadEvent) => event.preventDefault();
  window.addEventListener('beforeunload', stay);
  return () => window.removeEventListener('beforeunload', stay);
}
