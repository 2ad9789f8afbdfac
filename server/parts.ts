/** The parts of the running program that routes work with; made in `main.ts`, and by tests with their own clock. */

import type { Intake } from './actions/intake.ts';
import type { Assets } from './assets.ts';
import type { DossierImports } from './dossier-import/dossier-imports.ts';
import type { Environment } from './environment.ts';
import type { EvidenceStore } from './evidence/evidence-store.ts';
import type { ExportFiles } from './exports/export-files.ts';
import type { RateLimits } from './rate-limits.ts';
import type { SealingKey } from './sealing.ts';
import type { Sessions } from './session.ts';
import type { SheetImports } from './sheet-import/sheet-imports.ts';
import type { SurveyFollowers } from './survey-followers.ts';

export interface Parts {
  readonly environment: Environment;
  readonly intake: Intake;
  readonly sessions: Sessions;
  readonly assets: Assets;
  /** Absent: nothing is held back, as in tests that send much. */
  readonly limits?: RateLimits | undefined;
  /** Absent: phones cannot export their queue, as in tests that have none. */
  readonly sealing?: SealingKey | undefined;
  /** Absent: imports of sheets are run by the routes alone, and nobody goes on with one that stopped. */
  readonly sheetImports?: SheetImports | undefined;
  /** Absent: nobody can bring files of dossiers, as in tests that have none. */
  readonly dossierImports?: DossierImports | undefined;
  /** Absent: the routes make their own, which nobody stops. */
  readonly followers?: SurveyFollowers | undefined;
  /** Absent: nobody can bring documents, as in tests that have none. */
  readonly evidence?: EvidenceStore | undefined;
  /** Absent: nobody can have files made, as in tests that have none. */
  readonly exports?: ExportFiles | undefined;
  /** The address under which citizens reach the server, from the settings; without it, the one a request came to. */
  readonly origin?: string | undefined;
  /** Browsers reach the server by https: the session cookie then is `__Host-` and secure. */
  readonly https: boolean;
}
