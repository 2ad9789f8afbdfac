/** Whether a token that exists may still be used. */
import type { Token } from '../db/queries/tokens.ts';

export type TokenProblem = 'unknown-token' | 'token-used' | 'token-expired' | 'token-void';

/** Used comes before expired: who answered in time is told that the answer was received. A last day is taken whole. */
export function standingProblem(
  { state, expiresOn }: Pick<Token, 'state' | 'expiresOn'>,
  today: string,
): TokenProblem | null {
  if (state === 'used') return 'token-used';
  if (state === 'void') return 'token-void';
  return state === 'expired' || expiresOn < today ? 'token-expired' : null;
}
