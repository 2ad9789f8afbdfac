/** Kiosks for tests: a survey that takes them, one that waits for its device, and one with a device. */
import { createKiosk, type KioskInput } from '../../server/actions/manage-kiosks.ts';
import { openSurvey } from '../../server/actions/open-survey.ts';
import type { Submission } from '../../survey-forms/submission.ts';
import { SURVEYS, visit } from './opened-world.ts';
import { SYSTEM, type World } from './world.ts';

export const PIN = '135790';
export const AT_COUNTER = 'tai-quay';

/** Opens the survey `tai-quay`, which takes answers from kiosks, unless it is open already. */
export async function openKioskSurvey({ db, environment }: World): Promise<void> {
  const there = await db.selectFrom('surveys').select('id').where('id', '=', AT_COUNTER).executeTakeFirst();
  const [first] = SURVEYS;
  if (there || !first) return;
  await openSurvey.run(environment, SYSTEM, {
    ...first,
    id: AT_COUNTER,
    title: { vi: 'Tại quầy', en: 'At the counter' },
    channels: ['web', 'kiosk'],
  });
}

export const kioskInput = (more: Partial<KioskInput> = {}): KioskInput => ({
  survey: AT_COUNTER,
  unit: 'TT-AN',
  counter: 'Quầy số 1',
  pin: PIN,
  ...more,
});

/** A kiosk that waits for its device. */
export async function newKiosk(world: World, more: Partial<KioskInput> = {}) {
  await openKioskSurvey(world);
  return createKiosk.run(world.environment, SYSTEM, kioskInput(more));
}

export interface EnrolledDevice {
  readonly id: string;
  readonly secret: string;
  /** POSTs as the device does. */
  post(path: string, body: unknown): Promise<Response>;
  /** Sends an answer given at the device. @returns status and body */
  send(more?: Partial<Submission>): Promise<{ status: number; body: Record<string, unknown> }>;
}

/** A kiosk with its device. */
export async function enrolledKiosk(world: World, more: Partial<KioskInput> = {}): Promise<EnrolledDevice> {
  const { id, code } = await newKiosk(world, more);
  const response = await world.post('/api/v1/kiosk/enrolment', { code, pin: more.pin ?? PIN });
  const { secret } = (await response.json()) as { secret: string };
  const post = (path: string, body: unknown) =>
    world.post(`/api/v1${path}`, body, { Authorization: `Kiosk ${secret}` });
  return {
    id,
    secret,
    post,
    send: async (answer = {}) => {
      const response = await post('/responses', atCounter({ unit: more.unit ?? 'TT-AN', ...answer }));
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
  };
}

/** An answer as a kiosk sends it. */
export const atCounter = (more: Partial<Submission> = {}): Submission =>
  visit({ survey: AT_COUNTER, channel: 'kiosk', ...more });
