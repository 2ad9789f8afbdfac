/** The way of a file of satisfaction sheets through the API, step by step, for tests. */
import { expect } from 'vitest';
import type { Database } from '../../db/dialect.ts';
import { recountTallies } from '../../server/actions/recount-tallies.ts';
import { columnsOf } from '../../server/core/sheet-columns.ts';
import { satisfaction } from '../../survey-forms/forms/satisfaction.ts';
import { serialOf } from '../../survey-forms/serial.ts';
import { type Member, member } from './member.ts';
import { openedWorld, UNITS } from './opened-world.ts';
import { csv, upload } from './sheet-files.ts';
import { putReturnedBatch, type ReturnedBatch } from './sheets.ts';
import { SYSTEM, type World } from './world.ts';

const columns = columnsOf(satisfaction, UNITS);
export const { headings } = columns;
export const [SERIAL = ''] = headings;
export const ITEMS = columns.fields.length;

export const serials = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => serialOf(from + i));
/** A sheet with the same digit everywhere. */
export const sheetRow = (serial: string, digit = '5', comment = '') => [
  serial,
  ...Array<string>(ITEMS).fill(digit),
  comment,
];
export const file = (rows: readonly (readonly string[])[]) => csv([headings, ...rows]);

export const manager = (world: World) => member(world, [{ role: 'fieldwork-manager', unit: 'TT' }]);

export interface View {
  readonly id: string;
  readonly state: string;
  readonly rows: number;
  readonly faulty: number;
  readonly done: number;
  readonly stored: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly repeated?: boolean;
}

export async function bring(
  world: World,
  who: Member,
  body: string,
  more: Partial<Parameters<typeof upload>[3]> = {},
  survey = 'hai-long',
): Promise<View> {
  const response = await upload(world, who, survey, { body, ...more });
  const said = await response.json();
  expect([response.status, said]).toEqual([201, expect.anything()]);
  return said as View;
}

/** Begins and waits for the end. */
export async function run(who: Member, id: string, mode: 'all' | 'good' = 'all'): Promise<View> {
  const begun = await who.request('PUT', `/api/v1/sheet-imports/${id}/run`, { mode });
  expect(begun.status).toBe(200);
  for (;;) {
    const view = (await (await who.request('GET', `/api/v1/sheet-imports/${id}`)).json()) as View;
    if (view.state === 'done') return view;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export interface Faults {
  readonly total: number;
  readonly kinds: readonly { code: string; count: number; sentence: string }[];
  readonly faults: readonly { row: number; column: string; code: string; value: string; sentence: string }[];
}

export const faultsOf = async (who: Member, id: string): Promise<Faults> =>
  (await (await who.request('GET', `/api/v1/sheet-imports/${id}/faults`)).json()) as Faults;

export const shortly = ({ faults }: Faults) =>
  faults.map(({ row, column, code }) => `${row} ${column} ${code}`);

export async function textOf(who: Member, path: string): Promise<string> {
  const response = await who.request('GET', `/api/v1${path}`);
  expect(response.status).toBe(200);
  return response.text();
}

export async function problemOf(response: Response): Promise<string> {
  const { code, errors } = (await response.json()) as {
    code: string;
    errors: { field: string; code: string }[];
  };
  return [response.status, code, ...errors.map((one) => `${one.field} ${one.code}`)].join(' ');
}

export const sheetStates = async ({ db }: World) => {
  const rows = await db
    .selectFrom('sheets')
    .select(['serial', 'state', 'reason'])
    .orderBy('serial')
    .execute();
  return new Map(
    rows.map(({ serial, state, reason }) => [serial, reason === null ? state : `${state} ${reason}`]),
  );
};

export const keyings = ({ db }: World) =>
  db.selectFrom('keyings').selectAll().orderBy('serial').orderBy('pass').execute();

/** The running tally equals a recount. @returns counted responses */
export async function tallied({ environment }: World, survey = 'hai-long'): Promise<number> {
  const { responses, differences } = await recountTallies.run(environment, SYSTEM, { survey, repair: false });
  expect(differences).toEqual([]);
  return responses;
}

export async function worldWith(
  database: Database,
  batch: Partial<ReturnedBatch> & Pick<ReturnedBatch, 'serials'>,
) {
  const world = await openedWorld(database);
  await putReturnedBatch(world, { survey: 'hai-long', number: 1, unit: 'TT-AN', ...batch });
  return { world, who: await manager(world) };
}
