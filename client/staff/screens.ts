/** The table of screens: path, what they are, and the operations that open them; any one of these suffices. */
import type { ComponentType } from 'preact';
import type { Operation } from '../../server/access.ts';
import type { Words } from '../words/words-of.ts';
import { AccountsScreen } from './accounts-screen.tsx';
import {
  ACCOUNTS,
  API_KEYS,
  ASSESSMENTS,
  AUDIT,
  CAMPAIGNS,
  COMPARE,
  COMPARE_RATINGS,
  DOSSIER_FILES,
  FILES,
  FRAMEWORKS,
  HELP,
  IMPORTS,
  KIOSKS,
  NEW_CAMPAIGN,
  OPEN_SURVEY,
  OUTBOX,
  PAPER,
  PASSWORD,
  PLANS,
  PROCEDURES,
  PROVINCE,
  RATINGS,
  REPORTS,
  SETTINGS,
  SHEET_IMPORTS,
  SIGNATURES,
  SURVEYS,
  UNIT_LIST,
  UNIT_MAPPINGS,
  UNITS,
  YEARS,
} from './addresses.ts';
import { ApiKeysScreen } from './api-keys-screen.tsx';
import { AppraisersScreen } from './assessment-appraisers-screen.tsx';
import { AssessmentOverviewScreen } from './assessment-overview-screen.tsx';
import { AssessmentScreen } from './assessment-screen.tsx';
import { AssessmentsScreen } from './assessments-screen.tsx';
import { AuditScreen } from './audit-screen.tsx';
import { BatchScreen } from './batch-screen.tsx';
import { CampaignScreen } from './campaign-screen.tsx';
import { CampaignSettingsAdjustmentsScreen } from './campaign-settings-adjustments-screen.tsx';
import { CampaignSettingsApplicabilityScreen } from './campaign-settings-applicability-screen.tsx';
import { CampaignSettingsCreateScreen } from './campaign-settings-create-screen.tsx';
import { PART_PATHS } from './campaign-settings-frame.tsx';
import { CampaignSettingsHeadScreen } from './campaign-settings-head-screen.tsx';
import { CampaignSettingsSubordinatesScreen } from './campaign-settings-subordinates-screen.tsx';
import { CampaignSettingsUnitsScreen } from './campaign-settings-units-screen.tsx';
import { CampaignsScreen } from './campaigns-screen.tsx';
import { CompareScreen } from './compare-screen.tsx';
import { ConflictsScreen } from './conflicts-screen.tsx';
import { FilesScreen } from './files-screen.tsx';
import { FrameworkChangesScreen } from './framework-changes-screen.tsx';
import { FrameworkScreen } from './framework-screen.tsx';
import { FrameworksScreen } from './frameworks-screen.tsx';
import { HelpScreen } from './help-screen.tsx';
import { ImportScreen } from './import-screen.tsx';
import { KeyingQualityScreen } from './keying-quality-screen.tsx';
import { KiosksScreen } from './kiosks-screen.tsx';
import { later } from './later.tsx';
import { LedgerScreen } from './ledger-screen.tsx';
import { OpenSurveyScreen } from './open-survey-screen.tsx';
import { OutboxScreen } from './outbox-screen.tsx';
import { PaperScreen } from './paper-screen.tsx';
import { PasswordScreen } from './password-screen.tsx';
import { PrintComparisonScreen } from './print-comparison-screen.tsx';
import { ProvinceScreen } from './province-screen.tsx';
import { ScoreChangesScreen } from './score-changes-screen.tsx';
import { mayAny, mayOfProvince, type Session } from './session.ts';
import { SettleScreen } from './settle-screen.tsx';
import { SheetImportScreen } from './sheet-import-screen.tsx';
import { SheetImportsScreen } from './sheet-imports-screen.tsx';
import { SheetScreen } from './sheet-screen.tsx';
import { SurveyScreen } from './survey-screen.tsx';
import { SurveysScreen } from './surveys-screen.tsx';
import { TokensScreen } from './tokens-screen.tsx';
import { UnitPageScreen } from './unit-page-screen.tsx';
import { UnitResultsScreen } from './unit-results-screen.tsx';

