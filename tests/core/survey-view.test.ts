/** Pages of results from made-up counters; every figure is worked out in the comments beside it. */
import { expect, test } from 'vitest';
import type { ChannelTally } from '../../server/core/live-view.ts';
import { breakdownOf, pageOf, type ResultFilters } from '../../server/core/survey-view.ts';
import { countResponse, tallyLayout, toQuestionCounts } from '../../server/core/tally.ts';
import type { Answers } from '../../survey-forms/answer.ts';
import type { Form } from '../../survey-forms/form.ts';
import { smallForm } from '../survey-forms/small-form.ts';

const form: Form = {
  ...smallForm,
  respondentGroups: [...smallForm.respondentGroups, { code: 'organisation', text: { vi: 'Tổ chức' } }],
};
const layout = tallyLayout(form);

const ALL: ResultFilters = { unit: null, channel: null, group: null, basis: 'counted', flagged: 'with' };
const CHOICES = { groups: ['citizen', 'organisation'], declared: ['done'] };

/** So many answers with these levels of `item`, all alike in `done`. */
function tally(more: Partial<ChannelTally>, items: readonly number[], done: 1 | 2 | null = 1): ChannelTally {
  const counters = new Uint32Array(layout.size);
  const other = done === 2 ? { other: 10, why: [] } : {};
  for (const item of items) {
    const answers: Answers = { item, grade: null, done, days: null, ...other };
    for (const slot of countResponse(layout, answers)) counters[slot] = (counters[slot] ?? 0) + 1;
  }
  return {
    ...{ survey: 's', form: form.id, formVersion: form.version, unit: 'A', respondentGroup: 'citizen' },
    ...{ channel: 'web', basis: 'token', flagged: false },
    ...{ responses: items.length, questions: toQuestionCounts(form, counters), counters },
    ...more,
  };
}

/** The same as a file of a result holds it: by question, without stored counters. */
const byQuestion = ({ counters: _, ...tally }: ChannelTally): ChannelTally => tally;

const times = (count: number, item: number) => Array.from({ length: count }, () => item);
const itemOf = (page: ReturnType<typeof pageOf>, key = 'item') =>
  page.counted.items.find((one) => one.key === key);

test('items stand beside each other by respondent group', () => {
  const page = pageOf(
    form,
    [
      tally({}, [...times(6, 5), ...times(4, 2)]),
      tally({ respondentGroup: 'organisation' }, [...times(3, 4), ...times(9, 1)]),
    ],
    ALL,
    CHOICES,
  );
  // Citizens: 6 of 10 are satisfied; organisations: 3 of 12; both: 9 of 22.
  expect(itemOf(page)?.answers).toBe(22);
  const [item] = page.byGroup;
  expect(item).toEqual({
    item: 'item',
    groups: [
      { group: 'citizen', answers: 10, value: '0.6', withheld: false },
      { group: 'organisation', answers: 12, value: '0.25', withheld: false },
    ],
  });
  // `grade` pays out, and nobody answered it: empty, not hidden. Plain choices have no value.
  expect(page.byGroup.map((one) => one.item)).toEqual(['item', 'grade']);
  expect(page.byGroup[1]?.groups).toEqual(
    CHOICES.groups.map((group) => ({ group, answers: 0, value: null, withheld: false })),
  );
});

test('a group of four is hidden, and the other with it, whose number would give it away', () => {
  const tallies = [tally({}, times(20, 5)), tally({ respondentGroup: 'organisation' }, times(4, 1))];
  const page = pageOf(form, tallies, ALL, CHOICES);
  const hidden = { answers: null, value: null, withheld: true };
  expect(page.byGroup[0]?.groups).toEqual(CHOICES.groups.map((group) => ({ group, ...hidden })));
  expect(itemOf(page)?.answers).toBe(24);
  // Narrowed to the group, the page says the same.
  const narrowed = pageOf(form, tallies, { ...ALL, group: 'organisation' }, CHOICES);
  expect(narrowed.byGroup[0]?.groups).toEqual([{ group: 'organisation', ...hidden }]);
  expect(itemOf(narrowed)?.withheld).toBe(true);
  expect(narrowed.counted.responses).toBeNull();
});

test('filters narrow what is counted', () => {
  const tallies = [
    tally({}, times(10, 5)),
    tally({ unit: 'B', channel: 'kiosk' }, times(11, 5)),
    tally({ flagged: true }, times(12, 5)),
    tally({ basis: 'open' }, times(13, 5)),
  ];
  const responses = (filters: Partial<ResultFilters>) =>
    pageOf(form, tallies, { ...ALL, ...filters }, CHOICES).counted.responses;
  expect(responses({})).toBe(33);
  expect(responses({ unit: 'B' })).toBe(11);
  expect(responses({ channel: 'web' })).toBe(22);
  expect(responses({ flagged: 'without' })).toBe(21);
  expect(responses({ basis: 'open' })).toBe(13);
  expect(responses({ basis: 'all' })).toBe(46);
});

