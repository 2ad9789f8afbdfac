/** The workbook of `framework-sheet.ts` back to the framework it was made from, or every fault by sheet, row and column. */
import type { Fault } from '../survey-forms/fault.ts';
import type { Text } from '../survey-forms/form.ts';
import { fault, type Refused } from './core/fault-list.ts';
import type { Band, Criterion, Framework, SurveyFeed } from './core/framework.ts';
import type { Rule, RuleStep } from './core/rule.ts';
import {
  CHOICES,
  type ColumnOf,
  SEPARATOR,
  SETTINGS,
  type SettingKey,
  SHEETS,
  type SheetKey,
} from './framework-sheet.ts';
import type { Sheet } from './read-workbook.ts';
import { quoted, readRows, type SheetRow } from './sheet-rows.ts';

type RowOf<Key extends SheetKey> = SheetRow<ColumnOf<Key>>;

/**
 * What the workbook says, as far as its structure goes; `checkFramework` checks what it means. Blank texts and numbers
 * are handed on as such, so that a draft may be kept and mended on the screen.
 */
export function readFrameworkSheet(
  sheets: readonly Sheet[],
): { readonly ok: true; readonly framework: Framework } | Refused {
  const faults: Fault[] = [];
  const rows = <Key extends SheetKey>(key: Key) =>
    readRows(
      sheets,
      SHEETS[key].name,
      SHEETS[key].columns as Readonly<Record<ColumnOf<Key>, string>>,
      faults,
    );
  const tables = {
    criteria: rows('criteria'),
    steps: rows('steps'),
    parts: rows('parts'),
    groups: rows('groups'),
    bands: rows('bands'),
    settings: rows('settings'),
  };
  if (faults.length > 0) return { ok: false, faults };
  const framework = frameworkOf(tables, faults);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, framework };
}

interface Tables {
  readonly criteria: readonly RowOf<'criteria'>[];
  readonly steps: readonly RowOf<'steps'>[];
  readonly parts: readonly RowOf<'parts'>[];
  readonly groups: readonly RowOf<'groups'>[];
  readonly bands: readonly RowOf<'bands'>[];
  readonly settings: readonly RowOf<'settings'>[];
}

function frameworkOf(tables: Tables, faults: Fault[]): Framework {
  const coded = tables.criteria.map((row) => ({ row, code: row.code('code') ?? '' }));
  const codes = new Set(coded.map(({ code }) => code));
  const steps = byCode(tables.steps, codes);
  const parts = byCode(tables.parts, codes);
  const groups = byCode(tables.groups, codes);
  return {
    ...settingsOf(tables.settings, faults),
    bands: tables.bands.map(
      (row): Band => ({ name: textOf(row.text('vi'), row.text('en')), from: row.decimal('from') ?? '' }),
    ),
    criteria: coded.map(({ row, code }) =>
      criterionOf(row, code, {
        feed: feedOf(row, groups.get(code) ?? []),
        rule: ruleOf(row, steps.get(code) ?? [], parts.get(code) ?? []),
      }),
    ),
  };
}

/** Rows of a further sheet by the criterion they belong to. */
function byCode<Row extends SheetRow<string>>(
  rows: readonly Row[],
  codes: ReadonlySet<string>,
): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const code = row.code('code') ?? '';
    if (!codes.has(code)) row.fault('code', 'unknown-criterion', `"${code}" is no criterion of this file`);
    found.set(code, [...(found.get(code) ?? []), row]);
  }
  return found;
}

function settingsOf(
  rows: readonly RowOf<'settings'>[],
  faults: Fault[],
): Omit<Framework, 'bands' | 'criteria'> {
  const found = new Map(rows.map((row) => [row.text('name')?.trim(), row]));
  const names: readonly string[] = Object.values(SETTINGS);
  for (const [name, row] of found)
    if (!names.includes(name ?? '')) row.fault('name', 'unknown-setting', `"${name ?? ''}" is no setting`);
  const of = (key: SettingKey) => found.get(SETTINGS[key]);
  for (const key of ['id', 'vi', 'bandsOn'] as const)
    if (!of(key))
      faults.push(fault(SHEETS.settings.name, 'missing-setting', `no row is called "${SETTINGS[key]}"`));
  const decimals = of('decimals')?.decimal('value');
  const kinds = roundedKinds(of('rounded'));
  const max = of('max')?.decimal('value');
  const caps = {
    bonusCap: of('bonusCap')?.decimal('value'),
    deductionCap: of('deductionCap')?.decimal('value'),
  };
  return {
    id: of('id')?.text('value')?.trim() ?? '',
    version: Number(of('version')?.decimal('value') ?? '1'),
    title: textOf(of('vi')?.text('value'), of('en')?.text('value')),
    max: max ?? null,
    ...(decimals === undefined ? {} : { leafRounding: { decimals: Number(decimals), kinds } }),
    bandsOn: of('bandsOn')?.choice('value', CHOICES.bandsOn) ?? 'index',
    ...present(caps),
  };
}

