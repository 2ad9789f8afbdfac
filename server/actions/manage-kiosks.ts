/**
 * Kiosks: an administrator sets one up for a survey, unit and counter and reads out a one-time code, by which a device
 * gets its secret. Whoever sets the device up types the PIN beside the code, so that the device can check it without a
 * network later, and the server never hands it out.
 */

import { latestForm } from '../../db/queries/forms.ts';
import {
  enrolDevice,
  findKiosk,
  findKioskBy,
  insertKiosk,
  type Kiosk,
  offerEnrolment,
  revokeDevice,
} from '../../db/queries/kiosks.ts';
import { findSurvey, type OpenSurvey } from '../../db/queries/surveys.ts';
import type { Writing } from '../../db/transaction.ts';
import { type Form, ratesManyUnits } from '../../survey-forms/form.ts';
import { type Environment, randomId } from '../environment.ts';
import { hashPassword } from '../password.ts';
import { Problem, type ProblemPlace } from '../problem.ts';
import { action, everywhere } from './action.ts';
import { sha256 } from './prepare-response.ts';

/** A code is read out and typed at once. */
export const ENROL_WITHIN_MS = 30 * 60_000;

/** 256 bits. */
const SECRET_BYTES = 32;
/** 12 signs of 32 are 60 bits: nobody guesses one within half an hour, so wrong ones need no counting. */
const CODE_SIGNS = 12;
/** No signs that are mistaken for one another. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

const LONGEST_COUNTER = 80;

export interface KioskInput {
  readonly survey: string;
  readonly unit: string;
  /** The counter it stands at, as people there call it. */
  readonly counter: string;
  /** 4 to 8 digits, with which staff leave the kiosk's screen. */
  readonly pin: string;
}

/** The code as it is compared: upper case, without dashes and blanks. */
const folded = (code: string) => code.toUpperCase().replace(/[^0-9A-Z]/g, '');

/** @returns a code in three groups of four, its hash, and until when it is taken */
function freshCode({ randomBytes, now }: Environment) {
  const text = Array.from(randomBytes(CODE_SIGNS), (byte) => SIGNS[byte & 31]).join('');
  return {
    code: (text.match(/.{4}/g) ?? []).join('-'),
    enrolHash: sha256(text),
    enrolUntil: new Date(now().getTime() + ENROL_WITHIN_MS).toISOString(),
  };
}

/** Whether a kiosk can stand for the survey at all: it takes open answers about one unit. */
export function takesKiosks(survey: Pick<OpenSurvey, 'channels' | 'openAnswers'>, form: Form): boolean {
  return survey.channels.includes('kiosk') && survey.openAnswers && !ratesManyUnits(form);
}

const place = (field: string, code: string): ProblemPlace => ({ field, code });

async function faultsOf(trx: Writing, input: KioskInput, survey: OpenSurvey): Promise<ProblemPlace[]> {
  const faults: ProblemPlace[] = [];
  const form = await latestForm(trx, survey.form);
  if (!form || !takesKiosks(survey, form)) faults.push(place('survey', 'no-kiosk'));
  if (!survey.units.includes(input.unit)) faults.push(place('unit', 'unknown-unit'));
  const counter = input.counter.trim();
  if (counter === '') faults.push(place('counter', 'required'));
  else if (counter.length > LONGEST_COUNTER) faults.push(place('counter', 'wrong-type'));
  if (!/^\d{4,8}$/.test(input.pin)) faults.push(place('pin', 'wrong-pin-form'));
  return faults;
}

/** @returns the kiosk's id and its one-time code, shown once. @throws Problem `unknown-survey`, `malformed-request` */
export const createKiosk = action({
  name: 'create-kiosk',
  unit: async (_trx, input: KioskInput) => input.unit,
  run: async (trx, input, { environment }) => {
    const survey = await findSurvey(trx, input.survey);
    if (!survey) throw new Problem('unknown-survey', [place('survey', 'unknown-survey')]);
    const faults = await faultsOf(trx, input, survey);
    if (faults.length > 0) throw new Problem('malformed-request', faults);
    const { code, ...hashed } = freshCode(environment);
    const id = randomId(environment);
    await insertKiosk(trx, {
      id,
      province: survey.province,
      survey: survey.id,
      unit: input.unit,
      counter: input.counter.trim(),
      createdAt: environment.now().toISOString(),
      pinHash: await hashPassword(input.pin),
      sample: survey.sample,
      ...hashed,
    });
    return { id, code, enrolUntil: hashed.enrolUntil };
  },
  audit: (input, output) => ({
    subject: `kiosk ${output.id}`,
    details: { survey: input.survey, unit: input.unit, counter: input.counter.trim() },
  }),
});

interface OneKiosk {
  readonly kiosk: string;
}

/** @throws Problem `not-found` */
async function known(trx: Writing, id: string): Promise<Kiosk> {
  const kiosk = await findKiosk(trx, id);
  if (!kiosk) throw new Problem('not-found', [place('kiosk', 'not-found')]);
  return kiosk;
}

const unitOf = async (trx: Writing, { kiosk }: OneKiosk) => (await findKiosk(trx, kiosk))?.unit ?? null;

const lineOf = (_input: unknown, output: { readonly kiosk: Kiosk }) => ({
  subject: `kiosk ${output.kiosk.id}`,
  details: { unit: output.kiosk.unit, counter: output.kiosk.counter },
});

/** A new code, for a device that was lost, wiped or revoked. @returns the code, shown once. @throws Problem `not-found` */
export const renewKiosk = action({
  name: 'renew-kiosk',
  unit: unitOf,
  run: async (trx, input: OneKiosk, { environment }) => {
    const kiosk = await known(trx, input.kiosk);
    const { code, ...hashed } = freshCode(environment);
    await offerEnrolment(trx, kiosk, hashed);
    return { kiosk, code, enrolUntil: hashed.enrolUntil };
  },
  audit: lineOf,
});

/** From now on nothing is taken from the device. Its queue stays on it, for export. @throws Problem `not-found` */
export const revokeKiosk = action({
  name: 'revoke-kiosk',
  unit: unitOf,
  run: async (trx, input: OneKiosk) => {
    const kiosk = await known(trx, input.kiosk);
    await revokeDevice(trx, kiosk.id);
    return { kiosk };
  },
  audit: lineOf,
});

/** The kiosk a code was given for, while it is taken. @throws Problem `unknown-enrolment` */
export async function kioskOfCode({ db, now }: Environment, code: string) {
  const kiosk = await findKioskBy(db, 'enrol_hash', sha256(folded(code)));
  if (!kiosk?.enrolUntil || kiosk.enrolUntil <= now().toISOString())
    throw new Problem('unknown-enrolment', [place('code', 'unknown-enrolment')]);
  return kiosk;
}

/**
 * A device takes the place the code stands for; who holds code and PIN is trusted, nobody is signed in. A device that was
 * there before is unknown from now on.
 * @returns the secret: 256 random bits, of which only the hash is stored. @throws Problem `unknown-enrolment`
 */
export const enrolKiosk = action({
  name: 'enrol-kiosk',
  unit: everywhere,
  run: async (trx, input: { readonly kiosk: Kiosk; readonly code: string }, { environment }) => {
    const secret = Buffer.from(environment.randomBytes(SECRET_BYTES)).toString('base64url');
    const hashes = { enrolHash: sha256(folded(input.code)), secretHash: sha256(secret) };
    if (!(await enrolDevice(trx, hashes)))
      throw new Problem('unknown-enrolment', [place('code', 'unknown-enrolment')]);
    return { kiosk: input.kiosk, secret };
  },
  audit: lineOf,
});
