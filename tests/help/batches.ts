/** A batch of the trial campaign taken through its steps by the real actions, by a manager whose right ends at the province. */
import {
  findSheet,
  findSheetBatch,
  lockSheetBatch,
  lockSheets,
  type Sheet,
  type SheetBatch,
  sheetsOfBatch,
} from '../../db/queries/sheets.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { Actor } from '../../server/access.ts';
import { acceptSheets } from '../../server/actions/accept-sheet.ts';
import { type AllotInput, allotSheets } from '../../server/actions/allot-sheets.ts';
import { type CountBackInput, countBack } from '../../server/actions/count-back.ts';
import { handOutSheets } from '../../server/actions/hand-out-sheets.ts';
import { SurveyBook } from '../../server/survey-book.ts';
import { SERIALS, serialOf } from '../../survey-forms/serial.ts';
import { satisfactionAnswers } from '../walk/hand-computed.ts';
import { CAMPAIGN } from './opened-world.ts';
import { putReturnedBatch } from './sheets.ts';
import type { World } from './world.ts';

export const MANAGER: Actor = {
  kind: 'account',
  id: 'id-of-manager',
  name: 'Quản lý khảo sát',
  grants: [{ role: 'fieldwork-manager', unit: 'TT' }],
};

export const ALLOTMENT: AllotInput = {
  campaign: CAMPAIGN,
  survey: 'hai-long',
  postOffice: 'TT-BD',
  units: ['TT-AN'],
  respondentGroup: 'citizen',
  sheets: 10,
  quota: null,
};

/** @returns the numbers of the batches */
export async function allot(
  { environment }: Pick<World, 'environment'>,
  more: Partial<AllotInput> = {},
): Promise<readonly number[]> {
  return (await allotSheets.run(environment, MANAGER, { ...ALLOTMENT, ...more })).batches;
}

/** One batch that went out. @returns its number and serials, by place */
export async function batchOut(
  world: World,
  more: Partial<AllotInput> = {},
): Promise<{ batch: number; serials: readonly string[] }> {
  const [batch = 0] = await allot(world, more);
  await handOutSheets.run(world.environment, MANAGER, { campaign: CAMPAIGN, batch });
  return { batch, serials: (await sheetsIn(world, batch)).map((sheet) => sheet.serial) };
}

export const count = ({ environment }: World, batch: number, more: Partial<CountBackInput>) =>
  countBack.run(environment, MANAGER, { campaign: CAMPAIGN, batch, ...more });

export async function batchOf({ db }: World, number: number): Promise<SheetBatch> {
  const found = await findSheetBatch(db, { campaign: CAMPAIGN, number });
  if (!found) throw new Error(`no batch ${number}`);
  return found;
}

export async function sheetsIn({ db }: World, number: number): Promise<Sheet[]> {
  return sheetsOfBatch(db, { province: 'TT', campaign: CAMPAIGN, number });
}

export async function sheetOf({ db }: World, serial: string): Promise<Sheet> {
  const found = await findSheet(db, { province: 'TT', campaign: CAMPAIGN, serial });
  if (!found) throw new Error(`no sheet ${serial}`);
  return found;
}

/** "returned returned over-quota issued": by place. */
export const statesIn = async (world: World, number: number): Promise<string> =>
  (await sheetsIn(world, number)).map(({ state, reason }) => reason ?? state).join(' ');

/** Takes a sheet that waits into the count, as the last keying of it does. @returns whether it waited */
export async function acceptWaiting(world: World, serial: string, first = [5, 4, 5, 4]): Promise<boolean> {
  const seen = await sheetOf(world, serial);
  return inTransaction(world.db, async (trx) => {
    const batch = await lockSheetBatch(trx, { ...seen, number: seen.batch });
    const sheet = (await lockSheets(trx, [seen])).get(serial);
    const entry = await new SurveyBook(trx).find(seen.survey);
    if (batch?.state !== 'returned' || sheet?.state !== 'returned' || !entry) return false;
    await acceptSheets(trx, world.environment, { batch, entry }, [
      { sheet, answers: satisfactionAnswers(first) },
    ]);
    return true;
  });
}

/** A batch of two sheets in a state, without the steps before: its sheets are issued, back, or rejected as spoiled. */
export async function putBatchIn(
  world: World,
  state: SheetBatch['state'],
  number: number,
): Promise<{ path: string; serials: readonly string[] }> {
  const serials = [0, 1].map((i) => serialOf((number * 2 + i) % SERIALS));
  await putReturnedBatch(world, { survey: 'hai-long', number, unit: 'TT-AN', serials });
  const out = state === 'allotted' || state === 'handed-out';
  await world.db.updateTable('sheet_batches').set({ state }).where('number', '=', number).execute();
  await world.db
    .updateTable('sheets')
    .set(out ? { state: 'issued', receipt: null } : { state: 'rejected', reason: 'spoiled' })
    .where('batch', '=', number)
    .execute();
  return { path: `/campaigns/${CAMPAIGN}/sheet-batches/${number}`, serials };
}
