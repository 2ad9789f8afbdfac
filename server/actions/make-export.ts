/**
 * Files for staff: asked for, ended and taken away, each with its line in the trail. Of a file of answers the trail names
 * survey, rows and hash (decision 24), so that a copy found elsewhere leads to who had it made.
 */
import {
  type ExportEnd,
  type ExportFile,
  endExportFile,
  exportFilesOf,
  findExportFile,
  insertExportFile,
} from '../../db/queries/export-files.ts';
import type { Writing } from '../../db/transaction.ts';
import { type Actor, actorName } from '../access.ts';
import { dayOf } from '../core/calendar.ts';
import type { Environment } from '../environment.ts';
import {
  chosenFor,
  type ExportKind,
  type ExportOperation,
  type ExportOptions,
  type ExportTroubleCode,
  optionsOf,
} from '../export-kinds.ts';
import { type ExportAsked, exportScope } from '../export-scope.ts';
import { Problem } from '../problem.ts';
import { action, everywhere } from './action.ts';

/** How long a file is kept. */
const KEPT_MS = 24 * 3_600_000;
/** Files that one person may have under way. */
const MOST_UNDERWAY = 5;

const NAMES: Readonly<Record<ExportKind, string>> = {
  answers: 'tra-loi',
  tallies: 'bang-dem',
  codebook: 'bang-ma',
  questionnaire: 'mau-phieu',
  results: 'ket-qua',
  everything: 'toan-bo',
};
const PART_NAMES = { ranking: 'xep-hang', scores: 'diem', answers: 'phieu' } as const;

/** Plain letters: it is saved on all kinds of machines. Two files that differ by a choice differ by their names. */
function fileName({ kind, format, of, choices }: ExportAsked, now: Date): string {
  const chosen = chosenFor({ kind, format }, choices);
  const told = [
    ...(chosen.part === null ? [] : [PART_NAMES[chosen.part]]),
    ...(chosen.answers ? ['kem-tra-loi'] : []),
    of,
    ...(chosen.lang === null || chosen.lang === 'vi' ? [] : [chosen.lang]),
    ...(chosen.mark === false ? ['khong-bom'] : []),
  ];
  const name = [NAMES[kind], ...told, dayOf(now)].join('_').replace(/[^\w.-]/g, '-');
  return `${name}.${format}`;
}

const subjectOf = ({ survey, campaign }: Pick<ExportFile, 'survey' | 'campaign'>): string =>
  survey === null ? `campaign ${campaign}` : `survey ${survey}`;

const later = (now: Date): string => new Date(now.getTime() + KEPT_MS).toISOString();

/** One action a right: the operation of an action is fixed. */
function byRight<Made>(make: (operation: ExportOperation) => Made): Record<ExportOperation, Made> {
  return {
    'export-answers': make('export-answers'),
    'export-results': make('export-results'),
    'export-tallies': make('export-tallies'),
  };
}

const asking = byRight((operation) =>
  action({
    name: operation,
    unit: async (_trx, { file }: { file: ExportFile }) => optionsOf(file).unit,
    run: async (trx, { file }): Promise<void> => {
      const own = await exportFilesOf(trx, file.madeBy);
      if (own.filter(({ state }) => state === 'running').length >= MOST_UNDERWAY)
        throw new Problem('export-running');
      await insertExportFile(trx, file);
    },
    audit: ({ file }) => ({
      subject: subjectOf(file),
      details: { asked: file.kind, format: file.format, file: file.fileName },
    }),
  }),
);

