/** A campaign of the small framework in the small province, brought to any stage. */
import { findAccount } from '../../db/queries/accounts.ts';
import { importCampaign, importFramework } from '../../server/actions/import-definition.ts';
import { signIn } from '../../server/actions/manage-sessions.ts';
import { setDeadlines } from '../../server/actions/set-deadlines.ts';
import type { ScoreEntry, Stage } from '../../server/core/assessment.ts';
import type { Framework } from '../../server/core/framework.ts';
import { campaign as trial } from '../walk/hand-computed.ts';
import { type Member, requester } from './member.ts';
import { roundsFramework } from './rounds-framework.ts';
import { SYSTEM, type World } from './world.ts';

export const DEADLINES = {
  self: '2026-06-20',
  'round-1': '2026-06-30',
  explanation: '2026-07-10',
  'round-2': '2026-07-20',
  council: '2026-07-31',
} as const;

let made = 0;

/** A campaign without scores whose units are assessed. @returns its id */
export async function openRounds(
  { environment }: World,
  framework: Framework = roundsFramework,
  deadlines: Partial<Record<Stage, string>> = DEADLINES,
): Promise<string> {
  made += 1;
  const campaign = `vong-${made}`;
  await importFramework.run(environment, SYSTEM, { definition: { kind: 'framework', framework } });
  const head = {
    ...trial.campaign,
    id: campaign,
    frameworkId: framework.id,
    frameworkVersion: framework.version,
  };
  const definition = { ...trial, campaign: head, scores: [], adjustments: [] };
  await importCampaign.run(environment, SYSTEM, { definition });
  await setDeadlines.run(environment, SYSTEM, { campaign, deadlines });
  return campaign;
}

/** A document that stands for a criterion, as the store of evidence would leave it. */
export async function bringEvidence(
  { db }: World,
  use: { campaign: string; unit: string; criterion: string; stage?: 'self' | 'explanation' },
): Promise<string> {
  const { campaign, unit, criterion, stage = 'self' } = use;
  made += 1;
  const id = `tai-lieu-${made}`;
  const file = { file_hash: 'ab'.repeat(32), file_name: 'a.pdf', media_type: 'application/pdf', bytes: 1 };
  const said = { title: 'Quyết định', number: null, issued_on: null, issuer: null };
  const added = { added_by: 'x', added_at: '2026-06-15T05:00:00.000Z', withdrawn_at: null };
  await db
    .insertInto('evidence')
    .values({ id, province: 'TT', campaign, unit, ...file, ...said, ...added })
    .execute();
  await db.insertInto('evidence_uses').values({ campaign, unit, criterion, evidence: id, stage }).execute();
  return id;
}

/** Gives an account areas without the screen. */
export async function giveAreas(
  { db }: World,
  campaign: string,
  { id }: Member,
  ...areas: string[]
): Promise<void> {
  for (const area of areas)
    await db
      .insertInto('appraiser_areas')
      .values({ campaign, account: id, area })
      .onConflict((oc) => oc.doNothing())
      .execute();
}

/** The same people on another day: sessions do not last that long. */
export async function backAtWork(world: World, ...people: readonly Member[]): Promise<Member[]> {
  const back: Member[] = [];
  for (const person of people) {
    const account = await findAccount(world.db, person.id);
    if (!account) throw new Error('the account is gone');
    const cookie = `session=${await signIn.run(world.environment, person.actor, { account })}`;
    back.push({ ...person, cookie, request: requester(world, cookie) });
  }
  return back;
}

/** Calls of one member on one unit's assessment; each answers with status and body. */
export function assessor(caller: Pick<Member, 'request'>, campaign: string, unit = 'TT-AN') {
  const base = `/api/v1/campaigns/${campaign}/assessments/${unit}`;
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await caller.request(method, `${base}${path}`, body);
    return { status: response.status, body: (await response.json()) as Record<string, never> };
  };
  return {
    read: () => call('GET', ''),
    save: (stage: Stage, criterion: string, entry: ScoreEntry, seen = 0) =>
      call('PUT', `/${stage}/${criterion}`, { entry, seen }),
    attempt: (stage: Stage, criterion: string, entry: ScoreEntry) =>
      call('POST', `/${stage}/${criterion}/try`, { entry }),
    accept: (criteria: readonly string[], undo?: boolean) => call('POST', '/acceptance', { criteria, undo }),
    submit: (stage: 'self' | 'explanation') => call('POST', '/submission', { stage }),
    giveBack: () => call('POST', '/return', {}),
    finish: () => call('POST', '/round', {}),
    extend: (until: string | null, reason: string) => call('PUT', '/extension', { until, reason }),
    trail: (criterion: string) => call('GET', `/trail/${criterion}`),
  };
}
