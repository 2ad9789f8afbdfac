/**
 * The wrapper of every write by staff (decision 13): right checked, one transaction, audit row required. Without
 * `audit` an action does not compile (`tests/guards/audit.test.ts`). An action called inside another joins its
 * transaction by `within`.
 */
import { insertAudit } from '../../db/queries/audit.ts';
import { inTransaction, type Writing } from '../../db/transaction.ts';
import { type Actor, actorName, demand, type Operation } from '../access.ts';
import type { Environment } from '../environment.ts';
import { Problem } from '../problem.ts';

export interface AuditLine {
  /** What was acted on, e.g. `campaign lai-chau-2020`. */
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface ActionContext {
  readonly environment: Environment;
  readonly actor: Actor;
}

export interface ActionSpec<Input, Output> {
  readonly name: Operation;
  /** The unit that the right is held against; null when the action concerns every unit. */
  readonly unit: (trx: Writing, input: Input) => Promise<string | null>;
  readonly run: (trx: Writing, input: Input, context: ActionContext) => Promise<Output>;
  readonly audit: (input: Input, output: Output) => AuditLine;
}

export interface Action<Input, Output> {
  readonly name: Operation;
  /** Runs in a transaction of its own. @throws Problem */
  run(environment: Environment, actor: Actor, input: Input): Promise<Output>;
  /** Runs in the caller's transaction, with its own right and audit row. @throws Problem */
  within(trx: Writing, environment: Environment, actor: Actor, input: Input): Promise<Output>;
}

/**
 * Two make the same thing at the same moment, each having seen that it is not there: PostgreSQL tells the second one by
 * this code (unique violation). On SQLite he waited, and saw.
 */
const isDuplicate = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === '23505';

export function action<Input, Output>(spec: ActionSpec<Input, Output>): Action<Input, Output> {
  const within: Action<Input, Output>['within'] = async (trx, environment, actor, input) => {
    await demand(trx, actor, spec.name, await spec.unit(trx, input));
    const output = await spec.run(trx, input, { environment, actor });
    const line = spec.audit(input, output);
    await insertAudit(trx, {
      at: environment.now().toISOString(),
      actor: actorName(actor),
      action: spec.name,
      ...line,
    });
    return output;
  };
  return {
    name: spec.name,
    within,
    run: (environment, actor, input) =>
      inTransaction(environment.db, (trx) => within(trx, environment, actor, input)).catch(
        (error: unknown) => {
          throw isDuplicate(error) ? new Problem('already-exists') : error;
        },
      ),
  };
}

/** For actions that concern every unit. */
export const everywhere = async (): Promise<null> => null;
