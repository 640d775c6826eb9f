import type { LabSettings } from '../../lab/accounts.ts';
import type { Cost, NotebookCost } from '../../lab/cost.ts';
import type { Person } from '../../lab/person.ts';

/** The commands that people take, ready to be pasted. */
export type Commands = Readonly<
  Record<'login' | 'launch' | 'open' | 'submit' | 'submitYours' | 'stop' | 'terminate', string>
>;

/** Pictures of the guide, as SVG. */
export type Pictures = Readonly<Record<'pipeline' | 'submit' | 'rejected', string>>;

/** What a page of a lab tells the people who work in it. There is no secret in it. */
export interface Handout {
  readonly lab: LabSettings;
  /** Whose page it is; without one it is everybody's. */
  readonly person?: Person | undefined;
  readonly commands: Commands;
  readonly cost: Cost;
  readonly notebookCosts: readonly NotebookCost[];
  readonly pictures: Pictures;
  /** Whether the lab is in the sandbox, where no link leads anywhere. */
  readonly isRehearsal: boolean;
  /** How to get help. */
  readonly contact?: string | undefined;
  /** The last day, such as `2026-12-24`. */
  readonly until?: string | undefined;
}
