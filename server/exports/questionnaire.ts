/** The printed form of a survey as a specimen, in the words and order of the online form. */
import { wordsOf } from '../../client/words/words-of.ts';
import type { Db } from '../../db/dialect.ts';
import type { OpenSurvey } from '../../db/queries/surveys.ts';
import { unitNames } from '../../db/queries/units.ts';
import { type Lang, ratesManyUnits, say } from '../../survey-forms/form.ts';
import { printSpecimen } from '../paper-pdf/print-sheets.ts';
import type { FileSource } from './export-table.ts';
import type { SurveyCodebook } from './survey-codebook.ts';

export async function questionnaire(
  db: Db,
  survey: OpenSurvey,
  { forms: [form], units }: SurveyCodebook,
  lang: Lang,
): Promise<FileSource> {
  const { sheet } = wordsOf(lang);
  const province = (await unitNames(db, [survey.province])).get(survey.province) ?? { vi: survey.province };
  const rated = ratesManyUnits(form) ? units : [];
  const groups = form.respondentGroups.filter(({ code }) => survey.respondentGroups.includes(code));
  return {
    rows: 0,
    async *bytes() {
      const { stream } = printSpecimen({
        ...{ form, lang, units: rated, batch: null },
        ...{ province: say(province, lang), survey: say(survey.title, lang), postOffice: sheet.specimenPost },
        unit: rated.length > 0 ? null : sheet.specimenUnit,
        respondentGroup: groups.map(({ text }) => say(text, lang)).join(' / '),
      });
      for await (const part of stream) yield Buffer.from(part);
    },
  };
}
