import type { AccountRole, LabSettings } from '../lab/accounts.ts';
import type { NextStep } from '../events.ts';
import type { Person } from '../lab/person.ts';
import type { InTurn } from '../lab/slots.ts';
import type { ZoneSlots } from '../lab/zones.ts';
import type { Bundle } from '../ports/assets.ts';
import type { Browser } from '../ports/browser.ts';
import type { Clock } from '../ports/clock.ts';
import type { Cloud } from '../ports/cloud.ts';
import type { Files } from '../ports/files.ts';
import type { ChosenSetting, Machine } from '../ports/machine.ts';
import type { Ui } from '../ports/ui.ts';
import type { Step } from '../steps.ts';

/** What every action works with. */
export interface ActionContext {
  readonly command: string;
  readonly lab: LabSettings;
  /** Who works in the lab, by its settings. */
  readonly people: readonly Person[];
  readonly cloud: Cloud;
  readonly bundle: Bundle;
  readonly ui: Ui;
  /** Steps as events have them: their commands are about the lab of this run. */
  readonly showSteps: (steps: readonly Step[]) => NextStep[];
  readonly clock: Clock;
  readonly files: Files;
  readonly machine: Machine;
  /** The values of the lab's settings that are no defaults. */
  readonly settings: readonly ChosenSetting[];
  readonly browser: Browser;
  /** The zones of the network's subnets, once decided. */
  readonly zones?: ZoneSlots;
  /** Whether the command runs on several labs, of which this is one. */
  readonly isOfClass?: true;
  /** Among all labs of the run. */
  readonly inTurn: InTurn;
  /** How many labs each of the lab's accounts has, this one among them, as far as the settings tell. */
  readonly labsIn: Readonly<Record<AccountRole, number>>;
  /** Whether nobody else can act while this runs, as in a rehearsal: waiting for somebody would never end. */
  readonly alone: boolean;
  /** The data scientist whom the run is for, if not its caller. */
  readonly as?: string;
}

/** The user's options for this run. */
export interface RunOptions {
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly express: boolean;
}
