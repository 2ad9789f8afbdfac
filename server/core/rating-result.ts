/** What a rating of procedure handling says, as it is shown and, once it is closed, frozen. `procedure-rating.ts` makes it. */
import type { Form, Text } from '../../survey-forms/form.ts';
import type { Policies, SurveyTally } from './campaign.ts';
import type { DossierCounts } from './dossier-time.ts';
import type { DecimalText, Framework } from './framework.ts';
import type { AnswerSums } from './rating-basis.ts';
import type { IndicatorRule, RatingRules } from './rating-rules.ts';

/** What an agency entered, as far as points follow from it. */
export interface EntryScore {
  readonly state: 'blank' | 'scored' | 'not-assessed';
  /** Present exactly when scored. */
  readonly points: DecimalText | null;
  /** Of a year: of how many quarters the points are the mean. */
  readonly quarters?: number | undefined;
}

/** What the indicators of one agency, or of one official, are made of. */
export interface RatingBasis {
  readonly dossiers: DossierCounts;
  /** Null: a survey still takes answers, so nothing is told of them (decision 22). */
  readonly answers: AnswerSums | null;
  /** By indicator; what is missing is blank. */
  readonly entries: Readonly<Record<string, EntryScore>>;
  /** Answers that came and give no points; absent: none, or a survey still takes answers. */
  readonly apart?: AnswersApart | undefined;
}

/**
 * How many answers the policies of the campaign count apart (decision 6), by the policy that does it; null: some, fewer
 * than may be told (decision 23).
 */
export interface AnswersApart {
  /** Without a code. */
  readonly open: number | null;
  /** With a code or on a sheet, and flagged. */
  readonly flagged: number | null;
}

/** What an entry is held against; it gives no points. */
export type IndicatorCheck =
  | { readonly source: 'answers'; readonly points: DecimalText | null; readonly answers: number }
  | { readonly source: 'online-dossiers'; readonly onTime: number; readonly dossiers: number };

export interface IndicatorScore {
  readonly indicator: string;
  readonly source: IndicatorRule['source'];
  readonly max: DecimalText;
  /** `waiting`: its survey still takes answers · `blank`: nothing has come or was entered · `not-assessed`: see `reason`. */
  readonly state: 'scored' | 'blank' | 'waiting' | 'not-assessed';
  readonly reason?: 'no-dossiers' | 'too-few-answers' | 'withheld' | 'declared' | undefined;
  /** Two decimals; null unless scored. */
  readonly points: DecimalText | null;
  /** The mean before it was rounded. */
  readonly exact: DecimalText | null;
  readonly check?: IndicatorCheck | undefined;
}

export interface OfficialRating {
  /** Code of the unit of kind `official`; or what the one-stop software calls him, where no such unit is recorded. */
  readonly official: string;
  readonly name: Text;
  readonly dossiers: DossierCounts;
  readonly answers: AnswerSums | null;
  /** Whether what is said of him may be told: enough answers, and nobody else's follow from them (decision 23). */
  readonly answersShown: boolean;
  readonly indicators: readonly IndicatorScore[];
  /** Null: not assessed. */
  readonly total: DecimalText | null;
}

export interface AgencyScore {
  readonly indicators: readonly IndicatorScore[];
  /** Sum of the rounded indicators; null while any is blank or waits. */
  readonly total: DecimalText | null;
  /** What could be earned: indicators that are not assessed leave it. */
  readonly scale: DecimalText;
  readonly class: Text | null;
  /** Why there is no class. */
  readonly unclassed?: 'incomplete' | 'reduced-scale' | undefined;
}

export interface AgencyRating extends AgencyScore, RatingBasis {
  readonly unit: string;
  readonly name: Text;
  /** Among the agencies with a class, by what the class is cut on; equal ones share it. */
  readonly rank: number | null;
  readonly officials: readonly OfficialRating[];
}

export interface RatingResult {
  readonly campaign: string;
  readonly year: number;
  /** Null: the whole year, made of `quarters`. */
  readonly quarter: number | null;
  readonly quarters: readonly number[];
  readonly rules: RatingRules;
  /** What all indicators together can earn. */
  readonly max: DecimalText;
  /** In the order of the campaign. */
  readonly units: readonly AgencyRating[];
  /** From best to worst. */
  readonly classes: readonly { readonly name: Text; readonly units: number }[];
  /** Mean total of the agencies whose indicators are all assessed, and how many they are (domain §4: say which mean). */
  readonly mean: { readonly total: DecimalText | null; readonly units: number };
  /** Dossiers of units that are not rated: counted nowhere, told all the same. */
  readonly unrated: number;
}

export interface RatedUnit {
  readonly code: string;
  readonly name: Text;
  /** Units of kind `official` below it. */
  readonly officials: readonly { readonly code: string; readonly name: Text }[];
}

/** All that the rating of a quarter depends on. */
export interface QuarterInputs {
  readonly campaign: string;
  readonly year: number;
  readonly quarter: number;
  readonly framework: Framework;
  readonly rules: RatingRules;
  readonly policies: Pick<Policies, 'openAnswers' | 'flaggedAnswers'>;
  readonly units: readonly RatedUnit[];
  /** By unit and official ('' where the file names none); an official who is recorded stands by his code. */
  readonly dossiers: readonly {
    readonly unit: string;
    readonly official: string;
    readonly counts: DossierCounts;
  }[];
  readonly entries: readonly (EntryScore & { readonly unit: string; readonly indicator: string })[];
  /** True while figures may still come: what has none yet is blank then, not "not assessed" (decision 9). */
  readonly open?: boolean | undefined;
  /** Null while a survey of the quarter takes answers. */
  readonly tallies: readonly SurveyTally[] | null;
  readonly forms: readonly Form[];
}
