/** What the next key is for, large: the serial, a field, free text, or saving. */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { isDecimal } from '../../survey-forms/decimal-text.ts';
import { type Form, levelsOf, say, type TextQuestion } from '../../survey-forms/form.ts';
import type { KeyedField } from '../../survey-forms/keyed-answers.ts';
import { formatSerial, SERIAL_DIGITS } from '../../survey-forms/serial.ts';
import { formatExact } from '../format.ts';
import { useLanguage } from '../staff/language.tsx';
import { fill } from '../words/fill.ts';
import { unitName } from './item-line.tsx';
import type { Fault, Keying, Step, Task } from './keying-state.ts';
import type { Pack, PackSheet } from './pack.ts';
import { NONE_OF_THESE, shownTyped } from './shown-value.ts';

interface CurrentStepProps {
  readonly task: Task;
  readonly state: Keying;
  readonly step: Step;
  onText(text: string): void;
}

export function CurrentStep({ task, state, step, onText }: CurrentStepProps) {
  const waits = ({ serial }: PackSheet) => task.standing(serial) === 'no';
  return (
    <section class={state.fault ? 'now wrong' : 'now'}>
      {step.is === 'serial' && <SerialStep state={state} left={task.pack.sheets.some(waits)} />}
      {step.is === 'field' && <FieldStep pack={task.pack} field={step.field} state={state} />}
      {step.is === 'text' && <TextStep question={step.question} text={state.text} onText={onText} />}
      {step.is === 'summary' && <SummaryStep state={state} />}
      <FaultLine key={state.faults} fault={state.fault} />
    </section>
  );
}

/** What a key was refused for, drawn anew each time; the place is always there, so that nothing moves when it speaks. */
function FaultLine({ fault }: { readonly fault: Fault | null }) {
  const { lang, words } = useLanguage();
  const about = fault?.about ?? '';
  const shown = /^\d{6}$/.test(about)
    ? formatSerial(about)
    : isDecimal(about)
      ? formatExact(about, lang)
      : about;
  return (
    <p class="fault" role="alert">
      {fault && fill(words.keying.faults[fault.code], { about: shown })}
    </p>
  );
}

interface BoardProps {
  readonly over: ComponentChildren;
  readonly title: ComponentChildren;
  readonly value: string;
  readonly children?: ComponentChildren;
}

/** The question on the left, its value on the right. */
function Board({ over, title, value, children }: BoardProps) {
  return (
    <div class="board">
      <div>
        <p class="over">{over}</p>
        <h1>{title}</h1>
        {children}
      </div>
      <output class="value" aria-live="off">
        {value}
      </output>
    </div>
  );
}

interface SerialStepProps {
  readonly state: Keying;
  /** There are sheets left to key. */
  readonly left: boolean;
}

function SerialStep({ state, left }: SerialStepProps) {
  const { words } = useLanguage();
  const { keying } = words;
  const { serial, saved } = state;
  return (
    <Board
      over={saved ? fill(keying.savedSheet, { serial: formatSerial(saved.serial) }) : keying.nextSheet}
      title={left ? keying.serialTitle : keying.noneLeft}
      value={formatSerial(serial.padEnd(SERIAL_DIGITS, '_'))}
    >
      <p class="codes-line">{left ? keying.serialHint : keying.noneLeftHint}</p>
    </Board>
  );
}

interface FieldStepProps {
  readonly pack: Pack;
  readonly field: KeyedField;
  readonly state: Keying;
}

function FieldStep({ pack, field, state }: FieldStepProps) {
  const { lang, words } = useLanguage();
  const { form } = pack;
  const { question, item } = field;
  const unit = unitName(pack, field);
  return (
    <Board
      over={
        <>
          {fill(words.keying.item, { item })} · {say(sectionTitle(form, field), lang)}
        </>
      }
      title={
        <>
          {unit && <span class="unit-name">{say(unit, lang)}</span>}
          {say(question.text, lang)}
        </>
      }
      value={shownTyped(state.typed)}
    >
      <Codes form={form} field={field} />
    </Board>
  );
}

const sectionTitle = ({ sections }: Form, { question }: KeyedField) =>
  sections.find(({ questions }) => questions.includes(question))?.title ?? { vi: '' };

/** The codes that may be keyed here, each with what it stands for. */
function Codes({ form, field: { question } }: { readonly form: Form; readonly field: KeyedField }) {
  const { lang, words } = useLanguage();
  const { keying } = words;
  if (question.kind === 'number' || question.kind === 'text')
    return <p class="codes-line">{keying.numberHint}</p>;
  return (
    <>
      <ul class="codes-line">
        {levelsOf(form, question).map(({ code, text }) => (
          <li key={code}>
            <b>{code}</b> {say(text, lang)}
          </li>
        ))}
        {question.kind === 'multi' && (
          <li>
            <b>{NONE_OF_THESE}</b> {words.form.noneOfThese}
          </li>
        )}
      </ul>
      {question.kind === 'multi' && <p class="codes-line">{keying.multiHint}</p>}
    </>
  );
}

interface TextStepProps {
  readonly question: TextQuestion;
  readonly text: string;
  onText(text: string): void;
}

function TextStep({ question, text, onText }: TextStepProps) {
  const { lang, words } = useLanguage();
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => area.current?.focus(), [question]);
  return (
    <div class="text-step">
      <p class="over">{words.keying.freeText}</p>
      <h1 id="free-text">{say(question.text, lang)}</h1>
      <textarea
        ref={area}
        aria-labelledby="free-text"
        rows={3}
        value={text}
        spellcheck={false}
        onInput={(event) => onText(event.currentTarget.value)}
      />
      <p class="codes-line">{fill(words.keying.textHint, { limit: question.maxLength })}</p>
    </div>
  );
}

function SummaryStep({ state }: { readonly state: Keying }) {
  const { words } = useLanguage();
  const { keying } = words;
  const values = state.left.map(({ value }) => value);
  const blank = values.filter((value) => value === null).length;
  const unreadable = values.filter((value) => value === '?').length;
  return (
    <Board
      over={fill(keying.sheet, { serial: formatSerial(state.serial) })}
      title={keying.saveTitle}
      value="↵"
    >
      <p class="codes-line">{fill(keying.summary, { fields: values.length, blank, unreadable })}</p>
    </Board>
  );
}
