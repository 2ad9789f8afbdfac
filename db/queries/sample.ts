/** Taking out the sample: everything that is marked as sample or hangs on it, and nothing else. */
import type { Writing } from '../transaction.ts';

/** @returns how many campaigns and surveys went */
export async function deleteSample(trx: Writing): Promise<{ campaigns: number; surveys: number }> {
  const surveys = (await trx.selectFrom('surveys').select('id').where('sample', '=', 1).execute()).map(
    (row) => row.id,
  );
  const campaigns = (await trx.selectFrom('campaigns').select('id').where('sample', '=', 1).execute()).map(
    (row) => row.id,
  );
  if (surveys.length > 0) {
    const hanging = [
      'responses',
      'sheets',
      'sheet_batches',
      'sheet_imports',
      'comments',
      'tallies',
      'tally_releases',
      'survey_targets',
      'survey_breakdowns',
      'breakdown_tallies',
      'export_files',
      'ledger',
      'token_batches',
      'kiosks',
      'tokens',
      'retries',
    ] as const;
    for (const table of [...hanging, 'survey_units', 'survey_form_versions'] as const)
      await trx.deleteFrom(table).where('survey', 'in', surveys).execute();
    await trx.deleteFrom('surveys').where('id', 'in', surveys).execute();
    // A day of a province that no ledger knows any more was never taken to be settled.
    await trx
      .deleteFrom('settlements')
      .where('province', 'not in', (eb) => eb.selectFrom('ledger').select('province'))
      .execute();
  }
  if (campaigns.length > 0) {
    await trx
      .deleteFrom('indicator_entries')
      .where('rating', 'in', (eb) => eb.selectFrom('ratings').select('id').where('campaign', 'in', campaigns))
      .execute();
    for (const table of [
      'keyings',
      'conflicts',
      'keying_policies',
      'evidence_uses',
      'evidence',
      'stage_scores',
      'score_trail',
      'assessments',
      'stage_deadlines',
      'appraiser_areas',
      'subordinates',
      'proposals',
      'ratings',
      'export_files',
      'signatures',
      'publications',
      'printed_values',
      'adjustments',
      'scores',
      'campaign_units',
    ] as const)
      await trx.deleteFrom(table).where('campaign', 'in', campaigns).execute();
    await trx.deleteFrom('campaigns').where('id', 'in', campaigns).execute();
  }
  await deletePlans(trx);
  await deleteUnused(trx);
  return { campaigns: campaigns.length, surveys: surveys.length };
}

/** Plans that the sample brought; who made one of his own keeps it, with its units. */
async function deletePlans(trx: Writing): Promise<void> {
  const own = trx.selectFrom('plans').select('id').where('made_by', '=', 'sample');
  for (const table of ['plan_progress', 'plan_tasks'] as const)
    await trx.deleteFrom(table).where('plan', 'in', own).execute();
  await trx.deleteFrom('plans').where('made_by', '=', 'sample').execute();
}

/** Sample frameworks, forms and units stay where something that is no sample uses them. */
async function deleteUnused(trx: Writing): Promise<void> {
  await trx
    .deleteFrom('frameworks')
    .where('sample', '=', 1)
    .where('framework', 'not in', (eb) => eb.selectFrom('campaigns').select('framework'))
    .execute();
  await trx
    .deleteFrom('forms')
    .where('sample', '=', 1)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('surveys')
            .innerJoin('survey_form_versions as v', 'v.survey', 'surveys.id')
            .select('v.version')
            .whereRef('surveys.form', '=', 'forms.form')
            .whereRef('v.version', '=', 'forms.version'),
        ),
      ),
    )
    .execute();
  const used = await usedUnits(trx);
  const gone = (await trx.selectFrom('units').select('code').where('sample', '=', 1).execute())
    .map((row) => row.code)
    .filter((code) => !used.has(code));
  if (gone.length === 0) return;
  await trx.deleteFrom('sheet_numbers').where('province', 'in', gone).execute();
  await trx.deleteFrom('report_templates').where('province', 'in', gone).execute();
  await trx.deleteFrom('signing_keys').where('province', 'in', gone).execute();
  await trx
    .deleteFrom('unit_mappings')
    .where((eb) => eb.or([eb('new_unit', 'in', gone), eb('old_unit', 'in', gone)]))
    .execute();
  await trx.deleteFrom('dossiers').where('unit', 'in', gone).execute();
  for (const table of ['procedures', 'dossier_imports'] as const)
    await trx.deleteFrom(table).where('province', 'in', gone).execute();
  await trx.deleteFrom('unit_aliases').where('unit', 'in', gone).execute();
  await trx.updateTable('units').set({ parent: null }).where('code', 'in', gone).execute();
  await trx.deleteFrom('units').where('code', 'in', gone).execute();
}

/** Units that something outside the sample names, with every unit above them. */
async function usedUnits(trx: Writing): Promise<Set<string>> {
  const named = await trx
    .selectFrom('campaigns')
    .select('province as unit')
    .union(trx.selectFrom('campaign_units').select('unit'))
    .union(trx.selectFrom('surveys').select('province as unit'))
    .union(trx.selectFrom('survey_units').select('unit'))
    .union(trx.selectFrom('sheet_batches').select('post_office as unit'))
    .union(trx.selectFrom('grants').select('unit'))
    .union(trx.selectFrom('plans').select('unit'))
    .union(trx.selectFrom('units').select('code as unit').where('sample', '=', 0))
    .execute();
  const parents = new Map(
    (await trx.selectFrom('units').select(['code', 'parent']).execute()).map((row) => [row.code, row.parent]),
  );
  const used = new Set<string>();
  for (const row of named)
    for (let unit: string | null = row.unit; unit !== null; unit = parents.get(unit) ?? null) used.add(unit);
  return used;
}
