/** What is told at a cell, column or sheet of a workbook that was brought, in English. */
import type { sheetsVi } from './sheets-vi.ts';

export const sheetsEn: typeof sheetsVi = {
  'sheet-missing-sheet':
    'the file has no sheet “{value}”, only: {others}; keep the names of the sheets as they were downloaded',
  'sheet-missing-column': 'the column “{value}” is missing; keep the headings of the template',
  'sheet-unknown-column': 'no column is called “{value}”; put the heading of the template back',
  'sheet-column-twice': 'the column “{value}” stands there twice',
  'sheet-no-headings': 'the sheet “{value}” has no headings here; this row must name the columns: {others}',
  'sheet-headings-below':
    'this row is not that of the headings: they stand in row {value}; delete the rows above it',
  'sheet-no-heading':
    'the cell says “{value}”, but its column has no heading; move it to a column that has one, or delete it',
  'sheet-error-in-cell': 'the formula of this cell fails; mend it or write the value',
  'sheet-date-in-cell': 'the spreadsheet made a date of the words; format the cell as text',
  'sheet-not-a-text': 'a text is expected here',
  'sheet-code-is-a-number':
    'the code is a number, so that 1.1 and 1.10 are the same; format the column as text and type it again',
  'sheet-ambiguous-number': '“{value}” may be read in two ways; type it as a number',
  'sheet-not-decimal': '“{value}” is no number from 0',
  'sheet-not-a-choice': '“{value}” is not one of: {others}',
  'sheet-not-a-day': '“{value}” is no day; write it as 30/12/2018, or leave it blank',
  'sheet-not-a-year': '“{value}” is no year',
  'sheet-unknown-setting': 'this sheet has no row “{value}”',
  'sheet-missing-setting': 'the row “{value}” is missing',
  'sheet-missing': 'the row “{value}” leaves this blank',
  'sheet-unknown-criterion': 'no criterion of the file has the code “{value}”',
  'sheet-two-steps-needed':
    'this rule needs exactly two rows in the sheet “{value}”: the high end, then the low',
};
