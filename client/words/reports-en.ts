/** Words of the screen where the report of a published result is written, in English. */
import { formatCount } from '../format.ts';
import type { reportsVi } from './reports-vi.ts';

const n = (count: number) => formatCount(count, 'en');

export const reportsEn: typeof reportsVi = {
  title: 'Report',
  lead: 'The report takes every number from the published result; its sentences are written by the office. The document is in Vietnamese, set as Decree 30 of 2020 on official documents demands.',
  none: 'No result has been published of which a report could be written.',
  noneNext: 'This page can be used once the first campaign is published.',
  toCampaigns: 'See the campaigns',
  campaign: 'Campaign',
  revision: 'Publication',
  revisionNamed: (revision, day) => `Revision ${n(revision)}, published ${day}`,
  compared: 'Compared with',
  notCompared: 'No comparison',
  noEarlier: 'There is no earlier year that can be compared.',
  download: 'Download the report (DOCX)',
  downloaded: (name) => `${name} downloaded.`,
  signatures: 'Signatures',

  previewTitle: 'Preview',
  previewHint: 'What the document says, without its layout. Sentences can be tried before they are saved.',
  previewDrafts: 'Try the sentences being written',
  previewShows: (drafts) => `Showing ${n(drafts)} unsaved ${drafts === 1 ? 'sentence' : 'sentences'}.`,
  annex: 'ANNEX',

  sentencesTitle: 'Sentences of the report',
  sentencesLead:
    'Each gap such as {{tong_so_don_vi}} is filled with what was published. Each line is a paragraph. An empty sentence is left out of the report.',
  readOnly: 'Only who publishes results may change the sentences.',
  edited: 'the office’s own',
  shipped: 'as shipped',
  unsaved: 'not saved',
  save: 'Save this sentence',
  saved: (part) => `“${part}” saved.`,
  reset: 'Back to the shipped one',
  wasReset: (part) => `“${part}” is as shipped again.`,
  leave: 'Discard changes',
  body: 'Sentence',
  insert: 'Insert a gap',
  choosePlaceholder: 'Choose a gap',

  valuesTitle: 'The gaps and their values',
  valuesHint: 'Values of the report chosen above. Type the name exactly, between two braces.',
  placeholder: 'Gap',
  value: 'Value',

  parts: {
    'co-quan-chu-quan': 'Higher office (upper left)',
    'co-quan-ban-hanh': 'Issuing office',
    'dia-danh': 'Place',
    'trich-yeu': 'Subject',
    'mo-dau': 'Opening',
    'ket-qua-chung': 'Result as a whole',
    'cao-thap': 'Highest and lowest',
    'trung-binh-nhom': 'Mean of each group',
    'xep-loai': 'Classes',
    'so-sanh': 'Compared with the earlier year',
    'luu-y-so-sanh': 'What to know when comparing',
    'linh-vuc': 'Areas',
    'phieu-bao-cao': 'Forms issued and returned',
    'phieu-dem': 'Answers counted',
    'phuong-phap': 'Method',
    'kien-nghi': 'Proposals',
    'noi-nhan': 'Recipients',
    'nguoi-ky': 'Office of who signs',
    'phu-luc': 'Title of the annex',
    'phu-luc-kem-theo': 'What the annex belongs to',
  },

  places: {
    'unknown-placeholder': 'There is no gap named “{name}”. Much like it: {known}.',
    'stray-braces': 'Two braces open or close no gap.',
    'sentence-too-long': 'The sentence is longer than 4,000 characters.',
    unprintable: 'It holds a character that cannot be printed; please type what was pasted.',
    'not-earlier': '“{left}” is not an earlier year than “{right}”.',
  },
};
