/**
 * Takes a sealed queue in: opened by the server, unread by staff, every answer through the one door under the client id
 * it had on the phone, so that one sent meanwhile counts once. The trail says who brought how many, before any is taken;
 * the answers themselves leave no timed row (decision 13), and come in their random order.
 */
import { findSurvey } from '../../db/queries/surveys.ts';
import type { Actor } from '../access.ts';
import type { Environment } from '../environment.ts';
import { Problem } from '../problem.ts';
import type { SealedFile, SealingKey } from '../sealing.ts';
import { action } from './action.ts';
import type { Intake } from './intake.ts';
import type { Arrival } from './prepare-response.ts';

export interface ImportedOutbox {
  readonly stored: number;
  /** Had been received before, and are not counted again. */
  readonly before: number;
  /** Problem code → answers that the server refused for it. */
  readonly refused: Readonly<Record<string, number>>;
}

interface OpenedFile {
  readonly survey: string | null;
  readonly answers: number;
}

/**
 * The right is held against the province of the file's first survey: whoever may run a survey there may bring its
 * answers in. It gives no further power, for the door stands open to any phone.
 */
const openFile = action({
  name: 'import-outbox',
  unit: async (trx, { survey }: OpenedFile) =>
    survey === null ? null : ((await findSurvey(trx, survey))?.province ?? null),
  run: async () => undefined,
  audit: ({ survey, answers }) => ({ subject: `survey ${survey ?? '-'}`, details: { answers } }),
});

/**
 * @param read what is no submission is null, and refused
 * @throws Problem `outbox-unreadable`, `forbidden`
 */
export async function importOutbox(
  { environment, intake, key }: { environment: Environment; intake: Intake; key: SealingKey },
  actor: Actor,
  file: SealedFile,
  read: (answer: unknown) => Arrival | null,
): Promise<ImportedOutbox> {
  const arrivals = opened(key, file).map(read);
  const survey = arrivals.find((one) => one !== null)?.survey ?? null;
  await openFile.run(environment, actor, { survey, answers: arrivals.length });
  const outcomes = await Promise.all(arrivals.map((one) => one && intake.accept(one)));
  const refused: Record<string, number> = {};
  let stored = 0;
  let before = 0;
  for (const outcome of outcomes) {
    if (outcome?.ok) outcome.stored ? stored++ : before++;
    else {
      const { code } = outcome?.problem ?? new Problem('malformed-request');
      refused[code] = (refused[code] ?? 0) + 1;
    }
  }
  return { stored, before, refused };
}

/** Each answer of the file as JSON; one that is none stays as text, to be refused by itself. */
function opened(key: SealingKey, file: SealedFile): unknown[] {
  try {
    const answers: unknown = JSON.parse(key.open(file));
    if (Array.isArray(answers)) return answers.map(parsed);
  } catch {
    // Damaged, or sealed to another server: told below, in words.
  }
  throw new Problem('outbox-unreadable');
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return text;
  }
}
