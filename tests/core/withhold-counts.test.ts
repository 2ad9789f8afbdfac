/** The copy of a publication that everybody may have: scores stand, small counts are out, and it still recomputes. */
import { describe, expect, test } from 'vitest';
import type { CampaignInputs, SurveyTally } from '../../server/core/campaign.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import { type AnswerCount, answerGate } from '../../server/core/disclose.ts';
import {
  copyFor,
  firstStep,
  hashOf,
  type PublishedResult,
  recipeOf,
  verifyPublication,
} from '../../server/core/recipe.ts';
import { seededRandom } from '../help/seeded-random.ts';
import { randomAnswers, recoverable } from '../help/survey-pages.ts';
import { campaign, count, criterion, framework, policies, tally, unit } from './made-up.ts';

const tree = framework([
  criterion('1', 'group', null),
  criterion('1.1', 'appraisal', '60'),
  criterion('1.2', 'satisfaction', '30', {
    feed: { form: 'mini', questions: ['s1', 's2'], items: 'pooled' },
  }),
  criterion('1.3', 'perception', '10', { feed: { form: 'mini', questions: ['p1'], items: 'pooled' } }),
]);

/** So many answers, of which `bad` rate 1 and the others 5, and pay out 0 and 1. */
function answers(of: string, responses: number, bad: number, more: Partial<SurveyTally> = {}): SurveyTally {
  const good = responses - bad;
  const five = count({ 1: bad, 2: 0, 3: 0, 4: 0, 5: good });
  const four = count({ 1: good, 2: 0, 3: 0, 4: bad, 9: 0 });
  return tally({ unit: of, responses, questions: { s1: five, s2: five, p1: four }, ...more });
}

const organisation = { respondentGroup: 'organisation' };

function published(tallies: readonly SurveyTally[], more: Partial<CampaignInputs> = {}): PublishedResult {
  const codes = ['A', 'B', 'C', 'D'];
  const inputs = campaign({
    framework: tree,
    units: codes.map((code) => unit(code)),
    scores: codes.map((code) => ({ unit: code, criterion: '1.1', state: 'scored', points: '50' })),
    tallies,
    policies: { ...policies, openAnswers: 'included' },
    ...more,
  });
  return { inputs, recipe: recipeOf(inputs, null), result: computeResult(inputs) };
}

const copyOf = (whole: PublishedResult) => copyFor(whole, 'public', hashOf(whole));
const nodeOf = ({ result }: PublishedResult, of: string, code: string) =>
  result.units.find((one) => one.unit === of)?.nodes.find((node) => node.code === code);
const told = (file: PublishedResult, of: string) => [
  nodeOf(file, of, '1.2')?.withheld ?? 'all',
  nodeOf(file, of, '1.2')?.basis?.responses ?? null,
];

/** A has 7 answers; B has 3 of organisations among 43; C and D are large. */
const small = [
  answers('A', 7, 2),
  answers('B', 40, 4),
  answers('B', 3, 3, organisation),
  answers('C', 20, 1),
  answers('C', 20, 2, organisation),
  answers('D', 90, 9),
];

test('what the pages of the survey withhold from staff is told to nobody', () => {
  // Of the three groups of organisations, C's 4 are small; staff see neither them nor, of the same column, B's 12.
  const file = copyOf(
    published([
      answers('A', 40, 2),
      answers('A', 30, 3, organisation),
      answers('B', 40, 4),
      answers('B', 12, 4, organisation),
      answers('C', 40, 1),
      answers('C', 4, 2, organisation),
      answers('D', 90, 9),
    ]),
  );
  expect(['A', 'B', 'C', 'D'].map((one) => told(file, one))).toEqual([
    ['all', 70],
    ['groups', 52],
    ['groups', 44],
    ['all', 90],
  ]);
});

