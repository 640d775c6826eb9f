import type { LabResult, LabSummary } from '../../events.ts';
import { EXIT } from '../../errors.ts';

/** How each lab of a run has ended so far, in the order of the run. */
export class Ledger {
  readonly #labs: readonly string[];
  readonly #ended = new Map<string, LabSummary>();

  constructor(labs: readonly string[]) {
    this.#labs = labs;
  }

  enter({ lab, status, exitCode, error, stacks, leftovers, people, seconds }: LabResult): void {
    const unexpected = leftovers?.filter(({ expected }) => !expected) ?? [];
    this.#ended.set(lab, {
      lab,
      status,
      exitCode,
      ...(error && { error }),
      ...(stacks && { stacks }),
      ...(unexpected.length > 0 && { leftovers: unexpected }),
      ...(people && { people }),
      ...(seconds !== undefined && { seconds }),
    });
  }

  /** A lab that has not ended was interrupted. */
  get labs(): LabSummary[] {
    return this.#labs.map((lab) => this.#ended.get(lab) ?? { lab, status: 'interrupted', exitCode: EXIT.interrupted });
  }
}
