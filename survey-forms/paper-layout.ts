/**
 * What stands on the printed sheet of a form, as data: the same words, order and codes as online. How it is set on paper
 * is the printer's business. Items are numbered as `fieldsOf` numbers them, so that sheet, screen and clerk say the same
 * number for the same question.
 */
import {
  type Form,
  type Lang,
  levelsOf,
  type MatrixQuestion,
  type MultiQuestion,
  type NumberQuestion,
  type Question,
  questionsOf,
  ratesManyUnits,
  type ScaleQuestion,
  type Section,
  say,
  type Text,
} from './form.ts';

/** A box to tick. `digit` is printed in it and is what a clerk keys. */
export interface PaperBox {
  readonly digit: string;
  readonly label: string;
}

export interface PaperQuestion {
  readonly key: string;
  /** Number printed before it, from 1. */
  readonly item: string;
  readonly text: string;
  readonly required: boolean;
  /** When it is asked, and how it is answered, in small print below it. */
  readonly notes: readonly string[];
}

/** A rated unit: a row of the table, numbered from 1. */
export interface PaperUnit {
  readonly code: string;
  readonly row: string;
  readonly name: string;
}

/** Questions on one scale: the levels stand above the columns, a question a row. */
export interface PaperGrid {
  readonly kind: 'grid';
  readonly boxes: readonly PaperBox[];
  readonly questions: readonly PaperQuestion[];
}

/** One question with its boxes in a list; `several`: any number of them may be ticked. */
export interface PaperChoices {
  readonly kind: 'choices';
  readonly question: PaperQuestion;
  readonly boxes: readonly PaperBox[];
  readonly several: boolean;
}

/** A number is written digit by digit into squares. */
export interface PaperNumber {
  readonly kind: 'number';
  readonly question: PaperQuestion;
  /** Squares before and after the comma. */
  readonly whole: number;
  readonly decimals: number;
  readonly negative: boolean;
}

export interface PaperLines {
  readonly kind: 'lines';
  readonly question: PaperQuestion;
  readonly lines: number;
}

/** Units in rows, items in columns, keyed row by row. An item may have a scale of its own. */
export interface PaperMatrix {
  readonly kind: 'matrix';
  readonly columns: readonly { readonly question: PaperQuestion; readonly boxes: readonly PaperBox[] }[];
  readonly rows: readonly PaperUnit[];
}

export type PaperBlock = PaperGrid | PaperChoices | PaperNumber | PaperLines | PaperMatrix;

export interface PaperSection {
  readonly title: string;
  readonly blocks: readonly PaperBlock[];
}

export interface PaperForm {
  readonly title: string;
  readonly intro: string;
  readonly sections: readonly PaperSection[];
}

export interface PaperOptions {
  readonly lang: Lang;
  /** The units a matrix rates, in the order of the survey; none for a form on one unit. */
  readonly units: readonly { readonly code: string; readonly name: Text }[];
  /** Small print of a question: condition, hint, how to answer. In the words of the online form. */
  readonly notes: (question: Question) => readonly string[];
  /** Label of the box that says that no option of a multiple choice fits. */
  readonly noneOfThese: string;
}

/** What "none of these" is called online and keyed as; 0 is no code of any scale. */
const NONE_OF_THESE = '0';
/** More columns than these are too narrow to tick. */
const MOST_COLUMNS = 8;
/** Signs that a hand writes in one line. */
const SIGNS_A_LINE = 75;
const FEWEST_LINES = 2;
const MOST_LINES = 8;
const DIGITS_WITHOUT_BOUND = 6;

/** The form as it is printed, in one language. */
export function paperForm(form: Form, options: PaperOptions): PaperForm {
  const page = new Paper(form, options);
  return {
    title: say(form.title, options.lang),
    intro: say(form.intro, options.lang),
    sections: ratesManyUnits(form) ? page.ratingSections() : form.sections.map((one) => page.section(one)),
  };
}

class Paper {
  readonly #form: Form;
  readonly #options: PaperOptions;
  readonly #items: ReadonlyMap<string, string>;

  constructor(form: Form, options: PaperOptions) {
    this.#form = form;
    this.#options = options;
    this.#items = new Map(questionsOf(form).map((question, i) => [question.key, String(i + 1)]));
  }

