/**
 * Lists that grow, page by page. A cursor names the last row that was given, by the key the list is ordered by, so that
 * rows added meanwhile neither repeat nor hide another. It carries no right: whoever holds it may read what he might
 * read without it.
 */
import { z } from '@hono/zod-openapi';
import type { AppContext } from './http.ts';
import { Problem } from './problem.ts';

/** Rows in a page at most, and where only a cursor is given. */
const LARGEST_PAGE = 1000;
const USUAL_PAGE = 100;
const LONGEST_CURSOR = 400;

export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).optional(),
  cursor: z.string().optional(),
};

export const nextSchema = z
  .string()
  .nullable()
  .openapi({ description: 'The cursor of the next page; null: this is the last' });

export interface PageAsked {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** What stands in a cursor beside the name of its list: texts and numbers by which the list is ordered. */
type Key = readonly (string | number)[];

/** The cursor behind a row; for lists that the database gives page by page. */
export const written = (list: string, key: Key): string =>
  Buffer.from(JSON.stringify([list, ...key])).toString('base64url');

/** @throws Problem `cursor-unknown` for a cursor of another list, or none of this server */
export function readCursor(list: string, cursor: string): Key {
  try {
    const read: unknown =
      cursor.length <= LONGEST_CURSOR && JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(read)) {
      const key = read.slice(1);
      // Written again it is the same only for this very list.
      if (key.length > 0 && written(list, key) === cursor) return key;
    }
  } catch {
    // Told below, as whatever else is none.
  }
  throw new Problem('cursor-unknown', [{ field: 'cursor', code: 'cursor-unknown' }]);
}

/** Which of two keys comes first: as `sort` takes it. Keys of the wrong shape compare as equal, and give the first page. */
type Order = (a: Key, b: Key) => number;

interface List<Row> {
  /** Its name and what it is a list of, e.g. "arrivals hai-long": a cursor of another is refused. */
  readonly name: string;
  readonly keyOf: (row: Row) => Key;
  readonly order: Order;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Cursor of the next page; null: this is the last. */
  readonly next: string | null;
}

/** Texts and numbers in rising order, part by part. */
export const rising: Order = (a, b) => {
  for (const [at, one] of a.entries()) {
    const other = b[at] ?? '';
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
};

/**
 * A page of rows that are in order already. Without limit and cursor all of them.
 * @throws Problem `cursor-unknown`
 */
export function pageOf<Row>(
  rows: readonly Row[],
  { limit, cursor }: PageAsked,
  { name, keyOf, order }: List<Row>,
): Page<Row> {
  if (limit === undefined && cursor === undefined) return { rows, next: null };
  const after = cursor === undefined ? null : readCursor(name, cursor);
  const rest = after === null ? rows : rows.filter((row) => order(keyOf(row), after) > 0);
  const shown = rest.slice(0, limit ?? USUAL_PAGE);
  const last = shown.at(-1);
  return { rows: shown, next: last && shown.length < rest.length ? written(name, keyOf(last)) : null };
}

/** Says the next page in the header as well (RFC 8288), with all that was asked for beside it. */
export function linkNext(c: AppContext, next: string | null): void {
  if (next === null) return;
  const query = new URLSearchParams({ ...c.req.query(), cursor: next });
  c.header('Link', `<${c.req.path}?${query}>; rel="next"`);
}
