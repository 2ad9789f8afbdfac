/** Hands a batch out to its post office, corrects that day, or takes it back while nothing has come back. */
import { putSheetBatch, type SheetBatch } from '../../db/queries/sheets.ts';
import { dayOf, isDay } from '../core/calendar.ts';
import { Problem } from '../problem.ts';
import { action } from './action.ts';
import { type BatchInput, demandBatchMove, holdBatch, provinceOfCampaign } from './hold-batch.ts';

export interface HandOutInput extends BatchInput {
  /** The day it went out; today unless given; null: it did not go out. */
  readonly on?: string | null | undefined;
}

export const handOutSheets = action({
  name: 'hand-out-sheets',
  unit: provinceOfCampaign,
  run: async (trx, input: HandOutInput, { environment }): Promise<SheetBatch> => {
    const batch = await holdBatch(trx, input);
    demandBatchMove(batch, 'hand-out');
    const today = dayOf(environment.now());
    const on = input.on === undefined ? today : input.on;
    if (on !== null) refuseDay(on, batch.allottedOn, today);
    const out: SheetBatch = { ...batch, state: on === null ? 'allotted' : 'handed-out', handedOutOn: on };
    await putSheetBatch(trx, out);
    return out;
  },
  audit: (input, { handedOutOn }) => ({
    subject: `sheet-batch ${input.campaign} ${input.batch}`,
    details: { handedOutOn },
  }),
});

function refuseDay(on: string, allottedOn: string, today: string): void {
  const code = !isDay(on)
    ? 'not-a-day'
    : on > today
      ? 'after-today'
      : on < allottedOn
        ? 'before-allotment'
        : null;
  if (code !== null) throw new Problem('malformed-request', [{ field: 'on', code }]);
}
