/** What the server says of dossiers and procedures that are imported, in English. */
import type { dossiersVi } from './dossiers-vi.ts';

export const dossiersEn: typeof dossiersVi = {
  nothing: '(blank)',
  faults: {
    'cell-blank': 'This cell is needed and is blank.',
    'cell-too-long': 'Longer than {limit} signs.',
    'cells-too-many': 'The row has more cells than headings: perhaps a separator too many.',
    'date-unreadable': 'Cannot be read as a day. Write 31/03/2026, 31/03/2026 16:45 or 2026-03-31.',
    'date-not-in-calendar': 'The calendar has no such day.',
    'date-unlikely': 'The day must lie between the years 2000 and 2099.',
    'date-ahead': 'This day has not come yet.',
    'before-receipt': 'Before the day of receipt ({limit}).',
    'procedure-unknown':
      'The register of procedures has no such code. Correct it, or bring the new register.',
    'unit-unknown':
      'No agency has this code or name. Correct it, or ask a publisher or administrator to add the spelling to the “List of units” (under Import).',
    'unit-name-shared': 'Several agencies have this name. Write the code.',
    'pause-unreadable':
      'The pauses cannot be read. Write pairs of the day it stopped and the day it went on, as 03/01/2026 – 05/01/2026; 10/01/2026 – 12/01/2026.',
    'pause-upside-down': 'It went on before it stopped ({limit}).',
    'pause-outside': '{limit} is not between receipt and return.',
    'not-yes-or-no': 'Write 1 or 0, yes or no, or leave it blank.',
    'twice-otherwise':
      'This dossier is also in row {limit} of the file, with other content. Keep the right row only.',
    'stored-otherwise': 'This dossier is stored with other content: {limit}.',
    'quarter-closed': 'The quarter of this dossier is closed: it is neither taken nor changed any more.',
    'level-unknown': 'Write none, partial or full.',
    'ends-before-it-begins': 'It must end after it begins ({limit}).',
    'procedure-twice': 'This procedure is also in row {limit}, with other content.',
  },
  kinds: {
    'cell-too-long': 'The cell has more characters than are taken.',
    'before-receipt': 'Before the day on which the dossier itself was received.',
    'pause-upside-down': 'The clock goes on before it was stopped.',
    'pause-outside': 'A pause lies outside the time between receipt and return.',
    'twice-otherwise':
      'The dossier is in another row of the file with other content. Keep the right one only.',
    'stored-otherwise': 'The dossier is stored with other content.',
  },
  files: {
    'column-missing': 'This column is missing from the headings.',
    'column-twice': 'Two columns are headed with this meaning. Keep one.',
    'too-many-dossiers': 'A file may have up to 2,000,000 rows. Split it by month.',
    'dossier-file-too-large': 'A file may have up to 512 MB. Split it by month.',
    'too-many-procedures': 'The register may have up to 20,000 procedures.',
  },
  fileNames: { sample: 'dossier-layout', badRows: 'faulty-rows' },
  faultHeading: 'Fault',
  example: {
    official: 'Nguyễn Văn A',
    yes: 'yes',
    no: 'no',
  },
};