// What stands beside the index: loaded by who opens it.
const PlanScreen = later('plan-screen', async () => (await import('./plan-screen.tsx')).PlanScreen);
const PlansScreen = later('plans-screen', async () => (await import('./plans-screen.tsx')).PlansScreen);
const RatingCompareScreen = later(
  'rating-compare-screen',
  async () => (await import('./rating-compare-screen.tsx')).RatingCompareScreen,
);
const RatingFileScreen = later(
  'rating-file-screen',
  async () => (await import('./rating-file-screen.tsx')).RatingFileScreen,
);
const RatingFilesScreen = later(
  'rating-files-screen',
  async () => (await import('./rating-files-screen.tsx')).RatingFilesScreen,
);
const RatingProceduresScreen = later(
  'rating-procedures-screen',
  async () => (await import('./rating-procedures-screen.tsx')).RatingProceduresScreen,
);
const RatingRulesScreen = later(
  'rating-rules-screen',
  async () => (await import('./rating-rules-screen.tsx')).RatingRulesScreen,
);
const RatingScreen = later('rating-screen', async () => (await import('./rating-screen.tsx')).RatingScreen);
const RatingUnitScreen = later(
  'rating-unit-screen',
  async () => (await import('./rating-unit-screen.tsx')).RatingUnitScreen,
);
const RatingYearScreen = later(
  'rating-year-screen',
  async () => (await import('./rating-year-screen.tsx')).RatingYearScreen,
);
const RatingsScreen = later(
  'ratings-screen',
  async () => (await import('./ratings-screen.tsx')).RatingsScreen,
);
const ReportScreen = later('report-screen', async () => (await import('./report-screen.tsx')).ReportScreen);
const SignaturesScreen = later(
  'signatures-screen',
  async () => (await import('./signatures-screen.tsx')).SignaturesScreen,
);
const UnitListScreen = later(
  'unit-list-screen',
  async () => (await import('./unit-list-screen.tsx')).UnitListScreen,
);
const UnitMappingScreen = later(
  'unit-mapping-screen',
  async () => (await import('./unit-mapping-screen.tsx')).UnitMappingScreen,
);
const YearsScreen = later('years-screen', async () => (await import('./years-screen.tsx')).YearsScreen);

export type Section = keyof Words['staff']['sections'];

export interface ScreenEntry {
  readonly path: string;
  /** The section of the header that it belongs to; null for what belongs to the account. */
  readonly section: Section | null;
  readonly operations: readonly Operation[];
  readonly component: ComponentType;
  /** About a whole province: empty for who holds a part of one, and so not offered there. */
  readonly ofProvince?: true;
}

/** A part of a campaign's settings. */
const settings = (part: keyof typeof PART_PATHS, operation: Operation, component: ComponentType) => ({
  path: `${SETTINGS}/:campaign${PART_PATHS[part]}`,
  section: 'campaigns' as const,
  operations: [operation],
  component,
});

const ofProvince = (screen: ScreenEntry): ScreenEntry => ({ ...screen, ofProvince: true });

