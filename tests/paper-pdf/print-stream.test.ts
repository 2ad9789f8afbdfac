/** The file is made only as fast as it is read, and no further than somebody wants it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { expect, it } from 'vitest';
import { printSheets } from '../../server/paper-pdf/print-sheets.ts';
import { satisfaction } from '../../survey-forms/forms/satisfaction.ts';
import { serialOf } from '../../survey-forms/serial.ts';
import { readPdf } from '../help/read-pdf.ts';

/** A batch that counts how many of its sheets were drawn. */
function counted(sheets: number) {
  const drawn: string[] = [];
  const serials = Array.from({ length: sheets }, (_, i) => serialOf(i));
  const watched = Object.assign([...serials], {
    *[Symbol.iterator]() {
      for (const serial of serials) {
        drawn.push(serial);
        yield serial;
      }
    },
  });
  const { pages, stream } = printSheets({
    form: satisfaction,
    lang: 'vi',
    units: [],
    serials: watched,
    batch: 1,
    province: 'Tỉnh Thử',
    survey: 'Thử',
    postOffice: 'Bưu điện Thử',
    unit: 'Sở An',
    respondentGroup: 'Người dân',
    cover: null,
  });
  return { drawn, pages, stream };
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

it('draws nothing ahead of a reader who pauses', async () => {
  const { drawn, stream } = counted(100);
  const reader = stream.getReader();
  await reader.read();
  await pause(50);
  const ahead = drawn.length;
  expect(ahead).toBeLessThan(5);
  await reader.read();
  await pause(50);
  expect(drawn.length).toBe(ahead + 1);
});

it('stops for a reader who goes away', async () => {
  const { drawn, stream } = counted(100);
  const reader = stream.getReader();
  await reader.read();
  await reader.cancel();
  const then = drawn.length;
  await pause(50);
  expect(drawn.length).toBe(then);
});

it('stops when the line to the browser breaks', async () => {
  const { drawn, stream } = counted(2000);
  const server = createServer(getRequestListener(() => new Response(stream)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const abort = new AbortController();
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}`, { signal: abort.signal });
  await response.body?.getReader().read();
  abort.abort();
  await pause(200);
  const then = drawn.length;
  await pause(200);
  expect(drawn.length).toBe(then);
  expect(then).toBeLessThan(2000);
  server.close();
});

it('says beforehand how many pages there will be', async () => {
  const { pages, stream } = counted(7);
  const file = await readPdf(new Uint8Array(await new Response(stream).arrayBuffer()));
  expect(file.pages).toHaveLength(pages);
});
