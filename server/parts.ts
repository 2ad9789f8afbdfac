/** The parts of the running program that routes work with; made in `main.ts`, and by tests with their own clock. */

import type { Intake } from './actions/intake.ts';
import type { Assets } from './assets.ts';
import type { Environment } from './environment.ts';
import type { Sessions } from './session.ts';

export interface Parts {
  readonly environment: Environment;
  readonly intake: Intake;
  readonly sessions: Sessions;
  readonly assets: Assets;
  /** Browsers reach the server by https: the session cookie then is `__Host-` and secure. */
  readonly https: boolean;
}
