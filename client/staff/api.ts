/**
 * The way to the server: typed clients of its routes, and one place that turns whatever comes back into an answer or a
 * `Trouble`. Nothing else in the staff application calls `fetch`.
 */
import { hc } from 'hono/client';
import type { RatingResult } from '../../server/core/rating-result.ts';
import type { RatingRules } from '../../server/core/rating-rules.ts';
import type { SurveyView } from '../../server/core/survey-view.ts';
import type { UnitDashboard } from '../../server/core/unit-dashboard.ts';
import type { FormItems } from '../../server/core/unit-items.ts';
import type { AccountRoutes } from '../../server/routes/accounts.ts';
import type { ApiKeyRoutes } from '../../server/routes/api-keys.ts';
import type { AssessmentOfficeRoutes } from '../../server/routes/assessment-office.ts';
import type { AssessmentRoutes } from '../../server/routes/assessments.ts';
import type { BatchMoveRoutes } from '../../server/routes/batch-moves.ts';
import type { CampaignSettingRoutes } from '../../server/routes/campaign-settings.ts';
import type { CampaignRoutes } from '../../server/routes/campaigns.ts';
import type { ComparisonRoutes } from '../../server/routes/comparisons.ts';
import type { ConflictRoutes } from '../../server/routes/conflicts.ts';
import type { DossierRoutes } from '../../server/routes/dossiers.ts';
import type { EvidenceRoutes } from '../../server/routes/evidence.ts';
import type { FileRoutes } from '../../server/routes/files.ts';
import type { FrameworkRoutes } from '../../server/routes/frameworks.ts';
import type { KeyingRoutes } from '../../server/routes/keying.ts';
import type { KeyingPolicyRoutes } from '../../server/routes/keying-policy.ts';
import type { KeyingQualityRoutes } from '../../server/routes/keying-quality.ts';
import type { KioskRoutes } from '../../server/routes/kiosks.ts';
import type { OutboxRoutes } from '../../server/routes/outbox.ts';
import type { PlanRoutes } from '../../server/routes/plans.ts';
import type { PrintComparisonRoutes } from '../../server/routes/print-comparisons.ts';
import type { ProcedureRoutes } from '../../server/routes/procedures.ts';
import type { ProvinceRoutes } from '../../server/routes/province.ts';
import type { PublicationRoutes } from '../../server/routes/publications.ts';
import type { RatingEntryRoutes } from '../../server/routes/rating-entries.ts';
import type { RatingRoutes } from '../../server/routes/ratings.ts';
import type { ReconciliationRoutes } from '../../server/routes/reconciliation.ts';
import type { ReportRoutes } from '../../server/routes/reports.ts';
import type { SheetBatchRoutes } from '../../server/routes/sheet-batches.ts';
import type { SheetImportFileRoutes } from '../../server/routes/sheet-import-files.ts';
import type { SheetImportRoutes } from '../../server/routes/sheet-imports.ts';
import type { SheetPrintRoutes } from '../../server/routes/sheet-prints.ts';
import type { SheetRoutes } from '../../server/routes/sheets.ts';
import type { SignatureRoutes } from '../../server/routes/signatures.ts';
import type { SurveyResultRoutes } from '../../server/routes/survey-results.ts';
import type { SurveyRoutes } from '../../server/routes/surveys.ts';
import type { TokenRoutes } from '../../server/routes/tokens.ts';
import type { UnitDashboardRoutes } from '../../server/routes/unit-dashboards.ts';
import type { UnitMappingRoutes } from '../../server/routes/unit-mappings.ts';
import type { UnitRoutes } from '../../server/routes/units.ts';
import type { WhatIfRoutes } from '../../server/routes/what-if.ts';
import type { YearRoutes } from '../../server/routes/years.ts';
import type { YearsView } from '../../server/years-view.ts';
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
  throw await refusalOf(response);
}

async function refusalOf(response: Response): Promise<Trouble> {
  const trouble = await readTrouble(response);
  if (trouble.code === 'not-signed-in') onSignedOut();
  return trouble;
}

