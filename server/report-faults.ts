/** What is wrong with sentences of the report, as the one who wrote them is told. */
import { PLACEHOLDERS, type TemplateFault, templateFaults } from './core/report-template.ts';
import { Problem, type ProblemPlace } from './problem.ts';

interface Written {
  /** Path in the request. */
  readonly field: string;
  readonly body: string;
}

/** @throws Problem `template-invalid` with every fault, an unknown gap by its name */
export function demandWhole(sentences: readonly Written[]): void {
  const places = sentences.flatMap(({ field, body }) =>
    templateFaults(body).map((fault) => placeOf(field, fault)),
  );
  if (places.length > 0) throw new Problem('template-invalid', places);
}

/** What somebody typed for a name may be long. */
const LONGEST_NAME = 60;

function placeOf(field: string, fault: TemplateFault): ProblemPlace {
  if (fault.code !== 'unknown-placeholder') return { field, code: fault.code, values: {} };
  const name = fault.name.slice(0, LONGEST_NAME);
  const known = nearest(name).join(', ');
  return { field, code: fault.code, values: { name: { text: name }, known: { text: known } } };
}

const MOST_NAMED = 5;

/** The known names that share most with what was typed: a list of all would be no help. */
function nearest(name: string): string[] {
  const pieces = new Set(name.toLowerCase().split(/[^a-z0-9]+/));
  const alike = (known: string) => known.split('_').filter((piece) => pieces.has(piece)).length;
  return [...PLACEHOLDERS].sort((a, b) => alike(b) - alike(a)).slice(0, MOST_NAMED);
}
