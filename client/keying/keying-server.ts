/** What the keying page asks the server for. Nothing here is in the way of a key: it is asked before and after keying. */

import type { Text } from '../../survey-forms/form.ts';
import { isRecord } from '../../survey-forms/relevance.ts';
import type { Post } from '../form/send.ts';
import { readTrouble, Trouble } from '../staff/trouble.ts';
import type { Pack, PackKey, Progress } from './pack.ts';

const API = '/api/v1';

/** After so long there is no network, whatever the browser believes. */
const PATIENCE_MS = 10_000;

export interface SignedIn {
  readonly account: { readonly id: string; readonly username: string; readonly name: string };
  readonly may: readonly string[];
  readonly mustChangePassword: boolean;
}

/** A line of the clerk's list. */
export interface BatchLine extends PackKey, Progress {
  readonly title: Text;
  readonly postOffice: Text;
  readonly unit: Text | null;
}

/** What the server has of the sheets it was asked about. */
export interface Proof {
  readonly stored: number;
  readonly missing: readonly { readonly campaign: string; readonly serial: string; readonly pass: number }[];
}

export interface SheetHash {
  readonly campaign: string;
  readonly serial: string;
  readonly pass: number;
  readonly contentHash: string;
}

async function request(method: string, path: string, body?: string): Promise<Response> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    return await fetch(API + path, {
      method,
      headers: { 'Content-Type': 'application/json', 'Accept-Language': document.documentElement.lang },
      credentials: 'same-origin',
      signal: patience.signal,
      ...(body === undefined ? {} : { body }),
    });
  } catch {
    throw new Trouble('unreachable');
  } finally {
    clearTimeout(timer);
  }
}

/** @throws Trouble */
async function ask<Body>(method: string, path: string, body?: unknown): Promise<Body> {
  const response = await request(method, path, body === undefined ? undefined : JSON.stringify(body));
  if (!response.ok) throw await readTrouble(response);
  const answer: unknown = await response.json().catch(() => null);
  if (!isRecord(answer)) throw new Trouble('unreadable');
  return answer as Body;
}

const encoded = (...parts: readonly (string | number)[]) => parts.map(encodeURIComponent).join('/');

export const signIn = (username: string, password: string) =>
  ask<{ mustChangePassword: boolean }>('POST', '/session', { username, password });

export const signOut = () => ask<{ signedOut: true }>('DELETE', '/session');

export const whoIsSignedIn = () => ask<SignedIn>('GET', '/session');

/**
 * Whether this clerk is who the server takes us for: in one browser another may have signed in since, and what is asked or
 * sent would be his. @throws Trouble `not-signed-in`
 */
export async function demandSession(clerk: string): Promise<void> {
  if ((await whoIsSignedIn()).account.id !== clerk) throw new Trouble('not-signed-in');
}

/** Null where the server has no such key. @throws Trouble `unreachable` */
export async function readServerKey(): Promise<string | null> {
  try {
    return (await ask<{ publicKey: string }>('GET', '/sealing-key')).publicKey;
  } catch (error) {
    if (error instanceof Trouble && error.code === 'not-found') return null;
    throw error;
  }
}

export const listBatches = async (): Promise<readonly BatchLine[]> =>
  (await ask<{ batches: readonly BatchLine[] }>('GET', '/keying/batches')).batches;

export const readPack = ({ campaign, batch, pass }: PackKey) =>
  ask<Pack>('GET', `/keying/batches/${encoded(campaign, batch, pass)}`);

const MOST_AT_ONCE = 5000;

/** Asks in portions what of these is stored as this clerk's, with the same content. @throws Trouble */
export async function checkKeyed(sheets: readonly SheetHash[]): Promise<Proof> {
  let stored = 0;
  const missing: Proof['missing'][number][] = [];
  for (let from = 0; from < sheets.length; from += MOST_AT_ONCE) {
    const portion = { sheets: sheets.slice(from, from + MOST_AT_ONCE) };
    const proof = await ask<Proof>('POST', '/keying/check', portion);
    stored += proof.stored;
    missing.push(...proof.missing);
  }
  return { stored, missing };
}

/**
 * Sends a keyed sheet as this clerk's.
 * @param onSignedOut nobody is, or somebody else
 */
export function postSheet(clerk: string, onSignedOut: () => void): Post {
  return async (body) => {
    await demandSession(clerk).catch((error: unknown) => {
      if (error instanceof Trouble && error.code === 'not-signed-in') onSignedOut();
      throw error;
    });
    const response = await request('POST', '/keying/sheets', body);
    if (response.status === 401) onSignedOut();
    const seconds = Number(response.headers.get('retry-after'));
    return {
      status: response.status,
      retryAfter: seconds > 0 ? seconds : null,
      body: await response.json().catch(() => undefined),
    };
  };
}
