/**
 * A published result as a workbook, the tables as officials know them: ranking, criteria by unit, what units claimed and
 * what stands, answers, and how it was computed. Numbers are real numbers with a format of their own, so that the reader's
 * spreadsheet shows them in its notation; the exact decimals are in the open data.
 */
import writeWorkbook, { type CellObject, type Row, type Sheet } from 'write-excel-file/node';
import { formatDate, formatInstant, formatShort } from '../client/format.ts';
import { groupTitle, inputsCode, type PublishedView, rankedGroups } from '../client/public/published-view.ts';
import { wordsOf } from '../client/words/words-of.ts';
import { type Lang, say } from '../survey-forms/form.ts';
import type { UnitResult } from './core/campaign.ts';
import type { Fieldwork } from './core/campaign-file.ts';
import type { DecimalText } from './core/framework.ts';
import { groupName, surveyName } from './form-names.ts';
import { scoresByPlace } from './result-csv.ts';
import { plainText } from './table-text.ts';

/** The same decimals as the pages. */
const TWO_DECIMALS = '#,##0.00';
/** As many as a score has, up to four. */
const SHORT = '#,##0.####';
const WIDE = 44;
const NARROW = 13;

const text = (value: string | null | undefined): CellObject | null =>
  value ? { type: String, value: plainText(value), format: '@', wrap: true, alignVertical: 'top' } : null;

const head = (value: string): CellObject => ({
  type: String,
  value: plainText(value),
  fontWeight: 'bold',
  wrap: true,
  alignVertical: 'top',
  bottomBorderStyle: 'thin',
});

const number = (value: DecimalText | number | null | undefined, format = TWO_DECIMALS): CellObject | null =>
  value == null ? null : { type: Number, value: Number(value), format, alignVertical: 'top' };

const count = (value: number | null | undefined) => number(value, '#,##0');

interface Table {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly widths: readonly number[];
  /** Columns that stay in sight. */
  readonly sticky: number;
}

/** Rows above the head of every table: title, what it is of, and an empty one. */
export const ROWS_ABOVE = 3;

/** @param fieldwork counts of forms as the document reports them, where it does */
export async function resultSheet(
  view: PublishedView,
  fieldwork: Fieldwork | null,
  lang: Lang,
): Promise<Buffer> {
  const { files } = wordsOf(lang).results;
  const { inputs } = view.published;
  const published = files.of(view.revision, formatInstant(view.publishedAt, lang));
  const tables = [
    ranking(view, lang),
    matrix(view, lang),
    ...claims(view, lang),
    ...adjusted(view, lang),
    ...answered(view, fieldwork, lang),
    method(view, lang),
  ];
  const sheets: Sheet<never>[] = tables.map(({ title, rows, widths, sticky }) => ({
    sheet: title,
    data: [
      [{ ...head(`${title}: ${say(inputs.title, lang)}`), wrap: false }],
      [`${say(view.province, lang)} · ${inputs.year} · ${published}`],
      [],
      ...rows,
    ],
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: ROWS_ABOVE + 1,
    stickyColumnsCount: sticky,
    orientation: 'landscape',
  }));
  return writeWorkbook(sheets).toBuffer();
}

/** In ranking order, one group under the other. */
function ranking(view: PublishedView, lang: Lang): Table {
  const { results } = wordsOf(lang);
  const { columns, sheets } = results.files;
  const units = rankedGroups(view).flatMap((ranked) =>
    ranked.units.map((unit) => ({ unit, group: ranked.group === null ? null : groupTitle(ranked, lang) })),
  );
  const titles = [
    results.rank,
    columns.code,
    columns.unit,
    columns.group,
    columns.appraised,
    columns.bonus,
    columns.deduction,
    columns.perception,
    columns.satisfaction,
    columns.points,
    columns.scale,
    results.index,
    results.class,
    columns.note,
  ];
  return {
    title: sheets.ranking,
    sticky: 3,
    widths: [7, 14, WIDE, 22, ...Array.from({ length: 8 }, () => NARROW), 14, WIDE],
    rows: [
      titles.map(head),
      ...units.map(({ unit, group }) => [
        count(unit.rank),
        text(unit.unit),
        text(say(unit.name, lang)),
        text(group),
        number(unit.appraised),
        number(unit.bonus),
        number(unit.deduction),
        number(unit.perception),
        number(unit.satisfaction),
        number(unit.points),
        number(unit.scale),
        number(unit.index),
        text(unit.class && say(unit.class, lang)),
        text(remark(unit, lang)),
      ]),
    ],
  };
}

