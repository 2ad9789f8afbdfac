/** What is wrong with a filter of results, or with a question by which they should be broken down, in English. */
import type { resultFiltersVi } from './result-filters-vi.ts';

export const resultFiltersEn: typeof resultFiltersVi = {
  'unknown-filter': 'There is no value “{value}”. To choose from: {known}.',
  'named-twice': 'Question “{value}” is named twice. Keep it once.',
  'range-upside-down': 'From {from} to {to} is upside down. Choose a first day that is not after the last.',
};
