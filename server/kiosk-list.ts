/** What staff see of kiosks: those of their units, and where one can be set up. */
import type { Db } from '../db/dialect.ts';
import { type Kiosk, listKiosks } from '../db/queries/kiosks.ts';
import { findSurvey, listSurveys } from '../db/queries/surveys.ts';
import { unitAndAbove, unitNames } from '../db/queries/units.ts';
import { type Actor, can } from './access.ts';
import { takesKiosks } from './actions/manage-kiosks.ts';
import { dayOf, windowAt } from './core/calendar.ts';
import type { Parts } from './parts.ts';
import { newestForm } from './survey-book.ts';

/** A kiosk that has not been heard of for longer is shown as silent; it speaks every five minutes. */
const SILENT_AFTER_MS = 2 * 3_600_000;

/** Whether an active device has not been heard of for too long. */
export const isSilent = ({ state, seenAt, createdAt }: Kiosk, now: Date): boolean =>
  state === 'active' && now.getTime() - Date.parse(seenAt ?? createdAt) > SILENT_AFTER_MS;

/** Of these units those the reader may set up a kiosk for. */
async function mine(db: Db, actor: Actor, units: readonly string[]): Promise<Set<string>> {
  if (can(actor, 'list-kiosks', null)) return new Set(units);
  const found = new Set<string>();
  for (const unit of new Set(units))
    if (can(actor, 'list-kiosks', await unitAndAbove(db, unit))) found.add(unit);
  return found;
}

/** Surveys that take answers from kiosks, with the units among them that the reader may set one up for. */
export async function kioskPlaces({ environment, intake }: Parts, actor: Actor) {
  const { db } = environment;
  const places = [];
  for (const { id } of await listSurveys(db)) {
    const entry = await intake.book.find(id);
    const over = entry && windowAt(entry.survey, dayOf(environment.now())) === 'over';
    if (!entry || over || !takesKiosks(entry.survey, newestForm(entry))) continue;
    const units = await mine(db, actor, entry.survey.units);
    const names = await unitNames(db, [...units]);
    if (units.size > 0)
      places.push({
        survey: id,
        title: { ...entry.survey.title },
        units: [...units].map((code) => ({ code, name: { ...(names.get(code) ?? { vi: code }) } })),
      });
  }
  return places;
}

/** The kiosks of the reader's units, and which of them are silent. */
export async function shownKiosks({ environment }: Parts, actor: Actor) {
  const { db } = environment;
  const all = await listKiosks(db);
  const units = await mine(
    db,
    actor,
    all.map((kiosk) => kiosk.unit),
  );
  const names = await unitNames(db, [...units]);
  const shown = [];
  for (const one of all.filter(({ unit }) => units.has(unit))) {
    const { province: _p, createdAt: _c, ...kiosk } = one;
    shown.push({
      ...kiosk,
      surveyTitle: { ...((await findSurvey(db, kiosk.survey))?.title ?? { vi: kiosk.survey }) },
      unitName: { ...(names.get(kiosk.unit) ?? { vi: kiosk.unit }) },
      silent: isSilent(one, environment.now()),
    });
  }
  return shown;
}
