/** Takes in the PDF of a batch while the server makes it, counting its pages, so that progress can be shown. */
import { Trouble } from './trouble.ts';

export interface Progress {
  /** Sheets that have arrived. */
  readonly done: number;
  readonly sheets: number;
}

export interface SheetFile extends Progress {
  readonly name: string;
  readonly content: Blob;
}

/** How a page begins in the file; the list of pages, "/Pages", does not count. */
const PAGE = '/Type /Page\n';
/** Fonts come after the last page: a file with all its pages may still be cut off. */
const END = '%%EOF\n';

/** @throws Trouble `unreadable` when the file is cut off, `unreachable` when the line is */
export async function receiveSheets(
  response: Pick<Response, 'headers' | 'body'>,
  tell: (progress: Progress) => void,
): Promise<SheetFile> {
  const pages = Number(response.headers.get('X-Pages'));
  const sheets = Number(response.headers.get('X-Sheets'));
  const [, name = 'phieu.pdf'] =
    /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '') ?? [];
  const chunks: BlobPart[] = [];
  const count = pageCounter();
  for await (const chunk of chunksOf(response)) {
    chunks.push(chunk);
    tell({ done: Math.floor((count(chunk) / pages) * sheets), sheets });
  }
  const content = new Blob(chunks);
  if ((await content.slice(-END.length).text()) !== END) throw new Trouble('unreadable');
  return { name, content, done: sheets, sheets };
}

/** Pages seen so far, also where the mark of one lies across two chunks. */
export function pageCounter(): (chunk: Uint8Array) => number {
  const decoder = new TextDecoder('latin1');
  let seen = 0;
  let tail = '';
  return (chunk) => {
    const text = tail + decoder.decode(chunk);
    seen += text.split(PAGE).length - 1;
    tail = text.endsWith(PAGE) ? '' : text.slice(1 - PAGE.length);
    return seen;
  };
}

/** Read part by part, for Safari knows no `for await` here. A line that breaks in the middle throws an error of its own. */
async function* chunksOf({ body }: Pick<Response, 'body'>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = body?.getReader();
  for (;;) {
    const part = await reader?.read().catch(() => {
      throw new Trouble('unreachable');
    });
    if (!part || part.done) return;
    yield part.value;
  }
}
