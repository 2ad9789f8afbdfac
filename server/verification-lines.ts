/** What `verify` prints of a publication: the same, or at which step of the computation it first differs, and every place. */
import { SHORT_HASH } from '../client/public/published-view.ts';
import {
  type Difference,
  firstStep,
  hashOf,
  type PublishedResult,
  type Step,
  stepOf,
  verificationCode,
} from './core/recipe.ts';

/** What the step is called for a reader of the report; the order is that of the computation. */
const STEP_WORDS: Readonly<Record<Step, string>> = {
  file: 'the file: all in it fits, but it is not what was written',
  inputs: 'the inputs, which do not compute',
  recipe: 'the inputs: they are not those that the recipe names',
  unit: 'the units: their names and groups',
  tally: 'the tally: how many answered',
  'sub-index': 'the sub-index: shares and means of the answers',
  'survey score': 'the survey score: points from shares',
  tree: 'the tree: points of criteria, bonus and deduction',
  index: 'the index: points, scale and their quotient',
  class: 'the class',
  rank: 'the rank',
};

/** Other inputs than the recipe names: where the result shows it, if it does. */
function thenAt(step: Step, published: PublishedResult, differences: readonly Difference[]): string {
  const inResult = firstStep(
    differences.filter(({ path }) => path.startsWith('result')),
    published,
  );
  return step === 'recipe' && inResult !== null ? `; the result parts at ${STEP_WORDS[inResult]}` : '';
}

/** What a copy without small counts leaves to be believed, and who can recompute it. */
function takenAsGiven({ copy, inputs }: PublishedResult): string {
  if (!copy || !inputs.withheld) return '';
  const { base, scores } = inputs.withheld;
  return `; ${scores.length} survey score${scores.length === 1 ? '' : 's'} taken as given, for the counts are withheld (fewer than ${base} answers, or telling of fewer): the whole publication, hash ${copy.of}, which the office writes with "export", recomputes those as well`;
}

/** Of what the file is, and the code that ties it to a page: whoever changes a file can write its new hashes into it. */
function identityLine(what: string, { inputs }: PublishedResult, code: string): string {
  return `${what}: "${inputs.title.vi}", year ${inputs.year}, campaign ${inputs.id}, verification code ${code.slice(0, SHORT_HASH)} (${code}): hold it against “Mã kiểm chứng” on the public page`;
}

/** A file that was tampered with may hold nothing that can be copied; the differences say so. */
function codeOf(published: PublishedResult): string {
  try {
    return verificationCode(published);
  } catch {
    return hashOf(published.inputs);
  }
}

/** @param what names the file or campaign. @returns what it is, a line of the whole, and one for each difference */
export function verificationLines(
  what: string,
  published: PublishedResult,
  differences: readonly Difference[],
): string[] {
  const step = firstStep(differences, published);
  const whole =
    step === null
      ? `${what}: same, recomputed from ${published.inputs.units.length} units${takenAsGiven(published)}`
      : `${what}: ${differences.length} differ, first at ${STEP_WORDS[step]}${thenAt(step, published, differences)}`;
  return [
    identityLine(what, published, codeOf(published)),
    whole,
    ...differences.map(
      (one) =>
        `  [${stepOf(one, published)}] ${one.path}: published ${one.published}, recomputed ${one.recomputed}`,
    ),
  ];
}
