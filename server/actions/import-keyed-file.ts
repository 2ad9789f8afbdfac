/**
 * Takes in what a keying computer wrote out (`client/keying/keyed-file.ts`): the server opens the computer's data key and
 * with it every record; each keying is stored as its clerk's, so that one sent meanwhile counts once and nobody's two
 * passes fall to one person. Who brought the file stands in the trail.
 */
import { createDecipheriv, hash } from 'node:crypto';
import type { Db } from '../../db/dialect.ts';
import { findAccount } from '../../db/queries/accounts.ts';
import { type Actor, demand } from '../access.ts';
import type { Environment } from '../environment.ts';
import { Problem, type ProblemCode } from '../problem.ts';
import type { SealedFile, SealingKey } from '../sealing.ts';
import { action } from './action.ts';
import { provinceOfCampaign } from './hold-batch.ts';
import { type KeyedSheetInput, keySheet } from './key-sheet.ts';

/** What the data key is sealed as. */
const KIND = 'thuoc-do-keying';
const KEY_BYTES = 32;
const TAG_BYTES = 16;

export interface KeyedFileInput {
  readonly sealedKey: SealedFile;
  /** AES-256-GCM under the data key; base64url. */
  readonly records: readonly { readonly iv: string; readonly data: string }[];
}

/** A record as it was read: whose keying, and what. */
export interface KeyedRecord {
  readonly clerk: string;
  readonly body: KeyedSheetInput;
}

export interface ImportedKeyings {
  readonly stored: number;
  /** Had been received before. */
  readonly before: number;
  /** Why keyings were refused, and of which sheets; '' where a record could not even be read. */
  readonly refused: readonly { readonly code: ProblemCode; readonly serials: readonly string[] }[];
}

/** The right is held against the province of the file's first sheet, and again for every other campaign in it. */
const openFile = action({
  name: 'import-keyed-file',
  unit: (trx, { campaign }: { campaign: string; records: number; computer: string }) =>
    provinceOfCampaign(trx, { campaign }),
  run: async () => undefined,
  audit: ({ campaign, records, computer }) => ({
    subject: `campaign ${campaign}`,
    details: { records, computer },
  }),
});

/**
 * @param read what is no record is null, and refused
 * @throws Problem `file-unreadable`, `forbidden`
 */
export async function importKeyedFile(
  { environment, key }: { environment: Environment; key: SealingKey },
  actor: Actor,
  file: KeyedFileInput,
  read: (record: unknown) => KeyedRecord | null,
): Promise<ImportedKeyings> {
  const records = opened(key, file).map((record) => read(record));
  const campaign = records.find((one) => one !== null)?.body.campaign;
  if (campaign === undefined) throw new Problem('file-unreadable');
  const computer = hash('sha256', file.sealedKey.sealed, 'base64url').slice(0, 12);
  await openFile.run(environment, actor, { campaign, records: records.length, computer });
  const clerks = new Clerks(environment.db, actor);
  const refused = new Map<ProblemCode, string[]>();
  const counts = { stored: 0, before: 0 };
  for (const record of records) {
    const outcome = record ? await store(environment, clerks, record, computer) : 'malformed-request';
    if (outcome === 'stored' || outcome === 'before') counts[outcome] += 1;
    else refused.set(outcome, [...(refused.get(outcome) ?? []), record?.body.serial ?? '']);
  }
  return { ...counts, refused: [...refused].map(([code, serials]) => ({ code, serials })) };
}

/** One keying in a transaction of its own, by the right of its clerk. */
async function store(
  environment: Environment,
  clerks: Clerks,
  { clerk, body }: KeyedRecord,
  computer: string,
): Promise<'stored' | 'before' | ProblemCode> {
  try {
    await clerks.demandBringer(body.campaign);
    const keyed = { ...body, source: `file ${computer}` };
    const { stored } = await keySheet.run(environment, await clerks.find(clerk), keyed);
    return stored ? 'stored' : 'before';
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

/** Whose keyings they are, each looked up once. A clerk who has left since keyed with the right he then had. */
class Clerks {
  readonly #known = new Map<string, Actor | null>();
  readonly #held = new Set<string>();

  constructor(
    private readonly db: Db,
    private readonly bringer: Actor,
  ) {}

  /** @throws Problem `unknown-clerk` */
  async find(id: string): Promise<Actor> {
    const known = this.#known.get(id);
    const actor = known === undefined ? await this.#look(id) : known;
    if (actor === null) throw new Problem('unknown-clerk');
    return actor;
  }

  async #look(id: string): Promise<Actor | null> {
    const account = await findAccount(this.db, id);
    // With all his rights, also while his password is a one-time one: he may have forgotten his own, and the sheets are keyed.
    const actor: Actor | null = account && {
      kind: 'account',
      ...{ id: account.id, name: account.name, grants: account.grants },
    };
    this.#known.set(id, actor);
    return actor;
  }

  /** Nobody brings in keyings of a campaign that is not his to run. @throws Problem `forbidden` */
  async demandBringer(campaign: string): Promise<void> {
    if (this.#held.has(campaign)) return;
    const province = await provinceOfCampaign(this.db, { campaign });
    await demand(this.db, this.bringer, 'import-keyed-file', province);
    this.#held.add(campaign);
  }
}

/** Each record as JSON; one that is damaged is null, to be refused by itself. */
function opened(key: SealingKey, { sealedKey, records }: KeyedFileInput): unknown[] {
  const dataKey = openKey(key, sealedKey);
  return records.map(({ iv, data }) => {
    try {
      const bytes = Buffer.from(data, 'base64url');
      const opener = createDecipheriv('aes-256-gcm', dataKey, Buffer.from(iv, 'base64url'), {
        authTagLength: TAG_BYTES,
      });
      opener.setAuthTag(bytes.subarray(-TAG_BYTES));
      const text = Buffer.concat([opener.update(bytes.subarray(0, -TAG_BYTES)), opener.final()]);
      return JSON.parse(text.toString('utf8')) as unknown;
    } catch {
      return null;
    }
  });
}

/** @throws Problem `file-unreadable` when the key is damaged, or was sealed to another server */
function openKey(key: SealingKey, sealedKey: SealedFile): Buffer {
  try {
    const dataKey = Buffer.from(key.open(sealedKey, KIND), 'base64url');
    if (dataKey.length === KEY_BYTES) return dataKey;
  } catch {
    // Told below, in words.
  }
  throw new Problem('file-unreadable');
}