export const SCREENS: readonly ScreenEntry[] = [
  ofProvince({
    path: PROVINCE,
    section: 'province',
    operations: ['read-province'],
    component: ProvinceScreen,
  }),
  ofProvince({
    path: CAMPAIGNS,
    section: 'campaigns',
    operations: ['list-campaigns'],
    component: CampaignsScreen,
  }),
  {
    path: `${CAMPAIGNS}/:campaign`,
    section: 'campaigns',
    operations: ['preview-result'],
    component: CampaignScreen,
  },
  {
    path: `${CAMPAIGNS}/:campaign/doi-chieu`,
    section: 'campaigns',
    operations: ['compare-print'],
    component: PrintComparisonScreen,
  },
  {
    path: ASSESSMENTS,
    section: 'assessments',
    operations: ['read-assessment'],
    component: AssessmentsScreen,
  },
  {
    path: `${ASSESSMENTS}/:campaign`,
    section: 'assessments',
    operations: ['read-assessment'],
    component: AssessmentOverviewScreen,
  },
  {
    path: `${ASSESSMENTS}/:campaign/nguoi-tham-dinh`,
    section: 'assessments',
    operations: ['assign-appraisers'],
    component: AppraisersScreen,
  },
  {
    path: `${ASSESSMENTS}/:campaign/sua-diem`,
    section: 'assessments',
    operations: ['propose-score-change'],
    component: ScoreChangesScreen,
  },
  {
    path: `${ASSESSMENTS}/:campaign/don-vi/:unit`,
    section: 'assessments',
    operations: ['read-assessment'],
    component: AssessmentScreen,
  },
  { path: RATINGS, section: 'ratings', operations: ['read-rating'], component: RatingsScreen },
  { path: COMPARE_RATINGS, section: 'ratings', operations: ['read-rating'], component: RatingCompareScreen },
  {
    path: PROCEDURES,
    section: 'ratings',
    operations: ['import-procedures'],
    component: RatingProceduresScreen,
  },
  { path: DOSSIER_FILES, section: 'ratings', operations: ['import-dossiers'], component: RatingFilesScreen },
  {
    path: `${DOSSIER_FILES}/:import`,
    section: 'ratings',
    operations: ['import-dossiers'],
    component: RatingFileScreen,
  },
  {
    path: `${RATINGS}/nam/:campaign`,
    section: 'ratings',
    operations: ['read-rating'],
    component: RatingYearScreen,
  },
  { path: `${RATINGS}/:rating`, section: 'ratings', operations: ['read-rating'], component: RatingScreen },
  {
    path: `${RATINGS}/:rating/quy-tac`,
    section: 'ratings',
    operations: ['read-rating'],
    component: RatingRulesScreen,
  },
  {
    path: `${RATINGS}/:rating/don-vi/:unit`,
    section: 'ratings',
    operations: ['read-rating'],
    component: RatingUnitScreen,
  },
  ofProvince({
    path: NEW_CAMPAIGN,
    section: 'campaigns',
    operations: ['create-campaign'],
    component: CampaignSettingsCreateScreen,
  }),
  settings('head', 'change-campaign', CampaignSettingsHeadScreen),
  settings('units', 'change-campaign', CampaignSettingsUnitsScreen),
  settings('adjustments', 'adjust-unit', CampaignSettingsAdjustmentsScreen),
  settings('subordinates', 'count-subordinates', CampaignSettingsSubordinatesScreen),
  settings('applicability', 'set-applicability', CampaignSettingsApplicabilityScreen),
  { path: UNITS, section: 'units', operations: ['read-unit-dashboard'], component: UnitResultsScreen },
  {
    path: `${PROVINCE}/:campaign/:unit`,
    section: 'units',
    operations: ['read-unit-dashboard'],
    component: UnitPageScreen,
  },
  { path: COMPARE, section: 'units', operations: ['compare-results'], component: CompareScreen },
  ofProvince({ path: YEARS, section: 'years', operations: ['read-years'], component: YearsScreen }),
  ofProvince({
    path: UNIT_MAPPINGS,
    section: 'years',
    operations: ['read-years'],
    component: UnitMappingScreen,
  }),
  {
    path: FRAMEWORKS,
    section: 'frameworks',
    operations: ['list-frameworks'],
    component: FrameworksScreen,
  },
  {
    path: `${FRAMEWORKS}/:framework/:version`,
    section: 'frameworks',
    operations: ['list-frameworks'],
    component: FrameworkScreen,
  },
  {
    path: `${FRAMEWORKS}/:framework/:version/thay-doi`,
    section: 'frameworks',
    operations: ['list-frameworks'],
    component: FrameworkChangesScreen,
  },
  { path: PLANS, section: 'plans', operations: ['read-plan'], component: PlansScreen },
  { path: `${PLANS}/:plan`, section: 'plans', operations: ['read-plan'], component: PlanScreen },
  { path: SURVEYS, section: 'surveys', operations: ['list-surveys'], component: SurveysScreen },
  { path: OUTBOX, section: 'surveys', operations: ['import-outbox'], component: OutboxScreen },
  { path: OPEN_SURVEY, section: 'surveys', operations: ['open-survey'], component: OpenSurveyScreen },
  {
    path: `${SURVEYS}/:survey`,
    section: 'surveys',
    operations: ['read-arrivals'],
    component: SurveyScreen,
  },
  {
    path: `${SURVEYS}/:survey/ma-phieu`,
    section: 'surveys',
    operations: ['issue-tokens'],
    component: TokensScreen,
  },
  {
    path: `${SURVEYS}/:survey/so-phieu`,
    section: 'surveys',
    operations: ['read-reconciliation'],
    component: LedgerScreen,
  },
  {
    path: FILES,
    section: 'files',
    operations: ['export-tallies', 'export-results', 'export-answers'],
    component: FilesScreen,
  },
  ofProvince({ path: REPORTS, section: 'reports', operations: ['write-report'], component: ReportScreen }),
  ofProvince({
    path: SIGNATURES,
    section: 'reports',
    operations: ['add-signing-key'],
    component: SignaturesScreen,
  }),
  { path: PAPER, section: 'paper', operations: ['list-sheet-batches'], component: PaperScreen },
  {
    path: SHEET_IMPORTS,
    section: 'paper',
    operations: ['import-sheets'],
    component: SheetImportsScreen,
  },
  {
    path: `${SHEET_IMPORTS}/:import`,
    section: 'paper',
    operations: ['import-sheets'],
    component: SheetImportScreen,
  },
  {
    path: `${PAPER}/lo/:campaign/:batch`,
    section: 'paper',
    operations: ['list-sheet-batches'],
    component: BatchScreen,
  },
  {
    path: `${PAPER}/phieu/:campaign/:serial`,
    section: 'paper',
    operations: ['read-sheet'],
    component: SheetScreen,
  },
  {
    path: `${PAPER}/sai-lech/:campaign`,
    section: 'paper',
    operations: ['list-conflicts'],
    component: ConflictsScreen,
  },
  {
    path: `${PAPER}/sai-lech/:campaign/:serial`,
    section: 'paper',
    operations: ['list-conflicts'],
    component: SettleScreen,
  },
  {
    path: `${PAPER}/chat-luong/:campaign`,
    section: 'paper',
    operations: ['read-keying-quality'],
    component: KeyingQualityScreen,
  },
  {
    path: IMPORTS,
    section: 'imports',
    operations: ['import-units', 'import-form', 'import-framework', 'import-campaign'],
    component: ImportScreen,
  },
  {
    path: UNIT_LIST,
    section: 'imports',
    operations: ['import-units', 'import-dossiers'],
    component: UnitListScreen,
  },
  { path: KIOSKS, section: 'kiosks', operations: ['list-kiosks'], component: KiosksScreen },
  { path: ACCOUNTS, section: 'accounts', operations: ['list-accounts'], component: AccountsScreen },
  { path: AUDIT, section: 'audit', operations: ['read-audit'], component: AuditScreen },
  { path: API_KEYS, section: null, operations: ['list-own-api-keys'], component: ApiKeysScreen },
  { path: HELP, section: null, operations: [], component: HelpScreen },
  { path: PASSWORD, section: null, operations: [], component: PasswordScreen },
];

