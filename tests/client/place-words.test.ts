/** A place in what was sent has one sentence: no code is said twice, for the screen would show the other one. */
import { expect, test } from 'vitest';
import { wordsOf } from '../../client/words/words-of.ts';

test.each(['vi', 'en'] as const)('no code of a place stands in two lists (%s)', (lang) => {
  const { staff } = wordsOf(lang);
  const lists = [
    staff.places,
    staff.evidence.refusals,
    staff.printTable.faults,
    staff.assessment.places,
    staff.campaignSettings.places,
    staff.resultFilters,
    staff.years.places,
  ];
  const codes = lists.flatMap((list) => Object.keys(list));
  expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
});