type RoundedKind = NonNullable<Framework['leafRounding']>['kinds'][number];

function roundedKinds(row: RowOf<'settings'> | undefined): RoundedKind[] {
  const names =
    row
      ?.text('value')
      ?.split(SEPARATOR.trim())
      .map((name) => name.trim()) ?? [];
  const kinds = ['appraisal', 'satisfaction', 'perception'] as const;
  return names.flatMap((name): RoundedKind[] => {
    const found = kinds.find((kind) => CHOICES.kind[kind] === name.toLowerCase());
    if (!found)
      row?.fault(
        'value',
        'not-a-choice',
        `"${name}" is not one of ${quoted(kinds.map((kind) => CHOICES.kind[kind]))}`,
      );
    return found ? [found] : [];
  });
}

function criterionOf(
  row: RowOf<'criteria'>,
  code: string,
  { feed, rule }: { feed: SurveyFeed | undefined; rule: Rule | undefined },
): Criterion {
  const kind = row.choice('kind', CHOICES.kind);
  if (row.cell('kind') === null) row.fault('kind', 'missing', `"${code}" has no kind`);
  return {
    code,
    parent: row.code('parent') ?? null,
    name: textOf(row.text('vi'), row.text('en')),
    kind: kind ?? 'group',
    max: row.decimal('max') ?? null,
    ...present({
      feed,
      rule,
      evidence: optionalText(row.text('evidence'), row.text('evidenceEn')),
      agency: optionalText(row.text('agency'), row.text('agencyEn')),
    }),
  };
}

function feedOf(row: RowOf<'criteria'>, groups: readonly RowOf<'groups'>[]): SurveyFeed | undefined {
  const form = row.text('form')?.trim();
  const questions = row
    .text('questions')
    ?.split(SEPARATOR.trim())
    .map((key) => key.trim())
    .filter((key) => key !== '');
  if (form === undefined && questions === undefined) return undefined;
  return {
    form: form ?? '',
    questions: questions ?? [],
    items: row.choice('items', CHOICES.items) ?? 'pooled',
    ...present({
      groups:
        groups.length === 0
          ? undefined
          : groups.map((group) => ({
              code: group.text('group')?.trim() ?? '',
              ...present({ weight: group.decimal('weight') }),
            })),
    }),
  };
}

function ruleOf(
  row: RowOf<'criteria'>,
  stepRows: readonly RowOf<'steps'>[],
  partRows: readonly RowOf<'parts'>[],
): Rule | undefined {
  const kind = row.choice('rule', CHOICES.rule);
  if (kind === undefined) return undefined;
  const steps = stepRows.map(
    (step): RuleStep => ({ from: step.decimal('from') ?? '', points: step.decimal('points') ?? '' }),
  );
  const common = present({ noCase: row.choice('noCase', CHOICES.noCase) });
  switch (kind) {
    case 'to-target':
      return { kind, target: row.decimal('parameter') ?? '', ...common };
    case 'count':
      return { kind, least: row.decimal('parameter') ?? '', ...common };
    case 'steps':
      return { kind, on: row.choice('parameter', CHOICES.on) ?? 'percent', steps, ...common };
    case 'against-last-year':
      return { kind, better: row.choice('parameter', CHOICES.better) ?? 'higher', ...common };
    case 'weighted-mix':
      return { kind, parts: partRows.map(partOf), ...common };
    case 'interpolated': {
      const [high, low] = steps;
      if (!high || !low || steps.length > 2)
        row.fault(
          'rule',
          'two-steps-needed',
          `give it two rows in "${SHEETS.steps.name}": the high end, then the low`,
        );
      return {
        kind,
        low: low ?? { from: '', points: '' },
        high: high ?? { from: '', points: '' },
        ...common,
      };
    }
    default:
      return { kind, ...common };
  }
}

const partOf = (row: RowOf<'parts'>) => ({
  key: row.text('key')?.trim() ?? '',
  name: textOf(row.text('vi'), row.text('en')),
  weight: row.decimal('weight') ?? '',
});

const textOf = (vi = '', en?: string): Text => (en === undefined ? { vi } : { vi, en });

const optionalText = (vi?: string, en?: string): Text | undefined =>
  vi === undefined && en === undefined ? undefined : textOf(vi, en);

type Present<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** Without the fields that are not there: a framework's hash counts them. */
function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}
