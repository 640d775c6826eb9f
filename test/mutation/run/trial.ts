import { startTests, type File, type Suite, type Task, type Test, type VitestRunner } from '@vitest/runner';
import { TestRunner } from 'vitest';
import { noteIn } from './meetings.ts';
import type { Outcome } from './plan.ts';
import { SWITCH } from './switch.ts';

/** Some tests of a file with a mutant, or without any, in a graph of modules. */
export interface Trial<Chosen = number> {
  readonly path: string;
  readonly mutant: Chosen;
  readonly testIds: string[];
  /** After so many steps a mutant does not end. */
  readonly bound: number;
}

export interface Verdict {
  readonly outcome: Outcome;
  /** The tests that failed. */
  readonly killers: readonly string[];
}

export async function tried(runner: TestRunner, trial: Trial<number | undefined>, graph: number): Promise<Verdict> {
  const { path, mutant, testIds, bound } = trial;
  const met = new Set<number>();
  noteIn(met);
  Object.assign(SWITCH, { chosen: mutant, steps: 0, bound });
  const [file] = await startTests([{ filepath: path, testIds }], inSilence(runner, graph));
  const isEndless = SWITCH.steps > bound;
  Object.assign(SWITCH, { chosen: undefined, bound: Infinity });
  if (isEndless) return { outcome: 'endless', killers: [] };
  if (file?.result?.state === 'fail') return { outcome: 'killed', killers: failedIn(file, testIds) };
  return { outcome: mutant !== undefined && met.has(mutant) ? 'survived' : 'unmet', killers: [] };
}

/** One that tells Vitest nothing, and stops at the first test that fails. */
function inSilence(runner: TestRunner, graph: number): VitestRunner {
  const { prototype } = TestRunner;
  let failed = false;
  return Object.assign(Object.create(runner) as VitestRunner, {
    graph,
    onBeforeCollect: undefined,
    onCollectStart: prototype.onCollectStart.bind(runner),
    onCollected: undefined,
    onTaskUpdate: undefined,
    onBeforeRunFiles: undefined,
    onAfterRunFiles: prototype.onAfterRunFiles.bind(runner),
    async onBeforeRunTask(test: Test) {
      if (failed) test.mode = 'skip';
      await prototype.onBeforeRunTask.call(runner, test);
    },
    onAfterRunTask(test: Task) {
      failed ||= test.result?.state === 'fail';
      prototype.onAfterRunTask.call(runner, test);
    },
  });
}

/** The tests that failed, or all where what they share did. */
function failedIn(file: File, testIds: readonly string[]): readonly string[] {
  const failed = testsIn(file).filter(({ result }) => result?.state === 'fail');
  return failed.length > 0 ? failed.map(({ id }) => id) : testIds;
}

function testsIn({ tasks }: Suite): Test[] {
  return tasks.flatMap((task) => (task.type === 'suite' ? testsIn(task) : [task]));
}
