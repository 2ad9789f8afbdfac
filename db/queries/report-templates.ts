/** Sentences of the report that an office has written instead of the shipped ones. */
import type { Db } from '../dialect.ts';
import type { Writing } from '../transaction.ts';

export interface ReportTemplate {
  /** A part of the report, as this or an earlier program knows it. */
  readonly part: string;
  readonly body: string;
  /** 1, 2, 3 … as it is rewritten. */
  readonly revision: number;
  readonly writtenBy: string;
  readonly writtenAt: string;
}

/** Of a province, in a language. */
export async function listTemplates(db: Db, province: string, language: string): Promise<ReportTemplate[]> {
  const rows = await db
    .selectFrom('report_templates')
    .selectAll()
    .where('province', '=', province)
    .where('language', '=', language)
    .orderBy('part')
    .execute();
  return rows.map(({ part, body, revision, written_by, written_at }) => ({
    part,
    body,
    revision,
    writtenBy: written_by,
    writtenAt: written_at,
  }));
}

export async function putTemplate(
  trx: Writing,
  province: string,
  language: string,
  template: ReportTemplate,
): Promise<void> {
  const { part, body, revision, writtenBy, writtenAt } = template;
  const content = { body, revision, written_by: writtenBy, written_at: writtenAt };
  await trx
    .insertInto('report_templates')
    .values({ province, language, part, ...content })
    .onConflict((conflict) => conflict.columns(['province', 'language', 'part']).doUpdateSet(content))
    .execute();
}

export async function deleteTemplate(
  trx: Writing,
  province: string,
  language: string,
  part: string,
): Promise<void> {
  await trx
    .deleteFrom('report_templates')
    .where('province', '=', province)
    .where('language', '=', language)
    .where('part', '=', part)
    .execute();
}
