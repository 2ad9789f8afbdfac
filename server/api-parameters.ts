/** What the parameters of the API mean, by name: the same everywhere, so they are said once. */

const MEANINGS: Readonly<Record<string, string>> = {
  limit: 'Rows in a page at most. Without limit and cursor the whole list comes.',
  cursor: '`next` of the page before, as it is',
  campaign: 'Id of a campaign: one year of the index in one province',
  account: 'Id of an account',
  before: 'Id of the last row of the page before',
  key: 'Id of a key; never its secret',
  kiosk: 'Id of a device at a counter',
  proposal: 'Id of a proposal',
  part: 'Which sentence of the report',
  plan: 'Id of an improvement plan',
  task: 'Place of a task in its plan, from 1',
  progress: 'Id of a report on a task',
  unit: 'Code of a unit',
  province: 'Code of a province',
  rating: 'Id of the rating of a quarter',
  indicator: 'Number of an indicator of a rating, e.g. `5`',
  criterion: 'Code of a criterion in the framework, e.g. `1.2`',
  fileName: 'Name of the file as the office has it',
  title: 'What the document is called',
  number: 'Number of the document',
  issuedOn: 'Day of the document, YYYY-MM-DD',
  issuer: 'Who issued the document',
  evidence: 'Id of a document that shows a score',
  framework: 'Id of a framework of criteria',
  version: 'Version of the framework',
  stage: 'Step of the yearly work that the score belongs to',
  survey: 'Id of a survey',
  channel: '`web`, `kiosk` or `paper`',
  group: 'Code of a group of respondents, as `choices` of the answer names them',
  basis: 'By what right an answer counts: `counted` (slip or sheet), `open` (walk-in) or `all`',
  flagged: '`with` or `without` the answers that a published rule marks',
  breakdown: 'Key of a declared question by which the results are broken down, after the close',
  from: 'First day, YYYY-MM-DD',
  to: 'Last day, YYYY-MM-DD; it is counted in',
  search: 'Words to look for; case and marks do not matter',
  kind: 'What is held against each other',
  left: 'What stands left: a campaign, a unit or a group, by its key',
  right: 'What stands right: a campaign, a unit or a group, by its key',
  file: 'Id of a file that was made, or the name of a published one',
  batch: 'Number of a batch',
  serial: 'Serial of a sheet, as printed on it',
  name: 'Name of the file',
  pass: '1 or 2: which of the two readings of a sheet',
  import: 'Id of an import',
  year: 'The evaluated year, four digits',
  revision: 'A revision of a publication: 1, 2, 3 …, or `moi-nhat` for the one that stands',
};

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly description?: string | undefined;
  readonly schema?: object | undefined;
}

/** The parameter's own description, or else what its name means everywhere. */
export function describedParameter({ name, description, schema }: Parameter): { description?: string } {
  const own = description ?? (schema && 'description' in schema ? String(schema.description) : undefined);
  const meaning = own ?? (Object.hasOwn(MEANINGS, name) ? MEANINGS[name] : undefined);
  return meaning === undefined ? {} : { description: meaning };
}
