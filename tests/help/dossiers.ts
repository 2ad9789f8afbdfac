/** Files of dossiers in tests: procedures to name, rows, and the way of a file through the API. */
import { expect } from 'vitest';
import type { Database } from '../../db/dialect.ts';
import { importProcedures } from '../../server/actions/import-procedures.ts';
import { type Member, member } from './member.ts';
import { csv } from './sheet-files.ts';
import { makeWorld, SYSTEM, type World } from './world.ts';

export const PROCEDURES = [
  { code: '1.001193', name: 'Đăng ký khai sinh', online: 'full' },
  { code: '2.000488', name: 'Cấp phiếu lý lịch tư pháp', online: 'partial' },
  { code: '1.004221', name: 'Cấp đổi giấy chứng nhận', online: 'none' },
] as const;

export const putTestProcedures = ({ environment }: World): Promise<unknown> =>
  importProcedures.run(environment, SYSTEM, {
    province: 'TT',
    procedures: PROCEDURES.map((one) => ({
      ...{ ...one, nameEn: null, field: null, validFrom: null, validTo: null },
    })),
  });

/** The small province with its procedures, at noon of 15 June 2026, and a clerk of the control office. */
export async function dossierWorld(database: Database): Promise<{ world: World; who: Member }> {
  const world = await makeWorld(database);
  await putTestProcedures(world);
  return { world, who: await controlOffice(world) };
}

export const controlOffice = (world: World): Promise<Member> =>
  member(world, [{ role: 'fieldwork-manager', unit: 'TT' }]);

export const HEADINGS = [
  ...['Mã hồ sơ', 'Mã thủ tục', 'Đơn vị', 'Công chức xử lý', 'Ngày tiếp nhận', 'Ngày hẹn trả'],
  ...['Ngày trả', 'Tạm dừng', 'Trực tuyến'],
];

export interface Row {
  readonly dossier: string;
  readonly procedure?: string;
  readonly unit?: string;
  readonly official?: string;
  readonly received?: string;
  readonly due?: string;
  readonly returned?: string;
  readonly pauses?: string;
  readonly online?: string;
}

/** Received on 2 March, due on the 20th, returned on the 18th, unless said otherwise. */
export const cells = (row: Row): string[] => [
  ...[row.dossier, row.procedure ?? '1.001193', row.unit ?? 'TT-AN', row.official ?? ''],
  ...[row.received ?? '02/03/2026', row.due ?? '20/03/2026', row.returned ?? '18/03/2026'],
  ...[row.pauses ?? '', row.online ?? ''],
];

export const file = (rows: readonly Row[], separator = ';'): string =>
  csv([HEADINGS, ...rows.map(cells)], separator);

export interface View {
  readonly id: string;
  readonly state: string;
  readonly rows: number;
  readonly faulty: number;
  readonly done: number;
  readonly stored: number;
  readonly unchanged: number;
  readonly changed: number;
  readonly refused: number;
  readonly alive: boolean;
  readonly repeated?: boolean;
}

/** Sends a file as the page of staff does. */
export function upload(
  { app }: World,
  { cookie }: { readonly cookie: string },
  body: string | Uint8Array | ReadableStream<Uint8Array>,
  { name = 'hồ sơ.csv', path = 'dossier-imports', headers = {} as Record<string, string> } = {},
): Promise<Response> {
  const query = new URLSearchParams({ name, province: 'TT' });
  const request = new Request(`http://localhost/api/v1/${path}?${query}`, {
    method: 'POST',
    headers: { Cookie: cookie, 'Content-Type': 'text/csv', 'X-Upload': 'file', ...headers },
    body: body as BodyInit,
    duplex: 'half',
  } as RequestInit);
  return Promise.resolve(app.request(request));
}

export const viewOf = async (who: Member, id: string): Promise<View> =>
  (await (await who.request('GET', `/api/v1/dossier-imports/${id}`)).json()) as View;

/** Brings a file and waits until it is checked. */
export async function bring(world: World, who: Member, body: string | Uint8Array): Promise<View> {
  const response = await upload(world, who, body);
  const said = (await response.json()) as View;
  expect([response.status, said]).toEqual([201, expect.anything()]);
  await world.dossierImports.ended(said.id);
  return { ...(await viewOf(who, said.id)), ...(said.repeated ? { repeated: true } : {}) };
}

/** Begins and waits for the end. */
export async function run(world: World, who: Member, id: string, mode = 'all'): Promise<View> {
  const begun = await who.request('PUT', `/api/v1/dossier-imports/${id}/run`, { mode });
  expect([begun.status, await begun.json()]).toEqual([200, expect.anything()]);
  await world.dossierImports.ended(id);
  return viewOf(who, id);
}

/** Brings a file and stores it. */
export async function store(world: World, who: Member, rows: readonly Row[], mode = 'all'): Promise<View> {
  return run(world, who, (await bring(world, who, file(rows))).id, mode);
}

export interface Faults {
  readonly total: number;
  readonly kinds: readonly { code: string; count: number; sentence: string }[];
  readonly faults: readonly { row: number; column: string; code: string; value: string; sentence: string }[];
}

export async function faultsOf(who: Member, id: string): Promise<Faults> {
  const response = await who.request('GET', `/api/v1/dossier-imports/${id}/faults`);
  return (await response.json()) as Faults;
}

export const shortly = ({ faults }: Faults): string[] =>
  faults.map(({ row, column, code }) => `${row} ${column} ${code}`);

/** Everything that is stored of dossiers, by code. */
export const storedDossiers = ({ db }: World) =>
  db.selectFrom('dossiers').selectAll().orderBy('code').execute();
