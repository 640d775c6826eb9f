import type { RuntimeResource } from '../lab/runtime-resources.ts';

/** What the lab's pipeline and notebooks created at run time, in one account and region, for teardown. */
export interface Releases {
  /** Stops submissions from starting the pipeline, and abandons its executions. Returns how many there were. */
  halt(): Promise<number>;
  /** Finds what carries the lab's names, and its tag if such things carry tags. */
  find(): Promise<RuntimeResource[]>;
  /** Resolves once it is gone; what is already gone counts as deleted. */
  delete(released: RuntimeResource): Promise<void>;
}
