/**
 * The ledger of numbered sheets: which moves a sheet and a batch may make, why a sheet is rejected, the quota, and the
 * control totals that must agree before a batch is closed. Every serial ends as accepted, rejected, missing or void.
 */
import { hash } from 'node:crypto';

export type SheetState = 'issued' | 'returned' | 'accepted' | 'rejected' | 'missing' | 'void';
export type BatchState = 'allotted' | 'handed-out' | 'returned' | 'closed';

/** Why a sheet that came back is not counted. It stays on record. */
export const REJECT_REASONS = [
  'over-quota',
  'blank',
  'spoiled',
  'wrong-group',
  'duplicate',
  'outside-area',
] as const;

export type RejectReason = (typeof REJECT_REASONS)[number];

/** What a person may choose; over the quota is found by the order of receipt alone. */
export const CHOSEN_REASONS: readonly RejectReason[] = REJECT_REASONS.filter(
  (reason) => reason !== 'over-quota',
);

/** A move of a sheet, and the states it may start from. Closing gives up what is still out; reopening takes that back. */
const SHEET_MOVES = {
  'count-back': ['issued'],
  'take-off': ['returned'],
  accept: ['returned'],
  reject: ['returned'],
  reinstate: ['rejected'],
  withdraw: ['issued'],
  void: ['accepted'],
  'give-up': ['issued'],
  'look-again': ['missing'],
} as const satisfies Record<string, readonly SheetState[]>;

export type SheetMove = keyof typeof SHEET_MOVES;

/** What a sheet is moved by. */
export interface LedgerSheet {
  readonly serial: string;
  readonly state: SheetState;
  readonly reason: string | null;
  /** Order of receipt in the batch, from 1; null: not counted back. */
  readonly receipt: number | null;
}

/** What the quota pushed out: it came back, and returns to the count by itself when an earlier one leaves. */
export const isOverQuota = (sheet: Pick<LedgerSheet, 'state' | 'reason'>): boolean =>
  sheet.state === 'rejected' && sheet.reason === 'over-quota';

/** Whether the sheet may make the move. One over the quota may be taken off again, and comes back by no one's hand. */
export function mayMove(sheet: Pick<LedgerSheet, 'state' | 'reason'>, move: SheetMove): boolean {
  if (isOverQuota(sheet)) return move === 'take-off';
  return (SHEET_MOVES[move] as readonly SheetState[]).includes(sheet.state);
}

/** What is done to a batch as a whole or to a sheet in it, and the states of the batch in which that may be. */
const BATCH_MOVES = {
  'hand-out': ['allotted', 'handed-out'],
  'count-back': ['handed-out', 'returned'],
  withdraw: ['allotted', 'handed-out', 'returned'],
  judge: ['returned'],
  close: ['allotted', 'handed-out', 'returned'],
  reopen: ['closed'],
} as const satisfies Record<string, readonly BatchState[]>;

export type BatchMove = keyof typeof BATCH_MOVES;

export const batchMay = (state: BatchState, move: BatchMove): boolean =>
  (BATCH_MOVES[move] as readonly BatchState[]).includes(state);

/**
 * The sheets that the quota changes: of those that came back and are not rejected for another reason or void, the first
 * so many by receipt stand, the rest are rejected. One that is accepted is never pushed out: whoever would do so is
 * refused before (`displacedBy`).
 * @param quota null: no bound
 */
export function quotaChanges<S extends LedgerSheet>(sheets: readonly S[], quota: number | null): S[] {
  const standing = byReceipt(sheets.filter(competes));
  return standing.flatMap((sheet, i): S[] => {
    const fits = quota === null || i < quota;
    if (fits && isOverQuota(sheet)) return [{ ...sheet, state: 'returned', reason: null }];
    if (!fits && sheet.state === 'returned') return [{ ...sheet, state: 'rejected', reason: 'over-quota' }];
    return [];
  });
}

const competes = (sheet: LedgerSheet): boolean =>
  sheet.receipt !== null && (sheet.state === 'returned' || sheet.state === 'accepted' || isOverQuota(sheet));

const byReceipt = <S extends LedgerSheet>(sheets: readonly S[]): S[] =>
  sheets.toSorted((a, b) => (a.receipt ?? 0) - (b.receipt ?? 0));

/** The accepted sheet that would lie over the quota if this one came back among those that stand; null: there is room. */
export function displacedBy<S extends LedgerSheet>(
  sheet: S,
  sheets: readonly S[],
  quota: number | null,
): S | null {
  if (quota === null) return null;
  const others = sheets.filter((one) => one.serial !== sheet.serial && competes(one));
  const over = byReceipt([...others, { ...sheet, state: 'returned' as const }]).slice(quota);
  return over.find((one) => one.state === 'accepted') ?? null;
}

/** Sheets of a batch or unit that are alike. `back`: they came back, by whatever way they went on. */
export interface SheetCount {
  readonly state: SheetState;
  readonly reason: string | null;
  readonly back: boolean;
  readonly sheets: number;
}

