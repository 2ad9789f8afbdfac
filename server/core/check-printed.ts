/** Checks the printed values of a campaign file: whose they are, of what, and whether they can be compared at all. */
import type { Fault } from '../../survey-forms/fault.ts';
import type { PrintedValue } from './campaign.ts';
import { decimalField, fault, repeats } from './fault-list.ts';
import type { Framework } from './framework.ts';

/** The rules of printed values. Whether a value is right is no rule: it is kept as printed and compared (domain §9.2). */
export function* printedFaults(printed: readonly PrintedValue[], framework: Framework): Generator<Fault> {
  const codes = new Set(framework.criteria.map(({ code }) => code));
  for (const [at, { unit, field, criterion, value }] of printed.entries()) {
    const path = `printed[${at}]`;
    if ((unit === null) !== (field === 'mean-index'))
      yield fault(
        `${path}.unit`,
        'wrong-owner',
        `"${field}" belongs to ${unit === null ? 'a unit' : 'the whole campaign'}`,
      );
    if ((criterion !== undefined) !== (field === 'criterion'))
      yield fault(
        `${path}.criterion`,
        'wrong-criterion',
        `a code belongs to field "criterion" and to no other`,
      );
    else if (criterion !== undefined && !codes.has(criterion))
      yield fault(`${path}.criterion`, 'unknown-criterion', `"${criterion}" is not in the framework`);
    yield* printedValueFaults(field, value, `${path}.value`, framework);
  }
  yield* repeats(
    printed,
    ({ unit, field, criterion, label }) => JSON.stringify([unit, field, criterion, label?.vi]),
    (_, at) =>
      fault(
        `printed[${at}]`,
        'printed-twice',
        'the same value stands above already: a label tells them apart',
      ),
  );
}

function* printedValueFaults(
  field: PrintedValue['field'],
  value: string,
  path: string,
  { bands }: Framework,
): Generator<Fault> {
  if (field === 'class') {
    if (!bands.some((band) => band.name.vi === value))
      yield fault(path, 'unknown-class', `"${value}" is no class of the framework`);
  } else if (field === 'rank' || field === 'order') {
    if (!/^[1-9]\d{0,8}$/.test(value)) yield fault(path, 'not-a-place', `"${value}" is no place: 1, 2, 3 …`);
  } else if (!decimalField.safeParse(value).success)
    yield fault(path, 'not-decimal', `"${value}" is not a decimal in machine notation, e.g. "72.50"`);
}
