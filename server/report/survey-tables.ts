/** Tables of the report about fieldwork: forms as the document reports them, and answers as they were counted. */
import { wordsOf } from '../../client/words/words-of.ts';
import type { Fieldwork } from '../core/campaign-file.ts';
import { number } from './ranking-tables.ts';
import type { ReportTable } from './report-content.ts';
import { REPORT_LANGUAGE, type ReportSource } from './report-source.ts';
import { count, name, share } from './report-words.ts';

const { files } = wordsOf(REPORT_LANGUAGE).results;

export function fieldworkTables({ fieldwork, view }: ReportSource): ReportTable[] {
  return [...(fieldwork ? [reported(fieldwork)] : []), ...counted(view.published.inputs)];
}

function reported({ formsIssued, formsCollected, formsAccepted, formsRejected }: Fieldwork): ReportTable {
  const { issued, collected, accepted, rejected } = files.fieldwork;
  return {
    caption: 'Số phiếu điều tra',
    columns: [{ title: 'Phiếu', width: 50, align: 'left' }, number('Số phiếu', 25), number('Tỷ lệ', 25)],
    rows: [
      [issued, count(formsIssued), ''],
      [collected, count(formsCollected), share(formsCollected, formsIssued)],
      [accepted, count(formsAccepted), share(formsAccepted, formsCollected)],
      [rejected, count(formsRejected), share(formsRejected, formsCollected)],
    ],
    notes: ['Tỷ lệ thu về tính trên số phát ra; tỷ lệ hợp lệ và bị loại tính trên số thu về.'],
  };
}

/** By rated unit. Where a number is withheld, that it is (decision 23). */
function counted({ tallies, withheld, units }: ReportSource['view']['published']['inputs']): ReportTable[] {
  const told = new Map<string, number>();
  for (const { unit, responses } of tallies) told.set(unit, (told.get(unit) ?? 0) + responses);
  const hidden = new Set<string>();
  for (const { unit, responses } of withheld?.tallies ?? [])
    if (responses === null) hidden.add(unit);
    else told.set(unit, (told.get(unit) ?? 0) + responses);
  const rows = units
    .filter(({ code }) => told.has(code) || hidden.has(code))
    .map(({ code, name: called }) => [
      name(called),
      hidden.has(code) ? files.withheld.counts(withheld?.base ?? 0) : count(told.get(code) ?? 0),
    ]);
  if (rows.length === 0) return [];
  return [
    {
      caption: 'Số phiếu trả lời theo đơn vị',
      columns: [{ title: files.columns.unit, width: 50, align: 'left' }, number(files.columns.responses, 50)],
      rows,
      notes: [
        'Một phiếu đánh giá nhiều đơn vị được tính cho từng đơn vị. Số này gồm cả phiếu không vào chỉ số theo quy tắc của đợt.',
      ],
    },
  ];
}
