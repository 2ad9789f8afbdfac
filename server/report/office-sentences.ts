/** The sentences of a province's report: its own where it has written some, and the shipped ones. */
import type { Db } from '../../db/dialect.ts';
import { listTemplates } from '../../db/queries/report-templates.ts';
import { isReportPart, REPORT_PARTS, type ReportPart } from '../core/report-template.ts';
import type { ReportBodies } from './report-content.ts';
import { REPORT_LANGUAGE } from './report-source.ts';
import { SHIPPED_TEMPLATES } from './templates.ts';

export interface OfficeSentence {
  readonly part: ReportPart;
  readonly body: string;
  readonly shipped: string;
  /** 0: the shipped sentence stands. */
  readonly revision: number;
}

/** In the order of the document. */
export async function officeSentences(db: Db, province: string): Promise<OfficeSentence[]> {
  const written = new Map(
    (await listTemplates(db, province, REPORT_LANGUAGE))
      .filter(({ part }) => isReportPart(part))
      .map((one) => [one.part, one]),
  );
  return REPORT_PARTS.map((part) => {
    const [own, shipped] = [written.get(part), SHIPPED_TEMPLATES[part]];
    return { part, body: own?.body ?? shipped, shipped, revision: own?.revision ?? 0 };
  });
}

/** @param drafts sentences that are tried and not stored */
export function bodiesOf(
  sentences: readonly OfficeSentence[],
  drafts: Readonly<Partial<Record<ReportPart, string>>> = {},
): ReportBodies {
  const bodies = sentences.map(({ part, body }) => [part, drafts[part] ?? body]);
  return Object.fromEntries(bodies) as ReportBodies;
}
