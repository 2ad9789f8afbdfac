/** From what was asked for to what is written: each kind of file, in each of its formats, from one state of the database. */
import { formatInstant } from '../../client/format.ts';
import { languages, wordsOf } from '../../client/words/words-of.ts';
import type { Db } from '../../db/dialect.ts';
import { findCampaign } from '../../db/queries/campaigns.ts';
import type { ExportFile } from '../../db/queries/export-files.ts';
import { findSurvey, type OpenSurvey, surveysOfCampaign } from '../../db/queries/surveys.ts';
import { type Lang, say } from '../../survey-forms/form.ts';
import { dayOf, windowAt } from '../core/calendar.ts';
import { type ExportOptions, ExportTrouble, optionsOf, RESULT_PARTS } from '../export-kinds.ts';
import { answersTable } from './answers-table.ts';
import { type ArchiveNote, campaignArchive, type Member } from './campaign-archive.ts';
import { codebookPage, codebookTable } from './codebook-files.ts';
import { csvBytes } from './csv-bytes.ts';
import type { ExportTable, FileSource } from './export-table.ts';
import { questionnaire } from './questionnaire.ts';
import { resultCsv, resultJson, resultWorkbook, standingResult } from './result-files.ts';
import { type SurveyCodebook, surveyCodebook } from './survey-codebook.ts';
import { talliesTable } from './tallies-table.ts';
import { MOST_COLUMNS, MOST_WORKBOOK_ROWS, workbookBytes } from './workbook-bytes.ts';

/** @throws ExportTrouble where it cannot be made, or not in this format */
export function fileSource(db: Db, file: ExportFile, now: Date): Promise<FileSource> {
  const options = optionsOf(file);
  const making: Making = {
    db,
    file,
    options,
    now,
    lang: languages().find((one) => one === options.lang) ?? 'vi',
  };
  return file.survey === null ? ofCampaign(making, file.campaign ?? '') : ofSurvey(making, file.survey);
}

interface Making {
  readonly db: Db;
  readonly file: Pick<ExportFile, 'kind' | 'format'>;
  readonly options: ExportOptions;
  readonly now: Date;
  readonly lang: Lang;
}

/** A survey with what its columns mean. */
interface Subject {
  readonly survey: OpenSurvey;
  readonly codebook: SurveyCodebook;
}

async function subjectOf(db: Db, survey: OpenSurvey): Promise<Subject> {
  return { survey, codebook: await surveyCodebook(db, survey) };
}

async function ofSurvey(making: Making, id: string): Promise<FileSource> {
  const survey = await findSurvey(making.db, id);
  if (!survey) throw new ExportTrouble('nothing-to-export');
  const subject = await subjectOf(making.db, survey);
  switch (making.file.kind) {
    case 'answers':
      return answers(making, subject);
    case 'tallies':
      return tallies(making, subject);
    case 'questionnaire':
      return questionnaire(making.db, survey, subject.codebook, making.lang);
    default:
      return codebook(making, subject);
  }
}

const csv = (table: ExportTable, { mark }: Pick<ExportOptions, 'mark'>): FileSource => ({
  rows: table.count,
  bytes: (tell) => csvBytes(table, { mark }, tell),
});

/** A sheet of rows, and one that says what the columns mean. */
function workbook({ lang }: Making, table: ExportTable, subject: Subject): FileSource {
  if (table.count > MOST_WORKBOOK_ROWS) throw new ExportTrouble('too-many-rows');
  if (table.columns.length > MOST_COLUMNS) throw new ExportTrouble('too-many-columns');
  const { sheets } = wordsOf(lang).staff.files;
  const second = codebookTable(subject.codebook);
  return {
    rows: table.count,
    async *bytes(tell) {
      // Only rows of the first sheet are counted.
      const counted = { ...table, rows: () => counting(table, tell) };
      const both = [
        { title: sheets.rows, table: counted },
        { title: sheets.codebook, table: second },
      ];
      yield* workbookBytes(both);
    },
  };
}

