import type { Violation } from '../../survey-forms/answer.ts';
import { type Form, type Lang, type Section, say, type Text } from '../../survey-forms/form.ts';
import { formAddress, localised, manyUnitsFormAddress, rulesAddress } from '../public/addresses.ts';
import { Document, LanguageLink, Mark, SampleBanner } from '../public/document.tsx';
import type { PageContext } from '../public/page.tsx';
import { fill } from '../words/fill.ts';
import { type ProblemCode, wordsOf } from '../words/words-of.ts';
import { DraftOffer, LanguageButtons } from './draft-box.tsx';
import { Faces } from './faces.tsx';
import {
  boxId,
  CLIENT_ID_FIELD,
  errorId,
  GROUP_BOX,
  GROUP_FIELD,
  groupControlId,
  VERSION_FIELD,
} from './field-names.ts';
import { numberOf } from './form-words.ts';
import { OutboxBox, SavedBox } from './outbox-box.tsx';
import { PAGE_DATA_ID, type PageData, SUBMISSION_PROBLEMS } from './page-data.ts';
import { InlineError, QuestionView } from './question-view.tsx';
import type { PostedForm } from './read-form.ts';
import { ReceiptText } from './receipt-page.tsx';
import { type FormOnScreen, type ShownError, shownErrors } from './shown-errors.ts';

/** A form that was posted and not accepted: shown again with what was answered. */
export interface RefusedForm {
  readonly posted: PostedForm;
  readonly violations: readonly Violation[];
  /** Why it was refused, where the reason is not in the answers. */
  readonly problem?: ProblemCode | undefined;
}

export interface FormPageProps extends PageContext {
  readonly form: Form;
  readonly survey: string;
  /** The unit that served the respondent; null in a form that rates many units. */
  readonly unit: { readonly code: string; readonly name: Text } | null;
  /** The units that a matrix rates. */
  readonly units: FormOnScreen['units'];
  /** 128 random bits made by the server for this page, which is never stored by a cache (decision 15). */
  readonly clientId: string;
  readonly channel?: PageData['channel'] | undefined;
  /** The slip's token, with the address of the slip as `path`. */
  readonly token?: string | undefined;
  /** Address of this page in Vietnamese, where it is not the form's own. */
  readonly path?: string | undefined;
  readonly refused?: RefusedForm | undefined;
  /** What was answered before the language was switched without script: shown again, and not yet checked. */
  readonly kept?: PostedForm | undefined;
  /** The server's public key, so that the queue can be sealed to it without a network. */
  readonly sealingKey?: string | undefined;
}

/**
 * The citizen's form, whole on one page and posted to its own address, so that it works without a script. The script
 * then shows one part at a time and sends in the background. Nothing is chosen beforehand.
 */
export function FormPage(props: FormPageProps) {
  const { lang, form, survey, unit, sample, assets, refused } = props;
  const { form: words } = wordsOf(lang);
  const path =
    props.path ?? (unit ? formAddress('vi', survey, unit.code) : manyUnitsFormAddress('vi', survey));
  const screen = { form, lang, words, units: props.units };
  const errors = refused ? shownErrors(screen, refused.violations, groupMissing(form, refused.posted)) : [];
  const posted = refused?.posted ?? props.kept;
  const title = say(form.title, lang);
  const failed = errors.length > 0 || refused?.problem !== undefined;
  return (
    <Document lang={lang} title={failed ? `${words.errorMark} ${title}` : title} path={path} assets={assets}>
      <header class="bar">
        <Mark lang={lang} />
        <LanguageLink lang={lang} path={path} />
      </header>
      {sample && <SampleBanner lang={lang} />}
      <main id="main" tabIndex={-1}>
        {unit && <p class="eyebrow">{say(unit.name, lang)}</p>}
        <h1>{title}</h1>
        <div id="form-box">
          <ErrorSummary errors={errors} problem={refused?.problem} lang={lang} />
          <DraftOffer words={words} />
          <div id="intro">
            <p>{say(form.intro, lang)}</p>
            <p class="privacy">
              {words.anonymous} <a href={rulesAddress(lang)}>{wordsOf(lang).rules.short}</a>
            </p>
          </div>
          <form method="post" action={localised(lang, path)} id="survey-form" novalidate autocomplete="off">
            <input type="hidden" name={CLIENT_ID_FIELD} value={posted?.clientId || props.clientId} />
            <input type="hidden" name={VERSION_FIELD} value={form.version} />
            <Parts screen={screen} errors={errors} posted={posted} />
            <p class="privacy" id="before-sending">
              {words.final}
            </p>
            <div class="foot">
              <p class="status" id="send-status" role="status" />
              <button type="button" class="button quiet" id="back" hidden>
                {words.back}
              </button>
              <button type="button" class="button" id="next" hidden>
                {words.next}
              </button>
              <button type="submit" class="button" id="send">
                {words.send}
              </button>
              <LanguageButtons lang={lang} path={path} words={words} />
            </div>
          </form>
        </div>
        <SavedBox lang={lang} path={path} />
      </main>
      <OutboxBox lang={lang} />
      <Faces />
      <template id="receipt-template">
        <ReceiptText lang={lang} receipt="" />
      </template>
      <template id={PAGE_DATA_ID}>{JSON.stringify(pageData(props, screen))}</template>
    </Document>
  );
}

