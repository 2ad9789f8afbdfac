/**
 * Drafts of frameworks: made new or from an earlier version, saved whole, thrown away. A draft may have faults, so that
 * work can be laid down half done; a campaign can only use a version without any, and locks it.
 */
import {
  deleteFrameworkDraft,
  findStoredFramework,
  insertFramework,
  latestFrameworkVersion,
  type StoredFramework,
  saveFrameworkDraft,
} from '../../db/queries/frameworks.ts';
import { unitNames } from '../../db/queries/units.ts';
import type { Writing } from '../../db/transaction.ts';
import { changedMeanwhile } from '../changed-meanwhile.ts';
import { checkFramework, isFrameworkDraft } from '../core/check-framework.ts';
import type { Framework } from '../core/framework.ts';
import { hashOf } from '../core/recipe.ts';
import { invalidDefinition, Problem } from '../problem.ts';
import { action } from './action.ts';

export interface DraftInput {
  /** The definition; its version is given by the server. */
  readonly framework: unknown;
  /** Whose publishers may change it; null: who publishes for all. */
  readonly province: string | null;
}

export interface DraftPlace {
  readonly id: string;
  readonly version: number;
}

const subjectOf = ({ id, version }: DraftPlace) => `framework ${id} ${version}`;

/** @returns place and revision of the new draft, and how many faults it has */
export const createFramework = action({
  name: 'save-framework',
  unit: async (trx, { province }: DraftInput) =>
    province !== null && (await unitNames(trx, [province])).size > 0 ? province : null,
  run: async (trx, { framework: given, province }) => {
    const { id, ...definition } = draftOf(given);
    if (!/^[a-z0-9][a-z0-9_-]{0,79}$/.test(id))
      throw new Problem('malformed-request', [{ field: 'framework.id', code: 'not-an-id' }]);
    const framework = { ...definition, id, version: (await latestFrameworkVersion(trx, id)) + 1 };
    const faults = faultsOf(framework).length;
    await insertFramework(trx, framework, hashOf(framework), { province, faults });
    return { id, version: framework.version, revision: 1, faults };
  },
  audit: (_input, output) => ({
    subject: subjectOf(output),
    details: { revision: output.revision, faults: output.faults },
  }),
});

export interface SaveInput extends DraftPlace {
  readonly framework: unknown;
  /** The revision that the change was made on. */
  readonly revision: number;
}

/** The whole draft in place of the one that was seen. @throws Problem `framework-locked`, `changed-meanwhile` */
export const saveFramework = action({
  name: 'save-framework',
  unit: ownerOf,
  run: async (trx, { id, version, revision, framework: given }: SaveInput) => {
    const framework = { ...draftOf(given), id, version };
    const faults = faultsOf(framework).length;
    const change = { hash: hashOf(framework), faults, seen: revision };
    if (!(await saveFrameworkDraft(trx, framework, change))) throw await refusal(trx, { id, version });
    return { revision: revision + 1, faults };
  },
  audit: (input, output) => ({ subject: subjectOf(input), details: output }),
});

/** Throws a draft away that no campaign uses. @throws Problem `framework-locked`, `changed-meanwhile` */
export const removeFramework = action({
  name: 'save-framework',
  unit: ownerOf,
  run: async (trx, { id, version, revision }: Omit<SaveInput, 'framework'>) => {
    if (!(await deleteFrameworkDraft(trx, id, version, revision))) throw await refusal(trx, { id, version });
    return { removed: true };
  },
  audit: (input, output) => ({ subject: subjectOf(input), details: output }),
});

async function ownerOf(trx: Writing, { id, version }: DraftPlace): Promise<string | null> {
  return (await findStoredFramework(trx, id, version))?.province ?? null;
}

/** Why a draft could not be written. */
async function refusal(trx: Writing, { id, version }: DraftPlace): Promise<Problem> {
  const stored: StoredFramework | null = await findStoredFramework(trx, id, version);
  if (!stored) return new Problem('not-found');
  if (stored.locked) return new Problem('framework-locked');
  return changedMeanwhile(trx, 'save-framework', subjectOf({ id, version }));
}

const fileOf = (framework: unknown) => ({ kind: 'framework', framework });

/** What the check of the whole says of a draft; a campaign needs none. */
export function faultsOf(framework: Framework) {
  const checked = checkFramework(fileOf(framework));
  return checked.ok ? [] : checked.faults;
}

/** @throws Problem `definition-invalid` on what is no draft at all */
export function draftOf(definition: unknown): Framework {
  const file = fileOf(definition);
  if (isFrameworkDraft(file)) return file.framework;
  const checked = checkFramework(file);
  throw invalidDefinition(checked.ok ? [] : checked.faults);
}
