/**
 * What new units are made of, saved as a whole: shares and circles are of the whole mapping. Results that were published stay
 * as they are; only comparisons of years read it.
 */
import { holdMappings, mappingsOf, putMappings } from '../../db/queries/unit-mappings.ts';
import { listUnits } from '../../db/queries/units.ts';
import { canonicalJson } from '../../survey-forms/canonical-json.ts';
import { changedMeanwhile } from '../changed-meanwhile.ts';
import { decimalText, parseDecimal } from '../core/decimal.ts';
import { checkMapping, type MappingFault, type MappingRow } from '../core/unit-mapping.ts';
import { type PlaceValue, Problem } from '../problem.ts';
import { action } from './action.ts';

export interface MappingInput {
  readonly province: string;
  readonly rows: readonly MappingRow[];
  /** What the change was made on; what somebody else saved meanwhile is not written over. */
  readonly seen: readonly MappingRow[];
}

interface Saved {
  readonly rows: readonly MappingRow[];
  readonly added: number;
  readonly removed: number;
}

/** Faults beyond these are found when these are mended. */
const MOST_PLACES = 100;

/** @throws Problem `mapping-cyclic`, `mapping-shares`, `definition-invalid` with every place, `changed-meanwhile` */
export const saveUnitMapping = action({
  name: 'save-unit-mapping',
  unit: async (_trx, { province }: MappingInput) => province,
  run: async (trx, { province, rows, seen }): Promise<Saved> => {
    const units = new Set((await listUnits(trx, province)).map(({ code }) => code));
    if (!units.has(province)) throw new Problem('not-found', [{ field: 'province', code: 'not-found' }]);
    const faults = checkMapping(rows, units);
    if (faults.length > 0) throw mappingProblem(faults);
    await holdMappings(trx);
    const stands = await mappingsOf(trx, province);
    if (canonicalJson(stands.map(keyOf).sort()) !== canonicalJson(seen.map(keyOf).sort()))
      throw await changedMeanwhile(trx, 'save-unit-mapping', `unit-mapping ${province}`);
    await putMappings(trx, province, rows.map(tidied));
    const [before, after] = [new Set(stands.map(keyOf)), new Set(rows.map(keyOf))];
    return {
      rows: await mappingsOf(trx, province),
      added: [...after].filter((key) => !before.has(key)).length,
      removed: [...before].filter((key) => !after.has(key)).length,
    };
  },
  audit: ({ province }, { rows, added, removed }) => ({
    subject: `unit-mapping ${province}`,
    details: { rows: rows.length, added, removed },
  }),
});

/** A share has one spelling: "0.50" is "0.5". */
const tidied = (row: MappingRow): MappingRow => ({
  ...row,
  share: decimalText(parseDecimal(row.share)),
  document: row.document.trim(),
});

const keyOf = (row: MappingRow): string => canonicalJson(tidied(row));

/** A problem of its own where it is one thing only; else every place with its own sentence. */
export function mappingProblem(faults: readonly MappingFault[]): Problem {
  const one = (['mapping-cyclic', 'mapping-shares'] as const).find((code) =>
    faults.every((fault) => fault.code === code),
  );
  const places = faults.slice(0, MOST_PLACES).map(({ row, field, code, values }) => ({
    field: `rows[${row}].${field}`,
    code,
    values: Object.fromEntries(Object.entries(values).map(([name, text]) => [name, placeValue(name, text)])),
  }));
  return new Problem(one ?? 'definition-invalid', places);
}

function placeValue(name: string, text: string): PlaceValue {
  if (name === 'day') return { day: text };
  return name === 'total' ? { decimal: text } : { text: text.slice(0, 80) };
}