/** Puts a file on record that is about to be made. @throws Problem as `exportScope`, `export-running` */
export async function askForExport(
  environment: Environment,
  actor: Actor,
  { id, asked }: { readonly id: string; readonly asked: ExportAsked },
): Promise<ExportFile> {
  const now = environment.now();
  const { operation, unit, units, holds, ...scope } = await exportScope(environment.db, actor, now, asked);
  const options: ExportOptions = { ...asked.choices, operation, unit, units, holds };
  const file: ExportFile = {
    ...{ id, ...scope, kind: asked.kind, format: asked.format, options: JSON.stringify(options) },
    ...{ state: 'running', rows: 0, done: 0, bytes: null, fileHash: null, trouble: null },
    ...{ fileName: fileName(asked, now), madeBy: actorName(actor) },
    ...{ madeAt: now.toISOString(), movedAt: now.toISOString(), expiresAt: later(now) },
  };
  await asking[operation].run(environment, actor, { file });
  return file;
}

/** Of the answers of one survey that a file holds. */
export interface AnswersInside {
  readonly survey: string;
  readonly rows: number;
  /** SHA-256 of the table of answers, hex. */
  readonly hash: string;
}

interface Finished {
  readonly file: ExportFile;
  readonly rows: number;
  readonly bytes: number;
  readonly hash: string;
  /** Answers within an archive, which go on record by their own right. */
  readonly answers: readonly AnswersInside[];
}

/** Answers that left within an archive. */
const noteAnswers = action({
  name: 'export-answers',
  unit: async (_trx, { file }: { file: ExportFile; inside: AnswersInside }) => optionsOf(file).unit,
  run: async () => undefined,
  audit: ({ file, inside: { survey, rows, hash } }) => ({
    subject: `survey ${survey}`,
    details: { file: file.fileName, rows, hash },
  }),
});

const finishing = byRight((operation) =>
  action({
    name: operation,
    unit: async (_trx, { file }: Finished) => optionsOf(file).unit,
    run: async (trx, { file, rows, bytes, hash, answers }, { environment, actor }) => {
      const now = environment.now();
      const ended = await endExportFile(trx, file.id, ['running'], {
        ...{ state: 'done', rows, done: rows, bytes, fileHash: hash },
        ...{ movedAt: now.toISOString(), expiresAt: later(now) },
      });
      if (!ended) throw new Problem('export-gone');
      for (const inside of answers) await noteAnswers.within(trx, environment, actor, { file, inside });
    },
    audit: ({ file, rows, bytes, hash }) => ({
      subject: subjectOf(file),
      details: { file: file.fileName, rows, bytes, hash },
    }),
  }),
);

/** The file is whole and may be fetched. @throws Problem `export-gone` where it was taken away meanwhile */
export const finishExport = (environment: Environment, actor: Actor, finished: Finished): Promise<void> =>
  finishing[optionsOf(finished.file).operation].run(environment, actor, finished);

const ending = async (trx: Writing, id: string, from: readonly ExportFile['state'][], end: ExportEnd) => {
  const file = await findExportFile(trx, id);
  if (!file || !(await endExportFile(trx, id, from, end))) throw new Problem('export-gone');
  return file;
};

/** There will be no file. By the system: it may be that nobody has the right any more. */
export const failExport = action({
  name: 'remove-export-file',
  unit: everywhere,
  run: (trx, { id, trouble }: { id: string; trouble: ExportTroubleCode }, { environment }) =>
    ending(trx, id, ['running'], { state: 'failed', trouble, movedAt: environment.now().toISOString() }),
  audit: ({ trouble }, file) => ({ subject: subjectOf(file), details: { file: file.fileName, trouble } }),
});

/** Takes a file away: by whoever had it made, or when its time is over. @throws Problem `not-found`, `export-gone` */
export const removeExport = action({
  name: 'remove-export-file',
  unit: everywhere,
  run: async (trx, { id }: { id: string }, { environment, actor }) => {
    const found = await findExportFile(trx, id);
    if (!found || (actor.kind === 'account' && found.madeBy !== actor.id)) throw new Problem('not-found');
    const movedAt = environment.now().toISOString();
    return ending(trx, id, ['running', 'done', 'failed'], { state: 'removed', movedAt });
  },
  audit: (_input, file) => ({ subject: subjectOf(file), details: { file: file.fileName, removed: true } }),
});
