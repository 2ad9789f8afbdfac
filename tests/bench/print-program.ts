/**
 * Prints a batch of sheets in a process of its own, so that its memory is the printing's alone:
 * `node print-program.js <form> <units> <sheets>`. Says on one line what it took.
 */
import { printSheets } from '../../server/paper-pdf/print-sheets.ts';
import { shippedForms } from '../../survey-forms/catalogue.ts';
import { serialOf } from '../../survey-forms/serial.ts';

export interface PrintReport {
  readonly pages: number;
  readonly milliseconds: number;
  readonly bytes: number;
  /** Most memory the process ever held, bytes. */
  readonly peak: number;
  /** The longest it held up other requests, milliseconds. */
  readonly longestStep: number;
}

const [, , id, units = '0', sheets = '1'] = process.argv;
const form = shippedForms.find((one) => one.id === id);
if (!form) throw new Error(`no form ${id}`);

let longestStep = 0;
let turned = performance.now();
const watch = () => {
  longestStep = Math.max(longestStep, performance.now() - turned);
  turned = performance.now();
  return setImmediate(watch);
};

const begun = performance.now();
const watching = watch();
const { pages, stream } = printSheets({
  form,
  lang: 'vi',
  units: Array.from({ length: Number(units) }, (_, i) => ({
    code: `TD-${i}`,
    name: { vi: `Sở Văn hóa, Thể thao và Du lịch số ${i + 1}` },
  })),
  serials: Array.from({ length: Number(sheets) }, (_, i) => serialOf(i)),
  batch: 1,
  province: 'Tỉnh Tốc Độ',
  survey: 'Đo tốc độ',
  postOffice: 'Bưu điện Tốc Độ',
  unit: Number(units) > 0 ? null : 'Sở Nội vụ',
  respondentGroup: form.respondentGroups[0]?.text.vi ?? '',
  cover: { campaign: 'Đo tốc độ', quota: null, allottedOn: '2026-06-15' },
});
let bytes = 0;
const reader = stream.getReader();
for (let part = await reader.read(); !part.done; part = await reader.read()) bytes += part.value.length;
const report: PrintReport = {
  pages,
  milliseconds: performance.now() - begun,
  bytes,
  peak: process.resourceUsage().maxRSS * 1024,
  longestStep,
};
clearImmediate(watching);
process.stdout.write(`${JSON.stringify(report)}\n`);
process.exit(0);
