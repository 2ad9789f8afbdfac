/** Every address below `/quan-tri`. Ids come from files and are encoded here. */
export const STAFF = '/quan-tri';

/** A province at a glance; `?dot=` names the campaign. */
export const PROVINCE = `${STAFF}/toan-canh`;
/** A unit in a published result. */
export const provinceUnitScreen = (campaign: string, unit: string) =>
  `${PROVINCE}/${encodeURIComponent(campaign)}/${encodeURIComponent(unit)}`;
export const CAMPAIGNS = `${STAFF}/dot-danh-gia`;
export const ASSESSMENTS = `${STAFF}/danh-gia`;
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
export const OUTBOX = `${STAFF}/nap-phieu`;
export const IMPORTS = `${STAFF}/nhap-tep`;
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
