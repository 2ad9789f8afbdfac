/** "312 keyed = 312 stored": the hash of every sheet keyed here against what the server has of it as this clerk's. */
import { keyedContent } from '../../survey-forms/keyed-content.ts';
import { base64url } from '../form/base64url.ts';
import { checkKeyed, type Proof, type SheetHash } from './keying-server.ts';
import type { KeptSheet, Vault } from './opened-vault.ts';
import { sheetId } from './pack.ts';
import { sha256 } from './vault-keys.ts';

export interface Proven {
  readonly keyed: number;
  readonly stored: number;
  /** Sheets of this computer that are not stored as they were keyed. */
  readonly missing: readonly KeptSheet[];
  /** Sent and stored, and kept for longer than `KEPT_DAYS`. */
  readonly old: readonly KeptSheet[];
}

/** How long a sheet stays after it was sent: longer than any question about it takes to come up. */
export const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;

export async function hashOf({ sheet }: KeptSheet): Promise<SheetHash> {
  const { campaign, serial, pass } = sheet;
  return { campaign, serial, pass, contentHash: base64url(await sha256(keyedContent(sheet))) };
}

/** @param now milliseconds since 1970 by this computer. @throws Trouble, DOMException on a damaged record */
export async function prove(
  vault: Vault,
  now: number,
  check: (sheets: readonly SheetHash[]) => Promise<Proof> = checkKeyed,
): Promise<Proven> {
  const sheets = await vault.sheets();
  const { stored, missing } = await check(await Promise.all(sheets.map(hashOf)));
  const absent = new Set(missing.map((one) => `${one.campaign} ${one.serial} ${one.pass}`));
  const isMissing = ({ sheet }: KeptSheet) => absent.has(sheetId(sheet));
  return {
    keyed: sheets.length,
    stored,
    missing: sheets.filter(isMissing),
    old: sheets.filter(
      (one) => one.state === 'sent' && !isMissing(one) && now - one.keptAt > KEPT_DAYS * DAY_MS,
    ),
  };
}