test('over 300 random results, who sees the pages of staff and the public file computes no withheld page', () => {
  const random = seededRandom(77);
  let withheld = 0;
  for (let made = 0; made < 300; made++) {
    const cells = randomAnswers(random, made)
      .filter(({ basis }) => basis !== 'sheet')
      .map((one) => ({ ...one, base: one.base * 2 }));
    const openAnswers = made % 2 === 0 ? ('included' as const) : ('excluded' as const);
    const units = [...new Set(cells.map((one) => one.unit))].map((code) => unit(code));
    const tallies = withoutChannels(cells);
    const whole = published(tallies, { units, scores: [], policies: { ...policies, openAnswers } });
    const copy = copyOf(whole);
    const left = copy.inputs.withheld?.tallies ?? [];
    // Sums over the groups of a unit stand at its scores. The mere numbers of responses are no secret inside.
    const sums = (copy.inputs.withheld?.scores ?? []).flatMap(({ unit: of, basis }) =>
      basis
        ? [(one: AnswerCount) => one.unit === of && (one.basis !== 'open' || openAnswers === 'included')]
        : [],
    );
    const isTold = copy.inputs.tallies.map(
      (tally) => (one: AnswerCount) =>
        one.unit === tally.unit &&
        one.group === tally.respondentGroup &&
        one.basis === tally.basis &&
        one.flagged === tally.flagged,
    );
    const gate = answerGate(cells, 'inside');
    expect(recoverable(cells, gate, 5, [...isTold, ...sums]), `result ${made}`).toEqual([]);
    expect(verifyPublication(copy)).toEqual([]);
    withheld += left.length;
  }
  expect(withheld).toBeGreaterThan(300);
});

function withoutChannels(cells: readonly AnswerCount[]): SurveyTally[] {
  const sums = new Map<string, SurveyTally>();
  for (const { unit: of, group, basis, flagged, base } of cells) {
    const key = [of, group, basis, flagged].join(' ');
    const responses = (sums.get(key)?.responses ?? 0) + base;
    sums.set(key, answers(of, responses, 0, { respondentGroup: group, basis, flagged }));
  }
  return [...sums.values()];
}

test('without small counts the copy is the publication itself', () => {
  const whole = published([
    answers('A', 10, 2),
    answers('B', 40, 4),
    answers('C', 20, 1),
    answers('D', 90, 9),
  ]);
  expect(copyOf(whole)).toBe(whole);
});

