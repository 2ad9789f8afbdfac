/** The command line: everything that is not a page. `npm start` is `serve`; `npm run -s cli -- --help` lists the rest. */
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { findCampaign } from '../db/queries/campaigns.ts';
import { type Decision, findPublication, listPublished } from '../db/queries/publications.ts';
import { listSignatures } from '../db/queries/signatures.ts';
import { listSurveys } from '../db/queries/surveys.ts';
import type { TallyKey } from '../db/queries/tallies.ts';
import { ROLES } from './access.ts';
import { importCampaign, importForm, importFramework, importUnits } from './actions/import-definition.ts';
import { issueTokens } from './actions/issue-tokens.ts';
import { loadSample, removeSample } from './actions/load-sample.ts';
import { changeAccount, createAccount } from './actions/manage-accounts.ts';
import { publishResult } from './actions/publish-result.ts';
import { type Recount, recountTallies } from './actions/recount-tallies.ts';
import { settleDays } from './actions/settle-days.ts';
import { gatherInputs } from './campaign-inputs.ts';
import type { CheckedRelease } from './checked-release.ts';
import { readConfig } from './config.ts';
import { isDay } from './core/calendar.ts';
import { type Difference, hashOf, type PublishedResult, verifyPublication } from './core/recipe.ts';
import type { Environment } from './environment.ts';
import { problemBody } from './http.ts';
import { openEnvironment, startServer } from './main.ts';
import { Problem } from './problem.ts';
import { asCarried } from './published.ts';
import { readJsonFile } from './read-json-file.ts';
import { signPublication, writeNewKey } from './sign-file.ts';
import { verificationLines } from './verification-lines.ts';
import { givenKey, signatureFindings } from './verify-signatures.ts';

const actor = { kind: 'system', name: 'command line' } as const;
const print = (line: string) => void process.stdout.write(`${line}\n`);
const complain = (line: string) => void process.stderr.write(`${line}\n`);

/** Runs a command on the database of the settings; trouble is told in words and ends with code 1. */
async function onDatabase(work: (environment: Environment) => Promise<void>): Promise<void> {
  const environment = await openEnvironment(readConfig(process.env));
  try {
    await work(environment);
  } finally {
    await environment.db.destroy();
  }
}

const IMPORTS = {
  units: importUnits,
  form: importForm,
  framework: importFramework,
  campaign: importCampaign,
};

async function importFile(environment: Environment, file: string): Promise<void> {
  const definition = readJsonFile(file);
  const kind = String((definition as { kind?: unknown } | null)?.kind);
  const action = Object.entries(IMPORTS).find(([name]) => name === kind)?.[1];
  if (!action) throw new Error(`${file}: "kind" must be one of ${Object.keys(IMPORTS).join(', ')}`);
  const outcome = await action.run(environment, actor, { definition });
  print(`${outcome.kind} ${outcome.id}: ${outcome.changed ? 'loaded' : 'was there already, unchanged'}`);
}

interface RecountOptions {
  readonly repair: boolean;
  /** A name that must stand now. */
  readonly release?: string;
}

async function recountAll(
  environment: Environment,
  survey: string | undefined,
  { repair, release: wanted }: RecountOptions,
): Promise<void> {
  const surveys = survey ? [survey] : (await listSurveys(environment.db)).map((one) => one.id);
  if (surveys.length === 0) print('no surveys');
  const names: string[] = [];
  for (const id of surveys) {
    const found = await recountTallies.run(environment, actor, { survey: id, repair });
    reportRecount(id, found, repair);
    names.push(found.release.name);
  }
  if (wanted === undefined) return;
  const stands = names.includes(wanted);
  print(stands ? `release ${wanted} stands` : `release ${wanted} does not stand; now: ${names.join(', ')}`);
  if (!stands) process.exitCode = 1;
}

