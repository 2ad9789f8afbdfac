/**
 * A campaign: one year, one framework version, one unit list, its policies, and what was scored and counted
 * (decision 1). `CampaignInputs` is all that a result depends on: it is what publication freezes, and what
 * `compute-result.ts` turns into a `CampaignResult`. Plain data, so that anyone can recompute it.
 */
import type { Form, Text } from '../../survey-forms/form.ts';
import type { DecimalText, Framework } from './framework.ts';
import type { RuleInputs } from './rule.ts';

/** The rules that two offices may set differently. The result carries them (decision 8). */
export interface Policies {
  /** Bonus and deduction enter the points before the division by the scale, or the index after it (decision 8). */
  readonly adjustments: 'inside-the-points' | 'after-scaling';
  /** A criterion that does not apply lowers the scale flat, or its siblings stand for it, level by level (decision 8). */
  readonly notApplicable: 'flat' | 'level-by-level';
  /** All units in one order; each group by itself; or by class first and index second (domain §4). */
  readonly ranking: 'all' | 'groups' | 'class-first';
  /** Units with exactly equal index share a rank, or the higher appraisal total stands first (decision 7). */
  readonly ties: 'shared' | 'higher-appraisal-first';
  /** Walk-in answers without a token enter the index only where the campaign says so (decision 6). */
  readonly openAnswers: 'excluded' | 'included';
  readonly flaggedAnswers: 'included' | 'excluded';
  /** A survey criterion of a unit with fewer responses is not assessed (decision 23). */
  readonly minimumResponses: number;
  /** Whether a unit whose ledger of tokens does not balance may be ranked; absent: it is (files from before had no ledger). */
  readonly unbalancedUnits?: 'ranked' | 'not-ranked' | undefined;
  /** The index ends at 100, whatever the bonus; absent: it has no ceiling. */
  readonly indexCeiling?: 'none' | 'at-100' | undefined;
  readonly classCap?: ClassCap | undefined;
}

/**
 * A class held down by the units below (domain §4): a unit whose share of subordinate units in the class `reached` or
 * better is under `least` gets no better class than `heldAt`. The index stays. Classes by their Vietnamese names.
 */
export interface ClassCap {
  readonly reached: string;
  /** In [0;1]; a share of exactly this is enough. */
  readonly least: DecimalText;
  readonly heldAt: string;
}

/** How the units below a unit were classed, for `classCap`. */
export interface Subordinates {
  readonly unit: string;
  readonly units: number;
  /** How many of them are in the class `reached` or better. */
  readonly reaching: number;
  /** The decision or campaign it is taken from. */
  readonly document: string;
}

export interface CampaignUnit {
  readonly code: string;
  readonly name: Text;
  /** Group for `ranking: groups`, e.g. full or special scale; null where units are not grouped. */
  readonly group: string | null;
  /** Standard scale given directly (decision 3); null: computed from the tree. */
  readonly scale: DecimalText | null;
}

/**
 * The final score of a leaf. Blank, zero and not assessed are three things (decision 9): `blank` = nobody has decided
 * yet, the unit has no index; `scored` = points, "0" included; `not-assessed` = does not apply, lowers the scale.
 */
export interface Score {
  readonly unit: string;
  readonly criterion: string;
  readonly state: 'blank' | 'scored' | 'not-assessed';
  /** Present exactly when scored. */
  readonly points: DecimalText | null;
  /** Points the unit claimed for itself, where known. */
  readonly selfPoints?: DecimalText | null | undefined;
  readonly note?: string | undefined;
  /** Where the points come from when they are not computed here, e.g. the printed sheet. */
  readonly source?: string | undefined;
  /** The counted figures behind a ratio criterion, as the document prints them; compared, not used for the points. */
  readonly figures?: Figures | undefined;
  /** What was counted for the criterion's rule; where it is there, the points follow from it exactly. */
  readonly inputs?: RuleInputs | undefined;
}