/**
 * Sends a file as it is. Not by `fetch`, which does not tell how far it has come.
 * @param path below the API, with its query
 * @param onProgress percent of the file that has gone out
 * @param type what the server takes the file for
 * @throws Trouble
 */
export function upload(
  path: string,
  file: Blob,
  onProgress?: (percent: number) => void,
  type = 'application/octet-stream',
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${BASE}${path}`);
    request.setRequestHeader('Content-Type', type);
    request.setRequestHeader('X-Upload', 'file');
    request.setRequestHeader('Accept-Language', document.documentElement.lang);
    request.upload.onprogress = ({ loaded, total }) =>
      onProgress?.(Math.floor((100 * loaded) / Math.max(total, 1)));
    request.onerror = () => reject(new Trouble('unreachable'));
    request.onload = () => {
      const { status, responseText } = request;
      const response = new Response(responseText, { status });
      if (!response.ok) refusalOf(response).then(reject, reject);
      else response.json().then(resolve, () => reject(new Trouble('unreadable')));
    };
    request.send(file);
  });
}

const options = { headers, fetch: send };

export const accounts = hc<AccountRoutes>(BASE, options);
export const apiKeys = hc<ApiKeyRoutes>(BASE, options);
export const campaigns = hc<CampaignRoutes>(BASE, options);
export const frameworks = hc<FrameworkRoutes>(BASE, options);
export const campaignSettings = hc<CampaignSettingRoutes>(BASE, options);
export const assessments = hc<AssessmentRoutes>(BASE, options);
export const office = hc<AssessmentOfficeRoutes>(BASE, options);
export const publications = hc<PublicationRoutes>(BASE, options);
export const plans = hc<PlanRoutes>(BASE, options);
export const printComparisons = hc<PrintComparisonRoutes>(BASE, options);
export const evidence = hc<EvidenceRoutes>(BASE, options);
export const dossiers = hc<DossierRoutes>(BASE, options);
export const procedures = hc<ProcedureRoutes>(BASE, options);
export const ratings = hc<RatingRoutes>(BASE, options);
export const ratingEntries = hc<RatingEntryRoutes>(BASE, options);
export const dataFiles = hc<FileRoutes>(BASE, options);
export const reports = hc<ReportRoutes>(BASE, options);
export const signatures = hc<SignatureRoutes>(BASE, options);
export const surveys = hc<SurveyRoutes>(BASE, options);
export const surveyResults = hc<SurveyResultRoutes>(BASE, options);
export const provinces = hc<ProvinceRoutes>(BASE, options);
export const unitPages = hc<UnitDashboardRoutes>(BASE, options);
export const comparisons = hc<ComparisonRoutes>(BASE, options);
export const years = hc<YearRoutes>(BASE, options);
export const unitMappings = hc<UnitMappingRoutes>(BASE, options);
export const units = hc<UnitRoutes>(BASE, options);
export const whatIfs = hc<WhatIfRoutes>(BASE, options);
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

/** The stream that tells when a survey has something new. */
export const surveyEvents = (survey: string) =>
  new EventSource(`${BASE}/surveys/${encodeURIComponent(survey)}/events`);

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

export type ApiKeys = Answer<(typeof apiKeys)['api-keys']['$get']>;
export type ApiKey = ApiKeys['keys'][number];
export type SignedIn = Answer<typeof accounts.session.$get>;
export type Account = SignedIn['account'];
export type Unit = Answer<typeof accounts.accounts.$get>['units'][number];
export type AuditRow = Answer<typeof accounts.audit.$get>['rows'][number];
export type Campaign = Answer<typeof campaigns.campaigns.$get>['campaigns'][number];
type PublicationOf = (typeof publications.campaigns)[':campaign'];
export type Preview = Answer<PublicationOf['preview']['$get']>;
export type Published = NonNullable<Answer<PublicationOf['publications'][':proposal']['$put']>['published']>;
export type PlanList = Answer<typeof plans.plans.$get>;
export type Plan = Answer<(typeof plans.plans)[':plan']['$get']>;
export type PlanTask = Plan['tasks'][number];
export type PlanReports = Answer<
  (typeof plans.plans)[':plan']['tasks'][':task']['progress']['$get']
>['reports'];
export type PlanChoices = Answer<typeof plans.plans.choices.$get>;
export type PlanGaps = Answer<typeof plans.plans.gaps.$get>['gaps'];
/** Tasks as they are sent; what is left out is read from the words. */
export type BroughtTasks = Parameters<typeof plans.plans.$post>[0]['json']['tasks'];
/** A table of a quarter (`ratings/<id>`) or of a year (`campaigns/<id>/rating-year`), by a link, so that the browser saves it. */
export const ratingTable = (of: string, lang: string, choice: { format: 'xlsx' | 'csv'; table?: string }) =>
  `${BASE}/${of}/table?${new URLSearchParams({ ...choice, lang })}`;
/** Files of a plan: by a link, so that the browser saves them. */
export const planFile = (plan: string, file: string) => `${BASE}/plans/${encodeURIComponent(plan)}/${file}`;
type PrintOf = (typeof printComparisons.campaigns)[':campaign'];
export type PrintTables = Answer<PrintOf['print-tables']['$post']>;
export type PrintCompared = Answer<PrintOf['print-comparison']['$post']>;
type EvidenceOf = (typeof evidence.campaigns)[':campaign']['units'][':unit']['evidence'];
export type EvidenceList = Answer<EvidenceOf['$get']>;
export type Evidence = EvidenceList['evidence'][number];
export type UnitList = Answer<(typeof unitPages)['unit-dashboards']['$get']>;
type UnitPageOf = (typeof unitPages.campaigns)[':campaign']['units'][':unit']['dashboard'];
/** The page crosses as it is; the client's reading of JSON types loses what is read-only in it. */
export type UnitPage = UnitDashboard & {
  readonly items: readonly FormItems[];
} & Pick<Answer<UnitPageOf['$get']>, 'province' | 'publishedAt' | 'revision'>;
/** Two years cross as they are; the client's reading of JSON types loses what is read-only in them. */
export type YearsPage = YearsView;
export type UnitMappings = Answer<(typeof unitMappings)['unit-mappings']['$get']>;
export type ListedUnits = Answer<typeof units.units.$get>;
export type ListedUnit = ListedUnits['units'][number];
export type MappingLine = UnitMappings['rows'][number];
export type Tried = Answer<(typeof whatIfs.results)[':campaign']['units'][':unit']['what-if']['$post']>;
export type Compared = Answer<typeof comparisons.comparisons.$get>;
export type CompareChoices = Answer<typeof comparisons.comparisons.choices.$get>;
export type Kiosks = Answer<typeof kiosks.kiosks.$get>;
export type Kiosk = Kiosks['kiosks'][number];
export type Survey = Answer<typeof surveys.surveys.$get>['surveys'][number];
export type SurveyChoices = Answer<typeof surveys.surveys.choices.$get>;
export type Tally = Answer<(typeof surveys.surveys)[':survey']['tally']['$get']>;
export type Arrivals = Answer<(typeof surveys.surveys)[':survey']['arrivals']['$get']>;
export type Overview = Answer<typeof provinces.overview.$get>;
export type CampaignOverview = NonNullable<Overview['campaign']>;
export type OverviewResult = NonNullable<CampaignOverview['result']>;
export type OverviewSurvey = CampaignOverview['surveys'][number];
type ResultsOf = (typeof surveyResults.surveys)[':survey'];
/** The view crosses as it is; the client's reading of JSON types loses what is read-only in it. */
export type SurveyResults = SurveyView & { readonly survey: Survey };
export type ArrivalsByDay = Answer<ResultsOf['arrivals-by-day']['$get']>;
export type Comments = Answer<ResultsOf['comments']['$get']>;
export type BreakdownChoices = Answer<ResultsOf['breakdowns']['$get']>;
export type Targets = Answer<(typeof provinces.surveys)[':survey']['targets']['$get']>;
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
type AssessmentOf = (typeof assessments.campaigns)[':campaign']['assessments'];
export type Assessment = Answer<AssessmentOf[':unit']['$get']>;
export type AssessmentList = Answer<AssessmentOf['$get']>;
export type SavedScore = Answer<AssessmentOf[':unit'][':stage'][':criterion']['$put']>;
export type ScoreTrail = Answer<AssessmentOf[':unit']['trail'][':criterion']['$get']>['trail'];
export type Appraisers = Answer<(typeof office.campaigns)[':campaign']['appraisers']['$get']>;
export type ScoreChange = Answer<
  (typeof office.campaigns)[':campaign']['score-changes']['$get']
>['changes'][number];
export type FrameworkList = Answer<typeof frameworks.frameworks.$get>;
export type FrameworkVersion = FrameworkList['frameworks'][number];
export type FrameworkShown = Answer<(typeof frameworks.frameworks)[':framework'][':version']['$get']>;
export type DefinitionFault = FrameworkShown['faultList'][number];
export type FeedingForm = Answer<typeof frameworks.frameworks.forms.$get>['forms'][number];
export type FrameworkChanges = Answer<
  (typeof frameworks.frameworks)[':framework'][':version']['changes']['$get']
>;
export type CampaignChoices = Answer<typeof campaignSettings.campaigns.choices.$get>;
export type DossierFiles = Answer<(typeof dossiers)['dossier-imports']['$get']>;
export type DossierFile = DossierFiles['imports'][number];
export type DossierFaults = Answer<(typeof dossiers)['dossier-imports'][':import']['faults']['$get']>;
export type Procedures = Answer<typeof procedures.procedures.$get>;
export type RatingYears = Answer<typeof ratings.ratings.$get>['years'];
/** The result crosses as it is; the client's reading of JSON types loses what is read-only in it. */
export type Rating = Omit<Answer<(typeof ratings.ratings)[':rating']['$get']>, 'result'> & {
  readonly result: RatingResult;
};
export type RatingEntry = Rating['entries'][number];
export type RatingRulesShown = Omit<
  Answer<(typeof ratings.ratings)[':rating']['rules']['$get']>,
  'rules' | 'shipped'
> & {
  readonly rules: RatingRules;
  readonly shipped: RatingRules | null;
};
export type RatingYear = Omit<
  Answer<(typeof ratings.campaigns)[':campaign']['rating-year']['$get']>,
  'result'
> & {
  readonly result: RatingResult | null;
};
export type FeedTargets = Answer<(typeof ratings)['rating-feeds']['targets']['$get']>['targets'];
type EntriesOf = (typeof ratingEntries.ratings)[':rating']['units'][':unit'];
/** The document of an entry of a rating. */
export const documentOf = (rating: string, unit: string, evidence: string) =>
  `${BASE}/ratings/${encodeURIComponent(rating)}/units/${encodeURIComponent(unit)}/evidence/${evidence}`;
export type OpenDossiers = Answer<EntriesOf['open-dossiers']['$get']>;
export type ReportChoices = Answer<typeof reports.reports.choices.$get>;
export type ReportShown = Answer<(typeof reports.reports)[':campaign'][':revision']['$get']>;
export type ReportContent = ReportShown['content'];
export type SigningKeys = Answer<(typeof signatures)['signing-keys']['$get']>;
export type DataFile = Answer<typeof dataFiles.files.$get>['files'][number];
export type FileChoices = Answer<typeof dataFiles.files.choices.$get>;
/** Where a file of data is fetched: by a link, so that the browser saves it while it comes. */
export const fileAddress = (id: string) => `${BASE}/files/${encodeURIComponent(id)}/content`;
type SettingsOf = (typeof campaignSettings.campaigns)[':campaign'];
export type CampaignSettings = Answer<SettingsOf['settings']['$get']>;
