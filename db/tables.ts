/**
 * The data dictionary: every table and the meaning of each column, in the order in which an answer walks through them.
 *
 * Written alike on both databases: instants are UTC text (ISO 8601, milliseconds), days are `YYYY-MM-DD` in
 * Asia/Ho_Chi_Minh, yes/no is 0/1, documents are JSON text, exact decimals are text on SQLite and numeric on PostgreSQL
 * (read back as text on both). Hot tables lead their key with the province (decision 4).
 */
import type { Generated } from 'kysely';

/** A unit of the administration and its place in the tree: country → province → department, district, commune. */
export interface UnitTable {
  code: string;
  /** Code of the province the unit belongs to; for a province its own code. */
  province: string;
  parent: string | null;
  kind: string;
  name_vi: string;
  name_en: string | null;
  /** First day the unit exists, and the first day it no longer does (half-open); null: unknown or open. */
  valid_from: string | null;
  valid_to: string | null;
  /** 1: loaded as the sample, goes with it. */
  sample: number;
}

/** Recorded spellings of a unit. Names in files are matched through these only (decision 3). */
export interface UnitAliasTable {
  province: string;
  /** The spelling folded for comparison: NFC, lower case, single spaces. */
  folded: string;
  alias: string;
  unit: string;
}

/** A version of a form. Never changed once a survey opened it (decision 1). */
export interface FormTable {
  form: string;
  version: number;
  definition: string;
  hash: string;
  sample: number;
}

/** A version of a framework. A locked version never changes. */
export interface FrameworkTable {
  framework: string;
  version: number;
  definition: string;
  hash: string;
  locked: number;
  sample: number;
}

/** One year, one framework version, one unit list, its policies (decision 1). */
export interface CampaignTable {
  id: string;
  province: string;
  year: number;
  title_vi: string;
  title_en: string | null;
  source: string | null;
  framework: string;
  framework_version: number;
  policies: string;
  /** Fieldwork counts as printed, JSON, where known. */
  fieldwork: string | null;
  /** What the document prints beside its tables, JSON list of { unit, text }; carried, not computed with. */
  notes: string | null;
  sample: number;
}

export interface CampaignUnitTable {
  campaign: string;
  unit: string;
  /** Place in the campaign's list, from 1. */
  position: number;
  unit_group: string | null;
  /** Standard scale given directly; null: computed from the tree. */
  scale: string | null;
}

/** The final score of a leaf for a unit. A leaf without a row is blank. */
export interface ScoreTable {
  campaign: string;
  unit: string;
  criterion: string;
  state: 'blank' | 'scored' | 'not-assessed';
  points: string | null;
  self_points: string | null;
  note: string | null;
  source: string | null;
  figures: string | null;
}

export interface AdjustmentTable {
  campaign: string;
  position: number;
  unit: string;
  kind: 'bonus' | 'deduction';
  points: string;
  reason: string;
  document: string;
}

/** What the published document prints, as printed (domain §9.2). */
export interface PrintedValueTable {
  campaign: string;
  position: number;
  unit: string | null;
  field: string;
  criterion: string | null;
  value: string;
  label: string | null;
}

/** One form, a list of units, respondent groups, channels and a window (decision 1). */
export interface SurveyTable {
  id: string;
  province: string;
  campaign: string;
  form: string;
  title_vi: string;
  title_en: string | null;
  opens_on: string;
  /** Last day of the survey, inclusive. */
  closes_on: string;
  /** Last day on which an answer that was under way is taken, inclusive (decision 11). */
  accepts_until: string;
  /** JSON list of channels. */
  channels: string;
  /** JSON list of respondent group codes. */
  respondent_groups: string;
  /** 1: an answer without a token is taken, as basis `open` (decision 6). */
  open_answers: number;
  /** Answers of one unit in one minute above which further ones are flagged `burst` (decision 19). */
  burst_bound: number;
  /** Rises with every change, so that a server knows that its copy is old. */
  revision: number;
  sample: number;
}

export interface SurveyUnitTable {
  survey: string;
  unit: string;
  position: number;
}

/** Every version ever opened for a survey: an answer under any of them is taken (decision 11). */
export interface SurveyFormVersionTable {
  survey: string;
  version: number;
}

/** A single-use token. Only its hash and its state, never a day (decision 17). */
export interface TokenTable {
  province: string;
  token_hash: string;
  survey: string;
  unit: string;
  state: 'issued' | 'used' | 'expired' | 'void';
  /** SHA-256 of the short code that is printed beside the QR and can be typed. */
  code_hash: string | null;
  /** The batch of slips it was issued in: many slips, one day and unit, so it says nothing about a visitor. */
  batch: string;
  /** Last day on which it is taken, inclusive. */
  expires_on: string;
}

/** A sheet of slips: tokens issued together for one survey and unit. */
export interface TokenBatchTable {
  province: string;
  id: string;
  survey: string;
  unit: string;
  tokens: number;
  expires_on: string;
  issued_on: string;
  state: 'issued' | 'void';
}

/** What a retry needs to get its receipt again (decision 12). Leads to no answer. Kept until the campaign is published. */
export interface RetryTable {
  province: string;
  /** SHA-256 of the device's id. */
  client_hash: string;
  survey: string;
  /** HMAC of the body under the device's id: nobody who has only the database can test a guessed body. */
  content_mac: string;
  /** SHA-256 of the receipt. */
  receipt_hash: string;
}

