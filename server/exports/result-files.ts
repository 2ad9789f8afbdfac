/** A published result as files for staff: the same tables as the open data, behind the gate of the office. */
import type { PublishedView } from '../../client/public/published-view.ts';
import type { Db } from '../../db/dialect.ts';
import { findCampaign } from '../../db/queries/campaigns.ts';
import type { Lang } from '../../survey-forms/form.ts';
import { copyFor, type PublishedResult } from '../core/recipe.ts';
import type { ResultPart } from '../export-kinds.ts';
import { PublishedViews } from '../published.ts';
import { answersCsv, rankingCsv, scoresCsv } from '../result-csv.ts';
import { resultSheet } from '../result-sheet.ts';
import type { FileSource } from './export-table.ts';

const CSV: Record<ResultPart, (published: PublishedResult) => string> = {
  ranking: rankingCsv,
  scores: scoresCsv,
  answers: answersCsv,
};

/** The standing publication without its small counts; null where nothing is published. */
export async function standingResult(db: Db, campaign: string): Promise<PublishedView | null> {
  const view = await new PublishedViews(db).find(campaign);
  return view && { ...view, published: copyFor(view.published, 'inside', view.hash) };
}

const whole = (rows: number, make: () => Promise<Buffer> | Buffer): FileSource => ({
  rows,
  async *bytes(tell) {
    yield await make();
    tell(rows);
  },
});

/** Rows a part has by the result itself, against which its lines are held. */
function rowsOf({ inputs, result }: PublishedResult, part: ResultPart): number {
  if (part === 'ranking') return result.units.length;
  if (part === 'answers') return inputs.tallies.length + (inputs.withheld?.tallies.length ?? 0);
  return result.units.reduce((sum, { nodes }) => sum + nodes.length, 0);
}

export function resultCsv(
  view: PublishedView,
  part: ResultPart,
  { mark }: { readonly mark: boolean },
): FileSource {
  return {
    rows: rowsOf(view.published, part),
    async *bytes(tell) {
      const text = CSV[part](view.published);
      yield Buffer.from(mark ? text : text.replace(/^\ufeff/, ''));
      tell(recordsOf(text) - 1);
    },
  };
}

export const resultJson = (view: PublishedView): FileSource =>
  whole(view.published.result.units.length, () => Buffer.from(JSON.stringify(view.published)));

export const resultWorkbook = (db: Db, view: PublishedView, lang: Lang): FileSource =>
  whole(view.published.result.units.length, async () => {
    const campaign = await findCampaign(db, view.published.inputs.id);
    return resultSheet(view, campaign?.fieldwork ?? null, lang);
  });

const [QUOTE, LINE_FEED] = [0x22, 0x0a];

/** Records of a CSV: lines that end outside of quotes. */
export function recordsOf(csv: string): number {
  let records = 0;
  let quoted = false;
  for (let at = 0; at < csv.length; at += 1) {
    const sign = csv.charCodeAt(at);
    if (sign === QUOTE) quoted = !quoted;
    else if (sign === LINE_FEED && !quoted) records += 1;
  }
  return records;
}
