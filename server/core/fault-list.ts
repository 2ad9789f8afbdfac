/**
 * From a file somebody wants to load to typed rows: first the structure by schema, then the rules. Faults are values,
 * every one is named with its path, and a file with one fault loads nothing (decision 16). The checks of units,
 * framework and campaign share what stands here.
 */
import { z } from 'zod';
import type { Fault } from '../../survey-forms/fault.ts';
import type { Text } from '../../survey-forms/form.ts';

/** What a check answers when a definition may not be loaded. Never empty. */
export interface Refused {
  readonly ok: false;
  readonly faults: readonly Fault[];
}

export function fault(path: string, code: string, message: string): Fault {
  return { path, code, message };
}

/**
 * Reads the structure: types, unknown and missing fields, formats. The rules of a definition make no sense on a broken
 * structure, so they are checked after it, all of them together.
 */
export function readStructure<T>(
  schema: z.ZodType<T>,
  definition: unknown,
): { readonly ok: true; readonly value: T } | Refused {
  const read = schema.safeParse(definition, { reportInput: true });
  if (read.success) return { ok: true, value: read.data };
  return { ok: false, faults: read.error.issues.flatMap(faultsOf) };
}

/** Names every later occurrence of a key that must be unique; rows without a key do not count. */
export function* repeats<T>(
  rows: readonly T[],
  keyOf: (row: T, position: number) => string | undefined,
  faultOf: (row: T, position: number) => Fault,
): Generator<Fault> {
  const seen = new Set<string>();
  for (const [position, row] of rows.entries()) {
    const key = keyOf(row, position);
    if (key === undefined) continue;
    if (seen.has(key)) yield faultOf(row, position);
    seen.add(key);
  }
}

function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  const path = pathText(issue.path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) =>
      fault(pathText([...issue.path, key]), 'unknown-field', `"${key}" is no field here`),
    );
  if (issue.code === 'invalid_type') return [wrongType(path, issue)];
  if (issue.code === 'invalid_value')
    return [
      fault(
        path,
        'not-a-choice',
        `${shown(issue.input)} is not one of ${issue.values.map(shown).join(', ')}`,
      ),
    ];
  if (issue.code === 'custom') return [fault(path, String(issue.params?.rule ?? 'invalid'), issue.message)];
  return [fault(path, 'out-of-bounds', `${shown(issue.input)}: ${issue.message}`)];
}

function wrongType(path: string, issue: z.core.$ZodIssueInvalidType): Fault {
  if (issue.input === undefined) return fault(path, 'missing', `${issue.expected} expected, nothing given`);
  if (issue.expected === 'string' && typeof issue.input === 'number')
    return fault(
      path,
      'number-not-text',
      `${issue.input} is a JSON number: write it as text, "${issue.input}"`,
    );
  return fault(path, 'wrong-type', `${issue.expected} expected, not ${shown(issue.input)}`);
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step, position) =>
      typeof step === 'number' ? `[${step}]` : `${position > 0 ? '.' : ''}${String(step)}`,
    )
    .join('');
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 80);
}

/** Text of a pattern; the fault names the text and the rule it breaks. */
function patterned(pattern: RegExp, rule: string, description: string) {
  return z.string().superRefine((value, context) => {
    if (!pattern.test(value))
      context.addIssue({
        code: 'custom',
        params: { rule },
        message: `${shown(value)} is not ${description}`,
      });
  });
}

/** Text that says something. */
export const filledField = patterned(/\S/, 'empty-text', 'a text: it is blank');

/** Vietnamese, the language of record, and English where it is translated. */
export const textField: z.ZodType<Text> = z.strictObject({ vi: filledField, en: filledField.optional() });

/** Decimal text in machine notation, zero or more: scores, maxima and scales are never negative (decision 7). */
export const decimalField = patterned(
  /^\d{1,15}(\.\d{1,30})?$/,
  'not-decimal',
  'a decimal of zero or more in machine notation, e.g. "72.50"',
);

/** Identifier of a framework or campaign, as it stands in addresses. */
export const idField = patterned(
  /^[a-z0-9][a-z0-9_-]{0,79}$/,
  'not-an-id',
  'an id of small letters, digits, - and _',
);

/** Code of a unit or province; it stands in addresses. */
export const unitCodeField = patterned(
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/,
  'not-a-code',
  'a code of letters, digits, points, - and _',
);

/** "1.3.1". Sheets also print "1,1" and "5.5.1.", which would silently become other criteria (domain §9.6). */
export const criterionCodeField = patterned(
  /^\d+(\.\d+)*$/,
  'not-a-criterion-code',
  'a criterion code: digits joined by points, without comma or trailing point',
);

/** A day of the calendar, "2025-07-01". */
export const dateField = z.string().superRefine((value, context) => {
  if (!z.iso.date().safeParse(value).success)
    context.addIssue({
      code: 'custom',
      params: { rule: 'not-a-date' },
      message: `${shown(value)} is not a day of the calendar written YYYY-MM-DD`,
    });
});
