import type { NextStep } from '../../events.ts';
import type { Ui } from '../../ports/ui.ts';
import type { Variables } from '../../ports/variables.ts';
import type { WaysIn } from '../../ports/ways-in.ts';
import type { Step } from '../../steps.ts';
import type { Draft } from '../check.ts';

/** What the guide works with. */
export interface Guide {
  readonly ui: Pick<Ui, 'ask' | 'choose' | 'search' | 'emit'>;
  readonly ways: WaysIn;
  readonly env: Variables;
  readonly show: (steps: readonly Step[]) => NextStep[];
  /** Told of every answer that is good. */
  readonly answered: (draft: Draft) => void;
}