/** One row per response (decision 4). No token, address, device or time (decision 17). */
export interface ResponseTable {
  province: string;
  survey: string;
  /** The server's day of acceptance; for paper the day its batch came back (decision 10). */
  day: string;
  /** Random, made by the server (decision 12). */
  id: string;
  form_version: number;
  /** The unit that served the respondent; null for a response that rates many units (decision 5). */
  unit: string | null;
  respondent_group: string;
  channel: string;
  basis: string;
  /** Bits: 1 too fast, 2 identical run, 4 burst (decision 19). */
  flags: number;
  /** `replaced` and `void` exist for keyed sheets only (decision 20). */
  state: 'counted' | 'replaced' | 'void';
  /** Packed by survey-forms/pack-answers.ts, decoded by the form version. */
  answers: string;
}

/** A keyed sheet and the response that stands for it now: a serial leads to the answer (decision 20). */
export interface SheetTable {
  province: string;
  survey: string;
  serial: string;
  state: 'accepted' | 'void';
  response_day: string;
  response_id: string;
}

/** Free comments, apart from the answers (decision 21). */
export interface CommentTable {
  province: string;
  survey: string;
  /** '' for a form that rates many units. */
  unit: string;
  /** `YYYY-MM`. */
  month: string;
  id: string;
  question: string;
  text: string;
}

/** Packed counters of one unit (decision 4). */
export interface TallyTable {
  province: string;
  survey: string;
  unit: string;
  form_version: number;
  respondent_group: string;
  channel: string;
  basis: string;
  flagged: number;
  responses: number;
  /** Responses since the last release (decision 22). */
  unreleased: number;
  /** Little-endian 32-bit counters in the order of server/core/tally.ts. */
  counters: Uint8Array;
}

/** The tally as last released to those who may follow a running survey (decision 22). */
export interface TallyReleaseTable {
  province: string;
  survey: string;
  unit: string;
  form_version: number;
  respondent_group: string;
  channel: string;
  basis: string;
  flagged: number;
  responses: number;
  counters: Uint8Array;
}

/** Day counts of a unit: what came in and by what right. `unit` is '' for forms that rate many units. */
export interface LedgerTable {
  province: string;
  survey: string;
  unit: string;
  day: string;
  issued: number;
  used: number;
  open: number;
  sheet: number;
  late: number;
  /** Tokens that ran out unused, on the day after their last; tokens made void, on the day they were. */
  expired: number;
  void: number;
  /** Answers from a kiosk without a token; they are of basis `open`, and counted here instead of under `open`. */
  kiosk: number;
}

/** A public device at a counter (decision 19: "many from one device" is its counter only). */
export interface KioskTable {
  id: string;
  province: string;
  survey: string;
  unit: string;
  /** The counter it stands at, as people there call it. */
  counter: string;
  state: 'enrolling' | 'active' | 'revoked';
  /** SHA-256 of the code that enrols the device once, and until when. */
  enrol_hash: string | null;
  enrol_until: string | null;
  /** SHA-256 of the device's secret. */
  secret_hash: string | null;
  /** Argon2id of the PIN with which staff leave the kiosk's screen. */
  pin_hash: string;
  seen_at: string | null;
  /** Answers that wait on the device, and those it keeps in quarantine, as it last said. */
  waiting: number;
  quarantined: number;
  /** Answers accepted from it. */
  answers: number;
  created_at: string;
  sample: number;
}

/** Days whose rows were put in id order (decision 17). */
export interface SettlementTable {
  province: string;
  day: string;
  settled_at: string;
}

/** A frozen result with its recipe. Never edited, only superseded by the next revision. */
export interface PublicationTable {
  campaign: string;
  revision: number;
  recipe: string;
  inputs: string;
  result: string;
  printed: string;
  /** SHA-256 of recipe, inputs and result together. */
  hash: string;
  reason: string | null;
  published_at: string;
  published_by: string;
  sample: number;
}

/** A member of staff. */
export interface AccountTable {
  id: string;
  username: string;
  name: string;
  password_hash: string;
  /** 1: the password was given by somebody else and must be changed at the next sign-in. */
  one_time: number;
  disabled: number;
  created_at: string;
}

/** A role, for one unit and all below it; `unit` '' = everywhere. */
export interface GrantTable {
  account: string;
  role: string;
  unit: string;
}

/** Only the hash of the session's secret is kept. */
export interface SessionTable {
  secret_hash: string;
  account: string;
  created_at: string;
  seen_at: string;
}

/** Who did what to what. Staff only: answers of citizens leave no timed row (decision 13). */
export interface AuditTable {
  id: Generated<number>;
  at: string;
  /** Account id, or the name of a part of the system such as `start` or `command line`. */
  actor: string;
  action: string;
  subject: string;
  details: string;
}

/** Small facts about this installation. */
export interface SettingTable {
  name: string;
  value: string;
}

export interface Tables {
  units: UnitTable;
  unit_aliases: UnitAliasTable;
  forms: FormTable;
  frameworks: FrameworkTable;
  campaigns: CampaignTable;
  campaign_units: CampaignUnitTable;
  scores: ScoreTable;
  adjustments: AdjustmentTable;
  printed_values: PrintedValueTable;
  surveys: SurveyTable;
  survey_units: SurveyUnitTable;
  survey_form_versions: SurveyFormVersionTable;
  tokens: TokenTable;
  token_batches: TokenBatchTable;
  retries: RetryTable;
  responses: ResponseTable;
  sheets: SheetTable;
  comments: CommentTable;
  tallies: TallyTable;
  tally_releases: TallyReleaseTable;
  ledger: LedgerTable;
  kiosks: KioskTable;
  settlements: SettlementTable;
  publications: PublicationTable;
  accounts: AccountTable;
  grants: GrantTable;
  sessions: SessionTable;
  audit: AuditTable;
  settings: SettingTable;
}
