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

/** A version of a framework: a draft, perhaps with faults, until a campaign uses it. A locked version never changes. */
export interface FrameworkTable {
  framework: string;
  version: number;
  definition: string;
  hash: string;
  locked: number;
  sample: number;
  /** Code of the province whose publishers may change it while it is not locked; null: who publishes for all. */
  province: Generated<string | null>;
  /** Rises with every save of a draft: whoever saves over another's change is told. */
  revision: Generated<number>;
  /** How many faults the check of the whole finds; no campaign can use a version that has any. */
  faults: Generated<number>;
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
  /** JSON of `RuleInputs`; where it is there, the points follow from it by the criterion's rule. */
  inputs: string | null;
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

/**
 * Sheets printed together for one post office, rated unit and respondent group: what is allotted, handed out, counted
 * back, keyed and closed as one.
 */
export interface SheetBatchTable {
  province: string;
  campaign: string;
  /** From 1 in each campaign; "Lô 014". */
  number: number;
  survey: string;
  /** Code of the unit (kind `post-office`) that hands out and collects; rights of clerks are held against it. */
  post_office: string;
  /** The rated unit; '' for a form that rates many units. */
  unit: string;
  respondent_group: string;
  /** The version that is printed, and therefore keyed. */
  form_version: number;
  sheets: number;
  /** The number asked for: of the sheets that come back, so many stand, the first by receipt. Null: no bound. */
  quota: number | null;
  state: 'allotted' | 'handed-out' | 'returned' | 'closed';
  allotted_on: string;
  handed_out_on: string | null;
  /** The day the batch came back: the day of its responses (decision 10). */
  returned_on: string | null;
  /** How many sheets came back by the count of the post office's covering note; what was scanned must agree. */
  expected: number | null;
  closed_at: string | null;
  /** SHA-256 over serials, states and answers, made when the batch is closed (reliability T2). */
  seal: string | null;
}

/**
 * The ledger of serials: where every sheet ended. issued → returned → accepted, rejected; or missing, void. An accepted
 * one names the response that stands for it now: a serial leads to the answer (decision 20).
 */
export interface SheetTable {
  province: string;
  campaign: string;
  /** Six digits, the last the check digit (survey-forms/serial.ts). */
  serial: string;
  survey: string;
  batch: number;
  /** Place in the batch, from 1. */
  place: number;
  /** How often it is keyed, decided when it is allotted and by the campaign's seed. */
  passes: number;
  state: 'issued' | 'returned' | 'accepted' | 'rejected' | 'missing' | 'void';
  /** Why it was rejected, from the list of server/core/sheet-ledger.ts. */
  reason: string | null;
  note: string | null;
  /** Order of receipt within the batch, from 1. */
  receipt: number | null;
  response_day: string | null;
  response_id: string | null;
}

/** The next number a province prints on a sheet; goes round after 100.000, so that campaigns near in time share none. */
export interface SheetNumberTable {
  province: string;
  next: number;
}

/** Which share of a campaign's sheets is keyed twice; without a row all are. Holds for batches allotted afterwards. */
export interface KeyingPolicyTable {
  campaign: string;
  /** Decimal text in [0;1]; `1`: all. */
  share: string;
  seed: string;
}

/** One keying of a sheet by one clerk. Never changed but for `comments`, which move to their own table when the sheet is accepted. */
export interface KeyingTable {
  province: string;
  campaign: string;
  serial: string;
  pass: number;
  /** Account id. */
  clerk: string;
  /** When the server took it in. */
  keyed_at: string;
  form_version: number;
  /** JSON of `KeyedAnswers` without free text (survey-forms/keyed-answers.ts). */
  answers: string;
  /** Free text, JSON of { question: text }; null when there is none, or when it has moved (decision 21). */
  comments: string | null;
  /** SHA-256 of what was keyed (survey-forms/keyed-content.ts): the same keying sent again is recognised by it. */
  content_hash: string;
  keystrokes: number;
  /** Working time that the screen counted, pauses left out. */
  seconds: number;
  /** The import it came with, or `file` and a mark of the keying computer; null for the keying screen. */
  source: string | null;
}

/** A field that two keyings of a sheet read differently, and what a third person settled. */
export interface ConflictTable {
  province: string;
  campaign: string;
  serial: string;
  question: string;
  /** The row of a matrix; '' otherwise. */
  unit: string;
  /** JSON of `KeyedValue`; `""`, the empty text, for a question that this pass was not led to. */
  first_value: string;
  second_value: string;
  choice: 'first' | 'second' | 'paper' | null;
  settled_value: string | null;
  /** A code of server/core/double-entry.ts, or written out. */
  reason: string | null;
  settled_by: string | null;
  settled_at: string | null;
}

/** A file of answers keyed elsewhere: checked whole, then stored in chunks; an interrupted one resumes (decision 16). */
export interface SheetImportTable {
  id: string;
  province: string;
  campaign: string;
  survey: string;
  form_version: number;
  file_name: string;
  file_kind: 'csv' | 'xlsx';
  file_hash: string;
  /** The rows as read, compressed. */
  content: Uint8Array;
  /** The pass its keyings count as; 0: keyed and verified elsewhere, accepted at once. */
  pass: number;
  state: 'checked' | 'running' | 'done';
  /** `all`: one fault stops it before anything begins; `good`: faulty rows are left out and handed back. */
  mode: 'all' | 'good' | null;
  row_count: number;
  faulty: number;
  /** Faults by row and column, JSON, compressed. */
  faults: Uint8Array;
  /** Rows gone through. */
  done: number;
  stored: number;
  unchanged: number;
  /** Rows that fitted when checked and no longer did when stored. */
  refused: number;
  brought_by: string;
  brought_at: string;
  /** Last sign of life of whoever runs it. */
  moved_at: string | null;
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
  /** The batch of at least 10 in which it was released to readers, from 1 in each survey and unit; null: not yet. */
  batch: Generated<number | null>;
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
  /** Answers counted since the last release; one that was taken back brings no release nearer (decision 22). */
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

/** How many responses a survey aims at, by channel. */
export interface SurveyTargetTable {
  province: string;
  survey: string;
  channel: string;
  responses: number;
}

/**
 * A question of the form by which a survey's results may be broken down. Counted once from the answers after the close;
 * by respondent group and channel the tallies tell without it.
 */
export interface SurveyBreakdownTable {
  province: string;
  survey: string;
  question: string;
  /** Place in the list, from 1. */
  position: number;
  /** When its tallies were counted, and the SHA-256 of the survey's tallies then; null: not counted. */
  counted_at: string | null;
  counted_hash: string | null;
}

/** Packed counters of those respondents who chose a code of a declared question; summed over groups and channels. */
export interface BreakdownTallyTable {
  province: string;
  survey: string;
  unit: string;
  form_version: number;
  question: string;
  /** The chosen code; -1: left blank or not asked. */
  code: number;
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
  /** The decision of the council or chair, JSON of { number, day }; null where none was named. */
  decision: string | null;
  sample: number;
}

/** Where a unit's assessment stands, from its own scores to the council's. */
export interface AssessmentTable {
  campaign: string;
  unit: string;
  /**
   * open: the unit scores itself · submitted: round 1 · explaining: back at the unit · explained: round 2 · appraised:
   * before the council · final: a change needs two people.
   */
  state: 'open' | 'submitted' | 'explaining' | 'explained' | 'appraised' | 'final';
  submitted_at: string | null;
  submitted_by: string | null;
  /** A later last day for this unit's present stage than that of all, inclusive. */
  extended_until: string | null;
  /** The council's decision, JSON of { number, day }; null before it. */
  decision: string | null;
  revision: number;
}

/** What stands at a stage for a leaf of a unit, as last saved; `score_trail` keeps all that was ever handed in. */
export interface StageScoreTable {
  campaign: string;
  unit: string;
  criterion: string;
  /** `explanation` holds the unit's note only. */
  stage: 'self' | 'round-1' | 'explanation' | 'round-2' | 'council';
  state: 'blank' | 'scored' | 'not-assessed';
  points: string | null;
  /** JSON of `RuleInputs`. */
  inputs: string | null;
  note: string | null;
  source: string | null;
  /** Account id. */
  written_by: string;
  written_at: string;
  /** Rises with every change: whoever saves over another's change is told. */
  revision: number;
}

/** Every score that was handed in or given, for ever. */
export interface ScoreTrailTable {
  id: Generated<number>;
  campaign: string;
  unit: string;
  criterion: string;
  stage: StageScoreTable['stage'];
  state: StageScoreTable['state'];
  points: string | null;
  inputs: string | null;
  note: string | null;
  source: string | null;
  written_by: string;
  /** The second person, for a change after the lock. */
  confirmed_by: string | null;
  written_at: string;
}

/** Last day of a stage, inclusive (decision 10). */
export interface StageDeadlineTable {
  campaign: string;
  /** self, round-1, explanation, round-2 or council. */
  stage: string;
  deadline: string;
}

/** The areas (first level of the framework) that an appraiser scores in a campaign. */
export interface AppraiserAreaTable {
  campaign: string;
  account: string;
  area: string;
}

/** A document that shows what a unit claims; the file lies in the data folder under its hash. */
export interface EvidenceTable {
  id: string;
  province: string;
  campaign: string;
  unit: string;
  /** SHA-256 of the stored bytes, hex. */
  file_hash: string;
  /** As the unit calls it; never a path. */
  file_name: string;
  media_type: string;
  bytes: number;
  title: string;
  /** Number, date and issuer as on the document. */
  number: string | null;
  issued_on: string | null;
  issuer: string | null;
  added_by: string;
  added_at: string;
  withdrawn_at: string | null;
}

/** One document may serve several criteria. */
export interface EvidenceUseTable {
  campaign: string;
  unit: string;
  criterion: string;
  evidence: string;
  /** The stage in which it was brought: self or explanation. */
  stage: string;
}

/** How the units below a unit were classed, for the class cap (domain §4). */
export interface SubordinatesTable {
  campaign: string;
  unit: string;
  units: number;
  reaching: number;
  document: string;
}

/** What one person proposes and another confirms: a publication, or a change of a score after the lock. */
export interface ProposalTable {
  id: string;
  campaign: string;
  kind: 'publish' | 'change-score';
  /** JSON of what is proposed. */
  content: string;
  reason: string;
  proposed_by: string;
  proposed_at: string;
  outcome: 'confirmed' | 'refused' | 'withdrawn' | null;
  decided_by: string | null;
  decided_at: string | null;
  /** What the second person says to it, e.g. why it is refused. */
  note: Generated<string | null>;
}

/** How the columns of a printed table are to be read, remembered by name. */
export interface PrintMappingTable {
  province: string;
  name: string;
  mapping: string;
  used_at: string;
}

/** An administrative procedure that citizens apply for, by its code in the national register. */
export interface ProcedureTable {
  province: string;
  code: string;
  name_vi: string;
  name_en: string | null;
  /** Field of administration, e.g. "Đất đai". */
  field: string | null;
  /** How far it can be done online. */
  online: 'none' | 'partial' | 'full';
  valid_from: string | null;
  valid_to: string | null;
}

/** The rating of one quarter (domain §6): its rules, the surveys whose answers count, and the result once it is closed. */
export interface RatingTable {
  id: string;
  province: string;
  /** The campaign of the year: its framework holds the nine indicators, its units are rated. */
  campaign: string;
  year: number;
  quarter: number;
  /** JSON of `RatingRules` (server/core/rating-rules.ts). */
  rules: string;
  /** JSON list of survey ids: forms 4 and 5 of this quarter. */
  surveys: string;
  /** open: dossiers and entries come in · verified: checked by the control office · closed: frozen. */
  state: 'open' | 'verified' | 'closed';
  /** JSON of `RatingResult`, frozen at the close; and its SHA-256, from the verification on: only what was verified is closed. */
  result: string | null;
  result_hash: string | null;
  verified_by: string | null;
  verified_at: string | null;
  closed_by: string | null;
  closed_at: string | null;
  revision: number;
}

/** A dossier as the one-stop software reports it. Its code never lies beside an answer. */
export interface DossierTable {
  province: string;
  code: string;
  unit: string;
  procedure: string;
  /** The official who handled it, as the one-stop software names him; '' where it does not. */
  official: string;
  received_on: string;
  due_on: string;
  /** Null: not returned yet. The quarter of a dossier is that of its return. */
  returned_on: string | null;
  /** JSON list of { from, to }, days in which the clock stood still, half-open. */
  pauses: string;
  /** 1: handed in online; null: the file does not say. */
  online: number | null;
  /** early 2, on the day 1, late 0; null: not returned. By the calendar; and without the pauses. */
  total_time: number | null;
  own_time: number | null;
  /** SHA-256 of what was reported: the same report sent again is recognised by it. */
  content_hash: string;
  /** The import or the key it came with. */
  source: string;
}

/** A file of dossiers: checked whole, then stored in chunks; an interrupted one resumes (decision 16). The file lies in the data folder. */
export interface DossierImportTable {
  id: string;
  province: string;
  file_name: string;
  file_hash: string;
  state: 'checking' | 'checked' | 'running' | 'done' | 'failed';
  /** `all`: one fault stops it; `good`: faulty rows are left out; each with or without `-replace`: dossiers with other dates are replaced. */
  mode: string | null;
  row_count: number;
  faulty: number;
  /** Faults by row and column, JSON, compressed. */
  faults: Uint8Array | null;
  done: number;
  stored: number;
  unchanged: number;
  changed: number;
  refused: number;
  brought_by: string;
  brought_at: string;
  moved_at: string;
}

/** What an agency enters for an indicator that neither dossiers nor answers give, and what the control office says to it. */
export interface IndicatorEntryTable {
  rating: string;
  unit: string;
  indicator: number;
  state: 'blank' | 'scored' | 'not-assessed';
  points: string | null;
  /** JSON of what was counted. */
  inputs: string | null;
  note: string | null;
  /** Id of a document in `evidence`. */
  evidence: string | null;
  written_by: string;
  written_at: string;
  verified_by: string | null;
  verified_at: string | null;
  verdict_note: string | null;
  revision: number;
}

/** What a new unit is made of: shares of one new unit on one day add to 1 (domain §8). */
export interface UnitMappingTable {
  province: string;
  new_unit: string;
  old_unit: string;
  effective_on: string;
  share: string;
  /** The resolution that says so. */
  document: string;
}

/** An improvement plan: tasks per criterion for one unit, often the province. */
export interface PlanTable {
  id: string;
  province: string;
  unit: string;
  year: number;
  title: string;
  source: string | null;
  /** The campaign whose gaps it was made from; null: from a file. */
  from_campaign: string | null;
  framework: string | null;
  framework_version: number | null;
  state: 'draft' | 'issued';
  /** JSON of { number, day } of the decision that issued it. */
  document: string | null;
  revision: number;
  made_by: string;
  made_at: string;
}

export interface PlanTaskTable {
  plan: string;
  /** From 1, in the order of the annex. */
  position: number;
  criterion: string;
  name: string;
  target: string;
  target_points: string | null;
  product: string;
  requirement: string;
  /** As written; kept as words where no day can be read from it. */
  deadline: string;
  deadline_on: string | null;
  lead: string;
  lead_unit: string | null;
  coordinating: string;
  /** JSON list of unit codes. */
  coordinating_units: string;
  state: 'open' | 'done' | 'dropped';
  revision: number;
}

/** Every report on a task, never changed. */
export interface PlanProgressTable {
  id: string;
  plan: string;
  position: number;
  percent: number | null;
  state: PlanTaskTable['state'];
  note: string;
  /** JSON of { hash, name, mediaType, bytes }: a document of its own in the store of evidence, under its hash. */
  evidence: string | null;
  written_by: string;
  written_at: string;
}

/** A sentence of the report as the office wants it, instead of the shipped one. */
export interface ReportTemplateTable {
  province: string;
  language: string;
  part: string;
  body: string;
  revision: number;
  written_by: string;
  written_at: string;
}

/** A public key whose owner signs publications; the private one never comes here. */
export interface SigningKeyTable {
  /** First 16 hex digits of the SHA-256 of the public key. */
  id: string;
  province: string;
  name: string;
  /** Ed25519, raw, base64. */
  public_key: string;
  added_by: string;
  added_at: string;
  retired_at: string | null;
}

/** A signature of a publication's hash, made elsewhere and checked when it was brought. */
export interface SignatureTable {
  campaign: string;
  revision: number;
  key: string;
  /** Ed25519, base64. */
  signature: string;
  brought_by: string;
  brought_at: string;
}

/** A file made for a member of staff: written to disk while its progress shows, checked, kept for a while. */
export interface ExportFileTable {
  id: string;
  province: string;
  campaign: string | null;
  survey: string | null;
  /** What is in it: answers, tallies, results, codebook, questionnaire or everything. */
  kind: string;
  format: string;
  /** JSON of what was asked for. */
  options: string;
  state: 'running' | 'done' | 'failed' | 'removed';
  /** Rows that the database holds for it; and rows written so far. A file is done only when both agree. */
  row_count: number;
  done: number;
  bytes: number | null;
  file_name: string;
  /** SHA-256 of the file, hex. */
  file_hash: string | null;
  /** Code of a problem, where it failed. */
  trouble: string | null;
  made_by: string;
  made_at: string;
  /** Last sign of life of whoever writes it. */
  moved_at: string;
  expires_at: string;
}

/** A key with which a program acts for its owner: never more than the owner may, for the scopes and the unit named. */
export interface ApiKeyTable {
  id: string;
  account: string;
  name: string;
  /** SHA-256 of the secret, which is shown once. */
  secret_hash: string;
  /** JSON list of scopes. */
  scopes: string;
  /** It holds for this unit and all below. */
  unit: string;
  /** Last day, inclusive. */
  expires_on: string;
  created_at: string;
  /** The last day on which it was used. */
  used_on: string | null;
  revoked_at: string | null;
  revoked_by: string | null;
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
  sheet_batches: SheetBatchTable;
  sheets: SheetTable;
  sheet_numbers: SheetNumberTable;
  keying_policies: KeyingPolicyTable;
  keyings: KeyingTable;
  conflicts: ConflictTable;
  sheet_imports: SheetImportTable;
  comments: CommentTable;
  survey_targets: SurveyTargetTable;
  survey_breakdowns: SurveyBreakdownTable;
  breakdown_tallies: BreakdownTallyTable;
  tallies: TallyTable;
  tally_releases: TallyReleaseTable;
  ledger: LedgerTable;
  kiosks: KioskTable;
  settlements: SettlementTable;
  publications: PublicationTable;
  assessments: AssessmentTable;
  stage_scores: StageScoreTable;
  score_trail: ScoreTrailTable;
  stage_deadlines: StageDeadlineTable;
  appraiser_areas: AppraiserAreaTable;
  evidence: EvidenceTable;
  evidence_uses: EvidenceUseTable;
  subordinates: SubordinatesTable;
  proposals: ProposalTable;
  print_mappings: PrintMappingTable;
  procedures: ProcedureTable;
  ratings: RatingTable;
  dossiers: DossierTable;
  dossier_imports: DossierImportTable;
  indicator_entries: IndicatorEntryTable;
  unit_mappings: UnitMappingTable;
  plans: PlanTable;
  plan_tasks: PlanTaskTable;
  plan_progress: PlanProgressTable;
  report_templates: ReportTemplateTable;
  signing_keys: SigningKeyTable;
  signatures: SignatureTable;
  export_files: ExportFileTable;
  api_keys: ApiKeyTable;
  accounts: AccountTable;
  grants: GrantTable;
  sessions: SessionTable;
  audit: AuditTable;
  settings: SettingTable;
}