/** Figures of a ratio criterion: numerator of denominator, and the percentage printed beside them. */
export interface Figures {
  readonly numerator: DecimalText;
  readonly denominator: DecimalText;
  readonly printedPercent?: DecimalText | undefined;
  /** Another number that the document gives for the numerator (domain §9.3); a disagreement with itself. */
  readonly otherNumerator?: DecimalText | undefined;
  readonly note?: string | undefined;
}

/** Points given or taken outside the tree, each with its reason and document (domain §4). */
export interface Adjustment {
  readonly unit: string;
  readonly kind: 'bonus' | 'deduction';
  readonly points: DecimalText;
  readonly reason: string;
  readonly document: string;
}

/** Counts of one unit in one survey, summed over channels, apart by what a policy may treat apart. */
export interface SurveyTally {
  readonly survey: string;
  readonly form: string;
  readonly formVersion: number;
  readonly unit: string;
  readonly respondentGroup: string;
  readonly basis: 'token' | 'sheet' | 'open';
  readonly flagged: boolean;
  /** Responses counted here. */
  readonly responses: number;
  /** Per question key: how many chose each code; `blank` = asked and left blank; `notAsked` = condition did not hold. */
  readonly questions: Readonly<Record<string, QuestionCount>>;
}

export interface QuestionCount {
  readonly blank: number;
  readonly notAsked: number;
  /** Code as text → count. Every code of the scale is there, also at 0. */
  readonly codes: Readonly<Record<string, number>>;
}

export interface CampaignInputs {
  readonly id: string;
  readonly province: string;
  /** The year that is evaluated, not the year of publication (domain §9.10). */
  readonly year: number;
  readonly title: Text;
  readonly source: string | null;
  readonly policies: Policies;
  readonly framework: Framework;
  readonly units: readonly CampaignUnit[];
  readonly scores: readonly Score[];
  readonly adjustments: readonly Adjustment[];
  /** The form versions the tallies were counted under: their scales hold the pay-outs. */
  readonly forms: readonly Form[];
  readonly tallies: readonly SurveyTally[];
  /** For a class cap; a unit that is not named has none below it and is not held down. */
  readonly subordinates?: readonly Subordinates[] | undefined;
  /** Codes of units whose ledger did not balance when this was gathered; absent: none. */
  readonly unbalanced?: readonly string[] | undefined;
  /** Only in a copy for others: what was left out of it (`withhold-counts.ts`). */
  readonly withheld?: WithheldCounts | undefined;
}

/** Counts that a copy of the inputs does not hold, because they are small or would tell of small ones (decision 23). */
export interface WithheldCounts {
  /** Fewest answers of which counts are told. */
  readonly base: number;
  readonly tallies: readonly {
    readonly unit: string;
    readonly form: string;
    readonly surveys: readonly string[];
    /** Whether they are the answers that the campaign's policies count, or the others. */
    readonly counted: boolean;
    /** Null: fewer than the base, or they would tell of fewer. */
    readonly responses: number | null;
  }[];
  /** Scores that rest on them: taken as they stand. */
  readonly scores: readonly GivenScore[];
}

/** A survey score that cannot be recomputed from the copy it stands in. */
export interface GivenScore extends Required<Pick<NodeScore, 'withheld'>> {
  readonly unit: string;
  readonly criterion: string;
  readonly state: 'scored' | 'not-assessed';
  readonly points: DecimalText | null;
  /** Present where only its groups are withheld. */
  readonly basis?: SurveyBasis | undefined;
}

/** A value as the document prints it. Kept even where it is wrong (domain §9.2). */
export interface PrintedValue {
  /** Null for a value of the whole campaign, e.g. the mean of all units. */
  readonly unit: string | null;
  /** `criterion` and `self-total` belong to a tree; `order` is the place within the unit's group. */
  readonly field:
    | 'points'
    | 'appraised'
    | 'survey'
    | 'scale'
    | 'index'
    | 'class'
    | 'rank'
    | 'order'
    | 'criterion'
    | 'self-points'
    | 'percent'
    | 'count'
    | 'mean-index';
  /** For `criterion`, `percent` and `count`: the code; `self-points` without one is the whole claim. */
  readonly criterion?: string | undefined;
  /** Decimal text, or the Vietnamese name of a class. */
  readonly value: string;
  /** Decimals to which its column is printed, where they are more than its own: "92" beside "87,00" (domain §9.5). */
  readonly places?: number | undefined;
  /** What the document calls it, where that matters to the reader. */
  readonly label?: Text | undefined;
}

