/** The PDF of a batch: laid out at once, so that its pages can be counted, and drawn sheet by sheet while it is read. */
import { setImmediate } from 'node:timers/promises';
import { wordsOf } from '../../client/words/words-of.ts';
import { type CoverFacts, coverPages } from './cover-note.ts';
import { type Document, measureOf, newDocument, SheetDocument } from './sheet-document.ts';
import { layOutSheet, type PrintedForm, specimenMarks, stampOf } from './sheet-pages.ts';

export interface SheetPrint extends PrintedForm {
  readonly batch: number;
  /** In the order in which they are printed. */
  readonly serials: readonly string[];
  /** Null: no covering note. */
  readonly cover: Omit<CoverFacts, 'batch'> | null;
}

export interface PrintedSheets {
  readonly pages: number;
  readonly stream: ReadableStream<Uint8Array>;
}

export function printSheets(print: SheetPrint): PrintedSheets {
  const document = newDocument(`${print.survey} – ${print.form.title.vi}`, print.lang);
  const measure = measureOf(document);
  const sheet = layOutSheet(print, measure);
  const cover =
    print.cover === null
      ? []
      : coverPages(
          print,
          { ...print.cover, batch: print.batch },
          print.serials,
          print.lang,
          sheet.size,
          measure,
        );
  const file = new SheetDocument(document, sheet.size);
  const { serial: label } = wordsOf(print.lang).sheet;

  /** A leaf or two at each step. */
  function* drawn(): Generator<void, void> {
    for (const page of cover) file.page(page, []);
    for (const serial of print.serials) {
      for (const [at, common] of sheet.pages.entries())
        file.page(common, stampOf(serial, at, sheet, measure, label));
      yield;
    }
  }
  return {
    pages: cover.length + print.serials.length * sheet.pages.length,
    stream: streamOf(document, drawn()),
  };
}

/** A sheet that shows what is asked, without a number: it is no sheet of the ledger, and every page says so. */
export function printSpecimen(print: PrintedForm): PrintedSheets {
  const document = newDocument(print.form.title.vi, print.lang);
  const measure = measureOf(document);
  const sheet = layOutSheet(print, measure);
  const file = new SheetDocument(document, sheet.size);
  const { specimen } = wordsOf(print.lang).sheet;

  function* drawn(): Generator<void, void> {
    for (const [at, common] of sheet.pages.entries()) {
      file.page(common, specimenMarks(at, sheet, measure, specimen));
      yield;
    }
  }
  return { pages: sheet.pages.length, stream: streamOf(document, drawn()) };
}

/**
 * Draws only when the reader has taken what was drawn before, and lets other requests in between; a reader who goes away
 * stops it.
 */
function streamOf(document: Document, steps: Generator<void, void>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        await setImmediate();
        let chunk: Uint8Array | null = null;
        let done = false;
        while (chunk === null && !done) {
          done = steps.next().done === true;
          if (done) document.end();
          chunk = document.read() as Uint8Array | null;
        }
        if (chunk !== null) controller.enqueue(chunk);
        if (done) controller.close();
      },
      cancel() {
        steps.return();
        document.destroy();
      },
    },
    { highWaterMark: 1 },
  );
}
