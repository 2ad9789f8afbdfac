/** Whether a unit whose ledger does not balance may be ranked is a policy of the campaign, and frozen with it. */
import { describe, expect, it } from 'vitest';
import type { CampaignInputs } from '../../server/core/campaign.ts';
import { campaignFile } from '../../server/core/campaign-file.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import { hashOf, recipeOf, verifyPublication } from '../../server/core/recipe.ts';
import { campaign as fileOf } from '../walk/hand-computed.ts';
import { campaign, criterion, framework, policies, unit } from './made-up.ts';

/** A 95, B 85 (its ledger is off), C 75. */
const inputs = (more: Partial<CampaignInputs> = {}): CampaignInputs =>
  campaign({
    framework: framework([criterion('1', 'appraisal', '100')], { max: '100' }),
    units: [unit('A'), unit('B'), unit('C')],
    scores: [
      ['A', '75'],
      ['B', '95'],
      ['C', '85'],
    ].map(([code = '', points = '']) => ({ unit: code, criterion: '1', state: 'scored' as const, points })),
    ...more,
  });

const standing = (given: CampaignInputs) =>
  computeResult(given).units.map(({ unit: code, index, rank, order, unranked }) => [
    code,
    index,
    rank,
    order,
    unranked,
  ]);

const NOT_RANKED = { ...policies, unbalancedUnits: 'not-ranked' } as const;

describe('a unit whose ledger does not balance', () => {
  it('is ranked like any other unless the campaign says otherwise', () => {
    const ranked = [
      ['B', '95', 1, 1, undefined],
      ['C', '85', 2, 2, undefined],
      ['A', '75', 3, 3, undefined],
    ];
    expect(standing(inputs({ unbalanced: ['B'] }))).toEqual(ranked);
    expect(
      standing(inputs({ unbalanced: ['B'], policies: { ...policies, unbalancedUnits: 'ranked' } })),
    ).toEqual(ranked);
    expect(standing(inputs({ policies: NOT_RANKED }))).toEqual(ranked);
  });

  it('keeps index and class but no rank, and stands last with the reason, where the campaign says so', () => {
    const given = inputs({ unbalanced: ['B'], policies: NOT_RANKED });
    expect(standing(given)).toEqual([
      ['C', '85', 1, 1, undefined],
      ['A', '75', 2, 2, undefined],
      ['B', '95', null, null, 'unbalanced'],
    ]);
    const result = computeResult(given);
    expect(result.units.at(-1)?.class).toEqual({ vi: 'Xuất sắc' });
    expect(result.meanIndex).toBe('85');
    expect(result.classes[0]?.units).toBe(1);
  });

  it('without an index says nothing of its ledger: nothing is withheld from it', () => {
    const blank = inputs({ unbalanced: ['B'], policies: NOT_RANKED, scores: inputs().scores.slice(0, 1) });
    expect(standing(blank).at(-1)).toEqual(['C', null, null, null, undefined]);
    expect(standing(blank)[1]).toEqual(['B', null, null, null, undefined]);
  });

  it('is frozen in the recipe: a published result without it does not verify', () => {
    const given = inputs({ unbalanced: ['B'], policies: NOT_RANKED });
    const published = { inputs: given, recipe: recipeOf(given, null), result: computeResult(given) };
    expect(verifyPublication(published)).toEqual([]);
    const { unbalanced: _, ...tampered } = given;
    expect(
      verifyPublication({ ...published, inputs: tampered }).map((difference) => difference.path),
    ).toContain('recipe.inputsHash');
  });
});

describe('the policy', () => {
  it('may stand in a campaign file, and files of before stay as they were', () => {
    const read = (more: object) =>
      campaignFile.safeParse({
        ...fileOf,
        campaign: { ...fileOf.campaign, policies: { ...fileOf.campaign.policies, ...more } },
      });
    expect(read({}).data?.campaign.policies).toEqual(fileOf.campaign.policies);
    expect(hashOf(read({}).data)).toBe(hashOf(fileOf));
    expect(read({ unbalancedUnits: 'not-ranked' }).data?.campaign.policies.unbalancedUnits).toBe(
      'not-ranked',
    );
    expect(read({ unbalancedUnits: 'perhaps' }).success).toBe(false);
  });
});
