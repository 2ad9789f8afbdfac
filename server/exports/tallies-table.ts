/**
 * The counts of a survey behind the gate: every page that an analyst can narrow to by one thing beside the unit, each
 * level of each item a row. What a page withholds the file withholds, and both are made by the same function.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { wordsOf } from '../../client/words/words-of.ts';
import type { Db } from '../../db/dialect.ts';
import { readBreakdowns } from '../../db/queries/breakdowns.ts';
import { type Form, type Lang, say, type Text } from '../../survey-forms/form.ts';
import { channelTallies } from '../campaign-inputs.ts';
import type { DecimalText } from '../core/framework.ts';
import type { ItemView } from '../core/live-view.ts';
import { type ResultFilters, type SurveyPages, surveyPages } from '../core/survey-view.ts';
import { amongHeld, type Follower, standingOf } from '../survey-results.ts';
import type { Cell, Column, ExportTable, Row } from './export-table.ts';
import type { SurveyCodebook } from './survey-codebook.ts';

/** Every unit, group or channel. No code is written like this. */
const ALL = '*';
/** In the place of a code: asked and left blank. */
const BLANK = 'blank';

const COLUMNS: readonly Column[] = [
  { name: 'survey', holds: 'word', width: 22 },
  { name: 'release', holds: 'word' },
  { name: 'form_version', holds: 'number' },
  { name: 'unit', holds: 'word', width: 14 },
  { name: 'unit_name', holds: 'word', width: 34 },
  { name: 'respondent_group', holds: 'word', width: 20 },
  { name: 'channel', holds: 'word', width: 16 },
  { name: 'basis', holds: 'word', width: 20 },
  { name: 'flagged', holds: 'word', width: 14 },
  { name: 'question', holds: 'word', width: 14 },
  { name: 'question_text', holds: 'word', width: 50 },
  { name: 'code', holds: 'word', width: 8 },
  { name: 'label', holds: 'word', width: 24 },
  { name: 'count', holds: 'number' },
  { name: 'answers', holds: 'number' },
  { name: 'value', holds: 'number' },
  { name: 'withheld', holds: 'number' },
];

export interface TalliesAsked {
  readonly follower: Follower;
  readonly codebook: SurveyCodebook;
}

/** @param values `codes`, or a language whose words stand for them and say what is withheld */
export async function talliesTable(
  db: Db,
  { follower, codebook }: TalliesAsked,
  { values, lang }: { readonly values: 'codes' | 'labels'; readonly lang: Lang },
): Promise<ExportTable> {
  const { survey } = follower;
  const { release, all } = await standingOf(db, follower);
  const declared = (await readBreakdowns(db, survey)).map(({ question }) => question);
  const sections = codebook.forms.map((form) => {
    const own = channelTallies(survey, [form], all);
    const narrowings = narrowingsOf(
      follower,
      form,
      own.some(({ basis }) => basis === 'open'),
    );
    return { form, narrowings: own.length > 0 ? narrowings : [], page: surveyPages(form, own, declared) };
  });
  const words = namesOf(codebook, values, lang);
  return {
    columns: COLUMNS,
    count: sections.reduce((sum, { form, narrowings }) => sum + narrowings.length * linesOf(form), 0),
    async *rows() {
      for (const section of sections)
        for (const narrowing of section.narrowings) {
          yield pageRows(section, narrowing, { survey: survey.id, release: release.name, words });
          await nextTurn();
        }
    },
  };
}

/** Lines of a page: a level each, and one for blank. Numbers and free text have none. */
function linesOf(form: Form): number {
  const counted = form.sections.flatMap(({ questions }) => questions);
  return counted.reduce((sum, question) => {
    if (!('scale' in question)) return sum;
    return sum + (form.scales[question.scale]?.levels.length ?? 0) + 1;
  }, 0);
}

/** For all units and each: as a whole, without flagged answers, by group, by channel. */
function narrowingsOf(follower: Follower, form: Form, hasOpen: boolean): ResultFilters[] {
  const { survey, units } = follower;
  const among = amongHeld(follower);
  const groups = form.respondentGroups.filter(({ code }) => survey.respondentGroups.includes(code));
  const bases = hasOpen ? (['counted', 'open'] as const) : (['counted'] as const);
  return bases.flatMap((basis) =>
    [null, ...units].flatMap((unit) => {
      const whole: ResultFilters = { unit, basis, group: null, channel: null, flagged: 'with', ...among };
      return [
        whole,
        { ...whole, flagged: 'without' as const },
        ...groups.map(({ code }) => ({ ...whole, group: code })),
        ...survey.channels.map((channel) => ({ ...whole, channel })),
      ];
    }),
  );
}

/** What stands in a column for a code. */
interface Names {
  unit(code: string | null): string;
  unitName(code: string | null): string;
  group(code: string | null): string;
  channel(code: ResultFilters['channel']): string;
  basis(code: ResultFilters['basis']): string;
  flagged(code: ResultFilters['flagged']): string;
  text(text: Text): string;
  readonly blank: string;
  /** In the place of a number that is withheld. */
  readonly withheld: Cell;
  /** Digit for digit, or as a number that a spreadsheet shows. */
  share(value: DecimalText | null): Cell;
}

function namesOf({ units, head }: SurveyCodebook, values: 'codes' | 'labels', lang: Lang): Names {
  const { results, files, figure } = wordsOf(lang).staff;
  const { filters } = results;
  const names = new Map(units.map(({ code, name }) => [code, say(name, lang)]));
  const groups = new Map(
    (head.find(({ name }) => name === 'respondent_group')?.values ?? []).map(({ code, text }) => [
      code,
      say(text, lang),
    ]),
  );
  const common = {
    unitName: (code: string | null) => (code === null ? filters.allUnits : (names.get(code) ?? code)),
    text: (text: Text) => say(text, lang),
    blank: files.cells.blank,
    unit: (code: string | null) => code ?? ALL,
  };
  if (values === 'codes')
    return {
      ...common,
      group: (code) => code ?? ALL,
      channel: (code) => code ?? ALL,
      basis: (code) => code,
      flagged: (code) => code,
      withheld: null,
      share: (value) => value,
    };
  return {
    ...common,
    group: (code) => (code === null ? filters.allGroups : (groups.get(code) ?? code)),
    channel: (code) => (code === null ? filters.allChannels : filters.channels[code]),
    basis: (code) => filters.bases[code],
    flagged: (code) => filters.flags[code],
    withheld: figure.withheldShort,
    share: (value) => value && Number(value),
  };
}

function pageRows(
  { form, page }: { readonly form: Form; readonly page: SurveyPages },
  narrowing: ResultFilters,
  { survey, release, words }: { readonly survey: string; readonly release: string; readonly words: Names },
): Row[] {
  const { unit, group, channel, basis, flagged } = narrowing;
  const front = [
    ...[survey, release, form.version, words.unit(unit), words.unitName(unit)],
    ...[words.group(group), words.channel(channel), words.basis(basis), words.flagged(flagged)],
  ];
  return page(narrowing).items.flatMap((item) => itemRows(item, words).map((row) => [...front, ...row]));
}

function itemRows(item: ItemView, words: Names): Row[] {
  const asked = [item.key, words.text(item.text)];
  const base = item.withheld ? [words.withheld, words.withheld] : [item.answers, words.share(item.value)];
  const row = (code: string, label: string, count: number | null): Row => [
    ...[...asked, code, label],
    count ?? words.withheld,
    ...base,
    Number(count === null),
  ];
  return [
    ...item.levels.map(({ code, text, count }) => row(String(code), words.text(text), count)),
    row(BLANK, words.blank, item.blank),
  ];
}
