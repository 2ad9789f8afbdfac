/**
 * Surveys as intake needs them: window, units, groups and the form versions ever opened, kept in memory. Form versions
 * never change; a survey is read afresh when its revision has risen, also by another server on the same database.
 */
import type { Db } from '../db/dialect.ts';
import { findForm } from '../db/queries/forms.ts';
import { findSurvey, type OpenSurvey, surveyRevisions } from '../db/queries/surveys.ts';
import type { Form } from '../survey-forms/form.ts';

export interface SurveyEntry {
  readonly survey: OpenSurvey;
  readonly units: ReadonlySet<string>;
  readonly respondentGroups: ReadonlySet<string>;
  /** By version. */
  readonly forms: ReadonlyMap<number, Form>;
}

/** The version that a new answer is given under. */
export function newestForm(entry: SurveyEntry): Form {
  const newest = entry.forms.get(Math.max(...entry.forms.keys()));
  if (!newest) throw new Error(`survey ${entry.survey.id} has no form`);
  return newest;
}

export class SurveyBook {
  readonly #entries = new Map<string, SurveyEntry>();
  readonly #forms = new Map<string, Form>();

  constructor(private readonly db: Db) {}

  /** Brings the named surveys up to date: one small query, and the whole survey only where it changed. */
  async refresh(ids: ReadonlySet<string>): Promise<void> {
    // No id holds U+0000, and PostgreSQL would refuse the question for all of them.
    const asked = [...ids].filter((id) => !id.includes('\0'));
    if (asked.length === 0) return;
    const revisions = await surveyRevisions(this.db, asked);
    for (const id of ids) {
      const revision = revisions.get(id);
      if (revision === undefined) this.#entries.delete(id);
      else if (this.#entries.get(id)?.survey.revision !== revision) await this.#load(id);
    }
  }

  /** The survey as last read; undefined when there is none of that id. */
  get(id: string): SurveyEntry | undefined {
    return this.#entries.get(id);
  }

  /** Reads a survey afresh if need be and returns it. */
  async find(id: string): Promise<SurveyEntry | undefined> {
    await this.refresh(new Set([id]));
    return this.get(id);
  }

  async #load(id: string): Promise<void> {
    const survey = await findSurvey(this.db, id);
    if (!survey) return;
    const forms = new Map<number, Form>();
    for (const version of survey.formVersions) forms.set(version, await this.#form(survey.form, version));
    this.#entries.set(id, {
      survey,
      units: new Set(survey.units),
      respondentGroups: new Set(survey.respondentGroups),
      forms,
    });
  }

  async #form(id: string, version: number): Promise<Form> {
    const key = `${id} ${version}`;
    const known = this.#forms.get(key);
    if (known) return known;
    const form = await findForm(this.db, id, version);
    if (!form) throw new Error(`the survey's form ${id} version ${version} is not in the database`);
    this.#forms.set(key, form);
    return form;
  }
}
