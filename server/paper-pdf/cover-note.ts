/**
 * The first leaf of a batch: what the post office is given, and what it writes down when it gives the sheets back. The
 * number it counts is what staff later enter as expected, and what the scanned sheets must agree with.
 */
import { formatCount, formatDate } from '../../client/format.ts';
import { type Words, wordsOf } from '../../client/words/words-of.ts';
import type { Lang } from '../../survey-forms/form.ts';
import { formatSerial, numberOfSerial } from '../../survey-forms/serial.ts';
import { type Block, type Mark, type Measure, mm, moved, rule, stack } from './marks.ts';
import { paragraph, type Setting } from './paragraph.ts';
import type { SheetFrame } from './sheet-front.ts';
import { batchNumber, type PageSize } from './sheet-pages.ts';

/** What the note says beside the frame of its sheets. */
export interface CoverFacts {
  readonly campaign: string;
  readonly batch: number;
  readonly quota: number | null;
  readonly allottedOn: string;
}

const MARGIN = mm(18);
/** Text sizes, the first with which everything stays on the page: names may be long. */
const SIZES = [10.5, 9.5, 8.5, 7.5];
const LABEL_WIDTH = mm(52);
/** Room to write a number or to sign. */
const FIELD_HEIGHT = mm(10);
const SIGNATURE_HEIGHT = mm(22);
/** Of serials that do not follow each other, so many stretches are named. */
const MOST_STRETCHES = 12;

/** Two pages, the second empty, so that the first sheet begins on a leaf of its own. */
export function coverPages(
  frame: SheetFrame,
  facts: CoverFacts,
  serials: readonly string[],
  lang: Lang,
  size: PageSize,
  measure: Measure,
): Mark[][] {
  const tries = SIZES.map((one) =>
    noteBlock(frame, facts, serials, lang, {
      measure,
      width: size.width - 2 * MARGIN,
      size: one,
    }),
  );
  const chosen = tries.find((note) => note.height <= size.height - 2 * MARGIN) ?? tries.at(-1);
  return [moved(chosen?.marks ?? [], MARGIN, MARGIN), []];
}

function noteBlock(
  frame: SheetFrame,
  facts: CoverFacts,
  serials: readonly string[],
  lang: Lang,
  setting: Setting,
): Block {
  const { cover } = wordsOf(lang).staff.prints;
  const { width, size } = setting;
  const counted = [
    [cover.batch, batchNumber(facts.batch)],
    [cover.campaign, facts.campaign],
    [cover.survey, frame.survey],
    [cover.postOffice, frame.postOffice],
    [cover.unit, frame.unit ?? cover.manyUnits],
    [cover.group, frame.respondentGroup],
    [cover.allottedOn, formatDate(facts.allottedOn, lang)],
    [cover.sheets, formatCount(serials.length, lang)],
    [cover.serials, stretches(serials, lang)],
    ...(facts.quota === null ? [] : [[cover.quota, formatCount(facts.quota, lang)]]),
  ];
  const half = (width - mm(8)) / 2;
  const sides = [cover.out, cover.back].map((fields) => fieldsBlock(fields, { ...setting, width: half }));
  const parts = [
    paragraph(frame.province.toLocaleUpperCase('vi'), { ...setting, bold: true }),
    paragraph(cover.title, { ...setting, size: size * 1.7, bold: true }),
    stack(counted.map(([label = '', value = '']) => line(label, value, setting))),
    framedSides(sides, half),
    paragraph(cover.note, { ...setting, size: size * 0.9 }),
  ];
  return stack(parts, size * 1.1);
}

function line(label: string, value: string, setting: Setting): Block {
  const { width } = setting;
  const name = paragraph(label, { ...setting, width: LABEL_WIDTH - mm(2) });
  const said = paragraph(value, { ...setting, bold: true, width: width - LABEL_WIDTH });
  const height = Math.max(name.height, said.height) + mm(1.6);
  return {
    height,
    marks: [...name.marks, ...moved(said.marks, LABEL_WIDTH, 0), rule(0, height - mm(0.6), width)],
  };
}

type Fields = Words['staff']['prints']['cover']['out'];

/** What is written by hand at one handing over: date, number, and two signatures. */
function fieldsBlock({ title, fields, from, to }: Fields, setting: Setting): Block {
  const small = { ...setting, size: setting.size * 0.9 };
  const pad = mm(3);
  const inner = setting.width - 2 * pad;
  const field = (label: string): Block => {
    const text = paragraph(label, { ...small, width: inner - mm(36) });
    const height = Math.max(FIELD_HEIGHT, text.height + mm(2));
    const at = height - mm(2);
    return {
      height,
      marks: [...moved(text.marks, 0, at - text.height), rule(inner - mm(32), at, inner)],
    };
  };
  const signature = (label: string) => paragraph(label, { ...small, width: inner / 2, align: 'center' });
  const block = stack([
    paragraph(title, { ...setting, size: setting.size + 1, bold: true, width: inner }),
    ...fields.map(field),
    { height: mm(4), marks: [] },
    sideBySide(signature(from), signature(to), inner / 2),
  ]);
  return { height: block.height + 2 * pad + SIGNATURE_HEIGHT, marks: moved(block.marks, pad, pad) };
}

/** Side by side in frames of one height. */
function framedSides(sides: readonly Block[], width: number): Block {
  const height = Math.max(...sides.map((side) => side.height));
  const frame: Mark = { kind: 'box', x: 0, y: 0, width, height };
  return {
    height,
    marks: sides.flatMap((side, i) => moved([frame, ...side.marks], i * (width + mm(8)), 0)),
  };
}

const sideBySide = (left: Block, right: Block, at: number): Block => ({
  height: Math.max(left.height, right.height),
  marks: [...left.marks, ...moved(right.marks, at, 0)],
});

/** Serials that follow each other as one stretch: "004 217 – 005 119 (91 phiếu)". */
function stretches(serials: readonly string[], lang: Lang): string {
  const { cover } = wordsOf(lang).staff.prints;
  const runs: string[][] = [];
  for (const serial of serials) {
    const last = runs.at(-1)?.at(-1);
    const follows = last !== undefined && numberOfSerial(serial) === numberOfSerial(last) + 1;
    if (follows) runs.at(-1)?.push(serial);
    else runs.push([serial]);
  }
  const said = runs.slice(0, MOST_STRETCHES).map((run) => {
    const [first = ''] = run;
    const ends = `${formatSerial(first)} – ${formatSerial(run.at(-1) ?? first)}`;
    return run.length === 1 ? formatSerial(first) : cover.stretch(ends, run.length);
  });
  return [...said, ...(runs.length > MOST_STRETCHES ? ['…'] : [])].join('; ');
}
