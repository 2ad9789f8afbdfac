/** Issues single-use tokens for a survey and unit. Only their hashes are kept; the day's ledger counts them. */
import { latestForm } from '../../db/queries/forms.ts';
import { addToLedger } from '../../db/queries/responses.ts';
import { findSurvey } from '../../db/queries/surveys.ts';
import { insertTokens } from '../../db/queries/tokens.ts';
import { ratesManyUnits } from '../../survey-forms/form.ts';
import { dayOf, windowAt } from '../core/calendar.ts';
import { Problem } from '../problem.ts';
import { action } from './action.ts';
import { sha256 } from './prepare-response.ts';

const TOKEN_BYTES = 16;
const MOST_TOKENS = 10_000;

export interface TokensInput {
  readonly survey: string;
  /** The unit that serves; '' for a form on which one respondent rates many units. */
  readonly unit: string;
  readonly count: number;
}

export const issueTokens = action({
  name: 'issue-tokens',
  unit: async (trx, input: TokensInput) =>
    input.unit || ((await findSurvey(trx, input.survey))?.province ?? null),
  run: async (trx, input, { environment }) => {
    const survey = await findSurvey(trx, input.survey);
    if (!survey) throw new Problem('unknown-survey', [{ field: 'survey', code: 'unknown-survey' }]);
    const form = await latestForm(trx, survey.form);
    const many = form !== null && ratesManyUnits(form);
    if (many ? input.unit !== '' : !survey.units.includes(input.unit))
      throw new Problem('unknown-unit', [{ field: 'unit', code: 'unknown-unit' }]);
    if (!Number.isInteger(input.count) || input.count < 1 || input.count > MOST_TOKENS)
      throw new Problem('malformed-request', [
        { field: 'count', code: 'too-large', limit: String(MOST_TOKENS) },
      ]);
    const day = dayOf(environment.now());
    if (windowAt(survey, day) === 'over') throw new Problem('survey-closed');
    const tokens = Array.from({ length: input.count }, () =>
      Buffer.from(environment.randomBytes(TOKEN_BYTES)).toString('base64url'),
    );
    const { province, id } = survey;
    await insertTokens(
      trx,
      tokens.map((token) => ({
        province,
        tokenHash: sha256(token),
        survey: id,
        unit: input.unit,
        state: 'issued',
        codeHash: sha256(token),
        batch: '',
        expiresOn: survey.acceptsUntil,
      })),
    );
    await addToLedger(trx, [{ province, survey: id, unit: input.unit, day, issued: tokens.length }]);
    return { tokens };
  },
  audit: (input) => ({
    subject: `survey ${input.survey}`,
    details: { unit: input.unit, tokens: input.count },
  }),
});
