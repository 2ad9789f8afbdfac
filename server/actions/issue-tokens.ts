/**
 * Issues single-use tokens for a survey, unit and period. Only their hashes are kept, so this answer is the one time they
 * are seen; the day's ledger counts them. Whose they are stays with who asked for them: the code of a dossier is never
 * sent here.
 */
import { latestForm } from '../../db/queries/forms.ts';
import { addToLedger } from '../../db/queries/ledger.ts';
import { findSurvey, type OpenSurvey } from '../../db/queries/surveys.ts';
import { addBatch, findBatch, insertTokens, type TokenBatch, takenCodes } from '../../db/queries/tokens.ts';
import type { Writing } from '../../db/transaction.ts';
import { ratesManyUnits } from '../../survey-forms/form.ts';
import { TOKEN_BYTES, tokenOf } from '../../survey-forms/token.ts';
import { dayOf, isDay, windowAt } from '../core/calendar.ts';
import type { Environment } from '../environment.ts';
import { Problem } from '../problem.ts';
import { type TokenKeys, tokenKeysOf } from '../token-keys.ts';
import { action } from './action.ts';
import { sha256 } from './prepare-response.ts';

const MOST_TOKENS = 10_000;
const BATCH_ID_SIGNS = 10;

export interface TokensInput {
  readonly survey: string;
  /** The unit that serves; '' for a form on which one respondent rates many units. */
  readonly unit: string;
  readonly count: number;
  /** Last day on which they are taken, within the survey's window; as long as the survey takes answers unless given. */
  readonly expiresOn?: string | undefined;
}

export const issueTokens = action({
  name: 'issue-tokens',
  unit: async (trx, input: TokensInput) =>
    input.unit || ((await findSurvey(trx, input.survey))?.province ?? null),
  run: async (trx, input, { environment }) => {
    const survey = await findSurvey(trx, input.survey);
    if (!survey) throw new Problem('unknown-survey', [{ field: 'survey', code: 'unknown-survey' }]);
    const today = dayOf(environment.now());
    const expiresOn = input.expiresOn ?? survey.acceptsUntil;
    await refuseFaults(trx, { ...input, expiresOn }, survey, today);
    const { province, id } = survey;
    const made = await newTokens(trx, environment, input.count);
    const batch = await batchFor(
      trx,
      { province, survey: id, unit: input.unit, tokens: made.length, expiresOn, issuedOn: today },
      environment,
    );
    await addBatch(trx, batch);
    await insertTokens(
      trx,
      made.map(({ tokenHash, codeHash }) => ({
        province,
        tokenHash: tokenHash ?? '',
        survey: id,
        unit: input.unit,
        state: 'issued',
        codeHash,
        batch: batch.id,
        expiresOn,
      })),
    );
    await addToLedger(trx, [{ province, survey: id, unit: input.unit, day: today, issued: made.length }]);
    return { batch: batch.id, expiresOn, tokens: made.map((one) => one.token) };
  },
  audit: (input, output) => ({
    subject: `survey ${input.survey}`,
    details: { unit: input.unit, tokens: input.count, batch: output.batch, expiresOn: output.expiresOn },
  }),
});

async function refuseFaults(
  trx: Writing,
  { unit, count, expiresOn }: TokensInput & { readonly expiresOn: string },
  survey: OpenSurvey,
  today: string,
): Promise<void> {
  const form = await latestForm(trx, survey.form);
  const many = form !== null && ratesManyUnits(form);
  if (many ? unit !== '' : !survey.units.includes(unit))
    throw new Problem('unknown-unit', [{ field: 'unit', code: 'unknown-unit' }]);
  if (!Number.isInteger(count) || count < 1 || count > MOST_TOKENS)
    throw new Problem('malformed-request', [
      { field: 'count', code: 'too-large', limit: String(MOST_TOKENS) },
    ]);
  if (windowAt(survey, today) === 'over') throw new Problem('survey-closed');
  if (!isDay(expiresOn)) throw new Problem('malformed-request', [{ field: 'expiresOn', code: 'not-a-day' }]);
  const first = today > survey.opensOn ? today : survey.opensOn;
  if (expiresOn < first || expiresOn > survey.acceptsUntil)
    throw new Problem('malformed-request', [{ field: 'expiresOn', code: 'outside-window' }]);
}

interface NewToken extends TokenKeys {
  readonly token: string;
}

/** Fresh tokens. Of a code that is taken already (two in 2⁵⁰), another token is drawn: a code leads to one. */
async function newTokens(trx: Writing, environment: Environment, count: number): Promise<NewToken[]> {
  const made = new Map<string, NewToken>();
  while (made.size < count) {
    const drawn = Array.from({ length: count - made.size }, () => {
      const token = tokenOf(environment.randomBytes(TOKEN_BYTES));
      return { token, ...tokenKeysOf(token) };
    });
    const codes = drawn.map((one) => one.codeHash);
    const taken = await takenCodes(trx, codes);
    for (const one of drawn) if (!taken.has(one.codeHash)) made.set(one.codeHash, one);
  }
  return [...made.values()];
}

/**
 * A sheet of slips is a batch of its own. A single token, as software at the counter asks for, joins those of its day and
 * unit: a batch of one would give its row a day (decision 17).
 */
async function batchFor(
  trx: Writing,
  wanted: Omit<TokenBatch, 'id' | 'state'>,
  environment: Environment,
): Promise<TokenBatch> {
  const batch = (id: string): TokenBatch => ({ ...wanted, id, state: 'issued' });
  const fresh = () => batch(tokenOf(environment.randomBytes(TOKEN_BYTES)).slice(-BATCH_ID_SIGNS));
  if (wanted.tokens > 1) return fresh();
  const { province, survey, unit, issuedOn, expiresOn } = wanted;
  const ofDay = sha256(['single', survey, unit, issuedOn, expiresOn].join('|')).slice(0, BATCH_ID_SIGNS);
  return (await findBatch(trx, province, ofDay))?.state === 'void' ? fresh() : batch(ofDay);
}
