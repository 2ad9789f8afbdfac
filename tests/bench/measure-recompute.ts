/**
 * How long it takes to recompute a whole campaign, and how much memory: 34 provinces × 114 criteria, and 3,300 communes
 * × 60 criteria. Inputs are made up, every kind of rule and both kinds of survey among them.
 */
import type { CampaignInputs, Score, SurveyTally } from '../../server/core/campaign.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import type { Criterion, Framework } from '../../server/core/framework.ts';
import type { Rule } from '../../server/core/rule.ts';
import type { Form } from '../../survey-forms/form.ts';
import { bands, count, criterion, form, framework, policies, tally, unit } from '../core/made-up.ts';

export interface Recomputation {
  readonly name: string;
  readonly units: number;
  readonly leaves: number;
  /** Milliseconds: the middle and the longest of the rounds. */
  readonly median: number;
  readonly longest: number;
  /** Bytes of heap that inputs and result hold together, and the most that the process has held so far. */
  readonly heap: number;
  readonly peak: number;
  /** How many units have an index: all of them, or the measurement says nothing. */
  readonly ranked: number;
}

const PER_AREA = 10;

const RULES: readonly (Rule | undefined)[] = [
  undefined,
  { kind: 'proportional' },
  { kind: 'to-target', target: '50' },
  {
    kind: 'steps',
    on: 'percent',
    steps: [
      { from: '80', points: '1' },
      { from: '50', points: '0.5' },
    ],
  },
  { kind: 'all-or-nothing' },
];

/** Areas of ten leaves of one point each; two of the ten are surveys, the rest takes the rules in turn. */
function tree(leaves: number): Framework {
  const criteria: Criterion[] = [];
  for (let area = 1; criteria.length < leaves + area - 1; area++) {
    const own = Math.min(PER_AREA, leaves - (criteria.length - area + 1));
    criteria.push(criterion(String(area), 'group', String(own)));
    for (let at = 1; at <= own; at++) criteria.push(leaf(`${area}.${at}`, at));
  }
  return framework(criteria, {
    max: String(leaves),
    bands,
    leafRounding: { decimals: 4, kinds: ['appraisal', 'satisfaction'] },
  });
}

function leaf(code: string, at: number): Criterion {
  if (at === 1)
    return criterion(code, 'satisfaction', '1', {
      feed: { form: form.id, questions: ['s1', 's2'], items: 'pooled' },
    });
  if (at === 2)
    return criterion(code, 'perception', '1', {
      feed: { form: form.id, questions: ['p1'], items: 'pooled' },
    });
  const rule = RULES[at % RULES.length];
  return criterion(code, 'appraisal', '1', rule && { rule });
}

/** Odd counts, so that no quotient ends early. */
function scoresOf(code: string, at: number, criteria: readonly Criterion[]): Score[] {
  return criteria.flatMap((one, place): Score[] => {
    if (one.kind !== 'appraisal') return [];
    const values = { numerator: String(1000 + ((at * 7 + place) % 997)), denominator: '1997' };
    const counted = one.rule ? { inputs: { values } } : {};
    return [
      {
        ...{ unit: code, criterion: one.code, state: 'scored', ...counted },
        points: one.rule ? null : `0.${100 + ((at + place) % 899)}`,
      },
    ];
  });
}

function tallyOf(code: string, at: number): SurveyTally {
  const five = { 1: 1, 2: 2, 3: 3 + (at % 5), 4: 40 + (at % 11), 5: 50 + (at % 13) };
  const questions = {
    s1: count(five),
    s2: count(five),
    p1: count({ 1: 40 + (at % 7), 2: 30, 3: 20, 4: 3, 9: 2 }),
  };
  return tally({ unit: code, responses: 100, questions });
}

export function madeUpCampaign(units: number, leaves: number): CampaignInputs {
  const own = tree(leaves);
  const codes = Array.from({ length: units }, (_, at) => `U${at + 1}`);
  const forms: Form[] = [form];
  return {
    ...{ id: 'do', province: 'XX', year: 2026, title: { vi: 'Đo' }, source: null },
    policies,
    framework: own,
    units: codes.map((code) => unit(code)),
    scores: codes.flatMap((code, at) => scoresOf(code, at, own.criteria)),
    adjustments: [],
    forms,
    tallies: codes.map(tallyOf),
  };
}

/** Computes a campaign so many times. */
export function measureRecompute(
  name: string,
  size: { units: number; leaves: number },
  rounds: number,
): Recomputation {
  const before = process.memoryUsage().heapUsed;
  const inputs = madeUpCampaign(size.units, size.leaves);
  const times: number[] = [];
  let ranked = 0;
  let heap = 0;
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now();
    const result = computeResult(inputs);
    times.push(performance.now() - begun);
    ranked = result.units.filter(({ index }) => index !== null).length;
    heap = Math.max(heap, process.memoryUsage().heapUsed - before);
  }
  times.sort((one, other) => one - other);
  return {
    ...{ name, ...size, ranked, heap },
    median: times[Math.floor(times.length / 2)] ?? 0,
    longest: times.at(-1) ?? 0,
    peak: process.resourceUsage().maxRSS * 1024,
  };
}

const COLUMNS = ['units', 'leaves', 'median ms', 'longest ms', 'heap MB', 'peak RSS MB'] as const;
const WIDTH = 13;

/** The measurements as a table. */
export function recomputeTable(measured: readonly Recomputation[]): string {
  const line = (name: string, cells: readonly (string | number)[]) =>
    name.padEnd(12) + cells.map((cell) => String(cell).padStart(WIDTH)).join('');
  return [
    `Recomputing a campaign, flagged answers both ways; Node ${process.version}.`,
    line('', COLUMNS),
    ...measured.map((one) =>
      line(one.name, [
        one.units,
        one.leaves,
        Math.round(one.median),
        Math.round(one.longest),
        Math.round(one.heap / 1e6),
        Math.round(one.peak / 1e6),
      ]),
    ),
    '',
  ].join('\n');
}
