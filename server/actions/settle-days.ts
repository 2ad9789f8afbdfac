/**
 * The daily settlement (decision 17): rows of past days are re-inserted in id order in one transaction, then the database
 * forgets the order of arrival. Afterwards nobody who holds the whole database can tie an answer to a visitor.
 */
import { forgetOrder } from '../../db/dialect.ts';
import { settleDays as rewriteDays, SETTLED_TABLES, unsettledDays } from '../../db/queries/settlements.ts';
import type { Actor } from '../access.ts';
import { addDays, dayOf } from '../core/calendar.ts';
import type { Environment } from '../environment.ts';
import { action, everywhere } from './action.ts';

const settle = action({
  name: 'settle-days',
  unit: everywhere,
  run: async (trx, input: { lastDay: string }, { environment }) => {
    const byProvince = new Map<string, string[]>();
    for (const { province, day } of await unsettledDays(trx, input.lastDay))
      byProvince.set(province, [...(byProvince.get(province) ?? []), day]);
    const settled: Record<string, Record<string, number>> = {};
    for (const [province, days] of byProvince)
      settled[province] = await rewriteDays(trx, province, days, environment.now().toISOString());
    return settled;
  },
  audit: (input, output) => ({ subject: `days up to ${input.lastDay}`, details: output }),
});

/**
 * Settles every day before today, or up to `lastDay`.
 * @returns rows rewritten, by province and table
 */
export async function settleDays(
  environment: Environment,
  actor: Actor,
  lastDay: string = addDays(dayOf(environment.now()), -1),
): Promise<Record<string, Record<string, number>>> {
  const waiting = await unsettledDays(environment.db, lastDay);
  if (waiting.length === 0) return {};
  const settled = await settle.run(environment, actor, { lastDay });
  await forgetOrder(environment.db, SETTLED_TABLES);
  return settled;
}