  section(section: Section): PaperSection {
    const blocks: PaperBlock[] = [];
    for (let at = 0; at < section.questions.length; ) {
      const run = this.#runOfOneScale(section.questions.slice(at));
      const [first] = section.questions.slice(at);
      if (run.length > 0) blocks.push(this.#grid(run));
      else if (first) blocks.push(this.#single(first));
      at += Math.max(1, run.length);
    }
    return { title: say(section.title, this.#options.lang), blocks };
  }

  /** One table for all items, so that a unit's row holds all that is keyed for it; free text below. */
  ratingSections(): PaperSection[] {
    const { lang, units } = this.#options;
    const holds = (kind: Question['kind']) => (section: Section) =>
      section.questions.some((question) => question.kind === kind);
    const columns = questionsOf(this.#form)
      .filter((question): question is MatrixQuestion => question.kind === 'matrix')
      .map((question) => ({ question: this.#question(question), boxes: this.#boxes(question) }));
    const rows = units.map(({ code, name }, i) => ({ code, row: String(i + 1), name: say(name, lang) }));
    const title = this.#form.sections.filter(holds('matrix')).map((section) => say(section.title, lang));
    const table: PaperSection = {
      title: title.join(' · '),
      blocks: [{ kind: 'matrix', columns, rows }],
    };
    const texts = this.#form.sections.filter(holds('text')).map((section) => ({
      title: holds('matrix')(section) ? '' : say(section.title, lang),
      blocks: section.questions
        .filter((question) => question.kind === 'text')
        .map((question) => this.#single(question)),
    }));
    return [table, ...texts];
  }

  /** The questions from the first on that share its scale; none when it is better shown as a list of boxes. */
  #runOfOneScale(questions: readonly Question[]): ScaleQuestion[] {
    const [first] = questions;
    if (!first || !isOneChoice(first) || levelsOf(this.#form, first).length > MOST_COLUMNS) return [];
    const end = questions.findIndex((one) => !isOneChoice(one) || one.scale !== first.scale);
    const run = questions.slice(0, end < 0 ? undefined : end).filter(isOneChoice);
    const graded = first.kind === 'satisfaction' || first.kind === 'levels';
    return graded || run.length > 1 ? run : [];
  }

  #grid(run: readonly ScaleQuestion[]): PaperGrid {
    const [first] = run;
    return {
      kind: 'grid',
      boxes: first ? this.#boxes(first) : [],
      questions: run.map((question) => this.#question(question)),
    };
  }

  #single(question: Question): PaperBlock {
    const printed = this.#question(question);
    switch (question.kind) {
      case 'number':
        return { kind: 'number', question: printed, ...squaresOf(question) };
      case 'text':
        return { kind: 'lines', question: printed, lines: linesFor(question.maxLength) };
      case 'matrix':
        throw new Error(`question ${question.key} rates many units and stands in their table`);
      default: {
        const several = question.kind === 'multi';
        const none = { digit: NONE_OF_THESE, label: this.#options.noneOfThese };
        const boxes = [...this.#boxes(question), ...(several ? [none] : [])];
        return { kind: 'choices', question: printed, boxes, several };
      }
    }
  }

  #boxes(question: ScaleQuestion | MultiQuestion | MatrixQuestion): PaperBox[] {
    return levelsOf(this.#form, question).map(({ code, text }) => ({
      digit: String(code),
      label: say(text, this.#options.lang),
    }));
  }

  #question(question: Question): PaperQuestion {
    return {
      key: question.key,
      item: this.#items.get(question.key) ?? '',
      text: say(question.text, this.#options.lang),
      required: question.required === true,
      notes: this.#options.notes(question),
    };
  }
}

const isOneChoice = (question: Question): question is ScaleQuestion =>
  ['satisfaction', 'levels', 'yes-no', 'single'].includes(question.kind);

/** Room for the longer of the two bounds. */
function squaresOf({ min, max, decimals }: NumberQuestion) {
  const digits = [min, max].map((bound) => bound?.replace(/^-|\..*$/g, '').length ?? 0);
  const bounded = min !== undefined && max !== undefined;
  return {
    whole: Math.max(bounded ? 1 : DIGITS_WITHOUT_BOUND, ...digits),
    decimals: decimals ?? 0,
    negative: min?.startsWith('-') ?? false,
  };
}

const linesFor = (maxLength: number) =>
  Math.min(MOST_LINES, Math.max(FEWEST_LINES, Math.ceil(maxLength / SIGNS_A_LINE)));
