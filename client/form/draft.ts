/**
 * What was answered so far, kept on the phone so that a call or a flat battery costs nothing: it goes at sending, or
 * after a day. Never on a kiosk, where the next person stands behind. A phone that refuses to keep anything keeps none.
 */
import type { PageData } from './page-data.ts';

/** The form's fields as they were posted, and the part that was on the screen. */
export interface Draft {
  readonly entries: readonly (readonly [string, string])[];
  readonly part: number;
}

export interface DraftKeeper {
  save(draft: Draft): void;
  read(): Draft | null;
  drop(): void;
  /** For a change of language: the next page of this form goes on without asking. */
  carryOver(): void;
  /** Whether the page before asked for that; answers yes once. */
  isCarriedOver(): boolean;
}

const PREFIX = 'draft:';
const CARRIED = 'carried-draft';
const A_DAY_MS = 86_400_000;

interface KeptDraft extends Draft {
  readonly version: number;
  /** By the clock of the device: it decides about nothing but this draft. */
  readonly at: number;
}

/** @param now milliseconds of the device's clock */
export function draftKeeper(page: PageData, now: () => number = Date.now): DraftKeeper {
  const key = `${PREFIX}${page.survey}|${page.unit ?? ''}|${page.token === null ? '' : shortHash(page.token)}`;
  const isFresh = ({ at }: KeptDraft) => now() - at >= 0 && now() - at < A_DAY_MS;
  quietly(() => {
    for (const name of Object.keys(localStorage)) {
      const kept = name.startsWith(PREFIX) ? readKept(name) : null;
      if (name.startsWith(PREFIX) && !(kept && isFresh(kept))) localStorage.removeItem(name);
    }
  });
  return {
    save: ({ entries, part }) => {
      const kept: KeptDraft = { entries, part, version: page.form.version, at: now() };
      quietly(() => localStorage.setItem(key, JSON.stringify(kept)));
    },
    read: () => {
      const kept = readKept(key);
      return kept && isFresh(kept) && kept.version === page.form.version && kept.entries.length > 0
        ? kept
        : null;
    },
    drop: () => quietly(() => localStorage.removeItem(key)),
    carryOver: () => quietly(() => sessionStorage.setItem(CARRIED, key)),
    isCarriedOver: () =>
      quietly(() => {
        const carried = sessionStorage.getItem(CARRIED) === key;
        sessionStorage.removeItem(CARRIED);
        return carried;
      }) === true,
  };
}

/** For a kiosk: keeps nothing. */
export const NO_DRAFT: DraftKeeper = {
  save: () => {},
  read: () => null,
  drop: () => {},
  carryOver: () => {},
  isCarriedOver: () => false,
};

function readKept(key: string): KeptDraft | null {
  return quietly((): KeptDraft => JSON.parse(localStorage.getItem(key) ?? 'null')) ?? null;
}

/** Storage may be full, closed, or hold what is no draft: a draft is a comfort, never a reason to stop. */
function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** Tells the forms of two slips apart without keeping a token: 32 bits of it lead nowhere. */
function shortHash(text: string): string {
  let hash = 5381;
  for (const sign of text) hash = (Math.imul(hash, 33) + sign.charCodeAt(0)) | 0;
  return (hash >>> 0).toString(36);
}
