/**
 * The documents of a unit, asked for once for the whole page: a sheet has a hundred criteria, and each shows its own of
 * the same list.
 */
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Lang } from '../../survey-forms/form.ts';
import { answerOf, type EvidenceList, evidence } from './api.ts';
import { type Trouble, troubleOf } from './trouble.ts';

interface Known {
  list: EvidenceList | null;
  trouble: Trouble | null;
  asking: Promise<void> | null;
  readonly listeners: Set<() => void>;
}

const known = new Map<string, Known>();

function knownFor(key: string): Known {
  const found = known.get(key) ?? { list: null, trouble: null, asking: null, listeners: new Set() };
  known.set(key, found);
  return found;
}

async function ask(own: Known, campaign: string, unit: string): Promise<void> {
  await answerOf(
    evidence.campaigns[':campaign'].units[':unit'].evidence.$get({ param: { campaign, unit } }),
  ).then(
    (list) => {
      own.list = list;
      own.trouble = null;
    },
    (error: unknown) => {
      own.trouble = troubleOf(error);
    },
  );
  own.asking = null;
  for (const listener of own.listeners) listener();
}

export interface UnitEvidence {
  readonly list: EvidenceList | null;
  readonly trouble: Trouble | null;
  /** Asks again, for every criterion of the page. */
  reload(): Promise<void>;
}

export function useEvidence(campaign: string, unit: string): UnitEvidence {
  const key = `${campaign} ${unit}`;
  const [, draw] = useState(0);
  useEffect(() => {
    const own = knownFor(key);
    const listener = () => draw((times) => times + 1);
    own.listeners.add(listener);
    if (own.list === null) own.asking ??= ask(own, campaign, unit);
    return () => {
      own.listeners.delete(listener);
      // Another visit begins with what stands then.
      if (own.listeners.size === 0) known.delete(key);
    };
  }, [key, campaign, unit]);
  const reload = useCallback(() => ask(knownFor(key), campaign, unit), [key, campaign, unit]);
  const { list, trouble } = knownFor(key);
  return { list, trouble, reload };
}

/** Where a document is brought. */
export interface EvidencePlace {
  readonly campaign: string;
  readonly unit: string;
  readonly criterion: string;
}

/** "1,2 MB", or in kB below a tenth of it. */
export function sizeText(bytes: number, lang: Lang): string {
  const [amount, unit] =
    bytes < 100_000 ? [Math.max(1, Math.round(bytes / 1000)), 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${new Intl.NumberFormat(lang === 'en' ? 'en' : 'vi', { maximumFractionDigits: 1 }).format(amount)} ${unit}`;
}
