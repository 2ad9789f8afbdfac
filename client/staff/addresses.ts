/** Every address below `/quan-tri`. Ids come from files and are encoded here. */
export const STAFF = '/quan-tri';

export const CAMPAIGNS = `${STAFF}/dot-danh-gia`;
export const SURVEYS = `${STAFF}/khao-sat`;
export const OPEN_SURVEY = `${STAFF}/mo-khao-sat`;
export const OUTBOX = `${STAFF}/nap-phieu`;
export const IMPORTS = `${STAFF}/nhap-tep`;
export const KIOSKS = `${STAFF}/may-tai-quay`;
export const ACCOUNTS = `${STAFF}/tai-khoan`;
export const AUDIT = `${STAFF}/nhat-ky`;
export const PASSWORD = `${STAFF}/mat-khau`;

export const campaignScreen = (campaign: string) => `${CAMPAIGNS}/${encodeURIComponent(campaign)}`;
export const surveyScreen = (survey: string) => `${SURVEYS}/${encodeURIComponent(survey)}`;
export const tokensScreen = (survey: string) => `${surveyScreen(survey)}/ma-phieu`;
export const ledgerScreen = (survey: string) => `${surveyScreen(survey)}/so-phieu`;
