/** Every address below `/quan-tri`. Ids come from files and are encoded here. */
export const STAFF = '/quan-tri';

/** A province at a glance; `?dot=` names the campaign. */
export const PROVINCE = `${STAFF}/toan-canh`;
/** A unit in a published result. */
export const provinceUnitScreen = (campaign: string, unit: string) =>
  `${PROVINCE}/${encodeURIComponent(campaign)}/${encodeURIComponent(unit)}`;
export const CAMPAIGNS = `${STAFF}/dot-danh-gia`;
export const ASSESSMENTS = `${STAFF}/danh-gia`;
/** Improvement plans; one plan, whose filters stand in the query (`plan-shown.ts`). */
export const PLANS = `${STAFF}/ke-hoach`;
export const planScreen = (plan: string) => `${PLANS}/${encodeURIComponent(plan)}`;
export const FRAMEWORKS = `${STAFF}/bo-tieu-chi`;
export const SETTINGS = `${STAFF}/chi-so`;
export const NEW_CAMPAIGN = `${STAFF}/tao-dot-danh-gia`;
/** Units in published results. */
export const UNITS = `${STAFF}/don-vi`;
/** Two published results held against each other; what is compared stands in the query (`compare-view.ts`). */
export const COMPARE = `${STAFF}/so-sanh`;
export const compareYearsScreen = (earlier: string, later: string, unit = '') =>
  `${COMPARE}?${new URLSearchParams({ kieu: 'nam', trai: earlier, phai: later, ...(unit && { 'don-vi': unit }) })}`;
export const SURVEYS = `${STAFF}/khao-sat`;
export const OPEN_SURVEY = `${STAFF}/mo-khao-sat`;
/** For a quarter of the rating: `dot` its campaign, `quy` the quarter. */
export const openQuarterSurvey = (campaign: string, quarter: number) =>
  `${OPEN_SURVEY}?${new URLSearchParams({ dot: campaign, quy: String(quarter) })}`;
export const PAPER = `${STAFF}/phieu-giay`;
/** A batch of sheets; a sheet by its serial. */
export const batchScreen = (campaign: string, batch: number) =>
  `${PAPER}/lo/${encodeURIComponent(campaign)}/${batch}`;
export const sheetScreen = (campaign: string, serial: string) =>
  `${PAPER}/phieu/${encodeURIComponent(campaign)}/${encodeURIComponent(serial)}`;
/** Files of data; `?noi-dung=`, `?khao-sat=` and `?dot=` choose beforehand (`files-form.tsx`). */
export const FILES = `${STAFF}/tep-so-lieu`;
/** The files of one survey. */
export const filesScreen = (survey: string) => `${FILES}?khao-sat=${encodeURIComponent(survey)}`;
/** The report of a published result; `?dot=`, `?ban=` and `?so-voi=` choose it. Signatures of publications. */
export const REPORTS = `${STAFF}/bao-cao`;
export const SIGNATURES = `${STAFF}/chu-ky-so`;
export const OUTBOX = `${STAFF}/nap-phieu`;
export const IMPORTS = `${STAFF}/nhap-tep`;
/** Units with the names that find them. */
export const UNIT_LIST = `${STAFF}/danh-sach-don-vi`;
export const KIOSKS = `${STAFF}/may-tai-quay`;
export const ACCOUNTS = `${STAFF}/tai-khoan`;
export const AUDIT = `${STAFF}/nhat-ky`;
export const HELP = `${STAFF}/tro-giup`;
/** Keys with which programs read. */
export const API_KEYS = `${STAFF}/khoa-api`;
export const PASSWORD = `${STAFF}/mat-khau`;

export const campaignScreen = (campaign: string) => `${CAMPAIGNS}/${encodeURIComponent(campaign)}`;
export const campaignPrintScreen = (campaign: string) => `${campaignScreen(campaign)}/doi-chieu`;
export const surveyScreen = (survey: string) => `${SURVEYS}/${encodeURIComponent(survey)}`;
export const tokensScreen = (survey: string) => `${surveyScreen(survey)}/ma-phieu`;
export const ledgerScreen = (survey: string) => `${surveyScreen(survey)}/so-phieu`;
/** What two clerks read differently, in one campaign; of one sheet. */
export const conflictsScreen = (campaign: string) => `${PAPER}/sai-lech/${encodeURIComponent(campaign)}`;
export const settleScreen = (campaign: string, serial: string) =>
  `${conflictsScreen(campaign)}/${encodeURIComponent(serial)}`;
export const qualityScreen = (campaign: string) => `${PAPER}/chat-luong/${encodeURIComponent(campaign)}`;
/** Sheets keyed elsewhere, brought as files; one file. */
export const SHEET_IMPORTS = `${PAPER}/nhap-tep`;
export const sheetImportScreen = (id: string) => `${SHEET_IMPORTS}/${encodeURIComponent(id)}`;
export const assessmentsScreen = (campaign: string) => `${ASSESSMENTS}/${encodeURIComponent(campaign)}`;
export const assessmentScreen = (campaign: string, unit: string) =>
  `${assessmentsScreen(campaign)}/don-vi/${encodeURIComponent(unit)}`;
export const appraisersScreen = (campaign: string) => `${assessmentsScreen(campaign)}/nguoi-tham-dinh`;
export const scoreChangesScreen = (campaign: string) => `${assessmentsScreen(campaign)}/sua-diem`;
export const frameworkScreen = (framework: string, version: number) =>
  `${FRAMEWORKS}/${encodeURIComponent(framework)}/${version}`;
export const frameworkChangesScreen = (framework: string, version: number) =>
  `${frameworkScreen(framework, version)}/thay-doi`;
export const settingsScreen = (campaign: string) => `${SETTINGS}/${encodeURIComponent(campaign)}`;
/** Ratings of procedure handling: one a quarter (`rating` is its id). */
export const RATINGS = `${STAFF}/cham-diem`;
export const ratingScreen = (rating: string) => `${RATINGS}/${encodeURIComponent(rating)}`;
export const ratingUnitScreen = (rating: string, unit: string) =>
  `${ratingScreen(rating)}/don-vi/${encodeURIComponent(unit)}`;
export const ratingRulesScreen = (rating: string) => `${ratingScreen(rating)}/quy-tac`;
/** The quarters of a year together. */
export const ratingYearScreen = (campaign: string) => `${RATINGS}/nam/${encodeURIComponent(campaign)}`;
export const COMPARE_RATINGS = `${RATINGS}/so-sanh`;
/** '' leaves a side open: the quarter before the other one, or the latest. */
export const compareRatingsScreen = (earlier: string, later: string) =>
  `${COMPARE_RATINGS}?${new URLSearchParams({ trai: earlier, phai: later })}`;
/** Files of dossiers; one file. */
export const DOSSIER_FILES = `${RATINGS}/ho-so`;
export const dossierFileScreen = (id: string) => `${DOSSIER_FILES}/${encodeURIComponent(id)}`;
export const PROCEDURES = `${RATINGS}/thu-tuc`;
/** Two published years beside each other; `?tu=`, `?den=` and `?don-vi=` choose. */
export const YEARS = `${STAFF}/so-nam`;
export const yearsScreen = (earlier: string, later: string, unit = '') =>
  `${YEARS}?${new URLSearchParams({ tu: earlier, den: later, ...(unit && { 'don-vi': unit }) })}`;
/** What units that merged or split were made of. */
export const UNIT_MAPPINGS = `${STAFF}/anh-xa-don-vi`;
