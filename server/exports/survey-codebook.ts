/** What the columns of a survey's file of answers are: its form versions, units and groups put together. */
import type { Db } from '../../db/dialect.ts';
import { findForm } from '../../db/queries/forms.ts';
import type { OpenSurvey } from '../../db/queries/surveys.ts';
import { unitNames } from '../../db/queries/units.ts';
import {
  type AnswerVariable,
  answerVariables,
  groupsOf,
  headVariables,
  type Variable,
} from '../../survey-forms/codebook.ts';
import { type Form, ratesManyUnits, type Text } from '../../survey-forms/form.ts';

export interface SurveyCodebook {
  /** Id of the survey, as it stands in its column. */
  readonly survey: string;
  readonly title: Text;
  /** Every version under which answers were taken, the newest first. */
  readonly forms: readonly [Form, ...Form[]];
  readonly units: readonly { readonly code: string; readonly name: Text }[];
  readonly head: readonly Variable[];
  readonly answers: readonly AnswerVariable[];
}

export async function surveyCodebook(db: Db, survey: OpenSurvey): Promise<SurveyCodebook> {
  const versions = survey.formVersions.toSorted((a, b) => b - a);
  const found = await Promise.all(versions.map((version) => findForm(db, survey.form, version)));
  const [newest, ...older] = found.filter((form) => form !== null);
  if (!newest) throw new Error(`survey ${survey.id} names a form that is not stored`);
  const forms: [Form, ...Form[]] = [newest, ...older];
  const names = await unitNames(db, survey.units);
  const units = survey.units.map((code) => ({ code, name: names.get(code) ?? { vi: code } }));
  const rated = forms.some(ratesManyUnits) ? survey.units : [];
  return {
    ...{ survey: survey.id, title: survey.title, forms, units },
    head: headVariables(groupsOf(forms), units),
    answers: answerVariables(forms, rated),
  };
}