function releaseWords({ exact, responses, waiting }: CheckedRelease): string {
  if (exact) return `exact, ${responses} responses`;
  return waiting < 0
    ? `${responses} responses, ${-waiting} of them taken back since`
    : `${responses} of ${responses + waiting} responses; ${waiting} wait`;
}

function reportRecount(id: string, { tallies, responses, differences, release }: Recount, repair: boolean) {
  const done = repair ? ', repaired' : '';
  print(
    `${id}: ${responses} responses, ${tallies} tallies, ${differences.length === 0 ? 'same' : `${differences.length} differ${done}`}`,
  );
  const nameOf = (key: TallyKey) => `${key.unit} ${key.respondentGroup} ${key.channel} ${key.basis}`;
  for (const { key, running, recounted } of differences)
    print(`  ${nameOf(key)}: running ${running ?? '-'}, recounted ${recounted ?? '-'}`);
  print(`  release ${release.name}: ${releaseWords(release)}`);
  for (const { key, faults } of release.faults)
    print(`  ${nameOf(key)}: the release does not fit in ${faults.join(', ')}${done}`);
  if (differences.length + release.faults.length > 0 && !repair) process.exitCode = 1;
}

/** Who signed, or that nobody did; a signature that does not fit fails. @param key that the reader knows */
function reportSignatures(what: string, published: PublishedResult, key?: string): void {
  for (const { line, bad } of signatureFindings(published, key === undefined ? undefined : givenKey(key))) {
    print(`${what}: ${line}`);
    if (bad) process.exitCode = 1;
  }
}

/** The publication as its file is: with the signatures brought to it. */
async function withSignatures<T extends PublishedResult>(
  { db }: Environment,
  publication: T & { readonly campaign: string; readonly revision: number },
) {
  const stored = await listSignatures(db, publication.campaign, publication.revision);
  return { ...publication, ...(stored.length > 0 && { signatures: stored.map(asCarried) }) };
}

/** What no longer fits: inside the published file, and against the data it was made from. */
async function verifyStored(environment: Environment, campaign: string, key?: string): Promise<void> {
  const publication = await findPublication(environment.db, campaign);
  const stored = await findCampaign(environment.db, campaign);
  if (!publication || !stored) throw new Problem('not-found', [{ field: 'campaign', code: 'not-found' }]);
  const { inputs } = await gatherInputs(environment.db, stored, null);
  const now = hashOf(inputs);
  const moved =
    now === publication.recipe.inputsHash
      ? []
      : [{ path: 'inputs as stored now', published: publication.recipe.inputsHash, recomputed: now }];
  const { recipe, inputs: frozen, result } = publication;
  const whole = hashOf({ recipe, inputs: frozen, result });
  const broken =
    whole === publication.hash
      ? []
      : [{ path: 'hash of the publication', published: publication.hash, recomputed: whole }];
  reportVerification(campaign, publication, [...broken, ...verifyPublication(publication), ...moved]);
  reportSignatures(campaign, await withSignatures(environment, publication), key);
}

function reportVerification(
  what: string,
  published: PublishedResult,
  differences: readonly Difference[],
): void {
  for (const line of verificationLines(what, published, differences)) print(line);
  if (differences.length > 0) process.exitCode = 1;
}

/** @throws Error on a file that is no publication at all */
function readPublication(file: string): PublishedResult {
  const read = readJsonFile(file) as Partial<PublishedResult> | null;
  const isWhole =
    Array.isArray(read?.inputs?.units) && Array.isArray(read?.result?.units) && read?.recipe !== undefined;
  if (!isWhole)
    throw new Error(
      `${file}: no publication: "inputs", "recipe" and "result" of a published file are missing`,
    );
  return read as PublishedResult;
}

/** @throws Error on a decision without its day, or a day without its decision */
function decisionOf({
  decision,
  decidedOn,
}: {
  decision?: string;
  decidedOn?: string;
}): Decision | undefined {
  if (decision === undefined && decidedOn === undefined) return undefined;
  if (!decision?.trim() || decidedOn === undefined || !isDay(decidedOn))
    throw new Error('a decision is named by --decision <number> and --decided-on <YYYY-MM-DD> together');
  return { number: decision.trim(), day: decidedOn };
}