describe('a copy', () => {
  const whole = published(small);
  const copy = copyOf(whole);

  test('keeps every score, index, class and rank', () => {
    const scores = ({ result }: PublishedResult) =>
      result.units.map(({ nodes, ...rest }) => [rest, nodes.map(({ points, state }) => [points, state])]);
    expect(scores(copy)).toEqual(scores(whole));
  });

  test('hides the number of a unit with few answers, and the next smallest with it; the sum of groups stays', () => {
    // 160 answers in all: with B, C and D told, A's 7 would be.
    expect(['A', 'B', 'C', 'D'].map((one) => told(copy, one))).toEqual([
      ['counts', null],
      ['groups', 43],
      ['counts', null],
      ['all', 90],
    ]);
    expect(nodeOf(copy, 'B', '1.2')?.basis?.byGroup).toEqual([]);
    expect(copy.inputs.tallies.map((one) => one.unit)).toEqual(['D']);
    expect(copy.inputs.withheld?.tallies.map(({ unit: of, responses }) => [of, responses])).toEqual([
      ['A', null],
      ['B', 43],
      ['C', null],
    ]);
  });

  test('names the scores that are taken as given, and the whole by its hash', () => {
    expect(copy.inputs.withheld?.scores.map(({ unit: of, criterion: code }) => `${of} ${code}`)).toEqual(
      copy.result.units.flatMap(({ unit: of }) => (of === 'D' ? [] : [`${of} 1.2`, `${of} 1.3`])),
    );
    expect(copy.copy?.of).toBe(hashOf(whole));
    expect(copy.copy?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(copy.recipe).toEqual(whole.recipe);
  });

  test('recomputes, also after a journey as text', () => {
    expect(verifyPublication(copy)).toEqual([]);
    expect(verifyPublication(JSON.parse(JSON.stringify(copy)))).toEqual([]);
    expect(verifyPublication(whole)).toEqual([]);
  });

  test('gives the index with flagged answers the other way to two decimals where counts are withheld', () => {
    const flagged = { flagged: true };
    const some = published([...small, answers('B', 4, 4, flagged), answers('D', 12, 6, flagged)]);
    const file = copyOf(some);
    const other = (one: PublishedResult, of: string) =>
      one.result.flagVariant?.units.find((line) => line.unit === of)?.index ?? '';
    expect(other(file, 'D')).toBe(other(some, 'D'));
    expect(other(file, 'B')).toMatch(/^\d+(\.\d{1,2})?$/);
    expect(other(some, 'B')).not.toBe(other(file, 'B'));
    expect(verifyPublication(file)).toEqual([]);
  });

  test('a question that few were asked is a small count too', () => {
    const rare = answers('C', 40, 3);
    const few = { ...rare, questions: { ...rare.questions, p1: count({ 1: 3, 4: 1, 9: 0 }, 0, 36) } };
    const file = copyOf(published([answers('A', 30, 2), answers('B', 40, 4), few, answers('D', 90, 9)]));
    expect([nodeOf(file, 'C', '1.2')?.withheld, nodeOf(file, 'C', '1.3')?.withheld]).toEqual([
      'groups',
      'counts',
    ]);
    expect(told(file, 'B')).toEqual(['all', 40]);
    expect(verifyPublication(file)).toEqual([]);
  });

  test('walk-ins that the campaign does not count are held back by themselves', () => {
    const excluded = { policies: { ...policies, openAnswers: 'excluded' as const } };
    const walkIns = answers('A', 4, 1, { basis: 'open' });
    const file = copyOf(
      published(
        [answers('A', 30, 2), answers('B', 40, 4), answers('C', 40, 4), answers('D', 90, 9), walkIns],
        excluded,
      ),
    );
    expect(told(file, 'A')).toEqual(['all', 30]);
    expect(file.inputs.withheld).toMatchObject({
      tallies: [{ unit: 'A', counted: false, responses: null }],
      scores: [],
    });
    expect(verifyPublication(file)).toEqual([]);
  });

  test('a score of no finite decimal still agrees with the sums made of it', () => {
    // 5 of 7 satisfied: 30 × 5/7 goes on for ever.
    expect(nodeOf(copy, 'A', '1.2')?.points?.length).toBeGreaterThan(25);
    expect(verifyPublication(copy)).toEqual([]);
  });

  const changes: [string, string, (file: PublishedResult) => unknown][] = [
    [
      'a given score',
      'recipe',
      (file) => Object.assign(file.inputs.withheld?.scores[0] ?? {}, { points: '1' }),
    ],
    [
      'a count that is there',
      'recipe',
      (file) => Object.assign(file.inputs.tallies[0] ?? {}, { responses: 91 }),
    ],
    [
      'points of a given score',
      'survey score',
      (file) => Object.assign(nodeOf(file, 'A', '1.2') ?? {}, { points: '1' }),
    ],
    [
      'the number behind a given score',
      'tally',
      (file) => Object.assign(nodeOf(file, 'B', '1.2')?.basis ?? {}, { responses: 44 }),
    ],
    ['an index', 'index', (file) => Object.assign(file.result.units[0] ?? {}, { index: '99' })],
    ['a rank', 'rank', (file) => Object.assign(file.result.units[0] ?? {}, { rank: 9 })],
    ['the name of the whole', 'file', (file) => Object.assign(file.copy ?? {}, { of: '0'.repeat(64) })],
    [
      'the last digit of what cannot be recomputed',
      'file',
      (file) => {
        const [one] = file.result.units.filter(({ unit: of }) => of === 'A');
        const text = one?.index ?? '';
        const last = text.endsWith('1') ? '2' : '1';
        return Object.assign(one ?? {}, { index: text.slice(0, -1) + last });
      },
    ],
  ];

  test.each(changes)('with %s changed parts at the %s', (_, step, change) => {
    const file = JSON.parse(JSON.stringify(copy)) as PublishedResult;
    change(file);
    expect(firstStep(verifyPublication(file), file)).toBe(step);
  });

  test('with its mark taken away is none of the whole', () => {
    const { copy: mark, ...file } = structuredClone(copy);
    expect(mark).toBeDefined();
    expect(firstStep(verifyPublication(file), file)).toBe('recipe');
  });
});