function remark({ unranked, uncappedClass }: UnitResult, lang: Lang): string | null {
  const { results } = wordsOf(lang);
  if (unranked) return results.unranked[unranked];
  return uncappedClass ? results.files.uncapped(say(uncappedClass, lang)) : null;
}

/** Criteria down, units across: what stands. "Not assessed" is a word, and blank is empty (decision 9). */
function matrix({ published }: PublishedView, lang: Lang): Table {
  const { columns, sheets } = wordsOf(lang).results.files;
  const { notAssessed } = wordsOf(lang).common;
  const ranked = new Map(published.result.units.map((unit) => [unit.unit, unit]));
  // In the order of the campaign's list, which is that of the office and stays when ranks change.
  const units = published.inputs.units.flatMap(({ code }) => ranked.get(code) ?? []);
  const nodes = units.map(({ nodes: own }) => new Map(own.map((node) => [node.code, node])));
  return {
    title: sheets.matrix,
    sticky: 3,
    widths: [10, WIDE, NARROW, ...units.map(() => NARROW)],
    rows: [
      [
        columns.criterionCode,
        columns.criterion,
        columns.max,
        ...units.map(({ name }) => say(name, lang)),
      ].map(head),
      ...published.inputs.framework.criteria.map(({ code, name, max }) => [
        text(code),
        text(say(name, lang)),
        number(max, SHORT),
        ...nodes.map((own) => {
          const node = own.get(code);
          return node?.state === 'not-assessed' ? text(notAssessed) : number(node?.points, SHORT);
        }),
      ]),
      ...totals(units, lang),
    ],
  };
}

/** Below the criteria, what becomes of their points (domain §4): a row each, as the printed tables end. */
function totals(units: readonly UnitResult[], lang: Lang): Row[] {
  const { results } = wordsOf(lang);
  const { columns } = results.files;
  const row = (name: string, cell: (unit: UnitResult) => CellObject | null) => [
    null,
    head(name),
    null,
    ...units.map(cell),
  ];
  return [
    row(columns.appraised, ({ appraised }) => number(appraised, SHORT)),
    row(columns.perception, ({ perception }) => number(perception, SHORT)),
    row(columns.satisfaction, ({ satisfaction }) => number(satisfaction, SHORT)),
    row(columns.bonus, ({ bonus }) => number(bonus, SHORT)),
    row(columns.deduction, ({ deduction }) => number(deduction, SHORT)),
    row(columns.points, ({ points }) => number(points, SHORT)),
    row(columns.scale, ({ scale }) => number(scale, SHORT)),
    row(results.index, ({ index }) => number(index)),
    row(results.class, (unit) => text(unit.class && say(unit.class, lang))),
    row(results.rank, ({ rank }) => count(rank)),
  ];
}

/** What was given and taken outside the tree, with reason and document; absent where nothing was. */
function adjusted({ published }: PublishedView, lang: Lang): Table[] {
  const { unit: words, results } = wordsOf(lang);
  const { columns } = results.files;
  const { adjustments, units } = published.inputs;
  if (adjustments.length === 0) return [];
  const names = new Map(units.map(({ code, name }) => [code, name]));
  const rows = adjustments.map(({ unit, kind, points, reason, document }) => [
    text(say(names.get(unit) ?? { vi: unit }, lang)),
    text(words.adjustmentKinds[kind]),
    number(points, SHORT),
    text(reason),
    text(document),
  ]);
  const titles = [columns.unit, words.kind, columns.points, words.reason, words.document];
  return [
    {
      title: words.adjustmentsTitle,
      sticky: 1,
      widths: [WIDE, NARROW, NARROW, 60, WIDE],
      rows: [titles.map(head), ...rows],
    },
  ];
}

/** What units claimed beside what stands; absent where no claim is known. */
function claims({ published }: PublishedView, lang: Lang): Table[] {
  const { columns, sheets } = wordsOf(lang).results.files;
  const scores = scoresByPlace(published.inputs);
  const criteria = new Map(published.inputs.framework.criteria.map((one) => [one.code, one]));
  const rows = published.result.units.flatMap((unit) =>
    unit.nodes.flatMap((node) => {
      const score = scores.get(`${unit.unit} ${node.code}`);
      if (score?.selfPoints == null) return [];
      return [
        [
          text(say(unit.name, lang)),
          text(node.code),
          text(say(criteria.get(node.code)?.name ?? { vi: node.code }, lang)),
          number(node.max, SHORT),
          number(score.selfPoints, SHORT),
          number(node.points, SHORT),
          text(score.note),
          text(score.source),
        ],
      ];
    }),
  );
  if (rows.length === 0) return [];
  const titles = [
    columns.unit,
    columns.criterionCode,
    columns.criterion,
    columns.max,
    columns.self,
    columns.final,
    columns.note,
    columns.source,
  ];
  return [
    {
      title: sheets.claims,
      sticky: 2,
      widths: [28, 10, WIDE, NARROW, NARROW, NARROW, WIDE, 28],
      rows: [titles.map(head), ...rows],
    },
  ];
}

