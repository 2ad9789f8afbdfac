import { expect, it } from 'vitest';
import { type Progress, pageCounter, receiveSheets } from '../../client/staff/sheet-download.ts';
import { Trouble } from '../../client/staff/trouble.ts';
import { printSheets } from '../../server/paper-pdf/print-sheets.ts';
import { satisfaction } from '../../survey-forms/forms/satisfaction.ts';
import { serialOf } from '../../survey-forms/serial.ts';

const SHEETS = 6;

async function file(): Promise<{ bytes: Uint8Array<ArrayBuffer>; pages: number }> {
  const { pages, stream } = printSheets({
    form: satisfaction,
    lang: 'vi',
    units: [],
    serials: Array.from({ length: SHEETS }, (_, i) => serialOf(i)),
    batch: 1,
    province: 'Tỉnh Thử',
    survey: 'Thử',
    postOffice: 'Bưu điện Thử',
    unit: 'Sở An',
    respondentGroup: 'Người dân',
    cover: { campaign: 'Thử', quota: null, allottedOn: '2026-06-15' },
  });
  return { pages, bytes: new Uint8Array(await new Response(stream).arrayBuffer()) };
}

/** As the server sends it, in chunks of a size; breaks off after `cut` bytes with or without an error. */
function sent(
  bytes: Uint8Array<ArrayBuffer>,
  pages: number,
  chunk: number,
  end?: { at: number; error: boolean },
) {
  const headers = {
    'X-Pages': String(pages),
    'X-Sheets': String(SHEETS),
    'Content-Disposition': 'attachment; filename="lo-007.pdf"',
  };
  let at = 0;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const last = end?.at ?? bytes.length;
      if (at < last) controller.enqueue(bytes.slice(at, Math.min(at + chunk, last)));
      else if (end?.error) controller.error(new TypeError('network error'));
      else controller.close();
      at += chunk;
    },
  });
  return new Response(body, { headers });
}

it.each([7, 100, 5000, 10_000_000])(
  'counts the pages of a file that comes in chunks of %i bytes',
  async (chunk) => {
    const { bytes, pages } = await file();
    const told: Progress[] = [];
    const received = await receiveSheets(sent(bytes, pages, chunk), (progress) => told.push(progress));
    expect(received).toMatchObject({ name: 'lo-007.pdf', done: SHEETS, sheets: SHEETS });
    expect(new Uint8Array(await received.content.arrayBuffer())).toEqual(bytes);
    const done = told.map((one) => one.done);
    expect(done).toEqual(done.toSorted((one, other) => one - other));
    expect(told.at(-1)).toEqual({ done: SHEETS, sheets: SHEETS });
    if (chunk === 100) expect(new Set(done).size).toBe(SHEETS + 1);
  },
);

it('does not take the list of pages for a page', () => {
  const count = pageCounter();
  const bytes = new TextEncoder().encode('<<\n/Type /Pages\n/Count 2\n>>\n/Type /Page\n/Type /Pag');
  expect(count(bytes)).toBe(1);
  expect(count(new TextEncoder().encode('e\n'))).toBe(2);
});

it('saves no half of a file: cut off, or the line broken', async () => {
  const { bytes, pages } = await file();
  const at = Math.floor(bytes.length / 2);
  const refused = (error: boolean) =>
    receiveSheets(sent(bytes, pages, 1000, { at, error }), () => {}).catch((reason: unknown) => reason);
  expect(await refused(false)).toEqual(new Trouble('unreadable'));
  expect(await refused(true)).toMatchObject({ code: 'unreachable' });
});
