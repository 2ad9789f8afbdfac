/**
 * Who may do what, to which unit: one table (decision 24). Every operation of staff is a line here, every line is walked
 * against every role by `tests/api/access.test.ts`.
 */
import type { Db } from '../db/dialect.ts';
import type { Grant } from '../db/queries/accounts.ts';
import { unitAndAbove } from '../db/queries/units.ts';
import { Problem } from './problem.ts';

export const ROLES = [
  'administrator',
  'fieldwork-manager',
  'entry-clerk',
  'unit-officer',
  'appraiser',
  'analyst',
  'answer-analyst',
  'publisher',
] as const;

export type Role = (typeof ROLES)[number];

/** Operation → roles, or anyone with an account. An administrator manages accounts and devices and sees no scores or answers. */
export const OPERATIONS = {
  'import-units': ['administrator', 'publisher'],
  'import-form': ['fieldwork-manager'],
  'import-framework': ['publisher'],
  'import-campaign': ['publisher'],
  'open-survey': ['fieldwork-manager'],
  'move-survey-window': ['fieldwork-manager'],
  'issue-tokens': ['fieldwork-manager'],
  'void-batch': ['fieldwork-manager'],
  'list-batches': ['fieldwork-manager'],
  'expire-tokens': ['fieldwork-manager'],
  'read-ledger': ['fieldwork-manager', 'unit-officer'],
  'import-outbox': ['fieldwork-manager'],
  'correct-sheet': ['fieldwork-manager'],
  'void-sheet': ['fieldwork-manager'],
  'allot-sheets': ['fieldwork-manager'],
  'list-sheet-batches': ['fieldwork-manager'],
  'print-sheets': ['fieldwork-manager'],
  'hand-out-sheets': ['fieldwork-manager'],
  'count-back-sheets': ['fieldwork-manager'],
  'reject-sheet': ['fieldwork-manager'],
  'reinstate-sheet': ['fieldwork-manager'],
  'withdraw-sheet': ['fieldwork-manager'],
  'close-sheet-batch': ['fieldwork-manager'],
  'reopen-sheet-batch': ['fieldwork-manager'],
  'set-keying-policy': ['fieldwork-manager'],
  'read-sheet': ['fieldwork-manager'],
  'read-reconciliation': ['fieldwork-manager', 'unit-officer'],
  'list-keying': ['entry-clerk'],
  'key-sheet': ['entry-clerk'],
  'check-keyed': ['entry-clerk'],
  'import-keyed-file': ['fieldwork-manager'],
  'import-sheets': ['fieldwork-manager'],
  'import-procedures': ['fieldwork-manager'],
  'import-dossiers': ['fieldwork-manager'],
  'send-dossiers': ['fieldwork-manager'],
  'list-conflicts': ['fieldwork-manager'],
  'settle-conflict': ['fieldwork-manager'],
  'read-keying-quality': ['fieldwork-manager'],
  'list-campaigns': ['fieldwork-manager', 'appraiser', 'analyst', 'publisher'],
  'list-surveys': ['fieldwork-manager', 'entry-clerk', 'unit-officer', 'analyst', 'publisher'],
  'set-targets': ['fieldwork-manager'],
  'read-province': ['analyst', 'publisher'],
  'read-unit-dashboard': ['analyst', 'publisher', 'unit-officer'],
  'compare-results': ['analyst', 'publisher'],
  'read-years': ['analyst', 'publisher'],
  'save-unit-mapping': ['publisher'],
  'read-arrivals': ['fieldwork-manager', 'unit-officer', 'analyst'],
  'read-tally': ['fieldwork-manager', 'analyst'],
  'recount-tallies': ['fieldwork-manager', 'analyst'],
  'read-survey-results': ['fieldwork-manager', 'analyst'],
  'read-own-results': ['unit-officer'],
  'read-comments': ['analyst'],
  'declare-breakdowns': ['fieldwork-manager'],
  'count-breakdowns': ['fieldwork-manager'],
  'release-comments': ['fieldwork-manager'],
  'export-tallies': ['analyst'],
  'export-results': ['analyst', 'publisher'],
  'export-answers': ['answer-analyst'],
  'remove-export-file': 'anyone',
  'list-frameworks': ['appraiser', 'analyst', 'publisher'],
  'save-framework': ['publisher'],
  'create-campaign': ['publisher'],
  'change-campaign': ['publisher'],
  'adjust-unit': ['publisher'],
  'count-subordinates': ['publisher'],
  'set-applicability': ['publisher'],
  'preview-result': ['publisher'],
  'publish-result': ['publisher'],
  'propose-publication': ['publisher'],
  'confirm-publication': ['publisher'],
  'compare-print': ['publisher', 'analyst'],
  'write-report': ['analyst', 'publisher'],
  'edit-report-templates': ['publisher'],
  'add-signing-key': ['publisher'],
  'bring-signature': ['publisher'],
  'create-rating': ['fieldwork-manager', 'publisher'],
  'read-rating': ['fieldwork-manager', 'analyst', 'publisher', 'unit-officer'],
  'enter-indicator': ['unit-officer'],
  'verify-indicator': ['fieldwork-manager'],
  'verify-rating': ['fieldwork-manager'],
  'close-rating': ['publisher'],
  'feed-criterion': ['publisher'],
  'add-evidence': ['unit-officer'],
  'share-evidence': ['unit-officer'],
  'withdraw-evidence': ['unit-officer'],
  'read-evidence': ['unit-officer', 'appraiser', 'publisher'],
  'settle-days': ['fieldwork-manager'],
  'read-assessment': ['unit-officer', 'appraiser', 'analyst', 'publisher'],
  'save-self-score': ['unit-officer'],
  'submit-self-assessment': ['unit-officer'],
  'save-explanation': ['unit-officer'],
  'submit-explanation': ['unit-officer'],
  appraise: ['appraiser'],
  'return-assessment': ['appraiser'],
  'finish-round': ['appraiser'],
  'record-council': ['publisher'],
  'set-deadlines': ['publisher'],
  'extend-deadline': ['publisher'],
  'assign-appraisers': ['publisher'],
  'propose-score-change': ['publisher'],
  'confirm-score-change': ['publisher'],
  'read-plan': ['analyst', 'publisher', 'unit-officer'],
  'save-plan': ['publisher'],
  'issue-plan': ['publisher'],
  'report-progress': ['unit-officer', 'publisher'],
  'list-accounts': ['administrator'],
  'create-account': ['administrator'],
  'change-account': ['administrator'],
  'read-audit': ['administrator'],
  'list-kiosks': ['administrator'],
  'create-kiosk': ['administrator'],
  'renew-kiosk': ['administrator'],
  'revoke-kiosk': ['administrator'],
  'load-sample': ['administrator'],
  'remove-sample': ['administrator'],
  'make-api-key': ['fieldwork-manager', 'unit-officer', 'analyst', 'publisher'],
  'list-api-keys': ['administrator'],
  'revoke-api-key': ['administrator'],
  'list-own-api-keys': 'anyone',
  'revoke-own-api-key': 'anyone',
  'enrol-kiosk': 'anyone',
  'sign-in': 'anyone',
  'read-session': 'anyone',
  'sign-out': 'anyone',
  'change-password': 'anyone',
} as const satisfies Record<string, readonly Role[] | 'anyone'>;

