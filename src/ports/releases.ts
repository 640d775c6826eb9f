import type { RuntimeResource } from '../lab/runtime-resources.ts';

/** What a lab's pipeline made while it ran, in one account and region, as far as a teardown has to do with it. */
export interface Releases {
  /** Has no submission start the pipeline any more, and abandons its executions. Gives how many those were. */
  halt(): Promise<number>;
  /** Only what bears the lab's names, and its tag where there are tags. */
  find(): Promise<RuntimeResource[]>;
  /** Ends when it is gone; what is gone already counts as deleted. */
  delete(released: RuntimeResource): Promise<void>;
}
