/** What a device asks the server for, and how a refusal of the device itself is told from one of an answer. */
import { isRecord } from '../../survey-forms/relevance.ts';
import { type Post, postTo } from '../form/send.ts';
import type { DeviceTask } from './kiosk-data.ts';

const API = '/api/v1';

/** `code`: one of the server's problems. */
export type Told<Body> =
  | { readonly is: 'done'; readonly body: Body }
  | { readonly is: 'refused'; readonly code: string; readonly retryAfter: number | null }
  | { readonly is: 'unreachable' };

const withSecret = (secret: string) => ({ authorization: `Kiosk ${secret}` });

/** Only what is readable as the server's own word counts; a proxy's page is as good as no network. */
async function ask<Body>(path: string, body: object, secret?: string): Promise<Told<Body>> {
  const post = postTo(`${API}${path}`, secret === undefined ? {} : withSecret(secret));
  const reply = await post(JSON.stringify(body)).catch(() => null);
  if (!reply || !isRecord(reply.body)) return { is: 'unreachable' };
  if (reply.status < 300) return { is: 'done', body: reply.body as Body };
  const { code } = reply.body;
  if (reply.status >= 500 || typeof code !== 'string') return { is: 'unreachable' };
  return { is: 'refused', code, retryAfter: reply.retryAfter };
}

export const enrol = (code: string, pin: string) =>
  ask<{ readonly secret: string; readonly device: DeviceTask }>('/kiosk/enrolment', { code, pin });

export const sendHeartbeat = (secret: string, counts: { waiting: number; quarantined: number }) =>
  ask<DeviceTask>('/kiosk/heartbeat', counts, secret);

export const checkPinOnline = (secret: string, pin: string) =>
  ask<{ readonly right: true }>('/kiosk/pin', { pin }, secret);

/** The server's codes for a device that it does not take answers from. */
export function standingOf(code: unknown): 'revoked' | 'unknown' | null {
  return code === 'kiosk-revoked' ? 'revoked' : code === 'kiosk-unknown' ? 'unknown' : null;
}

/**
 * Sends an answer. A refusal of the device is none of the answer: it goes on waiting, to be exported, or sent when the
 * device is enrolled again.
 * @param secret the device's, as it is at that moment
 * @param onRefused the device was refused
 */
export function postAnswer(
  secret: () => string | null,
  onRefused: (standing: 'revoked' | 'unknown') => void,
): Post {
  return async (body) => {
    const now = secret();
    if (now === null) throw new Error('this device is not enrolled');
    const reply = await postTo(`${API}/responses`, withSecret(now))(body);
    const standing = standingOf(isRecord(reply.body) ? reply.body.code : null);
    if (standing === null) return reply;
    onRefused(standing);
    throw new Error(`this device is ${standing}`);
  };
}
