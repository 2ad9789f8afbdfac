/**
 * Signs of a survey's quality that take a look at every counter and every day: read again only when answers were added,
 * or after a minute. What is read from answers is exact after the close, before it from the releases (decision 22).
 */
import type { Db } from '../db/dialect.ts';
import { findForm } from '../db/queries/forms.ts';
import { releaseMark, type UnitTotal, unitTotals } from '../db/queries/survey-counts.ts';
import type { OpenSurvey } from '../db/queries/surveys.ts';
import { readReleases, readTallies, type Tally } from '../db/queries/tallies.ts';
import { type Form, ratesManyUnits } from '../survey-forms/form.ts';
import type { QuestionCount } from './core/campaign.ts';
import { blanksOf, type GatedPart, gatedPart, type Part, partedUnits } from './core/survey-standing.ts';
import { emptyCounters, tallyLayout, toQuestionCounts, unpackCounters } from './core/tally.ts';

export interface KeptSignals {
  /** Responses that a published rule flagged (decision 19). */
  readonly flagged: GatedPart;
  /** Answers left blank, of all that were asked for. */
  readonly blank: GatedPart;
  /** Came after the last day: refused, and only counted (decision 11). */
  readonly late: number;
  /** Units in which day book and counters part; null for a form that rates many units. */
  readonly parted: Part | null;
}

/** Late answers and corrected sheets add none to the counters: they show after this time. */
const KEPT_MS = 60_000;
const KEPT_SURVEYS = 200;

interface Kept {
  readonly mark: string;
  readonly at: number;
  readonly signals: KeptSignals;
}

/** The signals of surveys, as last read. */
export class SignalBook {
  readonly #kept = new Map<string, Kept>();

  constructor(
    private readonly db: Db,
    private readonly now: () => Date,
  ) {}

  /** @param received answers to the survey so far */
  async find(survey: OpenSurvey, exact: boolean, received: number): Promise<KeptSignals> {
    const mark = exact ? `exact ${received}` : await releaseMark(this.db, survey);
    const at = this.now().getTime();
    const known = this.#kept.get(survey.id);
    if (known?.mark === mark && at - known.at < KEPT_MS) return known.signals;
    const signals = await readSignals(this.db, survey, exact);
    if (this.#kept.size >= KEPT_SURVEYS) this.#kept.clear();
    this.#kept.set(survey.id, { mark, at, signals });
    return signals;
  }
}

async function readSignals(db: Db, survey: OpenSurvey, exact: boolean): Promise<KeptSignals> {
  const forms = await formsOf(db, survey);
  const tallies = await (exact ? readTallies : readReleases)(db, survey.province, survey.id);
  const responses = tallies.reduce((sum, tally) => sum + tally.responses, 0);
  const flagged = tallies.reduce((sum, tally) => sum + (tally.flagged ? tally.responses : 0), 0);
  const blanks = forms.map((form) => blanksOf(form, questionCounts(form, tallies)));
  const blank = {
    count: blanks.reduce((sum, { count }) => sum + count, 0),
    of: blanks.reduce((sum, { of }) => sum + of, 0),
  };
  const totals = await unitTotals(db, survey);
  const from = (side: UnitTotal['from']) => totals.filter((one) => one.from === side);
  return {
    flagged: gatedPart({ count: flagged, of: responses }, responses),
    blank: gatedPart(blank, responses),
    late: totals.reduce((sum, { late }) => sum + late, 0),
    parted: forms.some(ratesManyUnits) ? null : partedUnits(from('book'), from('counters')),
  };
}

/** Counts of all tallies of a form version, added up slot by slot: much less work than question by question. */
function questionCounts(form: Form, tallies: readonly Tally[]): Record<string, QuestionCount> {
  const layout = tallyLayout(form);
  const sum = emptyCounters(layout);
  for (const { formVersion, counters } of tallies) {
    if (formVersion !== form.version || counters.byteLength === 0) continue;
    unpackCounters(counters, layout).forEach((count, slot) => {
      sum[slot] = (sum[slot] ?? 0) + count;
    });
  }
  return toQuestionCounts(form, sum);
}

async function formsOf(db: Db, survey: OpenSurvey): Promise<Form[]> {
  const forms = await Promise.all(survey.formVersions.map((version) => findForm(db, survey.form, version)));
  return forms.filter((form) => form !== null);
}
