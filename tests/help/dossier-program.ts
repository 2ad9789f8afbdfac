/** Runs an import of dossiers in a process of its own, to be killed: `node dossier-program.js <database> <folder> <import>`. */
import { randomBytes } from 'node:crypto';
import { connect } from '../../db/connect.ts';
import { DossierImports } from '../../server/dossier-import/dossier-imports.ts';

const [, , address = '', folder = '', id = ''] = process.argv;
const environment = { db: connect(address), now: () => new Date('2026-06-15T05:00:00.000Z'), randomBytes };
await new DossierImports(environment, folder, console.error).run(id, { kind: 'system', name: 'timer' });
process.exit(0);
