/** What a report is made of: a publication as everybody may have it, what it is compared with, and what staff noted beside it. */
import type { PublishedView } from '../../client/public/published-view.ts';
import type { Db } from '../../db/dialect.ts';
import { findCampaign } from '../../db/queries/campaigns.ts';
import { say } from '../../survey-forms/form.ts';
import type { Fieldwork } from '../core/campaign-file.ts';
import { type ProvinceChange, provinceChange } from '../core/province-change.ts';
import { type ProvinceResult, provinceResult } from '../core/province-view.ts';
import { Problem } from '../problem.ts';
import { publicView } from '../public-file.ts';
import { publishedViews } from '../published.ts';

/** Vietnamese is the language of record: the report has no other. */
export const REPORT_LANGUAGE = 'vi';

export interface ReportSource {
  /** Without its small counts (decision 23): the report is for everybody. */
  readonly view: PublishedView;
  readonly result: ProvinceResult;
  /** Counts of forms as a document reports them; null where none does. */
  readonly fieldwork: Fieldwork | null;
  /** What changed since an earlier publication; null where none is compared. */
  readonly change: ProvinceChange | null;
}

interface Asked {
  readonly campaign: string;
  readonly revision: number;
  /** An earlier campaign, by its standing publication. */
  readonly compared?: string | undefined;
}

/** @throws Problem `not-found`, `not-comparable` with the reason */
export async function reportSource(db: Db, { campaign, revision, compared }: Asked): Promise<ReportSource> {
  const view = publicView(await publishedViews(db).find(campaign, revision));
  if (!view) throw new Problem('not-found', [{ field: 'revision', code: 'not-found' }]);
  const { inputs, result } = view.published;
  const stored = await findCampaign(db, campaign);
  return {
    view,
    result: provinceResult(inputs, result),
    fieldwork: stored?.fieldwork ?? null,
    change: compared === undefined ? null : await changeSince(db, compared, view),
  };
}

async function changeSince(db: Db, compared: string, later: PublishedView): Promise<ProvinceChange> {
  const earlier = publicView(await publishedViews(db).find(compared));
  if (!earlier) throw new Problem('not-found', [{ field: 'compared', code: 'not-found' }]);
  const change = provinceChange(earlier.published, later.published);
  const reason = 'reason' in change ? change.reason : null;
  if (reason === null && earlier.published.inputs.year < later.published.inputs.year)
    return change as ProvinceChange;
  const [left, right] = [earlier, later].map(({ published }) => ({
    text: say(published.inputs.title, REPORT_LANGUAGE),
  }));
  const values = { left: left ?? { text: '' }, right: right ?? { text: '' } };
  throw new Problem('not-comparable', [{ field: 'compared', code: reason ?? 'not-earlier', values }]);
}
