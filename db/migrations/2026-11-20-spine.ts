/**
 * The first schema: units, forms, frameworks, campaigns; surveys, tokens, responses and tallies; publications; staff and
 * audit. Frozen: a later change is a later migration. The meaning of every column stands in db/tables.ts.
 */
import { type Kysely, sql } from 'kysely';

/** Column types that differ by database; given by the runner. */
interface ColumnTypes {
  readonly database: 'sqlite' | 'postgres';
}

const collate = '"C"';

/** One `create table`; `?decimal`, `?bytes`, `?text` and `?serial` stand for what each database calls them. */
function create(
  types: ColumnTypes,
  table: string,
  key: string | null,
  columns: string,
  clustered: boolean,
): string {
  const postgres = types.database === 'postgres';
  const body = columns
    .replaceAll('?text', postgres ? `text collate ${collate}` : 'text')
    .replaceAll('?decimal', postgres ? 'numeric' : 'text')
    .replaceAll('?bytes', postgres ? 'bytea' : 'blob')
    .replaceAll(
      '?serial',
      postgres ? 'bigint generated always as identity primary key' : 'integer primary key autoincrement',
    );
  const primary = key ? `, primary key (${key})` : '';
  return `create table ${table} (${body}${primary})${clustered && !postgres ? ' without rowid' : ''}`;
}

type TableLine = [table: string, key: string | null, columns: string, kept?: 'rowid'];

const TALLY_KEY = 'province, survey, unit, form_version, respondent_group, channel, basis, flagged';
const TALLY_COLUMNS = `province ?text not null, survey ?text not null, unit ?text not null, form_version integer not null,
  respondent_group ?text not null, channel ?text not null, basis ?text not null, flagged smallint not null,
  responses integer not null, counters ?bytes not null`;

