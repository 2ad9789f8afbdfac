/**
 * What a device at a counter asks for. It shows itself by its secret in the header `Authorization: Kiosk …`; it is no member
 * of staff, so it reaches these three addresses and the intake only.
 */
import { createRoute, z } from '@hono/zod-openapi';
import type { Kiosk } from '../../db/queries/kiosks.ts';
import { unitNames } from '../../db/queries/units.ts';
import type { Text } from '../../survey-forms/form.ts';
import type { Actor } from '../access.ts';
import { enrolKiosk, kioskOfCode } from '../actions/manage-kiosks.ts';
import { dayOf, windowAt } from '../core/calendar.ts';
import { answers, createRoutes, problemResponses, takes } from '../http.ts';
import { beat, demandKiosk, KioskPins } from '../kiosk-session.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { newestForm } from '../survey-book.ts';
import { pinSchema } from './kiosks.ts';

const DEVICE: Actor = { kind: 'system', name: 'kiosk' };

const textSchema = z.object({ vi: z.string() }).catchall(z.string().optional());
const count = z.number().int().min(0).max(1_000_000);

/** What a device needs to work alone until it is heard of again. */
const deviceSchema = z
  .object({
    survey: z.string(),
    unit: z.object({ code: z.string(), name: textSchema }),
    counter: z.string(),
    state: z.enum(['not-open', 'open', 'closed']),
    opensOn: z.string(),
    sealingKey: z.string().nullable(),
    sample: z.boolean(),
    form: z
      .unknown()
      .openapi({ type: 'object', description: 'The form, in the newest version of the survey' }),
  })
  .openapi('KioskDevice');

const enrol = createRoute({
  method: 'post',
  path: '/kiosk/enrolment',
  summary: 'A device takes its place: one-time code and PIN for its secret',
  request: takes(z.strictObject({ code: z.string().max(40), pin: pinSchema })),
  responses: {
    201: answers(
      z.object({ secret: z.string(), device: deviceSchema }),
      'Enrolled; the secret is shown here only',
    ),
    ...problemResponses,
  },
});

const heartbeat = createRoute({
  method: 'post',
  path: '/kiosk/heartbeat',
  summary: 'A device says how many answers wait on it, and hears what to ask',
  request: takes(z.strictObject({ waiting: count, quarantined: count })),
  responses: { 200: answers(deviceSchema, 'What to ask from now on'), ...problemResponses },
});

const pin = createRoute({
  method: 'post',
  path: '/kiosk/pin',
  summary: 'A device checks the PIN of staff',
  request: takes(z.strictObject({ pin: pinSchema })),
  responses: { 200: answers(z.object({ right: z.literal(true) }), 'The PIN is right'), ...problemResponses },
});

/** What the device is to ask, from the survey as it is now. @throws Problem `unknown-survey` */
async function taskOf({ environment, intake, sealing }: Parts, kiosk: Kiosk) {
  const entry = await intake.book.find(kiosk.survey);
  if (!entry) throw new Problem('unknown-survey');
  const { survey } = entry;
  const at = windowAt(survey, dayOf(environment.now()));
  const name: Text = (await unitNames(environment.db, [kiosk.unit])).get(kiosk.unit) ?? { vi: kiosk.unit };
  const groups = newestForm(entry).respondentGroups.filter(({ code }) => entry.respondentGroups.has(code));
  return {
    survey: survey.id,
    unit: { code: kiosk.unit, name: { ...name } },
    counter: kiosk.counter,
    state: at === 'before' ? ('not-open' as const) : at === 'over' ? ('closed' as const) : ('open' as const),
    opensOn: survey.opensOn,
    sealingKey: sealing?.publicKey ?? null,
    sample: survey.sample,
    form: { ...newestForm(entry), respondentGroups: groups },
  };
}

/** What devices ask for; without a session. */
export function kioskDeviceRoutes(parts: Parts) {
  const { environment } = parts;
  const { db } = environment;
  const pins = new KioskPins();

  return createRoutes()
    .openapi(enrol, async (c) => {
      const given = c.req.valid('json');
      const found = await kioskOfCode(environment, given.code);
      await pins.check(found, given.pin);
      const { pinHash: _, ...kiosk } = found;
      const device = await taskOf(parts, kiosk);
      const { secret } = await enrolKiosk.run(environment, DEVICE, { kiosk, code: given.code });
      c.header('Cache-Control', 'no-store');
      return c.json({ secret, device }, 201);
    })
    .openapi(heartbeat, async (c) => {
      const kiosk = await demandKiosk(c, db);
      await beat(environment, kiosk, c.req.valid('json'));
      c.header('Cache-Control', 'no-store');
      return c.json(await taskOf(parts, kiosk), 200);
    })
    .openapi(pin, async (c) => {
      await pins.check(await demandKiosk(c, db), c.req.valid('json').pin);
      c.header('Cache-Control', 'no-store');
      return c.json({ right: true as const }, 200);
    });
}