/** The sections an account may enter, in the order of the header. */
export function sectionsOf(session: Session): { section: Section; href: string }[] {
  const found: { section: Section; href: string }[] = [];
  for (const screen of SCREENS) {
    const { section, path } = screen;
    // What needs an id is no way in.
    if (section === null || path.includes(':') || found.some((one) => one.section === section)) continue;
    if (mayEnter(session, screen) === 'yes') found.push({ section, href: path });
  }
  return found;
}

/** Whether the account has work on the screen; `of-province`: it would, if it held a whole province. */
export function mayEnter(session: Session, screen: ScreenEntry): 'yes' | 'no' | 'of-province' {
  if (!mayAny(session, screen.operations)) return 'no';
  return screen.ofProvince && !mayOfProvince(session, screen.operations) ? 'of-province' : 'yes';
}

/**
 * Where work starts: who scores units comes to them, who reads the results of a part of a province to its units,
 * everybody else to the first section; null without a role.
 */
export function startOf(session: Session): string | null {
  const sections = sectionsOf(session);
  const at = (wanted: Section) => sections.find(({ section }) => section === wanted)?.href;
  if (mayAny(session, ['appraise'])) return at('assessments') ?? sections[0]?.href ?? null;
  const ofPart = mayAny(session, ['read-province']) && !mayOfProvince(session, ['read-province']);
  return (ofPart ? at('units') : undefined) ?? sections[0]?.href ?? null;
}
