/** What is due in a campaign, gathered from its stages, surveys, batches and proposals. */
import type { Db } from '../db/dialect.ts';
import { listAssessments, readDeadlines } from '../db/queries/assessments.ts';
import { openProposals } from '../db/queries/proposals.ts';
import { listSheetBatches } from '../db/queries/sheets.ts';
import type { OpenSurvey } from '../db/queries/surveys.ts';
import { dayOf } from './core/calendar.ts';
import { type Due, dueOf } from './core/due.ts';

export async function campaignDue(
  db: Db,
  campaign: string,
  surveys: readonly OpenSurvey[],
  today: string,
): Promise<Due[]> {
  const proposals = await openProposals(db, campaign);
  const proposed = (kind: 'publish' | 'change-score') =>
    proposals.filter((one) => one.kind === kind).map(({ proposedAt }) => dayOf(new Date(proposedAt)));
  return dueOf(
    {
      deadlines: await readDeadlines(db, campaign),
      assessments: await listAssessments(db, campaign),
      surveys,
      batches: await listSheetBatches(db, campaign),
      proposed: { publication: proposed('publish'), scoreChanges: proposed('change-score') },
    },
    today,
  );
}
