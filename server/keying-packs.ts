/** What a clerk is given to key with: the batch, its form, the sheets that wait. Nothing of what the other pass read. */
import type { Db } from '../db/dialect.ts';
import { clerksOfWaiting, type PassProgress } from '../db/queries/keyings.ts';
import { findSheetBatch, type SheetBatch } from '../db/queries/sheets.ts';
import { findSurvey } from '../db/queries/surveys.ts';
import { unitAndAbove, unitNames } from '../db/queries/units.ts';
import { type Form, ratesManyUnits, type Text } from '../survey-forms/form.ts';
import { type Actor, actorName, can } from './access.ts';
import { SurveyBook } from './survey-book.ts';

/** What a batch is called, in its clerk's list and above his screen. */
export interface BatchHead {
  readonly survey: string;
  readonly title: Text;
  readonly postOffice: Text;
  /** Null for a form that rates many units. */
  readonly unit: Text | null;
  readonly respondentGroup: string;
}

const asText = (name: Text | undefined, code: string): Text => (name ? { ...name } : { vi: code });

async function headOf(db: Db, batch: SheetBatch): Promise<BatchHead> {
  const { survey, postOffice, unit, respondentGroup } = batch;
  const title = (await findSurvey(db, survey))?.title;
  const names = await unitNames(db, [postOffice, unit]);
  return {
    survey,
    title: asText(title, survey),
    postOffice: asText(names.get(postOffice), postOffice),
    unit: unit === '' ? null : asText(names.get(unit), unit),
    respondentGroup,
  };
}

/** The passes among these whose batches the actor may key, with what the batches are called. */
export async function ownPasses(
  db: Db,
  actor: Actor,
  passes: readonly PassProgress[],
): Promise<(PassProgress & BatchHead)[]> {
  const heads = new Map<string, BatchHead | null>();
  const own: (PassProgress & BatchHead)[] = [];
  for (const progress of passes) {
    const key = `${progress.campaign} ${progress.batch}`;
    if (!heads.has(key)) heads.set(key, await ownHead(db, actor, progress));
    const head = heads.get(key);
    if (head) own.push({ ...progress, ...head });
  }
  return own;
}

async function ownHead(
  db: Db,
  actor: Actor,
  { campaign, batch: number }: PassProgress,
): Promise<BatchHead | null> {
  const batch = await findSheetBatch(db, { campaign, number });
  if (!batch || !can(actor, 'list-keying', await unitAndAbove(db, batch.postOffice))) return null;
  return headOf(db, batch);
}

/** How a sheet stands in one pass, for one clerk. */
export type Standing = 'no' | 'by-you' | 'by-other' | 'other-pass-yours';

export interface Pack extends BatchHead {
  readonly campaign: string;
  readonly batch: number;
  readonly pass: 1 | 2;
  readonly form: Form;
  /** The units a matrix rates, in the order of the sheet; none for another form. */
  readonly units: readonly { readonly code: string; readonly name: Text }[];
  readonly sheets: readonly { readonly serial: string; readonly keyed: Standing }[];
}

/** Everything to key one pass of a batch with, also away from the network. */
export async function packOf(db: Db, actor: Actor, batch: SheetBatch, pass: 1 | 2): Promise<Pack> {
  const entry = await new SurveyBook(db).find(batch.survey);
  const form = entry?.forms.get(batch.formVersion);
  if (!entry || !form) throw new Error(`batch ${batch.number} of ${batch.campaign} has no form`);
  const codes = ratesManyUnits(form) ? entry.survey.units : [];
  const names = await unitNames(db, codes);
  const waiting = await clerksOfWaiting(db, batch);
  const you = actorName(actor);
  return {
    ...(await headOf(db, batch)),
    ...{ campaign: batch.campaign, batch: batch.number, pass, form },
    units: codes.map((code) => ({ code, name: asText(names.get(code), code) })),
    sheets: waiting
      .filter(({ passes }) => passes >= pass)
      .map(({ serial, one, two }) => ({
        serial,
        keyed: pass === 1 ? standingOf(you, one, two) : standingOf(you, two, one),
      })),
  };
}

function standingOf(you: string, own: string | null, other: string | null): Standing {
  if (own !== null) return own === you ? 'by-you' : 'by-other';
  return other === you ? 'other-pass-yours' : 'no';
}
