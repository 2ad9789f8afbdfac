/**
 * A published result as open data: comma, CRLF, UTF-8 with its mark, so that a spreadsheet reads Vietnamese. Numbers are
 * exact decimals in machine notation; nothing is rounded. Columns are only ever added, at the end.
 */
import { stringify } from 'csv-stringify/sync';
import type { Text } from '../survey-forms/form.ts';
import type { CampaignInputs, Score } from './core/campaign.ts';
import { isDecimalText } from './core/decimal.ts';
import type { PublishedResult } from './core/recipe.ts';
import { plainText } from './table-text.ts';

type Cell = string | number | null | undefined;

function csv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cells = rows.map((row) =>
    row.map((cell) => (typeof cell === 'string' && !isDecimalText(cell) ? plainText(cell) : (cell ?? ''))),
  );
  return stringify([head, ...cells], { bom: true, record_delimiter: 'windows' });
}

const both = (text: Text | null | undefined): [string, string] => [text?.vi ?? '', text?.en ?? ''];

/** The ranking, a row a unit. */
export function rankingCsv({ result }: PublishedResult): string {
  const rows = result.units.map((unit) => [
    unit.unit,
    ...both(unit.name),
    unit.group,
    unit.rank,
    unit.order,
    unit.appraised,
    unit.bonus,
    unit.deduction,
    unit.perception,
    unit.satisfaction,
    unit.survey,
    unit.points,
    unit.scale,
    unit.index,
    ...both(unit.class),
    unit.uncappedClass?.vi,
    unit.unranked,
  ]);
  const head =
    'unit name_vi name_en group rank order appraised bonus deduction perception satisfaction survey points scale index class_vi class_en uncapped_class_vi unranked';
  return csv(head.split(' '), rows);
}

/** Every score, a row a unit and criterion: what the unit claimed, what stands, and why. */
export function scoresCsv({ inputs, result }: PublishedResult): string {
  const scores = scoresByPlace(inputs);
  const names = new Map(inputs.framework.criteria.map(({ code, name }) => [code, name]));
  const rows = result.units.flatMap(({ unit, nodes }) =>
    nodes.map((node) => {
      const score = scores.get(`${unit} ${node.code}`);
      return [
        unit,
        node.code,
        node.parent,
        ...both(names.get(node.code)),
        node.kind,
        node.max,
        node.applicableMax,
        node.state,
        score?.selfPoints,
        node.points,
        node.basis?.responses,
        node.basis?.answers,
        node.basis?.value,
        score?.note,
        score?.source,
        node.withheld,
      ];
    }),
  );
  const head =
    'unit criterion parent name_vi name_en kind max applicable_max state self_points points responses answers value note source withheld';
  return csv(head.split(' '), rows);
}

export function scoresByPlace({ scores }: Pick<CampaignInputs, 'scores'>): Map<string, Score> {
  return new Map(scores.map((score) => [`${score.unit} ${score.criterion}`, score]));
}

/**
 * How many answered, a row a unit, survey, respondent group, basis and flag. What is withheld is one row a unit and form:
 * `withheld` says whether only the groups are, or the number too; an empty number is not 0.
 */
export function answersCsv({ inputs }: PublishedResult): string {
  const rows = inputs.tallies.map((tally) => [
    tally.unit,
    tally.survey,
    tally.form,
    tally.formVersion,
    tally.respondentGroup,
    tally.basis,
    tally.flagged ? 1 : 0,
    tally.responses,
    null,
  ]);
  const withheld = (inputs.withheld?.tallies ?? []).map(({ unit, surveys, form, responses }) => [
    unit,
    surveys.join(' '),
    form,
    ...[null, null, null, null],
    responses,
    responses === null ? 'counts' : 'groups',
  ]);
  const head = 'unit survey form form_version respondent_group basis flagged responses withheld';
  return csv(head.split(' '), [...rows, ...withheld]);
}