/** One node of a unit's tree: area, criterion or sub-criterion. */
export interface NodeScore {
  readonly code: string;
  readonly parent: string | null;
  readonly kind: 'group' | 'appraisal' | 'perception' | 'satisfaction';
  /** Maximum in the framework. */
  readonly max: DecimalText | null;
  /** Maximum that applies to this unit; null where the framework prints none. */
  readonly applicableMax: DecimalText | null;
  /** `incomplete`: a leaf below is blank, so no number may be shown as if it were the total. */
  readonly state: 'scored' | 'blank' | 'not-assessed' | 'incomplete';
  readonly points: DecimalText | null;
  /** How the points came about, for survey leaves computed here. */
  readonly basis?: SurveyBasis | undefined;
  /** Only in a copy for others: how many answered is left out (no `basis`), or only by group. */
  readonly withheld?: 'counts' | 'groups' | undefined;
}

/** What stands behind a survey score: never a number without its N. */
export interface SurveyBasis {
  readonly responses: number;
  /** Valid answers over all items (the denominator). */
  readonly answers: number;
  /** Satisfied share, or mean pay-out, in [0;1]. Null when nothing was answered. */
  readonly value: DecimalText | null;
  readonly byGroup: readonly {
    readonly group: string;
    readonly responses: number;
    readonly answers: number;
    readonly value: DecimalText | null;
  }[];
}

export interface UnitResult {
  readonly unit: string;
  readonly name: Text;
  readonly group: string | null;
  /** The tree in the order of the framework. */
  readonly nodes: readonly NodeScore[];
  /** Sum of appraisal leaves, before bonus and deduction. */
  readonly appraised: DecimalText | null;
  readonly bonus: DecimalText;
  readonly deduction: DecimalText;
  /** Sum of perception leaves / of satisfaction leaves / of both. */
  readonly perception: DecimalText | null;
  readonly satisfaction: DecimalText | null;
  readonly survey: DecimalText | null;
  /** Points earned: III of domain §4. */
  readonly points: DecimalText | null;
  /** Standard scale of this unit. */
  readonly scale: DecimalText | null;
  /** 100 × points / scale; exact, or 30 significant digits. Null: not all leaves are decided ("chưa có"). */
  readonly index: DecimalText | null;
  readonly class: Text | null;
  /** The class the index alone would have earned, where the units below hold it down. */
  readonly uncappedClass?: Text | undefined;
  /** Rank under the policy (within the group where groups are ranked). Null without an index, and where `unranked` says why. */
  readonly rank: number | null;
  /** Present where a unit with an index is not ranked: its ledger does not balance, and the policy excludes it. */
  readonly unranked?: 'unbalanced' | undefined;
  /** Place in the printed order of the ranking list: 1, 2, 3 … within group where groups are ranked; ties in unit order. */
  readonly order: number | null;
}

/** What index and rank were with flagged answers treated the other way than the campaign's policy does (decision 19). */
export interface FlagVariant {
  readonly flaggedAnswers: Policies['flaggedAnswers'];
  /** In ranking order. */
  readonly units: readonly Pick<UnitResult, 'unit' | 'index' | 'rank'>[];
}

export interface CampaignResult {
  /** In ranking order: groups in the order they appear among the units, then order; units without index last. */
  readonly units: readonly UnitResult[];
  /** Mean of the index of all units that have one (domain §4: say which mean). */
  readonly meanIndex: DecimalText | null;
  readonly classes: readonly { readonly name: Text; readonly units: number }[];
  /** Only where answers feed a criterion. */
  readonly flagVariant?: FlagVariant | undefined;
}
