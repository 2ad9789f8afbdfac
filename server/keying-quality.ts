/** Reads the keyings of a campaign page by page and has them measured (`server/core/keying-quality.ts`). */
import type { Db } from '../db/dialect.ts';
import { settledBetween } from '../db/queries/conflicts.ts';
import { type KeyedSheetRow, keyedSheets } from '../db/queries/keyings.ts';
import type { Form, Text } from '../survey-forms/form.ts';
import { fieldsOf } from '../survey-forms/keyed-answers.ts';
import { QualityCount, type QualityReport } from './core/keying-quality.ts';
import { SurveyBook, type SurveyEntry } from './survey-book.ts';

export interface MeasuredQuality {
  readonly report: QualityReport;
  /** What a question says and where it stands on the sheet, by the newest form met. */
  readonly textsOf: (form: string, question: string) => { formTitle: Text; text: Text; item: string };
}

/** @param batch its number; absent: the whole campaign */
export async function keyingQuality(
  db: Db,
  scope: { readonly province: string; readonly campaign: string; readonly batch?: number | undefined },
): Promise<MeasuredQuality> {
  const book = new SurveyBook(db);
  const entries = new Map<string, SurveyEntry>();
  const forms = new Map<string, Form>();
  const count = new QualityCount();
  for await (const page of keyedSheets(db, scope)) {
    const [first, last] = [page.at(0)?.serial ?? '', page.at(-1)?.serial ?? ''];
    const settled = await settledBetween(db, scope, first, last);
    for (const sheet of page) {
      const entry = entries.get(sheet.survey) ?? (await book.find(sheet.survey));
      const form = formOf(entry, sheet);
      if (!entry || !form) continue;
      entries.set(sheet.survey, entry);
      if ((forms.get(form.id)?.version ?? 0) <= form.version) forms.set(form.id, form);
      const { units } = entry.survey;
      count.add({ form, units, keyings: sheet.keyings, settled: settled.get(sheet.serial) ?? null });
    }
  }
  return { report: count.report(), textsOf: (form, question) => textsOf(forms.get(form), question) };
}

const formOf = (entry: SurveyEntry | undefined, { keyings: [one] }: KeyedSheetRow): Form | undefined =>
  one && entry?.forms.get(one.formVersion);

function textsOf(form: Form | undefined, key: string): ReturnType<MeasuredQuality['textsOf']> {
  const field = form && fieldsOf(form, ['']).find(({ question }) => question.key === key);
  const text = { ...(field?.question.text ?? { vi: key }) };
  return { formTitle: { ...(form?.title ?? { vi: '' }) }, text, item: field?.item.split('.').at(-1) ?? '' };
}
