/**
 * Who printed which batch, and when, on record before the first page leaves. Printing changes nothing and may be done
 * again, after a jam: the trail shows it. Only sheets that have not come back are printed; a second copy of a sheet that
 * is counted already could only do harm.
 */
import { findCampaign } from '../../db/queries/campaigns.ts';
import { findForm } from '../../db/queries/forms.ts';
import { type SheetBatch, sheetsOfBatch } from '../../db/queries/sheets.ts';
import { findSurvey } from '../../db/queries/surveys.ts';
import { unitNames } from '../../db/queries/units.ts';
import type { Writing } from '../../db/transaction.ts';
import { type Form, ratesManyUnits, type Text } from '../../survey-forms/form.ts';
import { Problem } from '../problem.ts';
import { action } from './action.ts';
import { type BatchInput, holdBatch, provinceOfCampaign } from './hold-batch.ts';

export interface PrintInput extends BatchInput {
  /** Whether the covering note comes first. */
  readonly cover: boolean;
  readonly lang: string;
}

/** A batch with the names of all that its sheets speak of. */
export interface BatchToPrint {
  readonly batch: SheetBatch;
  readonly form: Form;
  readonly campaign: Text;
  readonly survey: Text;
  readonly province: Text;
  readonly postOffice: Text;
  /** Null for a form that rates many units. */
  readonly unit: Text | null;
  readonly respondentGroup: Text;
  /** The units that a matrix rates, in the order of the survey. */
  readonly units: readonly { readonly code: string; readonly name: Text }[];
  /** Of the sheets that are still out or not yet given out, in the order of the batch. */
  readonly serials: readonly string[];
}

export const printBatch = action({
  name: 'print-sheets',
  unit: provinceOfCampaign,
  run: async (trx, input: PrintInput): Promise<BatchToPrint> => {
    const batch = await holdBatch(trx, input);
    if (batch.state === 'closed') throw new Problem('batch-closed');
    const sheets = await sheetsOfBatch(trx, batch);
    const serials = sheets.filter((sheet) => sheet.state === 'issued').map((sheet) => sheet.serial);
    if (serials.length === 0) throw new Problem('nothing-to-print');
    return { ...(await namesOf(trx, batch)), batch, serials };
  },
  audit: ({ campaign, batch, cover, lang }, { serials }) => ({
    subject: `sheet-batch ${campaign} ${batch}`,
    details: { printed: serials.length, cover, lang },
  }),
});

async function namesOf(trx: Writing, batch: SheetBatch): Promise<Omit<BatchToPrint, 'batch' | 'serials'>> {
  const survey = await findSurvey(trx, batch.survey);
  const campaign = await findCampaign(trx, batch.campaign);
  const form = survey && (await findForm(trx, survey.form, batch.formVersion));
  if (!survey || !campaign || !form)
    throw new Error(`batch ${batch.number} of ${batch.campaign} lacks its survey`);
  const rated = ratesManyUnits(form) ? survey.units : [];
  const { province, postOffice, unit } = batch;
  const names = await unitNames(trx, [province, postOffice, unit, ...rated]);
  const nameOf = (code: string): Text => names.get(code) ?? { vi: code };
  const group = form.respondentGroups.find((one) => one.code === batch.respondentGroup);
  return {
    form,
    campaign: campaign.title,
    survey: survey.title,
    province: nameOf(province),
    postOffice: nameOf(postOffice),
    unit: unit === '' ? null : nameOf(unit),
    respondentGroup: group?.text ?? { vi: batch.respondentGroup },
    units: rated.map((code) => ({ code, name: nameOf(code) })),
  };
}
