/** Many answers to a survey of the small province, without the network: for tests of what is counted of them. */
import type { SurveyInput } from '../../server/actions/open-survey.ts';
import { openSurvey } from '../../server/actions/open-survey.ts';
import type { Answers } from '../../survey-forms/answer.ts';
import type { Submission } from '../../survey-forms/submission.ts';
import { CAMPAIGN, UNITS } from './opened-world.ts';
import { newClientId, SYSTEM, type World } from './world.ts';

/** A survey by the small form that flags nobody for coming together. @returns its id */
export async function openQuietSurvey(world: World, more: Partial<SurveyInput> = {}): Promise<string> {
  const survey = {
    ...{ id: 'dong-nguoi', campaign: CAMPAIGN, form: 'small', title: { vi: 'Đông người' } },
    ...{ units: [...UNITS], opensOn: '2026-06-01', closesOn: '2026-06-30', acceptsUntil: '2026-07-14' },
    ...{ openAnswers: true, burstBound: 1_000_000, channels: ['web', 'kiosk', 'paper'] as const },
    ...more,
  };
  return (await openSurvey.run(world.environment, SYSTEM, survey)).survey;
}

/** Takes answers in, all at once. @throws Problem of the first that is refused */
export async function answer(
  world: World,
  survey: string,
  each: readonly (Partial<Submission> & { readonly answers: Answers })[],
): Promise<void> {
  const outcomes = await Promise.all(
    each.map((one) =>
      world.intake.accept({
        ...{ clientId: newClientId(), survey, formVersion: 3, unit: 'TT-AN' },
        ...{ respondentGroup: 'citizen', channel: 'web' as const },
        ...one,
      }),
    ),
  );
  for (const outcome of outcomes) if (!outcome.ok) throw outcome.problem;
}

/** So many times the same. */
export const times = <Value>(count: number, value: Value): Value[] =>
  Array.from({ length: count }, () => value);
