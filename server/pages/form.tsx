/**
 * The citizen's form: the unit is chosen, the form is filled and posted to its own address. It works without script, is
 * never cached, carries no cookie and no authority (decision 15), and leaves no line in a log (decision 18).
 */
import { FormPage, type RefusedForm } from '../../client/form/form-page.tsx';
import { type PostedForm, readForm, switchesLanguage } from '../../client/form/read-form.ts';
import { ReceiptPage } from '../../client/form/receipt-page.tsx';
import { slipAddress } from '../../client/public/addresses.ts';
import { renderPage } from '../../client/public/render-page.ts';
import { SurveyPage } from '../../client/public/survey-page.tsx';
import { unitNames } from '../../db/queries/units.ts';
import type { Violation } from '../../survey-forms/answer.ts';
import { type Form, type Lang, ratesManyUnits, type Text } from '../../survey-forms/form.ts';
import type { Arrival } from '../actions/prepare-response.ts';
import { dayOf, windowAt } from '../core/calendar.ts';
import { type AppContext, createRoutes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem, type ProblemPlace } from '../problem.ts';
import { newestForm, type SurveyEntry } from '../survey-book.ts';
import { pageContext } from './context.ts';

const FORM_FILES = { styles: ['form-style'], scripts: ['form'] } as const;

/** The path part that stands for "no unit": a form that rates many. */
export const NO_UNIT = 'phieu';

const CLIENT_ID_BYTES = 16;

interface Filling {
  readonly entry: SurveyEntry;
  readonly form: Form;
  /** Null in a form that rates many units. */
  readonly unit: { readonly code: string; readonly name: Text } | null;
  readonly units: readonly { readonly code: string; readonly name: Text }[];
  /** What was answered before the language was switched without script. */
  readonly kept?: PostedForm | undefined;
  /** The token or typed code of a slip, by whose right the form is filled in. */
  readonly token?: string | undefined;
}

/** Shows the form and takes it back, at the address of a unit or of a slip. */
export function formDesk(parts: Parts, lang: Lang) {
  const { environment, intake } = parts;

  /** @param code of the unit, or `NO_UNIT`. @throws Problem `unknown-survey`, `unknown-unit` */
  async function filling(survey: string, code: string): Promise<Filling> {
    const entry = await intake.book.find(survey);
    if (!entry) throw new Problem('unknown-survey');
    const form = newestForm(entry);
    const many = ratesManyUnits(form);
    if (many ? code !== NO_UNIT : !entry.units.has(code)) throw new Problem('unknown-unit');
    const names = await unitNames(environment.db, many ? entry.survey.units : [code]);
    const named = (unit: string) => ({ code: unit, name: names.get(unit) ?? { vi: unit } });
    return { entry, form, unit: many ? null : named(code), units: many ? entry.survey.units.map(named) : [] };
  }

  async function showForm(
    c: AppContext,
    { entry, form, unit, units, kept, token }: Filling,
    refused?: RefusedForm,
    status: 200 | 409 | 410 | 422 | 429 | 503 = 200,
    retryAfter?: number,
  ) {
    c.header('Cache-Control', 'no-store');
    if (retryAfter !== undefined) c.header('Retry-After', String(retryAfter));
    const context = await pageContext(parts, lang, FORM_FILES);
    const clientId = Buffer.from(environment.randomBytes(CLIENT_ID_BYTES)).toString('base64url');
    const page = (
      <FormPage
        {...context}
        form={form}
        survey={entry.survey.id}
        unit={unit}
        units={units}
        clientId={clientId}
        refused={refused}
        kept={kept}
        token={token}
        path={token && slipAddress('vi', token)}
        sealingKey={parts.sealing?.publicKey}
      />
    );
    return c.html(renderPage(page), status);
  }

  /** @throws Problem `survey-not-open`, `survey-closed` */
  function show(c: AppContext, at: Filling) {
    const state = windowAt(at.entry.survey, dayOf(environment.now()));
    if (state === 'before') throw new Problem('survey-not-open');
    if (state === 'over') throw new Problem('survey-closed');
    return showForm(c, at);
  }

  /** Takes a form that was posted without script. */
  async function receive(c: AppContext, at: Filling) {
    if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(c.req.header('Content-Type') ?? ''))
      throw new Problem('unsupported-media-type');
    const fields = new URLSearchParams(await c.req.text());
    const form = at.entry.forms.get(Number(fields.get('formVersion'))) ?? at.form;
    const posted = readForm(form, fields);
    if (switchesLanguage(fields)) return showForm(c, { ...at, form, kept: posted });
    if (posted.clientId.length < 22 || posted.clientId.length > 64)
      throw new Problem('malformed-request', [{ field: 'clientId', code: 'wrong-type' }]);
    const [only, ...more] = form.respondentGroups;
    const arrival: Arrival = {
      clientId: posted.clientId,
      survey: at.entry.survey.id,
      formVersion: posted.formVersion ?? 0,
      unit: at.unit?.code,
      respondentGroup: posted.respondentGroup ?? (more.length === 0 ? (only?.code ?? '') : ''),
      channel: 'web',
      token: at.token,
      answers: posted.answers,
    };
    const accept = () => intake.accept(arrival);
    const outcome = await (parts.limits?.answer(c, arrival, accept) ?? accept());
    c.header('Cache-Control', 'no-store');
    if (outcome.ok) {
      const context = await pageContext(parts, lang, { styles: FORM_FILES.styles, scripts: [] });
      return c.html(
        renderPage(
          <ReceiptPage {...context} survey={at.entry.survey.id} unit={at.unit} receipt={outcome.receipt} />,
        ),
        outcome.stored ? 201 : 200,
      );
    }
    const { problem } = outcome;
    if (!canBeShownAgain(problem)) throw problem;
    const answersWrong = problem.code === 'answers-invalid' || problem.code === 'unknown-respondent-group';
    const violations = answersWrong ? problem.places.map(violationOf).filter((one) => one !== null) : [];
    return showForm(
      c,
      { ...at, form },
      { posted, violations, ...(answersWrong ? {} : { problem: problem.code }) },
      problem.status as 409 | 422 | 429 | 503,
      problem.retryAfter,
    );
  }

  return { filling, show, receive };
}

