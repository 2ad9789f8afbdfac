/** Inputs of a rating made up by hand: dossiers as counts, answers as how many chose each level. */
import type { SurveyTally } from '../../server/core/campaign.ts';
import { checkFramework } from '../../server/core/check-framework.ts';
import { type DossierCounts, NO_DOSSIERS } from '../../server/core/dossier-time.ts';
import type { Framework } from '../../server/core/framework.ts';
import type { QuarterInputs } from '../../server/core/procedure-rating.ts';
import { DEFAULT_RATING_RULES } from '../../server/core/rating-rules.ts';
import { sampleFiles } from '../../server/sample/sample-files.ts';
import { questionsOf } from '../../survey-forms/form.ts';
import { procedureRatingOnline } from '../../survey-forms/forms/procedure-rating-online.ts';
import { procedureRatingPaper } from '../../survey-forms/forms/procedure-rating-paper.ts';

/** The shipped nine indicators. */
export const nineIndicators: Framework = (() => {
  for (const file of sampleFiles.frameworks) {
    const checked = checkFramework(file);
    if (checked.ok && checked.framework.id === 'dien-bien-2022-procedure') return checked.framework;
  }
  throw new Error('the framework of nine indicators does not ship');
})();

export const dossiers = (counts: Partial<DossierCounts>): DossierCounts => ({ ...NO_DOSSIERS, ...counts });

/** How many chose the levels that pay 2, 1 and 0 points, by question; the others were left blank. */
export type Chosen = Readonly<Record<string, readonly [two: number, one: number, none: number]>>;

export function tally(unit: string, chosen: Chosen, more: Partial<SurveyTally> = {}): SurveyTally {
  const form = more.form === procedureRatingOnline.id ? procedureRatingOnline : procedureRatingPaper;
  const questions = Object.fromEntries(
    questionsOf(form).map(({ key }) => {
      const [two, one, none] = chosen[key] ?? [0, 0, 0];
      return [key, { blank: 0, notAsked: 0, codes: { 1: two, 2: one, 3: none } }];
    }),
  );
  const responses = Math.max(0, ...Object.values(chosen).map(([a, b, c]) => a + b + c));
  return {
    ...{ survey: 'phieu', form: form.id, formVersion: 1, unit, respondentGroup: 'citizen' },
    ...{ basis: 'token' as const, flagged: false, responses, questions },
    ...more,
  };
}

/** The same choice for the questions that give points: indicators 3, 4 and 7. */
export const rated = (two: number, one: number, none: number): Chosen => ({
  contacts: [two, one, none],
  agencies: [two, one, none],
  attitude: [two, one, none],
});

/** Indicators 5, 6, 8 and 9 of a unit. */
export const entries = (unit: string, points: readonly (string | null)[]): QuarterInputs['entries'] =>
  ['5', '6', '8', '9'].flatMap((indicator, at) => {
    const given = points[at];
    return given == null ? [] : [{ unit, indicator, state: 'scored' as const, points: given }];
  });

export const quarterInputs = (more: Partial<QuarterInputs> = {}): QuarterInputs => ({
  ...{ campaign: 'nam', year: 2026, quarter: 1, framework: nineIndicators, rules: DEFAULT_RATING_RULES },
  policies: { openAnswers: 'excluded', flaggedAnswers: 'included' },
  units: [{ code: 'AN', name: { vi: 'Sở An' }, officials: [] }],
  ...{ dossiers: [], entries: [], tallies: [], forms: [procedureRatingPaper, procedureRatingOnline] },
  ...more,
});