const program = new Command('cli')
  .description('Thước Đo: surveys on public administration, and the index made of them')
  .showHelpAfterError();

program
  .command('serve')
  .description('serve the pages and the API (what npm start runs)')
  .action(async () => {
    const stop = await startServer(readConfig(process.env));
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void stop().then(() => process.exit(0)));
  });

program
  .command('migrate')
  .description('bring the database to the schema of this program')
  .action(() => onDatabase(async () => print('The database is up to date.')));

program
  .command('import <file...>')
  .description(
    'import units, forms, frameworks or campaigns from JSON files; each is checked whole before it is loaded',
  )
  .action((files: string[]) =>
    onDatabase(async (environment) => {
      for (const file of files) await importFile(environment, file);
    }),
  );

program
  .command('recount [survey]')
  .description('count all stored responses anew and hold them against the running tallies')
  .option('--repair', 'make the tallies what was recounted', false)
  .option('--release <name>', 'say whether the release of this name stands, and fail if not')
  .action((survey: string | undefined, options: RecountOptions) =>
    onDatabase((environment) => recountAll(environment, survey, options)),
  );

program
  .command('publish <campaign>')
  .description('freeze the result of a campaign with its recipe; on the pages this takes two people')
  .option('--reason <text>', 'why the standing revision is superseded')
  .option('--decision <number>', 'number of the decision by which it is published')
  .option('--decided-on <day>', 'day of that decision, YYYY-MM-DD')
  .action((campaign: string, options: { reason?: string; decision?: string; decidedOn?: string }) =>
    onDatabase(async (environment) => {
      const { revision, hash, signedBy } = await publishResult.run(environment, actor, {
        campaign,
        reason: options.reason,
        decision: decisionOf(options),
      });
      print(`${campaign}: published as revision ${revision}, hash ${hash}`);
      if (signedBy !== undefined)
        print(
          signedBy === null
            ? `${campaign}: not signed, for the key of SIGNING_KEY_FILE is not registered and in use`
            : `${campaign}: signed with the key ${signedBy}`,
        );
    }),
  );

program
  .command('export <campaign> <file>')
  .description('write the standing publication of a campaign to a file that anyone can verify')
  .action((campaign: string, file: string) =>
    onDatabase(async (environment) => {
      const publication = await findPublication(environment.db, campaign);
      if (!publication) throw new Problem('not-found', [{ field: 'campaign', code: 'not-found' }]);
      const { inputs, recipe, result, signatures } = await withSignatures(environment, publication);
      writeFileSync(file, `${JSON.stringify({ inputs, recipe, result, signatures }, null, 2)}\n`);
      print(`${campaign}: revision ${publication.revision} written to ${file}`);
    }),
  );

/** A browser may have saved the file under any name. */
const isFileName = (given: string): boolean =>
  /\.(json|csv|xlsx)$/i.test(given) || (existsSync(given) && statSync(given).isFile());

program
  .command('verify [publication]')
  .description(
    'recompute a published file, or a campaign of the database, or all of them, and say same, or what differs and from which step on; and who signed it',
  )
  .option('--public-key <key>', 'the public key that must have signed, or a file that holds it')
  .action(async (publication: string | undefined, { publicKey }: { publicKey?: string }) => {
    if (publication !== undefined && isFileName(publication)) {
      const published = readPublication(publication);
      reportVerification(publication, published, verifyPublication(published));
      reportSignatures(publication, published, publicKey);
      return;
    }
    await onDatabase(async (environment) => {
      const all = publication
        ? [publication]
        : (await listPublished(environment.db)).map(({ inputs }) => inputs.id);
      if (all.length === 0) print('nothing is published');
      for (const campaign of all) await verifyStored(environment, campaign, publicKey);
    });
  });

