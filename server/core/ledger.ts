/**
 * The day ledger of a survey, held against what is stored (reliability T3): every token issued is used, run out, void or
 * still valid, and used = answers by token, always; every sheet that was allotted is in the ledger of serials, and accepted
 * sheets = counted answers by sheet. Where that does not hold, the unit is flagged with what is off.
 */

/** What one day brought to one unit. `unit` is '' for a form that rates many units. */
export interface LedgerCounts {
  readonly issued: number;
  readonly used: number;
  readonly expired: number;
  readonly void: number;
  /** Answers without a token: from phones, and from kiosks. */
  readonly open: number;
  readonly kiosk: number;
  readonly sheet: number;
  /** Arrived after the last day: refused, and only counted (decision 11). */
  readonly late: number;
}

export interface LedgerDay extends LedgerCounts {
  readonly unit: string;
  readonly day: string;
}

/** Tokens of a unit in one state, as they stand in their table. */
export interface TokenCount {
  readonly unit: string;
  readonly state: 'issued' | 'used' | 'expired' | 'void';
  readonly tokens: number;
}

/** Counted answers of a unit and day, as they are stored. */
export interface StoredCount {
  readonly unit: string;
  readonly day: string;
  readonly basis: 'token' | 'sheet' | 'open';
  readonly answers: number;
}

/** Sheets of a unit: how many its batches were allotted, how many of these there are, and how many are accepted. */
export interface SheetsOfUnit {
  readonly unit: string;
  readonly allotted: number;
  readonly found: number;
  readonly accepted: number;
}

/**
 * What does not agree. `issued`, `used`, `expired`, `void`: the ledger and the list of tokens, over all days. `token`,
 * `open`, `sheet`: the ledger and the stored answers, on one day. `allotted`: the batches and their sheets; `accepted`:
 * the accepted sheets and the stored answers by sheet, over all days.
 */
export interface LedgerFault {
  readonly what:
    | 'issued'
    | 'used'
    | 'expired'
    | 'void'
    | 'token'
    | 'open'
    | 'sheet'
    | 'allotted'
    | 'accepted';
  readonly day: string | null;
  readonly ledger: number;
  readonly found: number;
}

export interface UnitLedger {
  readonly unit: string;
  readonly totals: LedgerCounts;
  /** Issued, and neither used, run out nor void. */
  readonly unused: number;
  /** Empty: the unit balances. */
  readonly faults: readonly LedgerFault[];
}

const COLUMNS = ['issued', 'used', 'expired', 'void', 'open', 'kiosk', 'sheet', 'late'] as const;

/** Sums of every column. */
export function ledgerTotals(rows: readonly LedgerCounts[]): LedgerCounts {
  const sum = (column: (typeof COLUMNS)[number]) => rows.reduce((total, row) => total + row[column], 0);
  return {
    issued: sum('issued'),
    used: sum('used'),
    expired: sum('expired'),
    void: sum('void'),
    open: sum('open'),
    kiosk: sum('kiosk'),
    sheet: sum('sheet'),
    late: sum('late'),
  };
}

/** What is left of the tokens issued; below zero where more went out than came in, which is a fault. */
export const unusedTokens = ({ issued, used, expired, void: gone }: LedgerCounts): number =>
  issued - used - expired - gone;

/** One entry for every unit that stands anywhere, by unit: a unit that is in one list only is what the check is for. */
export function balanceLedger(
  days: readonly LedgerDay[],
  tokens: readonly TokenCount[],
  stored: readonly StoredCount[],
  sheets: readonly SheetsOfUnit[],
): UnitLedger[] {
  const [ofDays, ofTokens, ofStored, ofSheets] = [
    byUnit(days),
    byUnit(tokens),
    byUnit(stored),
    byUnit(sheets),
  ];
  const everywhere = [ofDays, ofTokens, ofStored, ofSheets].flatMap((one) => [...one.keys()]);
  const units = [...new Set(everywhere)].sort();
  return units.map((unit) => {
    const own = ofDays.get(unit) ?? [];
    const totals = ledgerTotals(own);
    const faults = [
      ...tokenFaults(totals, ofTokens.get(unit) ?? []),
      ...answerFaults(own, ofStored.get(unit) ?? []),
      ...sheetFaults(ofSheets.get(unit) ?? [], ofStored.get(unit) ?? []),
    ];
    return { unit, totals, unused: unusedTokens(totals), faults };
  });
}

function byUnit<T extends { readonly unit: string }>(rows: readonly T[]): Map<string, T[]> {
  const units = new Map<string, T[]>();
  for (const row of rows) {
    const own = units.get(row.unit);
    if (own) own.push(row);
    else units.set(row.unit, [row]);
  }
  return units;
}

/** Where these four agree, issued = used + expired + void + still valid, for the tokens' states are no more than that. */
function tokenFaults(totals: LedgerCounts, tokens: readonly TokenCount[]): LedgerFault[] {
  const sum = (states: readonly TokenCount['state'][]) =>
    tokens.filter((one) => states.includes(one.state)).reduce((total, one) => total + one.tokens, 0);
  const pairs = [
    { what: 'issued', found: sum(['issued', 'used', 'expired', 'void']) },
    { what: 'used', found: sum(['used']) },
    { what: 'expired', found: sum(['expired']) },
    { what: 'void', found: sum(['void']) },
  ] as const;
  return pairs
    .filter(({ what, found }) => totals[what] !== found)
    .map(({ what, found }) => ({ what, day: null, ledger: totals[what], found }));
}

function answerFaults(days: readonly LedgerDay[], stored: readonly StoredCount[]): LedgerFault[] {
  const all = [...new Set([...days, ...stored].map((row) => row.day))].sort();
  const [ledgers, answers] = [byDay(days), byDay(stored)];
  return all.flatMap((day) => {
    const own = ledgerTotals(ledgers.get(day) ?? []);
    const sum = (basis: StoredCount['basis']) =>
      (answers.get(day) ?? [])
        .filter((row) => row.basis === basis)
        .reduce((total, row) => total + row.answers, 0);
    const pairs = [
      { what: 'token', ledger: own.used, found: sum('token') },
      { what: 'open', ledger: own.open + own.kiosk, found: sum('open') },
      { what: 'sheet', ledger: own.sheet, found: sum('sheet') },
    ] as const;
    return pairs.filter(({ ledger, found }) => ledger !== found).map((pair) => ({ ...pair, day }));
  });
}

function sheetFaults(sheets: readonly SheetsOfUnit[], stored: readonly StoredCount[]): LedgerFault[] {
  const sum = (column: 'allotted' | 'found' | 'accepted') =>
    sheets.reduce((total, one) => total + one[column], 0);
  const answers = stored
    .filter((row) => row.basis === 'sheet')
    .reduce((total, row) => total + row.answers, 0);
  const pairs = [
    { what: 'allotted', ledger: sum('allotted'), found: sum('found') },
    { what: 'accepted', ledger: sum('accepted'), found: answers },
  ] as const;
  return pairs.filter(({ ledger, found }) => ledger !== found).map((pair) => ({ ...pair, day: null }));
}

function byDay<T extends { readonly day: string }>(rows: readonly T[]): Map<string, T[]> {
  const days = new Map<string, T[]>();
  for (const row of rows) days.set(row.day, [...(days.get(row.day) ?? []), row]);
  return days;
}