export type Operation = keyof typeof OPERATIONS;

/** Who acts: a signed-in account, or a part of the system such as the command line, which its host's owner runs. */
export type Actor =
  | {
      readonly kind: 'account';
      readonly id: string;
      readonly name: string;
      readonly grants: readonly Grant[];
      /** A program that acts for the account by a key: it may do these only. */
      readonly key?: { readonly id: string; readonly operations: readonly Operation[] } | undefined;
    }
  | { readonly kind: 'system'; readonly name: 'start' | 'command line' | 'timer' | 'sample' | 'kiosk' };

/** Whether a key, if there is one, lets the operation through. */
const keyAllows = (actor: Actor, operation: Operation): boolean =>
  actor.kind === 'system' || actor.key === undefined || actor.key.operations.includes(operation);

export const actorName = (actor: Actor): string => (actor.kind === 'account' ? actor.id : actor.name);

/**
 * @param above the unit concerned and all units above it; null for what concerns every unit
 */
export function can(actor: Actor, operation: Operation, above: readonly string[] | null): boolean {
  const roles: readonly string[] | 'anyone' = OPERATIONS[operation];
  if (!keyAllows(actor, operation)) return false;
  if (actor.kind === 'system' || roles === 'anyone') return true;
  return actor.grants.some(
    (grant) => roles.includes(grant.role) && (grant.unit === '' || above?.includes(grant.unit) === true),
  );
}

/** Whether the actor holds the operation for at least one unit: then a list may be shown, cut to what is his. */
export function canSomewhere(actor: Actor, operation: Operation): boolean {
  const roles: readonly string[] | 'anyone' = OPERATIONS[operation];
  if (!keyAllows(actor, operation)) return false;
  if (actor.kind === 'system' || roles === 'anyone') return true;
  return actor.grants.some((grant) => roles.includes(grant.role));
}

/** The actor with those rights alone that reach a whole province: what a page about a province is offered by. */
export function ofProvinces(actor: Actor, provinces: ReadonlySet<string>): Actor {
  if (actor.kind === 'system') return actor;
  return { ...actor, grants: actor.grants.filter(({ unit }) => unit === '' || provinces.has(unit)) };
}

/** @throws Problem `forbidden` */
export async function demand(db: Db, actor: Actor, operation: Operation, unit: string | null): Promise<void> {
  if (!canSomewhere(actor, operation)) throw new Problem('forbidden');
  const above = unit === null ? null : await unitAndAbove(db, unit);
  if (!can(actor, operation, above)) throw new Problem('forbidden');
}
