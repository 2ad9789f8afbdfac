/**
 * Whether the sheet that a row of a file names may take the row's keying now. Asked when the file is checked, and again
 * when the row is stored: in between somebody may have closed the batch or keyed the sheet.
 */

/** A sheet as its ledger has it. */
export interface LedgerSheet {
  readonly survey: string;
  readonly state: 'issued' | 'returned' | 'accepted' | 'rejected' | 'missing' | 'void';
  readonly reason: string | null;
  readonly passes: number;
}

export interface LedgerBatch {
  readonly state: 'allotted' | 'handed-out' | 'returned' | 'closed';
  readonly formVersion: number;
}

/** A keying the sheet has already. */
export interface EarlierKeying {
  readonly pass: number;
  /** Account id. */
  readonly clerk: string;
  readonly contentHash: string;
  /** The import it came with. */
  readonly source: string | null;
}

/** A row that wants in. */
export interface Arriving {
  readonly survey: string;
  readonly formVersion: number;
  /** 0: keyed and verified elsewhere, accepted at once. */
  readonly pass: number;
  /** The account that brought the file. */
  readonly clerk: string;
  /** Of the keying it becomes, which for pass 0 is that of pass 1. */
  readonly contentHash: string;
}

export type StandingFault =
  | 'sheet-of-another-survey'
  | 'old-form-version'
  | 'batch-closed'
  | 'batch-not-returned'
  | 'is-issued'
  | 'is-missing'
  | 'is-rejected'
  | 'is-void'
  | 'keyed-once'
  | 'same-clerk'
  | 'sheet-already-keyed';

/** `unchanged`: an import had brought the same before. */
export function standingOfRow(
  row: Arriving,
  sheet: LedgerSheet,
  batch: LedgerBatch,
  earlier: readonly EarlierKeying[],
): 'free' | 'unchanged' | StandingFault {
  if (sheet.survey !== row.survey) return 'sheet-of-another-survey';
  if (batch.formVersion !== row.formVersion) return 'old-form-version';
  const own = earlier.find((one) => one.pass === keyingPass(row.pass));
  if (own && isRepeated(row, own, sheet)) return 'unchanged';
  if (batch.state === 'closed') return 'batch-closed';
  if (batch.state !== 'returned') return 'batch-not-returned';
  if (sheet.state === 'accepted') return 'sheet-already-keyed';
  if (sheet.state !== 'returned') return `is-${sheet.state}`;
  if (row.pass > sheet.passes) return 'keyed-once';
  if (own || (row.pass === 0 && earlier.length > 0)) return 'sheet-already-keyed';
  return earlier.some((one) => one.clerk === row.clerk) ? 'same-clerk' : 'free';
}

/** The pass that a keying of the import stands in: one verified elsewhere is the only one there is. */
export const keyingPass = (pass: number): 1 | 2 => (pass === 2 ? 2 : 1);

/** Verified elsewhere means decided: the same answers that still wait for their second pass are not the same. */
function isRepeated({ pass, clerk, contentHash }: Arriving, own: EarlierKeying, sheet: LedgerSheet): boolean {
  if (own.contentHash !== contentHash) return false;
  if (pass > 0) return own.clerk === clerk || own.source !== null;
  return sheet.state === 'accepted' || (sheet.state === 'rejected' && sheet.reason === 'blank');
}
