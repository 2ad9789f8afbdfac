/** The codebook of a survey: for programs a table, a line a variable and code; for people a page that prints. */

import { conditionWords } from '../../client/form/form-words.ts';
import { formatExact } from '../../client/format.ts';
import { wordsOf } from '../../client/words/words-of.ts';
import {
  type AnswerVariable,
  NOT_ASKED_CELL,
  unfiledQuestions,
  type Value,
  type Variable,
} from '../../survey-forms/codebook.ts';
import { type Form, type Lang, questionsOf, say, type Text } from '../../survey-forms/form.ts';
import type { Column, ExportTable, Row } from './export-table.ts';
import { tableOf } from './export-table.ts';
import type { SurveyCodebook } from './survey-codebook.ts';

/** Both languages stand beside each other: a codebook goes to whoever works with the file. */
const LANGS = ['vi', 'en'] as const;

const COLUMNS: readonly Column[] =
  'variable kind section_vi section_en text_vi text_en code label_vi label_en pay_out satisfied asked_if_vi asked_if_en'
    .split(' ')
    .map((name) => ({ name, holds: name === 'pay_out' || name === 'satisfied' ? 'number' : 'word' }));

/** A line a code; a variable without codes has one line. */
export function codebookTable(codebook: SurveyCodebook): ExportTable {
  const variables = [...codebook.head, ...codebook.answers];
  return tableOf(
    COLUMNS,
    variables.flatMap((variable) => linesOf(variable, codebook.forms)),
  );
}

const both = (text: Text | null): string[] => [text?.vi ?? '', text?.en ?? ''];

const isAnswer = (variable: Variable): variable is AnswerVariable => 'question' in variable;

function linesOf(variable: Variable, forms: SurveyCodebook['forms']): Row[] {
  const section = isAnswer(variable) ? variable.section : null;
  const condition = isAnswer(variable) ? conditionOf(variable, forms) : null;
  const kind = isAnswer(variable) ? variable.question.kind : 'head';
  const front = [variable.name, kind, ...both(section), ...both(variable.text)];
  const line = (value: Value | null): Row => [
    ...front,
    ...[value?.code ?? '', ...both(value?.text ?? null), payOutText(value)],
    ...[value?.satisfied === undefined ? '' : Number(value.satisfied), ...both(condition)],
  ];
  return variable.values.length === 0 ? [line(null)] : variable.values.map(line);
}

/** Null leaves the denominator (domain §3), which is not the same as paying nothing. */
const payOutText = (value: Value | null): string =>
  value?.payOut === null ? NOT_ASKED_CELL : (value?.payOut ?? '');

function conditionOf({ question }: AnswerVariable, forms: SurveyCodebook['forms']): Text | null {
  const form = forms.find((one) => questionsOf(one).includes(question));
  const { askIf } = question;
  if (!form || !askIf) return null;
  const words = (lang: Lang) => conditionWords(form, askIf, wordsOf(lang).form, lang);
  return { vi: words('vi'), en: words('en') };
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** It stands alone, without a server that could give it a style sheet. */
const STYLE = `body{font:16px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b2426}
h1,h2,h3{line-height:1.3}h3{margin:1.5rem 0 .25rem}code{font-family:ui-monospace,monospace;background:#eef2f2;padding:0 .3em}
table{border-collapse:collapse;margin:.5rem 0}th,td{text-align:left;vertical-align:top;padding:.15rem .75rem .15rem 0;border-bottom:1px solid #cfd8d8}
[lang=en]{color:#4a5a5c}nav li{margin:.15rem 0}@media print{nav{display:none}h3,table{break-inside:avoid}}`;

/** The whole page, Vietnamese first and English beside it. */
export function codebookPage(codebook: SurveyCodebook, made: string): string {
  const { codebook: words } = wordsOf('vi').staff.files;
  const sections = new Map<string, AnswerVariable[]>();
  for (const one of codebook.answers)
    sections.set(one.section.vi, [...(sections.get(one.section.vi) ?? []), one]);
  const [form] = codebook.forms;
  const title = `${words.title}: ${codebook.title.vi}`;
  return [
    `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${STYLE}</style></head><body>`,
    `<h1>${escaped(words.title)}: ${inBoth(codebook.title)}</h1>`,
    `<p>${inBoth(form.title)} · ${escaped(formNames(codebook.forms))} · ${escaped(made)}</p>`,
    ...LANGS.map((lang) => `<p lang="${lang}">${escaped(aboutCells(lang))}</p>`),
    ...notFiled(codebook.forms),
    `<h2>${inBoth(wordsIn(({ heads }) => heads))}</h2>`,
    ...codebook.head.map((variable) => variableHtml(variable, codebook.forms)),
    ...[...sections.values()].flatMap((variables) => [
      `<h2>${inBoth(variables[0]?.section ?? form.title)}</h2>`,
      ...variables.map((variable) => variableHtml(variable, codebook.forms)),
    ]),
    '</body></html>\n',
  ].join('\n');
}

const formNames = (forms: readonly Form[]): string =>
  forms.map(({ id, version }) => `${id} v${version}`).join(', ');

type CodebookWords = ReturnType<typeof wordsOf>['staff']['files']['codebook'];

const wordsIn = (pick: (words: CodebookWords, lang: Lang) => string): Text => ({
  vi: pick(wordsOf('vi').staff.files.codebook, 'vi'),
  en: pick(wordsOf('en').staff.files.codebook, 'en'),
});

const aboutCells = (lang: Lang): string => wordsOf(lang).staff.files.codebook.cells(NOT_ASKED_CELL);

function notFiled(forms: readonly Form[]): string[] {
  const questions = unfiledQuestions(forms);
  if (questions.length === 0) return [];
  const names = (lang: Lang) => questions.map(({ text }) => `“${say(text, lang)}”`).join(', ');
  return LANGS.map(
    (lang) => `<p lang="${lang}">${escaped(wordsOf(lang).staff.files.codebook.noText(names(lang)))}</p>`,
  );
}

/** English in small beside it, where there is one. */
const inBoth = ({ vi, en }: Text): string =>
  en === undefined || en === vi ? escaped(vi) : `${escaped(vi)} <small lang="en">${escaped(en)}</small>`;

function variableHtml(variable: Variable, forms: SurveyCodebook['forms']): string {
  const condition = isAnswer(variable) ? conditionOf(variable, forms) : null;
  const rows = variable.values.map((value) => {
    const marks = [
      value.payOut === undefined ? '' : payOutWords(value.payOut),
      value.satisfied ? satisfied() : '',
    ];
    return `<tr><th scope="row"><code>${escaped(value.code)}</code></th><td>${inBoth(value.text)}</td><td>${marks.filter(Boolean).join('; ')}</td></tr>`;
  });
  return [
    `<h3><code>${escaped(variable.name)}</code> ${inBoth(variable.text)}</h3>`,
    condition && `<p>${inBoth(wordsIn(({ askedIf }) => askedIf))}: ${inBoth(condition)}</p>`,
    rows.length > 0 && `<table><tbody>${rows.join('')}</tbody></table>`,
  ]
    .filter(Boolean)
    .join('\n');
}

const satisfied = (): string => inBoth(wordsIn((words) => words.satisfied));

const payOutWords = (payOut: string | null): string =>
  inBoth(
    payOut === null
      ? wordsIn((words) => words.leaves)
      : wordsIn((words, lang) => words.pays(formatExact(payOut, lang))),
  );
