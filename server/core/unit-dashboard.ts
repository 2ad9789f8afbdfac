/**
 * A unit in a published result, as its dashboard shows it: standing, tree with the points that were lost, the years
 * before, and its group beside it. Pure, from frozen results alone. Exact throughout; means and medians say of how many
 * units they are (domain §4).
 */
import type { Text } from '../../survey-forms/form.ts';
import type { CampaignInputs, NodeScore, UnitResult } from './campaign.ts';
import { type Decimal, decimalText, decimalTextOrNull, mean, parseDecimal, ratio } from './decimal.ts';
import type { Band, Criterion, DecimalText } from './framework.ts';
import { type NextClass, nextClass } from './next-class.ts';
import {
  type ChangedRules,
  changeOf,
  comparability,
  type Published,
  resultOf,
  shareOf,
  type UnitChange,
} from './series.ts';

/** A node of the unit's tree with what it lost. */
export interface DashboardNode {
  readonly code: string;
  readonly parent: string | null;
  /** 1 for an area. */
  readonly depth: number;
  readonly name: Text;
  readonly kind: NodeScore['kind'];
  readonly state: NodeScore['state'];
  readonly points: DecimalText | null;
  /** What applies to the unit. */
  readonly max: DecimalText | null;
  /** max − points; null without either. */
  readonly lost: DecimalText | null;
  /** Percent of the maximum. */
  readonly share: DecimalText | null;
  /** Responses behind a survey leaf computed here; null: no such leaf. Arrivals are nobody's secret (decision 22). */
  readonly responses: number | null;
  /** What feeds it here; null: nothing does. */
  readonly feed: { readonly form: string; readonly questions: readonly string[] } | null;
}

/** A unit among the others of its list in one year. */
export interface Standing {
  readonly index: DecimalText | null;
  readonly class: Text | null;
  readonly uncappedClass: Text | null;
  readonly rank: number | null;
  /** Units ranked in the same list. */
  readonly of: number;
  readonly unranked: 'unbalanced' | null;
  readonly points: DecimalText | null;
  readonly scale: DecimalText | null;
}

export interface YearPoint extends Standing {
  readonly campaign: string;
  readonly title: Text;
  readonly year: number;
  /** Mean index of the unit's list that year. */
  readonly mean: DecimalText | null;
  /** What is another one than the year before; null for the first. */
  readonly changed: ChangedRules | null;
}

/** Own value beside those of the group; each over the units that have one. */
export interface Beside {
  readonly own: DecimalText | null;
  readonly mean: DecimalText | null;
  readonly median: DecimalText | null;
  readonly best: DecimalText | null;
  /** Codes of the units with the best value. */
  readonly bestUnits: readonly string[];
  /** Units with a value, the unit itself among them. */
  readonly units: number;
}

export interface GroupBeside {
  /** As the campaign groups its units; null: all units in one list. */
  readonly group: string | null;
  readonly index: Beside;
  readonly areas: readonly (Beside & { readonly code: string; readonly name: Text })[];
}

export interface UnitDashboard {
  readonly campaign: { readonly id: string; readonly title: Text; readonly year: number };
  readonly unit: { readonly code: string; readonly name: Text };
  readonly bands: readonly Band[];
  readonly policies: Pick<CampaignInputs['policies'], 'adjustments' | 'notApplicable' | 'ranking'>;
  readonly standing: Standing;
  readonly parts: {
    readonly appraised: DecimalText | null;
    readonly survey: DecimalText | null;
    readonly bonus: DecimalText;
    readonly deduction: DecimalText;
  };
  readonly next: NextClass;
  /** In the order of the framework. */
  readonly tree: readonly DashboardNode[];
  /** Years of the series that rate the unit, the earliest first; this one among them. */
  readonly years: readonly YearPoint[];
  /** Against the year before; null for the first. */
  readonly change: UnitChange | null;
  readonly beside: GroupBeside;
  /** Names of the units that `beside` speaks of. */
  readonly names: Readonly<Record<string, Text>>;
}

/**
 * @param series the campaigns that follow each other, the shown one among them, the earliest first
 * @returns null where the campaign does not rate the unit
 */
export function unitDashboard(
  shown: Published,
  unit: string,
  series: readonly Published[],
): UnitDashboard | null {
  const own = resultOf(shown, unit);
  if (!own) return null;
  const { inputs } = shown;
  const { adjustments, notApplicable, ranking } = inputs.policies;
  const beside = groupBeside(shown, own);
  const before = series.filter((one) => one.inputs.year < inputs.year && resultOf(one, unit)).at(-1);
  return {
    campaign: { id: inputs.id, title: inputs.title, year: inputs.year },
    unit: { code: own.unit, name: own.name },
    bands: inputs.framework.bands,
    policies: { adjustments, notApplicable, ranking },
    standing: standingOf(shown, own),
    parts: {
      appraised: own.appraised,
      survey: own.survey,
      bonus: own.bonus,
      deduction: own.deduction,
    },
    next: nextClass(inputs, own),
    tree: treeOf(inputs.framework.criteria, own),
    years: yearsOf(series, unit),
    change: before ? changeOf(unit, before, shown) : null,
    beside,
    names: namesOf(shown, [beside.index, ...beside.areas]),
  };
}

