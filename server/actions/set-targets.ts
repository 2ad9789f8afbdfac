/** How many responses a survey aims at, by channel: what arrivals are held against while it runs. */
import { findSurvey } from '../../db/queries/surveys.ts';
import { putTargets, readTargets, type Targets } from '../../db/queries/targets.ts';
import type { Channel } from '../../survey-forms/submission.ts';
import { Problem, type ProblemPlace } from '../problem.ts';
import { action } from './action.ts';

/** More than any province has people. */
const LARGEST_TARGET = 100_000_000;

export interface TargetsInput {
  readonly survey: string;
  /** By channel, as it was sent; a channel that is left out has no target any more. */
  readonly targets: Readonly<Record<string, unknown>>;
}

const isTarget = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= LARGEST_TARGET;

/** @throws Problem `malformed-request` with every place that is wrong */
function readInput(given: TargetsInput['targets'], channels: readonly Channel[]): Targets {
  const faults: ProblemPlace[] = [];
  const targets: Partial<Record<Channel, number>> = {};
  for (const [name, value] of Object.entries(given)) {
    const field = `targets.${name}`;
    const channel = channels.find((one) => one === name);
    if (channel === undefined) {
      const sentence = `the survey takes no answers by "${name}"; it takes ${channels.join(', ')}`;
      faults.push({ field, code: 'unknown-channel', sentence });
    } else if (isTarget(value)) targets[channel] = value;
    else {
      const sentence = `a target is a whole number from 1 to ${LARGEST_TARGET}`;
      faults.push({ field, code: 'not-a-target', sentence });
    }
  }
  if (faults.length > 0) throw new Problem('malformed-request', faults);
  return targets;
}

/** Replaces the targets of a survey. @throws Problem `unknown-survey`, `malformed-request` */
export const setTargets = action({
  name: 'set-targets',
  unit: async (trx, input: TargetsInput) => (await findSurvey(trx, input.survey))?.province ?? null,
  run: async (trx, input): Promise<{ before: Targets; after: Targets }> => {
    const survey = await findSurvey(trx, input.survey);
    if (!survey) throw new Problem('unknown-survey', [{ field: 'survey', code: 'unknown-survey' }]);
    const before = await readTargets(trx, survey);
    const after = readInput(input.targets, survey.channels);
    await putTargets(trx, survey, after);
    return { before, after };
  },
  audit: (input, output) => ({ subject: `survey ${input.survey}`, details: output }),
});
