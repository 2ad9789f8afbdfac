/** The register of procedures of a province, brought up to date: checked whole, all or nothing. The same again changes nothing. */
import { listProcedures, putProcedures } from '../../db/queries/procedures.ts';
import type { RegisteredProcedure } from '../core/check-procedures.ts';
import { action } from './action.ts';

export interface ProceduresInput {
  readonly province: string;
  /** Checked (`checkProcedures`), each code once. */
  readonly procedures: readonly RegisteredProcedure[];
}

export const importProcedures = action({
  name: 'import-procedures',
  unit: async (_trx, { province }: ProceduresInput) => province,
  run: async (trx, { province, procedures }) => {
    const known = new Map(
      (await listProcedures(trx, province)).map((one) => [one.code, JSON.stringify(one)]),
    );
    const news = procedures.filter((one) => known.get(one.code) !== JSON.stringify(one));
    await putProcedures(trx, province, news);
    const added = news.filter(({ code }) => !known.has(code)).length;
    return { added, changed: news.length - added, unchanged: procedures.length - news.length };
  },
  audit: ({ province }, counts) => ({ subject: `procedures ${province}`, details: counts }),
});
