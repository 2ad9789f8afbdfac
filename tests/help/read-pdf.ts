/** A PDF as its reader sees it: text with its place, pages, metadata, and whether anything is a picture. */
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface PdfText {
  readonly text: string;
  /** Points from the lower left corner to the beginning of the baseline. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

export interface PdfPage {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly PdfText[];
  /** All of it in the order of the file, one space between words. */
  readonly text: string;
  readonly pictures: number;
}

export interface PdfFile {
  readonly title: string;
  readonly lang: string;
  readonly pages: readonly PdfPage[];
}

const PICTURES: readonly number[] = [
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintImageMaskXObject,
];

export async function readPdf(bytes: Uint8Array): Promise<PdfFile> {
  const loading = getDocument({ data: Uint8Array.from(bytes), verbosity: 0, disableFontFace: true });
  const file = await loading.promise;
  try {
    const { info } = await file.getMetadata();
    const pages: PdfPage[] = [];
    for (let number = 1; number <= file.numPages; number += 1)
      pages.push(await readPage(await file.getPage(number)));
    const { Title, Language } = info as { Title?: string; Language?: string };
    return { title: Title ?? '', lang: Language ?? '', pages };
  } finally {
    await loading.destroy();
  }
}

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof getDocument>['promise']>['getPage']>>;

async function readPage(page: Page): Promise<PdfPage> {
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
  const { items } = await page.getTextContent();
  const texts = items.flatMap((item): PdfText[] => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [, , , size = 0, x = 0, y = 0] = item.transform as number[];
    return [{ text: item.str, x, y, width: item.width, size: Math.abs(size) }];
  });
  const { fnArray } = await page.getOperatorList();
  return {
    width: right - left,
    height: top - bottom,
    texts,
    text: texts
      .map((one) => one.text)
      .join(' ')
      .replace(/\s+/g, ' '),
    pictures: fnArray.filter((operation) => PICTURES.includes(operation)).length,
  };
}
