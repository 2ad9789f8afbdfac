/** The sheet of Điện Biên 2020 as it was printed: a row a criterion, its slips included. */
import writeWorkbook from 'write-excel-file/node';
import { framework, onSheet, printedValues } from './dien-bien-2020.ts';

/** The columns of the printed sheet, and what each holds. */
export const SHEET_COLUMNS = {
  'Tự đánh giá': 'self-points',
  'Thẩm định': 'criterion',
  'Tỷ lệ %': 'percent',
  'Số lượng': 'count',
} as const;

/** The sheet as it was printed, 153 rows and the total, from what the sample keeps of it. */
export async function printedSheet(): Promise<Buffer> {
  const of = (field: string, code?: string) =>
    printedValues.find((one) => one.field === field && one.criterion === code)?.value;
  const number = (text: string | null | undefined) => (text == null ? null : Number(text));
  const rows = framework.criteria.map(({ code, name }) => {
    const { points, selfPoints, figures } = onSheet.get(code) ?? {};
    const count = figures?.otherNumerator ?? null;
    // As text with its zeros where the sheet prints them: "13,00".
    const percent = figures?.printedPercent?.replace('.', ',') ?? null;
    return [
      code,
      name.vi,
      number(selfPoints),
      number(points ?? of('criterion', code)),
      percent,
      number(count),
    ];
  });
  const total = ['Tổng cộng', null, number(of('self-points')), number(of('points')), null, null];
  const head = ['Mã', 'Tiêu chí', ...Object.keys(SHEET_COLUMNS)];
  return writeWorkbook([
    { sheet: 'Biểu 01', data: [['BẢNG TỰ ĐÁNH GIÁ, THẨM ĐỊNH NĂM 2020'], head, ...rows, total] },
  ]).toBuffer();
}