/** A form with a single respondent group does not ask for it. */
function groupMissing(form: Form, posted: PostedForm): boolean {
  return !form.respondentGroups.some((group) => group.code === posted.respondentGroup);
}

function pageData(props: FormPageProps, screen: FormOnScreen): PageData {
  const { survey, unit, channel, token, sealingKey } = props;
  const { problems, outbox } = wordsOf(props.lang);
  return {
    ...screen,
    survey,
    unit: unit?.code ?? null,
    channel: channel ?? 'web',
    token: token ?? null,
    sealingKey: sealingKey ?? null,
    outbox,
    problems: Object.fromEntries(SUBMISSION_PROBLEMS.map((code) => [code, problems[code]])),
  };
}

interface ErrorSummaryProps {
  readonly errors: readonly ShownError[];
  readonly problem: ProblemCode | undefined;
  readonly lang: Lang;
}

/** First on the page when something is wrong, each line leading to its question. Hidden otherwise; the script fills it. */
function ErrorSummary({ errors, problem, lang }: ErrorSummaryProps) {
  const words = wordsOf(lang);
  const trouble = problem === undefined ? null : words.problems[problem];
  return (
    <div
      class="error-summary"
      id="error-summary"
      role="alert"
      tabIndex={-1}
      aria-labelledby="error-title"
      hidden={errors.length === 0 && trouble === null}
    >
      <h2 id="error-title">{trouble ? trouble.title : words.form.errorTitle}</h2>
      <p id="error-text">{trouble?.what}</p>
      <ul id="error-list">
        {errors.map((error) => (
          <li key={error.line}>
            {error.control ? <a href={`#${error.control}`}>{error.line}</a> : error.line}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface PartsProps {
  readonly screen: FormOnScreen;
  readonly errors: readonly ShownError[];
  readonly posted: PostedForm | undefined;
}

/** The respondent group, where there is a choice, and then the sections, each a part with its progress. */
function Parts({ screen, errors, posted }: PartsProps) {
  const { form } = screen;
  const [only, ...others] = form.respondentGroups;
  const asksGroup = others.length > 0;
  const parts = form.sections.length + (asksGroup ? 1 : 0);
  return (
    <>
      {asksGroup ? (
        <GroupPart screen={screen} errors={errors} posted={posted} parts={parts} />
      ) : (
        <input type="hidden" name={GROUP_FIELD} value={only?.code} />
      )}
      {form.sections.map((section, place) => (
        <SectionPart
          key={section.key}
          section={section}
          part={place + (asksGroup ? 2 : 1)}
          parts={parts}
          screen={screen}
          errors={errors}
          posted={posted}
        />
      ))}
    </>
  );
}

interface PartHeadProps {
  readonly part: number;
  readonly parts: number;
  readonly title: string;
  readonly screen: FormOnScreen;
}

/** True with and without the script: each part says where it stands, so nothing shifts when the script arrives. */
function PartHead({ part, parts, title, screen }: PartHeadProps) {
  return (
    <>
      {parts > 1 && <progress value={part} max={parts} aria-hidden="true" />}
      {parts > 1 && <p class="part-of">{fill(screen.words.part, { part, parts })}</p>}
      <h2 id={`part-${part}-title`} tabIndex={-1}>
        {title}
      </h2>
    </>
  );
}

function GroupPart({ screen, errors, posted, parts }: PartsProps & { readonly parts: number }) {
  const { form, lang, words } = screen;
  const error = errors.find((one) => one.box === GROUP_BOX)?.message;
  return (
    <section class="part" aria-labelledby="part-1-title">
      <PartHead part={1} parts={parts} title={words.about} screen={screen} />
      <fieldset
        class={error ? 'question wrong' : 'question'}
        id={GROUP_BOX}
        aria-describedby={error && errorId(GROUP_BOX)}
      >
        <legend>{words.group}</legend>
        <InlineError box={GROUP_BOX} error={error} mark={words.errorMark} />
        <div class="levels">
          {form.respondentGroups.map((group, place) => (
            <label class="level" key={group.code}>
              <input
                type="radio"
                id={groupControlId(place + 1)}
                name={GROUP_FIELD}
                value={group.code}
                checked={posted?.respondentGroup === group.code}
              />
              <span>{say(group.text, lang)}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </section>
  );
}

interface SectionPartProps extends PartsProps {
  readonly section: Section;
  readonly part: number;
  readonly parts: number;
}

function SectionPart({ section, part, parts, screen, errors, posted }: SectionPartProps) {
  return (
    <section class="part" aria-labelledby={`part-${part}-title`}>
      <PartHead part={part} parts={parts} title={say(section.title, screen.lang)} screen={screen} />
      {section.questions.map((question) => (
        <QuestionView
          key={question.key}
          question={question}
          number={numberOf(screen.form, question.key)}
          screen={screen}
          answers={posted?.answers ?? {}}
          error={errors.find((error) => error.box === boxId(question.key))?.message}
        />
      ))}
    </section>
  );
}
