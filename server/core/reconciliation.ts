/**
 * Both ledgers of a survey in one view, unit by unit: where every token and every sheet went, and the answers that came of
 * them by channel. What does not agree is found by `balanceLedger`; here it stands beside the figures.
 */
import type { Channel } from '../../survey-forms/submission.ts';
import type { LedgerFault, SheetsOfUnit, UnitLedger } from './ledger.ts';
import { countedOf, type SheetCount, type SheetStanding, standingOf } from './sheet-ledger.ts';

/** Sheets of a unit that are alike. `batched`: they belong to a batch; sheets of before there were batches do not. */
export type UnitSheetCount = SheetCount & { readonly unit: string; readonly batched: boolean };

/** Counted answers of a unit that came by one channel. */
export interface ChannelCount {
  readonly unit: string;
  readonly channel: Channel;
  readonly answers: number;
}

export interface UnitReconciliation {
  /** '' for a form that rates many units. */
  readonly unit: string;
  readonly tokens: {
    readonly issued: number;
    readonly used: number;
    readonly expired: number;
    readonly void: number;
    /** Issued, and still valid. */
    readonly unused: number;
  };
  /** `returned`: came back, however they went on. */
  readonly sheets: SheetStanding & { readonly returned: number };
  readonly answers: Readonly<Record<Channel, number>>;
  /** Arrived after the last day, and only counted. */
  readonly late: number;
  /** Empty: the unit balances. */
  readonly faults: readonly LedgerFault[];
}

/** What the check of the ledger needs of the sheets. @param allotted sheets of the batches of a unit, as allotted */
export function sheetsOfUnits(
  allotted: readonly { readonly unit: string; readonly sheets: number }[],
  counts: readonly UnitSheetCount[],
): SheetsOfUnit[] {
  const units = [...new Set([...allotted, ...counts].map((one) => one.unit))].sort();
  return units.map((unit) => {
    const own = counts.filter((one) => one.unit === unit);
    const sum = (some: readonly { sheets: number }[]) => some.reduce((total, one) => total + one.sheets, 0);
    return {
      unit,
      allotted: sum(allotted.filter((one) => one.unit === unit)),
      found: sum(own.filter((one) => one.batched)),
      accepted: sum(own.filter((one) => one.state === 'accepted')),
    };
  });
}

/** One entry for every unit that stands in the ledger, in its order. */
export function reconcile(
  ledgers: readonly UnitLedger[],
  counts: readonly UnitSheetCount[],
  answers: readonly ChannelCount[],
): UnitReconciliation[] {
  return ledgers.map(({ unit, totals, unused, faults }) => {
    const standing = standingOf(counts.filter((one) => one.unit === unit));
    const by = (channel: Channel) =>
      answers
        .filter((one) => one.unit === unit && one.channel === channel)
        .reduce((total, one) => total + one.answers, 0);
    const { issued, used, expired, void: gone, late } = totals;
    return {
      unit,
      tokens: { issued, used, expired, void: gone, unused },
      sheets: { ...standing, returned: countedOf(standing) },
      answers: { web: by('web'), kiosk: by('kiosk'), paper: by('paper') },
      late,
      faults,
    };
  });
}
