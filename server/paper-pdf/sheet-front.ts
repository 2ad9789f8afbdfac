/** Head and end of a sheet: who asks and why, whom it is about, how to answer, where to give it back. Never who answers. */
import { fill } from '../../client/words/fill.ts';
import type { Words } from '../../client/words/words-of.ts';
import type { PaperForm } from '../../survey-forms/paper-layout.ts';
import { type Block, type Mark, mm, moved, rule, stack, THICK } from './marks.ts';
import { LINE, paragraph } from './paragraph.ts';
import type { Room } from './question-text.ts';

/** What a sheet says beside its form. */
export interface SheetFrame {
  readonly province: string;
  readonly survey: string;
  readonly postOffice: string;
  /** Null for a form that rates many units. */
  readonly unit: string | null;
  readonly respondentGroup: string;
}

/** Room at the upper right of the first page for QR and number, drawn sheet by sheet. */
export const CORNER = { width: mm(62), height: mm(19) } as const;

export function frontBlock(paper: PaperForm, frame: SheetFrame, room: Room, words: Words): Block {
  const { sheet } = words;
  const { measure, width, density } = room;
  const subject = [
    ...(frame.unit === null ? [] : [labelled(sheet.unit, frame.unit, room)]),
    labelled(sheet.group, frame.respondentGroup, room),
  ];
  const small = (text: string) => paragraph(text, { measure, width, size: 9.2 * density });
  return stack(
    [
      senderBlock(frame, room, words),
      paragraph(paper.title, { measure, width, size: 16 * density, bold: true, balanced: true }),
      stack(subject),
      small(paper.intro),
      howBlock(frame.unit === null ? sheet.howMany : sheet.how, room, words),
      small(sheet.noName),
    ],
    mm(2.4) * density,
  );
}

/** Left of QR and number. */
function senderBlock(frame: SheetFrame, { measure, width }: Room, { sheet }: Words): Block {
  const setting = { measure, width: width - CORNER.width - mm(4) };
  const sender = stack([
    paragraph(frame.province.toLocaleUpperCase('vi'), { ...setting, size: 10, bold: true }),
    paragraph(sheet.kind.toLocaleUpperCase('vi'), { ...setting, size: 8.5 }),
    paragraph(frame.survey, { ...setting, size: 10 }),
  ]);
  const height = Math.max(sender.height, CORNER.height) + mm(3.5);
  return { height, marks: [...sender.marks, rule(0, height, width, THICK)] };
}

const LABEL_WIDTH = mm(44);

/** "Đơn vị được đánh giá   Sở Nội vụ". */
function labelled(label: string, value: string, { measure, width, density }: Room): Block {
  const size = 10.5 * density;
  const name = paragraph(label, { measure, size: size * 0.9, width: LABEL_WIDTH - mm(2) });
  const said = paragraph(value, { measure, size, bold: true, width: width - LABEL_WIDTH });
  return {
    height: Math.max(name.height, said.height),
    marks: [...moved(name.marks, 0, size * 0.1), ...moved(said.marks, LABEL_WIDTH, 0)],
  };
}

const SAMPLE_BOX = mm(5);
const SAMPLES_WIDTH = mm(47);

/** How to tick and how to take it back, in words and as two small drawings, in a frame. */
function howBlock(how: string, { measure, width, density }: Room, { sheet }: Words): Block {
  const size = 9.2 * density;
  const inner = width - mm(6);
  const text = stack([
    paragraph(sheet.howTitle, { measure, size, bold: true, width: inner }),
    paragraph(how, { measure, size, width: inner - SAMPLES_WIDTH }),
  ]);
  const pad = mm(2.2);
  const height = text.height + 2 * pad;
  const top = (height - SAMPLE_BOX) / 2;
  const words = (said: string, x: number): Mark[] =>
    moved(paragraph(said, { measure, size, width: SAMPLES_WIDTH }).marks, x, (height - size * LINE) / 2);
  const wide = (said: string) => SAMPLE_BOX + mm(2) + measure(said, size, false);
  const undone = width - mm(4) - wide(sheet.undone);
  const chosen = undone - mm(6) - wide(sheet.chosen);
  return {
    height,
    marks: [
      { kind: 'box', x: 0, y: 0, width, height },
      ...moved(text.marks, mm(3), pad),
      ...crossedBox(chosen, top),
      ...words(sheet.chosen, chosen + SAMPLE_BOX + mm(2)),
      { kind: 'fill', x: undone, y: top, width: SAMPLE_BOX, height: SAMPLE_BOX },
      ...words(sheet.undone, undone + SAMPLE_BOX + mm(2)),
    ],
  };
}

function crossedBox(x: number, y: number): Mark[] {
  const [near, far] = [mm(0.7), SAMPLE_BOX - mm(0.7)];
  const stroke = (fromY: number, toY: number): Mark => ({
    kind: 'rule',
    x: x + near,
    y: y + fromY,
    toX: x + far,
    toY: y + toY,
    thick: 1.4,
  });
  return [{ kind: 'box', x, y, width: SAMPLE_BOX, height: SAMPLE_BOX }, stroke(near, far), stroke(far, near)];
}

/** The last words: thanks, and where to give the sheet. */
export function endBlock({ postOffice }: SheetFrame, { measure, width, density }: Room, words: Words): Block {
  const size = 10 * density;
  const end = stack([
    paragraph(words.sheet.thanks, { measure, size, bold: true, width, align: 'center' }),
    paragraph(fill(words.sheet.give, { postOffice }), { measure, size, width, align: 'center' }),
  ]);
  return { height: end.height + mm(5), marks: moved(end.marks, 0, mm(5)) };
}
