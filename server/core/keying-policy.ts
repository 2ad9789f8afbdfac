/**
 * Which sheets of a batch are keyed twice. The sheets are put in the order of SHA-256("seed serial") in hex, and the first
 * so many are keyed twice: nobody can guess the choice before the seed is known, and with it anybody can repeat the
 * choice with a standard tool. The number is the share of the batch rounded up, so that never fewer are keyed twice than
 * was promised, and every batch has at least one where the share is above nothing.
 */
import { hash } from 'node:crypto';
import { ONE, parseDecimal, ratio, ZERO } from './decimal.ts';

export interface KeyingPolicy {
  /** Decimal text in [0;1]: the share of sheets that is keyed twice. */
  readonly share: string;
  readonly seed: string;
}

/** Without a row of its own a campaign has every sheet keyed twice. */
export const EVERY_SHEET_TWICE: KeyingPolicy = { share: '1', seed: '' };

/** Whether the text is a share in [0;1] with at most 4 decimals. */
export function isShare(text: string): boolean {
  if (!/^[01](\.\d{1,4})?$/.test(text)) return false;
  const share = parseDecimal(text);
  return share.compare(ZERO) >= 0 && share.compare(ONE) <= 0;
}

/** How many of so many sheets are keyed twice. */
export function keyedTwice({ share }: KeyingPolicy, sheets: number): number {
  return Number(parseDecimal(share).mul(ratio(sheets)).ceil().valueOf());
}

/** How often each sheet of a batch is keyed: 1 or 2, in the order given. */
export function passesOf(policy: KeyingPolicy, serials: readonly string[]): number[] {
  const order = (serial: string) => hash('sha256', `${policy.seed} ${serial}`, 'hex');
  const ranked = serials.map((serial) => ({ serial, order: order(serial) }));
  ranked.sort((a, b) => (a.order < b.order ? -1 : 1));
  const twice = new Set(ranked.slice(0, keyedTwice(policy, serials.length)).map((one) => one.serial));
  return serials.map((serial) => (twice.has(serial) ? 2 : 1));
}
