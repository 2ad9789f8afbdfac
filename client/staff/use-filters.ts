/** The filters of a page live in its address: kept on reload, and shared by sending the address. */
import { useLocation } from 'preact-iso/router';

/** What each filter is set to; '' where it is not. */
export type FilterValues<Name extends string> = Readonly<Record<Name, string>>;

export interface Filters<Name extends string> {
  readonly values: FilterValues<Name>;
  /** Whether any is set. */
  readonly any: boolean;
  /** Changes some and keeps the others, also those of the address that this page does not know. '' takes one away. */
  set(change: Partial<FilterValues<Name>>): void;
  clear(): void;
  /** The address with some changed, for links. */
  href(change: Partial<FilterValues<Name>>): string;
}

/** The address with some of its parameters changed, without its place on the page; '' takes one away. */
export function changedAddress(url: string, change: Readonly<Record<string, string | undefined>>): string {
  const [address = ''] = url.split('#');
  const [path = '', query = ''] = address.split('?');
  const parameters = new URLSearchParams(query);
  for (const [name, value] of Object.entries(change))
    if (value === '') parameters.delete(name);
    else if (value !== undefined) parameters.set(name, value);
  const rest = parameters.toString();
  return rest === '' ? path : `${path}?${rest}`;
}

/**
 * Setting takes the place of the address in the history, so that going back leaves the page.
 * @param names filter → its parameter in Vietnamese without marks, e.g. `{ unit: 'don-vi', channel: 'kenh' }`; constant
 */
export function useFilters<Name extends string>(names: Readonly<Record<Name, string>>): Filters<Name> {
  const { url, query, route } = useLocation();
  const known = Object.keys(names) as Name[];
  const values = Object.fromEntries(known.map((name) => [name, query[names[name]] ?? ''])) as Record<
    Name,
    string
  >;
  const href = (change: Partial<FilterValues<Name>>) =>
    changedAddress(url, Object.fromEntries(known.map((name) => [names[name], change[name]])));
  const none = Object.fromEntries(known.map((name) => [name, ''])) as FilterValues<Name>;
  return {
    values,
    any: known.some((name) => values[name] !== ''),
    set: (change) => route(href(change), true),
    clear: () => route(href(none), true),
    href,
  };
}
