/** A survey of the small province that is over: what may be filed of it is all there. */
import { openSurvey, type SurveyInput } from '../../server/actions/open-survey.ts';
import { answer } from './answering.ts';
import { CAMPAIGN, UNITS } from './opened-world.ts';
import { SYSTEM, type World } from './world.ts';

const OLD = 'da-qua';

/**
 * Ran in May 2026 and took answers until 10 June. The clock stands in mid-June again when it returns.
 * @param answers as `answer` takes them, each on the day it names
 * @returns its id; opened once a world
 */
export async function openOldSurvey(
  world: World,
  more: Partial<SurveyInput> = {},
  answers: Readonly<Record<string, Parameters<typeof answer>[2]>> = {},
): Promise<string> {
  const id = more.id ?? OLD;
  const known = await world.db.selectFrom('surveys').select('id').where('id', '=', id).executeTakeFirst();
  if (known) return id;
  await openSurvey.run(world.environment, SYSTEM, {
    ...{ id, campaign: CAMPAIGN, form: 'small', title: { vi: 'Đã qua', en: 'Past' }, units: [...UNITS] },
    ...{ opensOn: '2026-05-01', closesOn: '2026-05-31', acceptsUntil: '2026-06-10', openAnswers: true },
    ...{ channels: ['web', 'kiosk', 'paper'], burstBound: 1_000_000, ...more },
  });
  for (const [day, each] of Object.entries(answers)) {
    world.setDay(day);
    await answer(world, id, each);
  }
  world.setDay('2026-06-15');
  return id;
}
