/**
 * The way to the server: typed clients of its routes, and one place that turns whatever comes back into an answer or a
 * `Trouble`. Nothing else in the staff application calls `fetch`.
 */
import { hc } from 'hono/client';
import type { AccountRoutes } from '../../server/routes/accounts.ts';
import type { BatchMoveRoutes } from '../../server/routes/batch-moves.ts';
import type { CampaignRoutes } from '../../server/routes/campaigns.ts';
import type { ConflictRoutes } from '../../server/routes/conflicts.ts';
import type { KeyingRoutes } from '../../server/routes/keying.ts';
import type { KeyingPolicyRoutes } from '../../server/routes/keying-policy.ts';
import type { KeyingQualityRoutes } from '../../server/routes/keying-quality.ts';
import type { KioskRoutes } from '../../server/routes/kiosks.ts';
import type { OutboxRoutes } from '../../server/routes/outbox.ts';
import type { ReconciliationRoutes } from '../../server/routes/reconciliation.ts';
import type { SheetBatchRoutes } from '../../server/routes/sheet-batches.ts';
import type { SheetImportFileRoutes } from '../../server/routes/sheet-import-files.ts';
import type { SheetImportRoutes } from '../../server/routes/sheet-imports.ts';
import type { SheetPrintRoutes } from '../../server/routes/sheet-prints.ts';
import type { SheetRoutes } from '../../server/routes/sheets.ts';
import type { SurveyRoutes } from '../../server/routes/surveys.ts';
import type { TokenRoutes } from '../../server/routes/tokens.ts';
import type { Form } from '../../survey-forms/form.ts';
import type { KeyedAnswers } from '../../survey-forms/keyed-answers.ts';
import { readTrouble, Trouble } from './trouble.ts';

const BASE = '/api/v1';

/** Writes are JSON only (decision 15); sentences come in the language the page stands in. */
const headers = () => ({
  'Content-Type': 'application/json',
  'Accept-Language': document.documentElement.lang,
});

let onSignedOut = () => {};

/** Tells who listens that the session is over: expired, ended elsewhere, or the account was disabled. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

/** `fetch` that only returns what went well. @throws Trouble */
async function send(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, { ...init, credentials: 'same-origin' }).catch((error: unknown) => {
    throw init?.signal?.aborted ? error : new Trouble('unreachable');
  });
  if (response.ok) return response;
  const trouble = await readTrouble(response);
  if (trouble.code === 'not-signed-in') onSignedOut();
  throw trouble;
}

const options = { headers, fetch: send };

export const accounts = hc<AccountRoutes>(BASE, options);
export const campaigns = hc<CampaignRoutes>(BASE, options);
export const surveys = hc<SurveyRoutes>(BASE, options);
export const kiosks = hc<KioskRoutes>(BASE, options);
export const sealed = hc<OutboxRoutes>(BASE, options);
export const tokens = hc<TokenRoutes>(BASE, options);
export const paper = hc<SheetBatchRoutes>(BASE, options);
export const batchMoves = hc<BatchMoveRoutes>(BASE, options);
export const policies = hc<KeyingPolicyRoutes>(BASE, options);
export const sheets = hc<SheetRoutes>(BASE, options);
export const reconciliations = hc<ReconciliationRoutes>(BASE, options);
export const keyed = hc<KeyingRoutes>(BASE, options);
export const conflicts = hc<ConflictRoutes>(BASE, options);
export const quality = hc<KeyingQualityRoutes>(BASE, options);
export const prints = hc<SheetPrintRoutes>(BASE, options);
export const sheetImports = hc<SheetImportRoutes>(BASE, options);
export const sheetImportFiles = hc<SheetImportFileRoutes>(BASE, options);

/** The bodies a response may have, without the shape of problems, which `send` has thrown already. */
type BodyOf<Sent> = Sent extends { json(): Promise<infer Body> }
  ? Exclude<Body, { type: 'about:blank' }>
  : never;

/** Waits for a call and reads its body. @throws Trouble */
export async function answerOf<Sent extends Pick<Response, 'json'>>(
  sent: Promise<Sent>,
): Promise<BodyOf<Sent>> {
  const response: Pick<Response, 'json'> = await sent;
  const body: unknown = await response.json().catch(() => {
    throw new Trouble('unreadable');
  });
  return body as BodyOf<Sent>;
}

type Answer<Call extends (...given: never[]) => Promise<unknown>> = BodyOf<Awaited<ReturnType<Call>>>;

export type SignedIn = Answer<typeof accounts.session.$get>;
export type Account = SignedIn['account'];
export type Unit = Answer<typeof accounts.accounts.$get>['units'][number];
export type AuditRow = Answer<typeof accounts.audit.$get>['rows'][number];
export type Campaign = Answer<typeof campaigns.campaigns.$get>['campaigns'][number];
export type Preview = Answer<(typeof campaigns.campaigns)[':campaign']['preview']['$get']>;
export type Kiosks = Answer<typeof kiosks.kiosks.$get>;
export type Kiosk = Kiosks['kiosks'][number];
export type Survey = Answer<typeof surveys.surveys.$get>['surveys'][number];
export type Tally = Answer<(typeof surveys.surveys)[':survey']['tally']['$get']>;
export type Arrivals = Answer<(typeof surveys.surveys)[':survey']['arrivals']['$get']>;
export type Issued = Answer<(typeof tokens.surveys)[':survey']['tokens']['$post']>;
export type Batches = Answer<(typeof tokens.surveys)[':survey']['batches']['$get']>;
export type Ledger = Answer<(typeof tokens.surveys)[':survey']['ledger']['$get']>;
export type Conflicts = Answer<(typeof conflicts.campaigns)[':campaign']['conflicts']['$get']>;
type OneConflict = (typeof conflicts.campaigns)[':campaign']['conflicts'][':serial'];
/** The form crosses as it is; the client's reading of JSON types loses that its keys are known. */
export type ConflictSheet = Omit<Answer<OneConflict['$get']>, 'form' | 'agreed'> & {
  readonly form: Form;
  readonly agreed: KeyedAnswers;
};
export type Settling = Parameters<OneConflict['$post']>[0]['json'];
export type KeyingQuality = Answer<(typeof quality.campaigns)[':campaign']['keying-quality']['$get']>;
type OneBatch = (typeof paper.campaigns)[':campaign']['sheet-batches'];
export type SheetBatches = Answer<OneBatch['$get']>;
export type SheetBatch = SheetBatches['batches'][number];
export type SheetSurvey = SheetBatches['surveys'][number];
export type BatchDetail = Answer<OneBatch[':batch']['$get']>;
export type BatchSheet = BatchDetail['sheets'][number];
type SheetOfSerial = (typeof sheets.campaigns)[':campaign']['sheets'][':serial'];
export type SheetTrail = Omit<Answer<SheetOfSerial['$get']>, 'form' | 'answers' | 'keyings'> & {
  readonly form: Form;
  readonly answers: KeyedAnswers | null;
  readonly keyings: readonly (Omit<Answer<SheetOfSerial['$get']>['keyings'][number], 'answers'> & {
    readonly answers: KeyedAnswers | null;
  })[];
};
export type Reconciliation = Answer<(typeof reconciliations.surveys)[':survey']['reconciliation']['$get']>;
type OneImport = (typeof sheetImports)['sheet-imports'][':import'];
export type SheetImport = Answer<OneImport['$get']>;
export type ImportFaults = Answer<OneImport['faults']['$get']>;
