/** The assessment of a unit on the screen: loaded once, then kept up to date by what each save answers. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { type Assessment, answerOf, assessments, type SavedScore } from './api.ts';
import type { AssessedLeaf, Entry, Stage } from './assessment-draft.ts';
import { type Load, useLoad } from './use-load.ts';

export type Written = Exclude<Stage, 'council'>;

export interface LiveAssessment {
  readonly load: Load<Assessment>;
  /** The newest state. */
  readonly data: Assessment | null;
  /** Rises when everything was loaded anew: fields begin again from what is stored. */
  readonly epoch: number;
  /** Stores a score. @throws Trouble */
  save(stage: Written, criterion: string, entry: Entry, seen: number): Promise<SavedScore>;
  /**
   * Loads everything anew, for whoever was not quick enough at a leaf: what is missing and the totals have changed with
   * it, and the fields stay as they are. @throws Trouble
   */
  newest(criterion: string): Promise<AssessedLeaf | undefined>;
  /** Loads everything anew; fields begin again from what is stored. */
  reload(): Promise<void>;
  /** Loads everything anew, and leaves the fields as they are: somebody may be typing in one of them. */
  renew(): Promise<void>;
  /** The same, for which nobody waits. */
  refresh(): void;
}

export function useAssessment(campaign: string, unit: string): LiveAssessment {
  const param = { campaign, unit };
  const ask = () => answerOf(assessments.campaigns[':campaign'].assessments[':unit'].$get({ param }));
  const load = useLoad<Assessment>(`${campaign} ${unit}`, ask);
  const [data, setData] = useState<Assessment | null>(null);
  const [epoch, setEpoch] = useState(0);
  useEffect(() => {
    setData(load.data);
    setEpoch((before) => before + 1);
  }, [load.data]);

  const save = useCallback(
    async (stage: Written, criterion: string, entry: Entry, seen: number) => {
      const target = { ...param, stage, criterion };
      const saved = await answerOf(
        assessments.campaigns[':campaign'].assessments[':unit'][':stage'][':criterion'].$put({
          param: target,
          json: { entry, seen },
        }),
      );
      setData((before) => before && withSaved(before, criterion, saved));
      return saved;
    },
    [campaign, unit],
  );
  const newest = useCallback(
    async (criterion: string) => {
      const all = await ask();
      setData(all);
      return all.leaves.find((one) => one.code === criterion);
    },
    [campaign, unit],
  );
  const renew = useCallback(async () => setData(await ask()), [campaign, unit]);
  const reload = useCallback(async () => {
    await renew();
    setEpoch((before) => before + 1);
  }, [renew]);
  const refresh = useCallback(() => void renew().catch(() => {}), [renew]);
  return { load, data, epoch, save, newest, renew, reload, refresh };
}

const replaceLeaf = (data: Assessment, leaf: AssessedLeaf): Assessment => ({
  ...data,
  leaves: data.leaves.map((one) => (one.code === leaf.code ? leaf : one)),
});

type TotalRow = Assessment['totals']['self'][number];

/** Totals of the groups above the leaf replace the old ones; all other leaves stay the same objects, so they are not drawn anew. */
export function withSaved(data: Assessment, criterion: string, saved: SavedScore): Assessment {
  const merged = (before: readonly TotalRow[], rows: readonly TotalRow[]): TotalRow[] =>
    before.map((row) => rows.find(({ code }) => code === row.code) ?? row);
  const leaf = data.leaves.find((one) => one.code === criterion);
  const stages = [...(leaf?.stages ?? []).filter(({ stage }) => stage !== saved.entry.stage), saved.entry];
  const changed = leaf ? replaceLeaf(data, { ...leaf, stages }) : data;
  return {
    ...changed,
    totals: {
      self: merged(data.totals.self, saved.totals.self),
      appraised: merged(data.totals.appraised, saved.totals.appraised),
    },
    missing: saved.missing,
  };
}