program
  .command('sign-key <new> <file>')
  .description(
    'make a key that signs publications, in a file that only its owner may read, and print its public key',
  )
  .action((what: string, file: string) => {
    if (what !== 'new') throw new Error(`sign-key: "${what}" is not "new"`);
    const { id, publicKey } = writeNewKey(file);
    print(`private key: ${file} (keep it off the server, with a copy in a safe place)`);
    print(`public key: ${publicKey}`);
    print(`fingerprint: ${id}`);
  });

program
  .command('sign <file>')
  .description(
    'recompute a published file and sign its hash, on the machine that keeps the key; needs no database',
  )
  .requiredOption('--key <keyfile>', 'the private key that sign-key made')
  .option('--out <file>', 'where the signature is written; beside the published file unless given')
  .action((file: string, options: { key: string; out?: string }) => {
    const { file: written, signature } = signPublication(file, readPublication(file), options);
    print(`${file}: hash ${signature.hash}`);
    print(`signed with the key ${signature.id}; bring ${written} to the server`);
  });

program
  .command('tokens <survey> <unit> <count>')
  .description('issue single-use tokens and print them once')
  .action((survey: string, unit: string, count: string) =>
    onDatabase(async (environment) => {
      const { tokens } = await issueTokens.run(environment, actor, { survey, unit, count: Number(count) });
      for (const token of tokens) print(token);
    }),
  );

program
  .command('settle')
  .description(
    'put the rows of past days in id order, so that none can be tied to a visitor (runs daily by itself)',
  )
  .action(() =>
    onDatabase(async (environment) => {
      const settled = await settleDays(environment, actor);
      print(Object.keys(settled).length === 0 ? 'nothing to settle' : JSON.stringify(settled));
    }),
  );

program
  .command('account <username>')
  .description('create an account, or give an existing one a new one-time password with --reset <id>')
  .option('--name <name>', 'full name')
  .option('--role <role...>', `one or more of: ${ROLES.join(', ')}`)
  .option('--unit <code>', 'the unit that the roles hold for, with all below it; everywhere unless given', '')
  .option('--reset <id>', 'id of the account that gets a new one-time password')
  .action((username: string, options: { name?: string; role?: string[]; unit: string; reset?: string }) =>
    onDatabase(async (environment) => {
      if (options.reset) {
        const { password } = await changeAccount.run(environment, actor, {
          account: options.reset,
          resetPassword: true,
        });
        print(`one-time password: ${password}`);
        return;
      }
      const grants = (options.role ?? []).map((role) => ({ role, unit: options.unit }));
      const { password } = await createAccount.run(environment, actor, {
        username,
        name: options.name ?? username,
        grants,
      });
      print(`one-time password: ${password}`);
    }),
  );

program
  .command('sample <load|remove>')
  .description('load the sample, or take it out with everything that hangs on it')
  .action((what: string) =>
    onDatabase(async (environment) => {
      if (what !== 'load' && what !== 'remove')
        throw new Error(`sample: "${what}" is neither load nor remove`);
      const done = await (what === 'load' ? loadSample : removeSample).run(environment, actor, {});
      print(JSON.stringify(done));
    }),
  );

/** Trouble in words, with every place named. */
function explain(error: unknown): void {
  if (!(error instanceof Problem)) {
    complain(error instanceof Error ? error.message : String(error));
    return;
  }
  const { code, title, errors } = problemBody(error, 'en');
  complain(`${code}: ${title}`);
  for (const { field, sentence } of errors) complain(`  ${field}: ${sentence}`);
}

// `npm run cli -- <command>` and `npm start` both come here; the starter adds its own first word.
const words = process.argv.slice(2);
const given = words[0] === 'cli' ? words.slice(1) : words.length === 0 ? ['serve'] : words;
program.parseAsync(given, { from: 'user' }).catch((error: unknown) => {
  explain(error);
  process.exitCode = 1;
});
