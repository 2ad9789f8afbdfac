import type { ComponentChildren } from 'preact';
import type { Answers, AnswerValue } from '../../survey-forms/answer.ts';
import {
  type Level,
  levelsOf,
  type MatrixQuestion,
  type MultiQuestion,
  type NumberQuestion,
  type Question,
  type ScaleQuestion,
  say,
  type TextQuestion,
} from '../../survey-forms/form.ts';
import { fill } from '../words/fill.ts';
import { FACES, Face } from './faces.tsx';
import { answerField, boxId, controlId, errorId, NONE_OF_THESE } from './field-names.ts';
import { conditionWords, localDecimal } from './form-words.ts';
import type { FormOnScreen } from './shown-errors.ts';

export interface QuestionViewProps {
  readonly question: Question;
  /** As printed, from 1. */
  readonly number: number;
  readonly screen: FormOnScreen;
  /** What was posted before, when the form is shown again. Nothing is ever chosen beforehand (domain §9.7). */
  readonly answers: Answers;
  readonly error: string | undefined;
}

/** One question of any kind: text, hint, error, native controls. Works without a script. */
export function QuestionView(props: QuestionViewProps) {
  const { question } = props;
  switch (question.kind) {
    case 'number':
      return <NumberField {...props} question={question} />;
    case 'text':
      return <TextField {...props} question={question} />;
    case 'multi':
      return <ChoiceList {...props} question={question} />;
    case 'matrix':
      return <Matrix {...props} question={question} />;
    default:
      return <LevelList {...props} question={question} />;
  }
}

type Of<Kind extends Question> = QuestionViewProps & { readonly question: Kind };

/** The words of a question: number, text, and whether it may be left blank. */
function QuestionText({ question, number, screen }: QuestionViewProps) {
  const { lang, words } = screen;
  return (
    <>
      <span class="number">{number}.</span> {say(question.text, lang)}
      {!question.required && <span class="optional"> {words.optional}</span>}
    </>
  );
}

const hintId = (question: Question) => `${boxId(question.key)}.hint`;

