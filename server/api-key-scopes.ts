/**
 * What a key for programs may be made for: scope → operations of `server/access.ts`. All of them read but one, by which
 * the one-stop software reports its dossiers; what a scope does not name no key does. Free comments are no scope: they are read by people (decision 21).
 */
import { type Actor, can, canSomewhere, type Operation } from './access.ts';

export const SCOPES = [
  'read-results',
  'read-province',
  'read-arrivals',
  'read-survey-results',
  'send-dossiers',
] as const;

export type Scope = (typeof SCOPES)[number];

const OPERATIONS_OF: Readonly<Record<Scope, readonly Operation[]>> = {
  // Published results only; what is not published has no scope at all.
  'read-results': ['read-unit-dashboard', 'compare-results'],
  'read-province': ['read-province'],
  'read-arrivals': ['read-arrivals', 'list-surveys'],
  'read-survey-results': ['read-survey-results', 'read-own-results', 'read-tally', 'list-surveys'],
  'send-dossiers': ['send-dossiers'],
};

/** Every key may ask who it is and what it may do. */
const ALWAYS: readonly Operation[] = ['read-session'];

/** What a key with these scopes may do, as far as its owner may. Scopes that this program does not know give nothing. */
export const operationsOf = (scopes: readonly string[]): Operation[] => [
  ...new Set([
    ...ALWAYS,
    ...SCOPES.filter((one) => scopes.includes(one)).flatMap((one) => OPERATIONS_OF[one]),
  ]),
];

/** Scopes under which an operation may be asked for, for the reference. */
const scopesFor = (operation: Operation): Scope[] =>
  SCOPES.filter((scope) => OPERATIONS_OF[scope].includes(operation));

/** Scopes of which the actor holds at least a part somewhere. */
export const heldScopes = (actor: Actor): Scope[] =>
  SCOPES.filter((scope) => OPERATIONS_OF[scope].some((operation) => canSomewhere(actor, operation)));

/** @param above the unit and all units above it; null: every unit */
export const holdsScope = (actor: Actor, scope: Scope, above: readonly string[] | null): boolean =>
  OPERATIONS_OF[scope].some((operation) => can(actor, operation, above));

/** The routes that keys reach, as the API document names them, and the operation each asks for. */
export const KEY_ROUTES: Readonly<Record<string, readonly Operation[]>> = {
  'GET /session': ['read-session'],
  'GET /unit-dashboards': ['read-unit-dashboard'],
  'GET /campaigns/{campaign}/units/{unit}/dashboard': ['read-unit-dashboard'],
  'GET /comparisons': ['compare-results'],
  'GET /comparisons/choices': ['compare-results'],
  'GET /overview': ['read-province'],
  'GET /overview/{campaign}/arrivals': ['read-province'],
  'GET /surveys': ['list-surveys'],
  'GET /surveys/{survey}/arrivals': ['read-arrivals'],
  'GET /surveys/{survey}/arrivals-by-day': ['read-arrivals'],
  'GET /surveys/{survey}/events': ['read-arrivals'],
  'GET /surveys/{survey}/results': ['read-survey-results', 'read-own-results'],
  'GET /surveys/{survey}/tally': ['read-tally'],
  'POST /dossiers': ['send-dossiers'],
};

/** Whether a key may send anything at all to this address, path below the prefix of the version; else it only reads. */
export const takesFromKeys = (method: string, path: string): boolean =>
  method === 'GET' || method === 'HEAD' || Object.hasOwn(KEY_ROUTES, `${method} ${path}`);

/** Scopes with which a key reaches a route; empty: any key does; null: none does. */
export function scopesOfRoute(route: string): Scope[] | null {
  const operations = Object.hasOwn(KEY_ROUTES, route) ? KEY_ROUTES[route] : undefined;
  return operations
    ? SCOPES.filter((scope) => operations.some((one) => scopesFor(one).includes(scope)))
    : null;
}