const TABLES: readonly TableLine[] = [
  [
    'units',
    'code',
    `code ?text not null, province ?text not null, parent ?text references units (code), kind ?text not null,
    name_vi ?text not null, name_en ?text, valid_from ?text, valid_to ?text, sample smallint not null`,
  ],
  [
    'unit_aliases',
    'province, folded',
    `province ?text not null, folded ?text not null, alias ?text not null,
    unit ?text not null references units (code)`,
  ],
  [
    'forms',
    'form, version',
    `form ?text not null, version integer not null, definition ?text not null, hash ?text not null,
    sample smallint not null`,
  ],
  [
    'frameworks',
    'framework, version',
    `framework ?text not null, version integer not null, definition ?text not null,
    hash ?text not null, locked smallint not null, sample smallint not null`,
  ],
  [
    'campaigns',
    'id',
    `id ?text not null, province ?text not null references units (code), year integer not null,
    title_vi ?text not null, title_en ?text, source ?text, framework ?text not null, framework_version integer not null,
    policies ?text not null, fieldwork ?text, notes ?text, sample smallint not null,
    foreign key (framework, framework_version) references frameworks (framework, version)`,
  ],
  [
    'campaign_units',
    'campaign, unit',
    `campaign ?text not null references campaigns (id), unit ?text not null references units (code),
    position integer not null, unit_group ?text, scale ?decimal`,
  ],
  [
    'scores',
    'campaign, unit, criterion',
    `campaign ?text not null, unit ?text not null, criterion ?text not null,
    state ?text not null, points ?decimal, self_points ?decimal, note ?text, source ?text, figures ?text,
    check ((state = 'scored') = (points is not null)), check (state in ('blank', 'scored', 'not-assessed')),
    foreign key (campaign, unit) references campaign_units (campaign, unit)`,
  ],
  [
    'adjustments',
    'campaign, position',
    `campaign ?text not null, position integer not null, unit ?text not null,
    kind ?text not null check (kind in ('bonus', 'deduction')), points ?decimal not null, reason ?text not null,
    document ?text not null, foreign key (campaign, unit) references campaign_units (campaign, unit)`,
  ],
  [
    'printed_values',
    'campaign, position',
    `campaign ?text not null references campaigns (id), position integer not null,
    unit ?text, field ?text not null, criterion ?text, value ?text not null, label ?text`,
  ],
  [
    'surveys',
    'id',
    `id ?text not null, province ?text not null references units (code), campaign ?text not null references campaigns (id),
    form ?text not null, title_vi ?text not null, title_en ?text, opens_on ?text not null, closes_on ?text not null,
    accepts_until ?text not null, channels ?text not null, respondent_groups ?text not null, open_answers smallint not null,
    burst_bound integer not null, revision integer not null, sample smallint not null`,
  ],
  [
    'survey_units',
    'survey, unit',
    `survey ?text not null references surveys (id), unit ?text not null references units (code),
    position integer not null`,
  ],
  [
    'survey_form_versions',
    'survey, version',
    `survey ?text not null references surveys (id), version integer not null`,
  ],
  [
    'tokens',
    'province, token_hash',
    `province ?text not null, token_hash ?text not null, survey ?text not null,
    unit ?text not null, state ?text not null check (state in ('issued', 'used', 'expired', 'void'))`,
  ],
  [
    'retries',
    'province, client_hash',
    `province ?text not null, client_hash ?text not null, survey ?text not null,
    content_mac ?text not null, receipt_hash ?text not null`,
  ],
  [
    'responses',
    'province, survey, day, id',
    `province ?text not null, survey ?text not null, day ?text not null, id ?text not null,
    form_version integer not null, unit ?text, respondent_group ?text not null, channel ?text not null, basis ?text not null,
    flags smallint not null, state ?text not null check (state in ('counted', 'replaced', 'void')), answers ?text not null`,
  ],
  [
    'sheets',
    'province, survey, serial',
    `province ?text not null, survey ?text not null, serial ?text not null,
    state ?text not null check (state in ('accepted', 'void')), response_day ?text not null, response_id ?text not null`,
  ],
  [
    'comments',
    'province, survey, unit, month, id',
    `province ?text not null, survey ?text not null, unit ?text not null,
    month ?text not null, id ?text not null, question ?text not null, text ?text not null`,
  ],
  ['tallies', TALLY_KEY, `${TALLY_COLUMNS}, unreleased integer not null`],
  ['tally_releases', TALLY_KEY, TALLY_COLUMNS],
  [
    'ledger',
    'province, survey, unit, day',
    `province ?text not null, survey ?text not null, unit ?text not null, day ?text not null,
    issued integer not null, used integer not null, open integer not null, sheet integer not null, late integer not null`,
  ],
  ['settlements', 'province, day', 'province ?text not null, day ?text not null, settled_at ?text not null'],
  [
    'publications',
    'campaign, revision',
    `campaign ?text not null references campaigns (id), revision integer not null,
    recipe ?text not null, inputs ?text not null, result ?text not null, printed ?text not null, hash ?text not null,
    reason ?text, published_at ?text not null, published_by ?text not null, sample smallint not null`,
  ],
  [
    'accounts',
    'id',
    `id ?text not null, username ?text not null unique, name ?text not null, password_hash ?text not null,
    one_time smallint not null, disabled smallint not null, created_at ?text not null`,
  ],
  [
    'grants',
    'account, role, unit',
    `account ?text not null references accounts (id), role ?text not null, unit ?text not null`,
  ],
  [
    'sessions',
    'secret_hash',
    `secret_hash ?text not null, account ?text not null references accounts (id),
    created_at ?text not null, seen_at ?text not null`,
  ],
  [
    'audit',
    null,
    `id ?serial, at ?text not null, actor ?text not null, action ?text not null, subject ?text not null,
    details ?text not null`,
    'rowid',
  ],
  ['settings', 'name', 'name ?text not null, value ?text not null'],
];

/** Tables whose rows may be added and never changed; a publication that belongs to the sample may be taken out with it. */
const FROZEN = [
  { table: 'publications', deletable: 'old.sample = 1' },
  { table: 'audit', deletable: null },
] as const;

function freeze(types: ColumnTypes, table: string, deletable: string | null): string[] {
  if (types.database === 'sqlite') {
    const refuse = `begin select raise(abort, '${table}: rows are never changed'); end`;
    return [
      `create trigger ${table}_no_update before update on ${table} ${refuse}`,
      `create trigger ${table}_no_delete before delete on ${table} ${deletable ? `when not (${deletable}) ` : ''}${refuse}`,
    ];
  }
  const allow = deletable ? `if tg_op = 'DELETE' and ${deletable} then return old; end if; ` : '';
  return [
    `create function ${table}_frozen() returns trigger language plpgsql as $$ begin ${allow}raise exception '${table}: rows are never changed'; end $$`,
    `create trigger ${table}_frozen before update or delete on ${table} for each row execute function ${table}_frozen()`,
  ];
}

/** Creates every table; runs in one transaction on both databases. */
export async function up(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db);
  for (const [table, key, columns, kept] of TABLES)
    await run(create(types, table, key, columns, kept !== 'rowid'));
  for (const { table, deletable } of FROZEN)
    for (const statement of freeze(types, table, deletable)) await run(statement);
  await run('create index units_by_parent on units (parent)');
  await run('create index campaigns_by_year on campaigns (year)');
  await run('create index surveys_by_campaign on surveys (campaign)');
  await run('create index sessions_by_account on sessions (account)');
}
