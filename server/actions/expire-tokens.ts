/** Lets unused tokens run out once their last day is over; the ledger counts them on the day after it. */
import { addToLedger } from '../../db/queries/ledger.ts';
import { countOverdue, expireOverdue } from '../../db/queries/tokens.ts';
import type { Actor } from '../access.ts';
import { addDays, dayOf } from '../core/calendar.ts';
import type { Environment } from '../environment.ts';
import { action, everywhere } from './action.ts';

const expire = action({
  name: 'expire-tokens',
  unit: everywhere,
  run: async (trx, input: { lastDay: string }) => {
    let expired = 0;
    for (const overdue of await countOverdue(trx, input.lastDay)) {
      const { province, survey, unit, expiresOn } = overdue;
      const tokens = await expireOverdue(trx, overdue);
      await addToLedger(trx, [{ province, survey, unit, day: addDays(expiresOn, 1), expired: tokens }]);
      expired += tokens;
    }
    return { expired };
  },
  audit: (input, output) => ({ subject: `tokens up to ${input.lastDay}`, details: output }),
});

/** Safe to run at any time and as often as one likes: a token runs out once. @returns how many did now */
export async function expireTokens(environment: Environment, actor: Actor): Promise<number> {
  const lastDay = addDays(dayOf(environment.now()), -1);
  if ((await countOverdue(environment.db, lastDay)).length === 0) return 0;
  return (await expire.run(environment, actor, { lastDay })).expired;
}
