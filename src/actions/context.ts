import type { LabSettings } from '../lab/accounts.ts';
import type { NextStep } from '../events.ts';
import type { ZoneSlots } from '../lab/zones.ts';
import type { Bundle } from '../ports/assets.ts';
import type { Browser } from '../ports/browser.ts';
import type { Clock } from '../ports/clock.ts';
import type { Cloud } from '../ports/cloud.ts';
import type { Files } from '../ports/files.ts';
import type { Ui } from '../ports/ui.ts';
import type { Step } from '../steps.ts';

/** What every action works with. */
export interface ActionContext {
  readonly command: string;
  readonly lab: LabSettings;
  readonly cloud: Cloud;
  readonly bundle: Bundle;
  readonly ui: Ui;
  /** Steps as events have them: their commands are about the lab of this run. */
  readonly showSteps: (steps: readonly Step[]) => NextStep[];
  readonly clock: Clock;
  readonly files: Files;
  readonly browser: Browser;
  /** Where the network's subnets lie, once that is decided. */
  readonly zones?: ZoneSlots;
  /** Whether nobody else can do anything while this runs, as in a rehearsal: then waiting for somebody never ends. */
  readonly alone: boolean;
  /** The data scientist for whom the run is done, if not for whoever runs it. */
  readonly as?: string;
}

/** What the user decided for this run. */
export interface RunOptions {
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly express: boolean;
}
