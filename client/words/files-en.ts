/** Words of the screen on which files are made, and of the files themselves, in English. */
import { formatCount } from '../format.ts';
import type { filesVi } from './files-vi.ts';

const n = (count: number) => formatCount(count, 'en');

export const filesEn: typeof filesVi = {
  title: 'Data files',
  lead: 'A file is made from one state of the database, its rows are counted against it, it carries its SHA-256, and it is kept for 24 hours.',

  ask: 'Have a file made',
  kind: 'Content',
  kinds: {
    answers: 'Answers, sheet by sheet',
    tallies: 'Counts',
    codebook: 'Codebook (variables and codes)',
    questionnaire: 'Form to print',
    results: 'Published result',
    everything: 'Everything of a campaign',
  },
  kindHints: {
    answers:
      'One row an answer sheet: the month instead of the day, no comments, no number. Every file goes on record in the audit trail.',
    tallies:
      'Answers at each level by unit, group and channel. Small counts are withheld, with what would give them away.',
    codebook: 'Names of columns, questions, codes and what they mean, in Vietnamese and English.',
    questionnaire: 'The paper sheet as it is given out, marked “SPECIMEN” and without a number.',
    results: 'Ranking, scores by criterion and numbers of answers of the standing publication.',
    everything:
      'Results, counts, codebooks and forms of all surveys of the campaign, with a list of the files and their checksums.',
  },
  survey: 'Survey',
  campaign: 'Campaign',
  format: 'Format',
  formats: {
    csv: 'CSV (codes, for programs of statistics)',
    xlsx: 'XLSX (words, for spreadsheets)',
    json: 'JSON (for programs)',
    html: 'HTML (to read and print)',
    pdf: 'PDF (to print)',
    zip: 'ZIP (many files)',
  },
  part: 'Table',
  parts: { ranking: 'Ranking', scores: 'Scores by criterion', answers: 'Numbers of answers' },
  mark: 'Opens in Excel (with BOM)',
  markHint: 'Leave it out for programs of statistics.',
  language: 'Language',
  withAnswers: 'With the answers of surveys that are over',
  insideAnswers: 'with the answers of each form',
  withoutMark: 'without the BOM mark',
  again: 'Make it again',
  againOf: (name) => `Make ${name} again`,
  unknownKind: (value) =>
    `There is no content “${value}”, or this account may not have it made. Choose from the list.`,
  unknownSubject: (value) =>
    `There is no “${value}” of which a file with this content can be made, or it lies beyond this account. Choose from the list.`,
  choose: 'Choose',
  make: 'Make the file',
  asked: (name) => `${name} has been asked for.`,
  notOver: (day) =>
    `The survey takes answers until the end of ${day}; a file of answers can be made after that. While it runs, two files made before and after an answer would tell that answer.`,
  notPublished: 'This campaign has no published result yet. Files of results can be made after publication.',
  limit: 'XLSX holds at most 200,000 rows; beyond that, take CSV.',
  nothing: 'There is no survey or campaign to make a file of yet.',
  nothingNext: 'When a survey is opened, or a result published, you can have files made here.',

  own: 'Your files',
  none: 'You have not had a file made yet. Choose above and press “Make the file”.',
  file: 'File',
  state: 'State',
  rows: 'Rows',
  size: 'Size',
  checksum: 'SHA-256 checksum',
  until: 'Kept until',
  states: {
    waiting: 'waiting for its turn',
    running: 'being made',
    done: 'done',
    failed: 'not made',
    removed: 'removed',
  },
  progress: (done, rows) => `${n(done)} of ${n(rows)} rows`,
  counting: 'counting rows',
  download: 'Download',
  downloadOf: (name) => `Download ${name}`,
  remove: 'Remove',
  stop: 'Stop',
  removeOf: (name) => `Remove ${name}`,
  stopOf: (name) => `Stop making ${name}`,
  removed: (name) => `${name} has been removed.`,
  finished: (name) => `${name} is done.`,
  failedNow: (name) => `${name} could not be made.`,
  copyChecksum: 'Copy the checksum',
  troubles: {
    interrupted: 'Cut off because the server stopped; nothing half-made is kept. Have it made again.',
    'disk-full':
      'The disk of the server is nearly full, so it was stopped; nothing half-made is kept. Tell the administrator.',
    'rows-differ': 'The file has other rows than the database, so it was thrown away. Have it made again.',
    'too-many-rows': 'More than 200,000 rows do not go into XLSX. Choose CSV.',
    'too-many-columns': 'There are more columns than a spreadsheet holds. Choose CSV.',
    'nothing-to-export': 'This survey or result is no longer there. Load the page again.',
    failed:
      'Something went wrong; nothing half-made is kept. Have it made again, and tell the administrator if it fails again.',
  },

  cells: { blank: 'left blank', notAsked: 'not asked' },
  sheets: { rows: 'Data', codebook: 'Codebook' },

  codebook: {
    title: 'Codebook',
    heads: 'Columns that all answers have',
    cells: (notAsked) =>
      `An empty cell: the question was asked and left blank. A cell with “${notAsked}”: it was not asked. 0 is a code or a number, never blank.`,
    noText: (questions) =>
      `Comments (${questions}) are not in the file of answers: they are kept apart and read in batches only.`,
    askedIf: 'Asked only if',
    satisfied: 'counts as satisfied',
    leaves: 'leaves the denominator',
    pays: (share) => `pays ${share} of the maximum`,
  },

  archive: {
    title: (campaign, made) => `${campaign} – all data, made at ${made}`,
    lines: [
      'manifest.csv lists each file with its rows, bytes and SHA-256.',
      'CSV: comma, UTF-8; numbers in machine notation with a decimal point. Columns and codes are explained in codebook.html and codebook.csv.',
      'Counts and results have small numbers withheld: withheld = 1 means hidden, not 0.',
      'A text that begins like a formula has an apostrophe before it, so that no spreadsheet computes it.',
    ],
    rows: (rows) => `${n(rows)} rows`,
    missing: {
      'not-over': (survey) => `No answers of ${survey}: it still takes answers.`,
      'no-right': (survey) =>
        `No answers of ${survey}: they were not chosen, or whoever had this made may not have them.`,
    },
  },
};