/** How many answered, by unit, survey and group; and the counts of fieldwork where the document reports them. */
function answered({ published }: PublishedView, fieldwork: Fieldwork | null, lang: Lang): Table[] {
  const { columns, sheets, fieldwork: counts, withheld: withheldWords } = wordsOf(lang).results.files;
  const { tallies, units, withheld, forms } = published.inputs;
  const told = [
    ...tallies,
    ...(withheld?.tallies ?? []).flatMap(({ form, surveys }) => surveys.map((survey) => ({ survey, form }))),
  ];
  const surveyTitle = (survey: string) => surveyName(forms, told, survey, (name) => say(name, lang));
  const names = new Map(units.map(({ code, name }) => [code, name]));
  const line = (label: string, value: number) => [text(label), null, null, count(value)];
  const reported: Row[] = fieldwork
    ? [
        line(counts.issued, fieldwork.formsIssued),
        line(counts.collected, fieldwork.formsCollected),
        line(counts.accepted, fieldwork.formsAccepted),
        line(counts.rejected, fieldwork.formsRejected),
      ]
    : [];
  const sums = new Map<string, number>();
  for (const { unit, survey, respondentGroup, responses } of tallies) {
    const key = JSON.stringify([unit, survey, respondentGroup]);
    sums.set(key, (sums.get(key) ?? 0) + responses);
  }
  const rows = [...sums].map(([key, responses]) => {
    const [unit, survey, group] = JSON.parse(key) as [string, string, string];
    return [
      text(say(names.get(unit) ?? { vi: unit }, lang)),
      text(surveyTitle(survey)),
      text(say(groupName(forms, group), lang)),
      count(responses),
    ];
  });
  const few = (withheld?.tallies ?? []).map(({ unit, surveys, responses }) => [
    text(say(names.get(unit) ?? { vi: unit }, lang)),
    text(surveys.map(surveyTitle).join(', ')),
    text(withheldWords.groups),
    responses === null ? text(withheldWords.counts(withheld?.base ?? 0)) : count(responses),
  ]);
  if (rows.length + reported.length + few.length === 0) return [];
  const titles = [columns.unit, columns.survey, columns.respondentGroup, columns.responses];
  return [
    {
      title: sheets.answers,
      sticky: 1,
      widths: [WIDE, 28, 22, NARROW],
      rows: [titles.map(head), ...reported, ...rows, ...few],
    },
  ];
}

/** By which rules, of what, and the hash that anyone can recompute. */
function method(view: PublishedView, lang: Lang): Table {
  const { results, method: words } = wordsOf(lang);
  const { recipe, inputs } = view.published;
  const { policies, framework, withheld } = inputs;
  const { decision } = view;
  const lines: (readonly [string, string | null | undefined])[] = [
    [
      words.framework,
      `${say(framework.title, lang)} (${words.frameworkVersion(framework.id, framework.version)})`,
    ],
    [words.adjustTitle, words.adjustments[policies.adjustments]],
    [words.scaleTitle, words.notApplicable[policies.notApplicable]],
    [
      words.classTitle,
      framework.bands.map(({ name, from }) => `${say(name, lang)}: ${formatShort(from, 2, lang)}`).join('; '),
    ],
    [words.rankTitle, `${words.ranking[policies.ranking]} ${words.ties[policies.ties]}`],
    [
      words.countTitle,
      `${words.openAnswers[policies.openAnswers]} ${words.flaggedAnswers[policies.flaggedAnswers]}`,
    ],
    [words.surveyTitle, words.minimum(policies.minimumResponses)],
    [words.cutOff, recipe.cutOff === null ? words.noCutOff : formatInstant(recipe.cutOff, lang)],
    [results.files.decision, decision && results.decision(decision.number, formatDate(decision.day, lang))],
    [results.files.reason, view.reason],
    [words.source, inputs.source],
    [words.inputsHash, inputsCode(view.published)],
    [words.withheldTitle, withheld && words.withheld(withheld.base, withheld.scores.length)],
  ];
  return {
    title: results.files.sheets.method,
    sticky: 1,
    widths: [36, 100],
    rows: [
      [results.files.columns.rule, results.files.columns.value].map(head),
      ...lines.filter(([, value]) => value).map(([name, value]) => [text(name), text(value)]),
    ],
  };
}
