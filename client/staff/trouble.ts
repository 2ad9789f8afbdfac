/** Expected trouble: what the server refused, or that it could not be asked; and the words for it. */
import { faultWords } from '../words/vi.ts';
import type { Words } from '../words/words-of.ts';
import { isProblemCode } from '../words/words-of.ts';

/** One place in what was sent: its path, a code, and the server's own sentence. */
export interface Place {
  readonly field: string;
  readonly code: string;
  readonly sentence: string;
}

export class Trouble extends Error {
  constructor(
    /** A problem code of the server; `unreachable`: no answer came; `unreadable`: it was no problem in our shape. */
    readonly code: string,
    readonly places: readonly Place[] = [],
    /** Seconds after which trying again makes sense, where the server says so. */
    readonly retryAfter: number | null = null,
  ) {
    super(code);
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function placeOf(given: unknown): Place[] {
  if (!isRecord(given)) return [];
  const { field, code, sentence } = given;
  return [{ field: String(field ?? ''), code: String(code ?? ''), sentence: String(sentence ?? '') }];
}

/** Reads `application/problem+json`; an answer of any other kind, e.g. of a proxy, is `unreadable`. */
export async function readTrouble(response: Response): Promise<Trouble> {
  const body: unknown = await response.json().catch(() => null);
  if (!isRecord(body) || typeof body.code !== 'string') return new Trouble('unreadable');
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
  const places = Array.isArray(body.errors) ? body.errors.flatMap(placeOf) : [];
  return new Trouble(body.code, places, Number.isFinite(seconds) ? seconds : null);
}

/** Any thrown thing as trouble: a bug in the page is told like one of the server. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  console.error(error);
  return new Trouble('internal');
}

/** What is wrong and what to do, in the reader's language; with the minutes to wait, where the server names them. */
export function troubleWords(trouble: Trouble, { staff, problems }: Words): { title: string; what: string } {
  const own = Object.entries(staff.troubles).find(([code]) => code === trouble.code)?.[1];
  const words = own ?? (isProblemCode(trouble.code) ? problems[trouble.code] : problems.internal);
  if (trouble.retryAfter === null) return words;
  return { ...words, what: `${words.what} ${staff.tryAgainIn(Math.ceil(trouble.retryAfter / 60))}` };
}

/** The sentence for one place; codes without words keep the server's sentence. */
export function placeWords({ code, sentence }: Place, { staff }: Words): string {
  return Object.entries(staff.places).find(([known]) => known === code)?.[1] ?? sentence;
}

/** The meaning of a fault of an imported file in Vietnamese, null where it has none: then its sentence stands alone. */
export function faultMeaning(code: string): string | null {
  return Object.entries(faultWords).find(([known]) => known === code)?.[1] ?? null;
}

/** The sentence for the field of a form, if the server has named that field. */
export function fieldError(trouble: Trouble | null, field: string, words: Words): string | undefined {
  const place = trouble?.places.find((one) => one.field === field);
  return place && placeWords(place, words);
}