async function* counting(table: ExportTable, tell: (rows: number) => void) {
  for await (const rows of table.rows()) {
    yield rows;
    tell(rows.length);
  }
}

async function answers(making: Making, subject: Subject): Promise<FileSource> {
  const { db, file, options, lang } = making;
  const asked = { ...subject, units: options.units };
  if (file.format === 'xlsx') return workbook(making, await answersTable(db, asked, lang), subject);
  return csv(await answersTable(db, asked, 'codes'), options);
}

async function tallies(making: Making, { survey, codebook: own }: Subject): Promise<FileSource> {
  const { db, file, options, now, lang } = making;
  const exact = windowAt(survey, dayOf(now)) === 'over';
  const follower = { survey, units: options.units ?? survey.units, exact };
  const values = file.format === 'xlsx' ? 'labels' : 'codes';
  const table = await talliesTable(db, { follower, codebook: own }, { values, lang });
  return values === 'labels' ? workbook(making, table, { survey, codebook: own }) : csv(table, options);
}

function codebook({ file, options, now }: Making, { codebook: own }: Subject): FileSource {
  if (file.format === 'csv') return csv(codebookTable(own), options);
  return {
    rows: 0,
    async *bytes() {
      yield Buffer.from(codebookPage(own, formatInstant(now.toISOString(), 'vi')));
    },
  };
}

async function ofCampaign(making: Making, id: string): Promise<FileSource> {
  const { db, file, options, lang } = making;
  if (file.kind === 'everything') return everything(making, id);
  const view = await standingResult(db, id);
  if (!view) throw new ExportTrouble('nothing-to-export');
  if (file.format === 'json') return resultJson(view);
  return file.format === 'csv' ? resultCsv(view, options.part, options) : resultWorkbook(db, view, lang);
}

async function everything(making: Making, id: string): Promise<FileSource> {
  const { db, options, now } = making;
  const campaign = await findCampaign(db, id);
  if (!campaign) throw new ExportTrouble('nothing-to-export');
  const members: Member[] = options.holds.includes('results') ? await resultMembers(making, id) : [];
  const missing: ArchiveNote['missing'][number][] = [];
  for (const survey of await surveysOfCampaign(db, id)) {
    const own = await surveyMembers(making, await subjectOf(db, survey));
    members.push(...own);
    if (own.some(({ answersOf }) => answersOf !== undefined)) continue;
    missing.push({ survey: survey.id, why: options.holds.includes('answers') ? 'not-over' : 'no-right' });
  }
  const made = formatInstant(now.toISOString(), 'vi');
  return campaignArchive(members, { campaign: say(campaign.title, 'vi'), at: now, made, missing });
}

async function resultMembers({ db, options, lang }: Making, id: string): Promise<Member[]> {
  const view = await standingResult(db, id);
  if (!view) return [];
  return [
    ...RESULT_PARTS.map((part) => ({ path: `results/${part}.csv`, source: resultCsv(view, part, options) })),
    { path: 'results/results.xlsx', source: resultWorkbook(db, view, lang) },
    { path: 'results/publication.json', source: resultJson(view) },
  ];
}

async function surveyMembers(making: Making, subject: Subject): Promise<Member[]> {
  const { db, options, now, lang } = making;
  const { survey } = subject;
  const at = (name: string) => `surveys/${survey.id}/${name}`;
  const as = (kind: string, format: string): Making => ({ ...making, file: { kind, format } });
  const members: Member[] = [
    { path: at('codebook.html'), source: codebook(as('codebook', 'html'), subject) },
    { path: at('codebook.csv'), source: codebook(as('codebook', 'csv'), subject) },
    { path: at('questionnaire.pdf'), source: await questionnaire(db, survey, subject.codebook, lang) },
  ];
  if (options.holds.includes('tallies'))
    members.push({ path: at('tallies.csv'), source: await tallies(as('tallies', 'csv'), subject) });
  if (options.holds.includes('answers') && windowAt(survey, dayOf(now)) === 'over')
    members.push({
      path: at('answers.csv'),
      source: await answers(as('answers', 'csv'), subject),
      answersOf: survey.id,
    });
  return members;
}
