/**
 * Every public address, in one place. Vietnamese stands at the root and every other language under its code, so that a page has one
 * address per language and no cookie is needed. Parameters are ids from files and are encoded here.
 */
import type { Lang } from '../../survey-forms/form.ts';

/** The same page in a language: `localised('en', '/ket-qua/x')` is "/en/ket-qua/x". Takes the Vietnamese path. */
export function localised(lang: Lang, path: string): string {
  if (lang === 'vi') return path;
  return path === '/' ? `/${lang}` : `/${lang}${path}`;
}

const address = (lang: Lang, ...parts: readonly string[]) =>
  localised(lang, `/${parts.map(encodeURIComponent).join('/')}`);

export const homeAddress = (lang: Lang) => localised(lang, '/');

/** The units of a survey, to choose from. */
export const surveyAddress = (lang: Lang, survey: string) => address(lang, 'khao-sat', survey);

/** The form for one unit. */
export const formAddress = (lang: Lang, survey: string, unit: string) =>
  address(lang, 'khao-sat', survey, unit);

/** The form that rates many units in one sitting (decision 5). */
export const manyUnitsFormAddress = (lang: Lang, survey: string) =>
  address(lang, 'khao-sat', survey, 'phieu');

/** The address on a slip; it holds the token and is never logged (decision 18). */
export const slipAddress = (lang: Lang, token: string) => address(lang, 'p', token);

/** The page of a device at a counter. */
export const kioskAddress = (lang: Lang) => address(lang, 'quay');

/** Where clerks key paper sheets. */
export const keyingAddress = (lang: Lang) => address(lang, 'nhap-phieu');

/** Where the code of a slip is typed by hand. */
export const slipEntryAddress = (lang: Lang) => address(lang, 'p');

/** Where a receipt is looked up; the code itself is posted, never part of the address. */
export const receiptLookUpAddress = (lang: Lang) => address(lang, 'bien-nhan');

/** The published rules, and what is kept of a citizen. */
export const rulesAddress = (lang: Lang) => address(lang, 'quy-tac');

/**
 * A result and what stands behind it. Without a revision the standing one, whatever its number; with one that very
 * revision, for ever.
 */
const result = (lang: Lang, campaign: string, revision: number | undefined, ...parts: readonly string[]) =>
  address(lang, 'ket-qua', campaign, ...(revision === undefined ? [] : ['ban', String(revision)]), ...parts);

export const resultsAddress = (lang: Lang, campaign: string, revision?: number) =>
  result(lang, campaign, revision);

export const unitAddress = (lang: Lang, campaign: string, unit: string, revision?: number) =>
  result(lang, campaign, revision, 'don-vi', unit);

export const methodAddress = (lang: Lang, campaign: string, revision?: number) =>
  result(lang, campaign, revision, 'cach-tinh');

export const comparisonAddress = (lang: Lang, campaign: string, revision?: number) =>
  result(lang, campaign, revision, 'doi-chieu');

/** A result beside that of an earlier year, and one unit of both; without a year before, the one it follows. */
export const yearsAddress = (lang: Lang, campaign: string, earlier?: string, unit?: string) =>
  address(
    lang,
    ...['ket-qua', campaign, 'so-nam'],
    ...(earlier === undefined ? [] : [earlier]),
    ...(unit === undefined ? [] : ['don-vi', unit]),
  );

/** What was published for a year, for people; as data the address is the same everywhere. */
export const yearAddress = (lang: Lang, year: number) => address(lang, 'ket-qua', 'nam', String(year));
export const openDataYearAddress = (year: number) => address('vi', 'du-lieu', 'nam', String(year));

/** The reference of the API. */
export const apiAddress = (lang: Lang) => address(lang, 'api');
/** The description of the API for programs (OpenAPI 3.1). */
export const API_DOCUMENT = '/api/openapi.json';

/** Stands in an address for the revision that stands. */
export const LATEST = 'moi-nhat';

/** A table or the whole of a published result as a file. */
export const openDataAddress = (campaign: string, revision: number | typeof LATEST, file: string) =>
  address('vi', 'du-lieu', campaign, String(revision), file);

/** The frozen inputs, recipe and result as a file, the same in both languages: what `verify` recomputes. */
export const publicationFileAddress = (campaign: string, revision: number) =>
  openDataAddress(campaign, revision, 'cong-bo.json');