function standingOf(published: Published, own: UnitResult): Standing {
  const { index, rank, points, scale } = own;
  return {
    index,
    class: own.class,
    uncappedClass: own.uncappedClass ?? null,
    rank,
    of: listOf(published, own).filter((one) => one.rank !== null).length,
    unranked: own.unranked ?? null,
    points,
    scale,
  };
}

/** The units that are ranked in one list with it, itself among them. */
function listOf({ inputs, result }: Published, { group }: UnitResult): readonly UnitResult[] {
  if (inputs.policies.ranking !== 'groups') return result.units;
  return result.units.filter((one) => one.group === group);
}

function treeOf(criteria: readonly Criterion[], { nodes }: UnitResult): DashboardNode[] {
  const byCode = new Map(criteria.map((criterion) => [criterion.code, criterion]));
  const depthOf = (code: string | null): number =>
    code === null ? 0 : 1 + depthOf(byCode.get(code)?.parent ?? null);
  return nodes.map((node) => {
    const { code, parent, kind, state, points, applicableMax, basis } = node;
    const criterion = byCode.get(code);
    const known = points !== null && applicableMax !== null;
    return {
      code,
      parent,
      depth: depthOf(code),
      name: criterion?.name ?? { vi: code },
      kind,
      state,
      points,
      max: applicableMax,
      lost: known ? decimalText(parseDecimal(applicableMax).sub(parseDecimal(points))) : null,
      share: shareOf(node),
      responses: basis?.responses ?? null,
      feed: criterion?.feed ? { form: criterion.feed.form, questions: criterion.feed.questions } : null,
    };
  });
}

function yearsOf(series: readonly Published[], unit: string): YearPoint[] {
  const rating = series.flatMap((published) => {
    const own = resultOf(published, unit);
    return own ? [{ published, own }] : [];
  });
  return rating.map(({ published, own }, at) => {
    const before = rating[at - 1];
    const compared = before && comparability(before.published, published);
    const { id, title, year } = published.inputs;
    return {
      campaign: id,
      title,
      year,
      ...standingOf(published, own),
      mean: besideOf(listOf(published, own), own, ({ index }) => index).mean,
      changed: compared?.ok ? compared.changed : null,
    };
  });
}

function groupBeside(published: Published, own: UnitResult): GroupBeside {
  const list = listOf(published, own);
  const { criteria } = published.inputs.framework;
  return {
    group: published.inputs.policies.ranking === 'groups' ? own.group : null,
    index: besideOf(list, own, ({ index }) => index),
    areas: criteria
      .filter(({ parent }) => parent === null)
      .map(({ code, name }) => ({
        code,
        name,
        ...besideOf(list, own, ({ nodes }) => {
          const node = nodes.find((one) => one.code === code);
          return node ? shareOf(node) : null;
        }),
      })),
  };
}

function besideOf(
  list: readonly UnitResult[],
  own: UnitResult,
  figureOf: (unit: UnitResult) => DecimalText | null,
): Beside {
  const values = list
    .flatMap((unit) => {
      const text = figureOf(unit);
      return text === null ? [] : [{ unit: unit.unit, value: parseDecimal(text) }];
    })
    .sort((a, b) => b.value.compare(a.value));
  const best = values[0]?.value ?? null;
  const plain = values.map(({ value }) => value);
  return {
    own: figureOf(own),
    mean: decimalTextOrNull(mean(plain)),
    median: decimalTextOrNull(median(plain)),
    best: decimalTextOrNull(best),
    bestUnits: values.filter(({ value }) => best?.equals(value)).map(({ unit }) => unit),
    units: values.length,
  };
}

/** Of sorted values: the middle one, or the mean of the two in the middle. */
function median(sorted: readonly Decimal[]): Decimal | null {
  const middle = sorted.length / 2;
  const [one, other] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return one && other ? one.add(other).div(ratio(2)) : null;
}

function namesOf({ result }: Published, besides: readonly Beside[]): Record<string, Text> {
  const spoken = new Set(besides.flatMap(({ bestUnits }) => bestUnits));
  return Object.fromEntries(
    result.units.filter(({ unit }) => spoken.has(unit)).map(({ unit, name }) => [unit, name]),
  );
}
