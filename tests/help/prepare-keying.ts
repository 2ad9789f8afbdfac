/** A database file with the small province, its campaign and survey, and two clerks and a manager who can sign in. */
import { randomBytes } from 'node:crypto';
import { connect } from '../../db/connect.ts';
import { migrate } from '../../db/migrate.ts';
import { insertAccount } from '../../db/queries/accounts.ts';
import { inTransaction } from '../../db/transaction.ts';
import {
  importCampaign,
  importForm,
  importFramework,
  importUnits,
} from '../../server/actions/import-definition.ts';
import { openSurvey } from '../../server/actions/open-survey.ts';
import { type Environment, randomId } from '../../server/environment.ts';
import { hashPassword } from '../../server/password.ts';
import { shippedForms } from '../../survey-forms/catalogue.ts';
import { campaign, framework } from '../walk/hand-computed.ts';
import { PASSWORD } from './member.ts';
import { SURVEYS } from './opened-world.ts';
import { SYSTEM, unitsFile } from './world.ts';

/** Usernames; everybody's password is `PASSWORD`. */
export const STAFF = {
  'nhap.mot': { role: 'entry-clerk', unit: 'TT-BD' },
  'nhap.hai': { role: 'entry-clerk', unit: 'TT-BD' },
  'quan.ly': { role: 'fieldwork-manager', unit: 'TT' },
} as const;

/** @param database path of the SQLite file, which may be there already */
export async function prepareKeying(database: string): Promise<void> {
  const db = connect(database);
  await migrate(db);
  const environment: Environment = { db, now: () => new Date('2026-05-30T05:00:00.000Z'), randomBytes };
  await importUnits.run(environment, SYSTEM, { definition: unitsFile });
  for (const form of shippedForms) await importForm.run(environment, SYSTEM, { definition: form });
  await importFramework.run(environment, SYSTEM, { definition: { kind: 'framework', framework } });
  await importCampaign.run(environment, SYSTEM, { definition: campaign });
  const survey = SURVEYS.find((one) => one.id === 'hai-long');
  if (survey) await openSurvey.run(environment, SYSTEM, survey);
  const passwordHash = await hashPassword(PASSWORD);
  for (const [username, grant] of Object.entries(STAFF)) {
    const account = {
      ...{ id: randomId(environment), username, name: username },
      ...{ oneTime: false, disabled: false, grants: [grant] },
    };
    await inTransaction(db, (trx) => insertAccount(trx, { ...account, passwordHash }, '2026-05-30'));
  }
  await db.destroy();
}