export function formRoutes(parts: Parts, lang: Lang) {
  const { environment, intake } = parts;
  const { filling, show, receive } = formDesk(parts, lang);
  const fillingAt = (c: AppContext) => filling(c.req.param('survey') ?? '', c.req.param('unit') ?? NO_UNIT);

  return createRoutes()
    .get('/khao-sat/:survey', async (c) => {
      const entry = await intake.book.find(c.req.param('survey'));
      if (!entry) throw new Problem('unknown-survey');
      const { survey } = entry;
      const names = await unitNames(environment.db, survey.units);
      const at = windowAt(survey, dayOf(environment.now()));
      const shown = {
        id: survey.id,
        title: survey.title,
        state:
          at === 'before' ? ('not-open' as const) : at === 'over' ? ('closed' as const) : ('open' as const),
        opensOn: survey.opensOn,
        closesOn: survey.closesOn,
        manyUnits: ratesManyUnits(newestForm(entry)),
      };
      const units = survey.units.map((code) => ({ code, name: names.get(code) ?? { vi: code } }));
      const context = await pageContext(parts, lang);
      return c.html(renderPage(<SurveyPage {...context} survey={shown} lists={[{ title: null, units }]} />));
    })
    .get('/khao-sat/:survey/:unit', async (c) => show(c, await fillingAt(c)))
    .post('/khao-sat/:survey/:unit', async (c) => receive(c, await fillingAt(c)));
}

/** Trouble after which the answers should still be on the screen: nothing that was filled in is lost. */
function canBeShownAgain({ code }: Problem): boolean {
  return [
    'answers-invalid',
    'unknown-respondent-group',
    'conflicting-submission',
    'storage-unavailable',
    'slow-down',
    'unknown-token',
  ].includes(code);
}

/** `answers.q05` or `answers.m1.UNIT`, back to the question; other places belong to no question. */
function violationOf({ field, code, limit }: ProblemPlace): Violation | null {
  const [root, question, ...unit] = field.split('.');
  if (root !== 'answers' || question === undefined) return null;
  return {
    question,
    code: code as Violation['code'],
    ...(unit.length > 0 ? { unit: unit.join('.') } : {}),
    ...(limit === undefined ? {} : { limit }),
  };
}