/** Id of each text that describes a control, where it is there. */
function describedBy({ question, error }: QuestionViewProps, hint: boolean): string | undefined {
  const ids = [hint && hintId(question), error && errorId(boxId(question.key))].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** Condition and hint, when there is something to say; `more` is what the kind of question adds. */
function Hint({ question, screen, more }: QuestionViewProps & { readonly more?: string | undefined }) {
  const { form, lang, words } = screen;
  const hint = [question.hint && say(question.hint, lang), more].filter(Boolean).join(' ');
  return (
    <>
      {question.askIf && (
        <p class="only-if">
          {fill(words.onlyIf, { condition: conditionWords(form, question.askIf, words, lang) })}
        </p>
      )}
      {hint && (
        <p class="hint" id={hintId(question)}>
          {hint}
        </p>
      )}
    </>
  );
}

/** The message beside what it is about. The script writes the same markup. */
export function InlineError({ box, error, mark }: { box: string; error: string | undefined; mark: string }) {
  if (!error) return null;
  return (
    <p class="error" id={errorId(box)}>
      <span class="visually-hidden">{mark}</span> {error}
    </p>
  );
}

function QuestionError({ question, error, screen }: QuestionViewProps) {
  return <InlineError box={boxId(question.key)} error={error} mark={screen.words.errorMark} />;
}

/** A group of controls with the question as its legend. */
function Group({
  more,
  children,
  ...props
}: QuestionViewProps & { readonly more?: string; readonly children: ComponentChildren }) {
  const { question, error } = props;
  const hint = question.hint !== undefined || more !== undefined;
  return (
    <fieldset
      class={error ? 'question wrong' : 'question'}
      id={boxId(question.key)}
      aria-describedby={describedBy(props, hint)}
    >
      <legend>
        <QuestionText {...props} />
      </legend>
      <Hint {...props} more={more} />
      <QuestionError {...props} />
      {children}
    </fieldset>
  );
}

function LevelList(props: Of<ScaleQuestion>) {
  const { question, screen, answers } = props;
  const levels = levelsOf(screen.form, question);
  const faces = question.kind === 'satisfaction' && levels.length === FACES;
  return (
    <Group {...props}>
      <div class="levels">
        {levels.map((level, place) => (
          <label class="level" key={level.code}>
            <input
              type="radio"
              id={controlId(question.key, place + 1)}
              name={answerField(question.key)}
              value={level.code}
              checked={answers[question.key] === level.code}
            />
            <span>{say(level.text, screen.lang)}</span>
            {faces && <Face place={place + 1} />}
          </label>
        ))}
      </div>
    </Group>
  );
}

function ChoiceList(props: Of<MultiQuestion>) {
  const { question, screen, answers } = props;
  const chosen = answers[question.key];
  const codes: readonly unknown[] = Array.isArray(chosen) ? chosen : [];
  const none = Array.isArray(chosen) && (chosen.length === 0 || codes.includes(NONE_OF_THESE));
  const levels = levelsOf(screen.form, question);
  const box = (code: number, place: number, checked: boolean, text: string) => (
    <label class="level" key={code}>
      <input
        type="checkbox"
        id={controlId(question.key, place)}
        name={answerField(question.key)}
        value={code}
        checked={checked}
      />
      <span>{text}</span>
    </label>
  );
  return (
    <Group {...props} more={screen.words.multiHint}>
      <div class="levels">
        {levels.map((level, place) =>
          box(level.code, place + 1, codes.includes(level.code), say(level.text, screen.lang)),
        )}
        {box(NONE_OF_THESE, levels.length + 1, none, screen.words.noneOfThese)}
      </div>
    </Group>
  );
}

function NumberField(props: Of<NumberQuestion>) {
  const { question, screen, answers, error } = props;
  const whole = (question.decimals ?? 0) === 0;
  const id = controlId(question.key, 1);
  return (
    <div class={error ? 'question wrong' : 'question'} id={boxId(question.key)}>
      <label for={id}>
        <QuestionText {...props} />
      </label>
      <Hint {...props} more={whole ? screen.words.wholeNumberHint : screen.words.numberHint} />
      <QuestionError {...props} />
      <input
        class="number-field"
        type="text"
        inputMode={whole ? 'numeric' : 'decimal'}
        id={id}
        name={answerField(question.key)}
        value={localDecimal(textOf(answers[question.key]), screen.lang)}
        aria-describedby={describedBy(props, true)}
        aria-invalid={error ? true : undefined}
      />
    </div>
  );
}

function TextField(props: Of<TextQuestion>) {
  const { question, screen, answers, error } = props;
  const id = controlId(question.key, 1);
  return (
    <div class={error ? 'question wrong' : 'question'} id={boxId(question.key)}>
      <label for={id}>
        <QuestionText {...props} />
      </label>
      <Hint {...props} more={fill(screen.words.textHint, { limit: question.maxLength })} />
      <QuestionError {...props} />
      <textarea
        rows={4}
        id={id}
        name={answerField(question.key)}
        aria-describedby={describedBy(props, true)}
        aria-invalid={error ? true : undefined}
      >
        {textOf(answers[question.key])}
      </textarea>
    </div>
  );
}

const textOf = (value: AnswerValue | null | undefined) => (typeof value === 'string' ? value : '');

/** Each unit is a group of its own, its levels in words: at 360 px three to a line, on a wide screen all in one. */
function Matrix(props: Of<MatrixQuestion>) {
  const { question, screen, answers } = props;
  const levels = levelsOf(screen.form, question);
  const rated = answers[question.key];
  const codes = new Map(
    typeof rated === 'object' && rated !== null && !Array.isArray(rated) ? Object.entries(rated) : [],
  );
  return (
    <Group {...props} more={screen.words.matrixHint}>
      {screen.units.map((unit, row) => (
        <fieldset class="row" key={unit.code}>
          <legend>{say(unit.name, screen.lang)}</legend>
          <div class="cells">
            {levels.map((level, place) => (
              <MatrixCell
                key={level.code}
                id={controlId(question.key, place + 1, row + 1)}
                name={answerField(question.key, unit.code)}
                level={level}
                checked={codes.get(unit.code) === level.code}
                text={say(level.text, screen.lang)}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </Group>
  );
}

interface MatrixCellProps {
  readonly id: string;
  readonly name: string;
  readonly level: Level;
  readonly checked: boolean;
  readonly text: string;
}

function MatrixCell({ id, name, level, checked, text }: MatrixCellProps) {
  return (
    <label class="cell">
      <input type="radio" id={id} name={name} value={level.code} checked={checked} />
      <span>{text}</span>
    </label>
  );
}
