/** An office's own sentence of the report, or the shipped one again. */
import { deleteTemplate, listTemplates, putTemplate } from '../../db/queries/report-templates.ts';
import { listProvinces } from '../../db/queries/units.ts';
import { actorName } from '../access.ts';
import { changedMeanwhile } from '../changed-meanwhile.ts';
import type { ReportPart } from '../core/report-template.ts';
import { Problem } from '../problem.ts';
import { demandWhole } from '../report-faults.ts';
import { action } from './action.ts';

interface EditInput {
  readonly province: string;
  readonly part: ReportPart;
  /** Null: the shipped sentence stands again. */
  readonly body: string | null;
  /** The one that was read before; 0: the shipped sentence. */
  readonly revision: number;
}

/** Vietnamese is the language of record: the report has no other. */
const LANGUAGE = 'vi';

const subjectOf = ({ province, part }: EditInput) => `report-template ${province} ${part}`;

/** @throws Problem `not-found`, `template-invalid` with every fault, `changed-meanwhile` */
export const editReportTemplate = action({
  name: 'edit-report-templates',
  unit: async (_trx, { province }: EditInput) => province,
  run: async (trx, input, { environment, actor }) => {
    const { province, part } = input;
    const body = input.body?.replaceAll('\r\n', '\n').trimEnd() ?? null;
    if (!(await listProvinces(trx)).some(({ code }) => code === province))
      throw new Problem('not-found', [{ field: 'province', code: 'not-found' }]);
    if (body !== null) demandWhole([{ field: 'body', body }]);
    const written = (await listTemplates(trx, province, LANGUAGE)).find((one) => one.part === part);
    if ((written?.revision ?? 0) !== input.revision)
      throw await changedMeanwhile(trx, 'edit-report-templates', subjectOf(input));
    if (body === null) await deleteTemplate(trx, province, LANGUAGE, part);
    else
      await putTemplate(trx, province, LANGUAGE, {
        ...{ part, body, revision: input.revision + 1 },
        ...{ writtenBy: actorName(actor), writtenAt: environment.now().toISOString() },
      });
    return { before: written?.body ?? null, body, revision: body === null ? 0 : input.revision + 1 };
  },
  audit: (input, { before, body }) => ({ subject: subjectOf(input), details: { before, body } }),
});