/** Where all sheets of a batch or unit are: every one is in exactly one of the columns. */
export interface SheetStanding {
  readonly issued: number;
  /** Still out: neither back, missing nor withdrawn. */
  readonly out: number;
  /** Came back and not decided: to be keyed, or with a conflict. */
  readonly waiting: number;
  readonly accepted: number;
  readonly rejected: Readonly<Record<RejectReason, number>>;
  /** Accepted, and taken out of the count again. */
  readonly voided: number;
  /** Made void before they went out, or spoiled in print. */
  readonly withdrawn: number;
  readonly missing: number;
}

export function standingOf(counts: readonly SheetCount[]): SheetStanding {
  const sum = (fits: (one: SheetCount) => boolean) =>
    counts.filter(fits).reduce((total, one) => total + one.sheets, 0);
  const inState = (state: SheetState) => sum((one) => one.state === state);
  return {
    issued: sum(() => true),
    out: inState('issued'),
    waiting: inState('returned'),
    accepted: inState('accepted'),
    rejected: Object.fromEntries(
      REJECT_REASONS.map((reason) => [
        reason,
        sum((one) => one.state === 'rejected' && one.reason === reason),
      ]),
    ) as Record<RejectReason, number>,
    voided: sum((one) => one.state === 'void' && one.back),
    withdrawn: sum((one) => one.state === 'void' && !one.back),
    missing: inState('missing'),
  };
}

export const rejectedOf = ({ rejected }: Pick<SheetStanding, 'rejected'>): number =>
  Object.values(rejected).reduce((total, one) => total + one, 0);

/** Sheets that came back. */
export const countedOf = (standing: SheetStanding): number =>
  standing.waiting + standing.accepted + rejectedOf(standing) + standing.voided;

/** What is held against each other before a batch is closed. */
export interface ControlTotals extends SheetStanding {
  /** By the covering note; null: not entered yet. */
  readonly expected: number | null;
  readonly counted: number;
  /** Sheets that came back and of which every pass is keyed. */
  readonly keyed: number;
  /** Waiting sheets of which a field is not settled. */
  readonly conflicts: number;
}

export function controlTotals(
  counts: readonly SheetCount[],
  beside: Pick<ControlTotals, 'expected' | 'keyed' | 'conflicts'>,
): ControlTotals {
  const standing = standingOf(counts);
  const { expected, keyed, conflicts } = beside;
  return { ...standing, expected, counted: countedOf(standing), keyed, conflicts };
}

/** A total that is off: what it is, and what it should be. */
export interface TotalFault {
  readonly code: 'not-expected' | 'not-counted' | 'waiting' | 'not-issued' | 'not-decided';
  readonly is: number;
  readonly should: number;
}

/**
 * Why a batch may not be closed; empty: it balances. Sheets that are still out are no fault: closing records them as
 * missing, and whoever closes is told how many.
 * @param sheets how many the batch was allotted
 */
export function closingFaults(sheets: number, totals: ControlTotals): TotalFault[] {
  const { expected, counted, waiting, accepted, voided, withdrawn, out, missing, issued } = totals;
  const faults: TotalFault[] = [];
  const hold = (code: TotalFault['code'], is: number, should: number) => {
    if (is !== should) faults.push({ code, is, should });
  };
  // A batch that was withdrawn whole never had a covering note.
  if (expected === null && withdrawn < issued) faults.push({ code: 'not-expected', is: 0, should: counted });
  if (expected !== null) hold('not-counted', counted, expected);
  hold('waiting', waiting, 0);
  hold('not-decided', accepted + rejectedOf(totals) + voided + waiting, counted);
  hold('not-issued', counted + withdrawn + out + missing, sheets);
  return faults;
}

/** What is sealed of a sheet: where it ended, and every column of its response by which it is counted. */
export interface SealedSheet {
  readonly serial: string;
  readonly state: string;
  readonly reason: string | null;
  /** Null: no response stands for it. */
  readonly response: readonly (string | number | null)[] | null;
}

/** Signs kept of each sheet, so that a broken seal can name the sheets. 48 bits: enough to tell two texts apart. */
const MARK_SIGNS = 8;

export interface Seal {
  /** SHA-256 in hex over all sheets, by serial. */
  readonly seal: string;
  /** The beginnings of the SHA-256 of each sheet, by serial, without anything between. */
  readonly marks: string;
}

/** Seals a closed batch (reliability T2): whoever changes a sheet or its answers afterwards, by whatever way, breaks it. */
export function sealOf(sheets: readonly SealedSheet[]): Seal {
  const lines = bySerial(sheets).map(lineOf);
  return { seal: hash('sha256', lines.join('\n'), 'hex'), marks: lines.map(markOf).join('') };
}

const bySerial = (sheets: readonly SealedSheet[]) =>
  sheets.toSorted((a, b) => (a.serial < b.serial ? -1 : a.serial > b.serial ? 1 : 0));
const lineOf = ({ serial, state, reason, response }: SealedSheet) =>
  JSON.stringify([serial, state, reason, response]);
const markOf = (line: string) => hash('sha256', line, 'base64url').slice(0, MARK_SIGNS);

/** Serials that are not as they were sealed. Where sheets were added or taken away, all from there on. */
export function unlikeSealed(sheets: readonly SealedSheet[], marks: string): string[] {
  return bySerial(sheets)
    .filter((sheet, i) => markOf(lineOf(sheet)) !== marks.slice(i * MARK_SIGNS, (i + 1) * MARK_SIGNS))
    .map((sheet) => sheet.serial);
}
