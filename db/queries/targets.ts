/** How many responses a survey aims at, by channel. */
import type { Channel } from '../../survey-forms/submission.ts';
import { type Db, insertEach } from '../dialect.ts';
import type { Writing } from '../transaction.ts';

/** Responses wanted; a channel that is left out has no target. */
export type Targets = Partial<Readonly<Record<Channel, number>>>;

interface SurveyKey {
  readonly province: string;
  readonly id: string;
}

export async function readTargets(db: Db, survey: SurveyKey): Promise<Targets> {
  const rows = await db
    .selectFrom('survey_targets')
    .select(['channel', 'responses'])
    .where('province', '=', survey.province)
    .where('survey', '=', survey.id)
    .orderBy('channel')
    .execute();
  return Object.fromEntries(rows.map(({ channel, responses }) => [channel, responses]));
}

/** Replaces the targets of a survey. */
export async function putTargets(trx: Writing, survey: SurveyKey, targets: Targets): Promise<void> {
  await trx
    .deleteFrom('survey_targets')
    .where('province', '=', survey.province)
    .where('survey', '=', survey.id)
    .execute();
  await insertEach(
    trx,
    'survey_targets',
    ['province', 'survey', 'channel', ['responses', 'integer']],
    Object.entries(targets).map(([channel, responses]) => [survey.province, survey.id, channel, responses]),
  );
}
