import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeResult } from '../../server/core/compute-result.ts';
import {
  firstStep,
  hashOf,
  type PublishedResult,
  recipeOf,
  verifyPublication,
} from '../../server/core/recipe.ts';
import { canonicalJson } from '../../survey-forms/canonical-json.ts';
import { campaign, count, criterion, form, framework, tally, unit } from './made-up.ts';

const inputs = campaign({
  framework: framework(
    [
      criterion('1', 'appraisal', '60'),
      criterion('2', 'satisfaction', '40', { feed: { form: 'mini', questions: ['s1'], items: 'pooled' } }),
    ],
    { max: '100' },
  ),
  units: [unit('A')],
  scores: [{ unit: 'A', criterion: '1', state: 'scored', points: '50' }],
  tallies: [tally({ responses: 10, questions: { s1: count({ 3: 2, 4: 8 }) } })],
});
const cutOff = '2026-11-20T17:00:00Z';
const published: PublishedResult = {
  inputs,
  recipe: recipeOf(inputs, cutOff),
  result: computeResult(inputs),
};

/** As read back from a file. */
function copy(): { -readonly [Key in keyof PublishedResult]: PublishedResult[Key] } {
  return JSON.parse(JSON.stringify(published));
}

describe('canonical JSON', () => {
  it('sorts keys, drops undefined and white space, keeps lists in order', () => {
    expect(canonicalJson({ b: [2, 1, { d: null, c: 'ế"' }], a: undefined, A: true })).toBe(
      '{"A":true,"b":[2,1,{"c":"ế\\"","d":null}]}',
    );
  });

  it.each([
    undefined,
    [undefined],
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1n,
    () => 1,
    new Date(0),
    new Map(),
  ])('refuses what JSON cannot say: %s', (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  it('says the same as JSON, whatever the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const plain = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(canonicalJson(plain))).toEqual(plain);
      }),
    );
    expect(canonicalJson({ x: 1, y: { p: 2, q: 3 } })).toBe(canonicalJson({ y: { q: 3, p: 2 }, x: 1 }));
  });

  it('is hashed by SHA-256: the digest of {} is a published constant', () => {
    expect(hashOf({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
    expect(hashOf({ a: 1 })).not.toBe(hashOf({ a: 2 }));
  });
});

describe('the recipe', () => {
  it('names framework, policies, cut-off and forms', () => {
    const { recipe } = published;
    expect(recipe.framework).toEqual({ id: 'made-up', version: 1, hash: hashOf(inputs.framework) });
    expect(recipe.forms).toEqual([{ id: 'mini', version: 1, hash: hashOf(form) }]);
    expect(recipe.policies).toEqual(inputs.policies);
    expect(recipe.cutOff).toBe(cutOff);
  });

  it('changes with any input', () => {
    const other = { ...inputs, units: [unit('A', { name: { vi: 'Tên khác' } })] };
    expect(recipeOf(other, cutOff).inputsHash).not.toBe(published.recipe.inputsHash);
  });
});

describe('rebuilt equals published', () => {
  it('also after a journey through a file', () => {
    // 50 + 40 × 0.8 = 82
    expect(published.result.units[0]?.index).toBe('82');
    expect(verifyPublication(copy())).toEqual([]);
  });

  it('finds a changed result, by path', () => {
    const file = copy();
    const [first] = file.result.units;
    if (!first) throw new Error('no unit');
    file.result = { ...file.result, meanIndex: '99', units: [{ ...first, rank: 2 }] };
    expect(verifyPublication(file)).toEqual([
      { path: 'result.meanIndex', published: '"99"', recomputed: '"82"' },
      { path: 'result.units[0].rank', published: '2', recomputed: '1' },
    ]);
  });

  it('takes a file of before the index stood there with and without flagged answers', () => {
    const file = copy();
    expect(file.result.flagVariant?.units).toEqual([{ unit: 'A', index: '82', rank: 1 }]);
    const { flagVariant: _, ...before } = file.result;
    expect(verifyPublication({ ...file, result: before })).toEqual([]);
    const units = [{ unit: 'A', index: '83', rank: 1 }];
    file.result = { ...file.result, flagVariant: { flaggedAnswers: 'excluded', units } };
    expect(verifyPublication(file)).toEqual([
      { path: 'result.flagVariant.units[0].index', published: '"83"', recomputed: '"82"' },
    ]);
  });

  it('finds a unit that was added or left out', () => {
    const file = copy();
    file.result = { ...file.result, units: [] };
    const [difference, ...rest] = verifyPublication(file);
    expect(rest).toEqual([]);
    expect(difference).toMatchObject({ path: 'result.units[0]', published: null });
  });

  it('finds a changed input by its hash, and by what it changes', () => {
    const file = copy();
    file.inputs = { ...inputs, scores: [{ unit: 'A', criterion: '1', state: 'scored', points: '51' }] };
    const paths = verifyPublication(file).map(({ path }) => path);
    expect(paths).toContain('recipe.inputsHash');
    expect(paths).toContain('result.units[0].index');
    expect(paths).not.toContain('recipe.framework.hash');
  });

  it('finds a wrong hash and other policies in the recipe', () => {
    const file = copy();
    file.recipe = {
      ...file.recipe,
      inputsHash: '0'.repeat(64),
      policies: { ...file.recipe.policies, ties: 'higher-appraisal-first' },
    };
    expect(verifyPublication(file).map(({ path }) => path)).toEqual([
      'recipe.inputsHash',
      'recipe.policies.ties',
    ]);
  });

  it('reports inputs that do not compute instead of failing', () => {
    const file = copy();
    file.inputs = { ...inputs, scores: [{ unit: 'A', criterion: '1', state: 'scored', points: '61' }] };
    const differences = verifyPublication(file);
    expect(differences).toHaveLength(1);
    expect(differences[0]?.path).toBe('inputs');
    expect(differences[0]?.recomputed).toContain('above the maximum of 60');
  });
});

describe('the step from which on a file parts', () => {
  const first = (change: (file: PublishedResult) => PublishedResult) => {
    const file = change(copy());
    return firstStep(verifyPublication(file), file);
  };
  const [one] = published.result.units;
  if (!one) throw new Error('no unit');
  const withUnit = (more: Partial<typeof one>) => (file: PublishedResult) => ({
    ...file,
    result: { ...file.result, units: [{ ...one, ...more }] },
  });
  const withNode = (kind: string, more: object) =>
    withUnit({ nodes: one.nodes.map((node) => (node.kind === kind ? { ...node, ...more } : node)) });

  it('is none where nothing differs', () => {
    expect(first((file) => file)).toBeNull();
  });

  it('is named for a digit changed at every step', () => {
    const fed = one.nodes.find(({ basis }) => basis !== undefined);
    if (!fed?.basis) throw new Error('no survey leaf');
    expect(first(withNode(fed.kind, { basis: { ...fed.basis, responses: 999 } }))).toBe('tally');
    expect(first(withNode(fed.kind, { basis: { ...fed.basis, value: '0.81' } }))).toBe('sub-index');
    expect(first(withNode(fed.kind, { points: '1' }))).toBe('survey score');
    expect(first(withNode('appraisal', { points: '1' }))).toBe('tree');
    expect(first(withUnit({ appraised: '1' }))).toBe('tree');
    expect(first(withUnit({ index: '83' }))).toBe('index');
    expect(first((file) => ({ ...file, result: { ...file.result, meanIndex: '1' } }))).toBe('index');
    expect(first(withUnit({ class: { vi: 'Khá' } }))).toBe('class');
    expect(first(withUnit({ rank: 7 }))).toBe('rank');
  });

  it('is that of the inputs where these are others than the recipe names', () => {
    expect(first((file) => ({ ...file, inputs: { ...file.inputs, year: 1999 } }))).toBe('recipe');
    const scores = [{ unit: 'A', criterion: '1', state: 'scored', points: '61' }] as const;
    expect(first((file) => ({ ...file, inputs: { ...file.inputs, scores } }))).toBe('inputs');
  });

  it('is the rank where only the order of units is another one', () => {
    const units = [inputs.units[0], unit('B')].flatMap((found) => found ?? []);
    const two = {
      ...inputs,
      units,
      scores: [...inputs.scores, { unit: 'B', criterion: '1', state: 'scored', points: '1' } as const],
    };
    const file = { inputs: two, recipe: recipeOf(two, cutOff), result: computeResult(two) };
    const turned = { ...file, result: { ...file.result, units: file.result.units.toReversed() } };
    const differences = verifyPublication(turned);
    expect(differences.map(({ path }) => path)).toEqual(['result.units']);
    expect(firstStep(differences, turned)).toBe('rank');
  });
});