/** What the scan of the answers makes: the code stands where else the group does. */
const coded = (code: number, items: readonly number[], done: 1 | 2 | null, unit = 'A') =>
  tally({ respondentGroup: String(code), unit }, items, done);

test('a breakdown has a line for every code, and one for who left it out', () => {
  const rows = [
    coded(1, [...times(6, 5), ...times(6, 1)], 1),
    coded(2, [...times(3, 4), ...times(7, 1)], 2),
    coded(-1, times(8, 4), null),
  ];
  const { codes, reason } = breakdownOf(form, 'done', rows, ALL);
  expect(reason).toBeUndefined();
  expect(codes.map(({ code, responses, items }) => [code, responses, items.item?.value])).toEqual([
    [1, 12, '0.5'],
    [2, 10, '0.3'],
    [-1, 8, '1'],
  ]);
});

test('a code of three people is hidden with another, so that the total tells nothing', () => {
  const rows = [coded(1, times(20, 5), 1), coded(2, times(3, 1), 2), coded(-1, times(30, 4), null)];
  const { codes } = breakdownOf(form, 'done', rows, ALL);
  const shown = codes.filter(({ withheld }) => !withheld).map(({ code }) => code);
  const hidden = codes.filter(({ withheld }) => withheld);
  expect(shown).toEqual([-1]);
  expect(hidden.map(({ responses, items }) => [responses, items.item])).toEqual(
    Array(2).fill([null, { answers: null, value: null, withheld: true }]),
  );
});

test('where every code is too small, or everybody chose the same, there is no breakdown but a reason', () => {
  const few = [coded(1, times(3, 5), 1), coded(2, times(4, 1), 2)];
  expect(breakdownOf(form, 'done', few, ALL)).toMatchObject({ codes: [], reason: 'too-few' });
  const nearlyAll = [coded(1, times(30, 5), 1), coded(2, times(2, 1), 2)];
  expect(breakdownOf(form, 'done', nearlyAll, ALL)).toMatchObject({ codes: [], reason: 'too-few' });
});

test('a breakdown stands beside no other narrowing but that to a unit', () => {
  const rows = [
    coded(1, times(9, 5), 1),
    coded(2, times(9, 1), 2),
    coded(1, times(9, 5), 1, 'B'),
    coded(2, times(9, 1), 2, 'B'),
  ];
  const reasonOf = (filters: Partial<ResultFilters>) =>
    breakdownOf(form, 'done', rows, { ...ALL, ...filters }).reason;
  expect([reasonOf({}), reasonOf({ unit: 'B' }), reasonOf({ basis: 'all' })]).toEqual(
    Array(3).fill(undefined),
  );
  for (const filter of [{ group: 'citizen' }, { channel: 'web' }, { flagged: 'without' }] as const)
    expect(reasonOf(filter)).toBe('filtered');
});

test('the levels of a declared question show no more than its breakdown does', () => {
  const tallies = [tally({}, times(20, 5), 1), tally({}, times(3, 1), 2), tally({}, times(30, 4), null)];
  const done = itemOf(pageOf(form, tallies, ALL, CHOICES), 'done');
  expect(done).toMatchObject({ withheld: false, answers: 23, blank: 30 });
  expect(done?.levels.map(({ count }) => count)).toEqual([null, null]);
  const open = itemOf(pageOf(form, tallies, ALL, { ...CHOICES, declared: [] }), 'done');
  expect(open?.levels.map(({ count }) => count)).toEqual([20, 3]);
  const narrowed = itemOf(pageOf(form, tallies, { ...ALL, channel: 'web' }, CHOICES), 'done');
  expect(narrowed).toMatchObject({ withheld: true, answers: null, blank: null });
});

test('tallies by question and stored counters make the same pages', () => {
  const tallies = [
    tally({}, [...times(6, 5), ...times(4, 2)], 2),
    tally({ respondentGroup: 'organisation', unit: 'B' }, [...times(3, 4), ...times(9, 1)]),
    tally({ basis: 'open', flagged: true }, times(7, 3), null),
  ];
  for (const filters of [{}, { unit: 'B' }, { basis: 'all' }, { group: 'citizen' }, { unit: 'C' }] as const) {
    const page = (some: readonly ChannelTally[]) => pageOf(form, some, { ...ALL, ...filters }, CHOICES);
    expect(page(tallies)).toEqual(page(tallies.map(byQuestion)));
  }
  expect(itemOf(pageOf(form, tallies, ALL, CHOICES), 'why')?.answers).toBe(10);
});
