import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  startTests,
  type File,
  type Suite,
  type Task,
  type Test,
  type VitestRunner,
  type VitestRunnerImportSource,
} from '@vitest/runner';
import { TestRunner } from 'vitest';
import { noMeetings, noteIn, testsFacing, type Meetings } from './meetings.ts';
import { readPlan, type Entry, type Outcome } from './plan.ts';
import { SWITCH } from './switch.ts';

const PLAN = readPlan();
const PLANNED = new Map(PLAN.tests.map(({ file, mutants }) => [file, mutants]));
/** A mutant takes at most so many times as many steps as the tests without any; short tests get some more. */
const PATIENCE = { times: 20, more: 1_000_000 };

const killed = new Set<number>();
/** How many files of tests did not notice a mutant that they came by. */
const withstood = new Map<number, number>();
let graphs = 0;
let loads = 0;

/** Runs each file's tests without any mutant to see which ones they meet, and then those that meet it for each mutant. */
class MutationRunner extends TestRunner {
  graph = 0;
  #meetings: Meetings = noMeetings();

  override importFile(path: string, source: VitestRunnerImportSource): unknown {
    if (source === 'setup') return super.importFile(path, source);
    if (openIn(path).length === 0) return undefined;
    loads += 1;
    return import(`${pathToFileURL(path).href}?graph=${String(this.graph)}&load=${String(loads)}`);
  }

  onBeforeCollect(): void {
    this.#meetings = noMeetings();
    this.graph = nextGraph();
    SWITCH.steps = 0;
    noteIn(this.#meetings.loading);
  }

  onBeforeRunFiles(): void {
    noteIn(this.#meetings.around);
  }

  override async onBeforeRunTask(test: Test): Promise<void> {
    await super.onBeforeRunTask(test);
    const met = new Set<number>();
    this.#meetings.tests.set(test.id, met);
    noteIn(met);
  }

  override onAfterRunTask(test: Task): void {
    super.onAfterRunTask(test);
    noteIn(this.#meetings.around);
  }

  override async onAfterRunFiles(files: File[] = []): Promise<void> {
    super.onAfterRunFiles();
    for (const file of files) await this.#mutate(file);
  }

  async #mutate({ filepath, result }: File): Promise<void> {
    const file = relative(PLAN.root, filepath);
    const open = openIn(filepath);
    const failing = open.length > 0 && result?.state === 'fail';
    const bound = SWITCH.steps * PATIENCE.times + PATIENCE.more;
    const kills: Kill[] = [];
    for (const mutant of failing ? [] : open) {
      const trial = { filepath, mutant, testIds: testsFacing(this.#meetings, mutant), bound };
      report({ kind: 'begun', file, mutant });
      const { outcome, killers } = await this.#decided(trial);
      report({ kind: 'tried', file, mutant, outcome });
      note(mutant, outcome);
      if (killers.length > 0) kills.push({ trial, killers });
    }
    for (const { trial } of await this.#doubtful(filepath, kills)) {
      killed.delete(trial.mutant);
      const { outcome } = await this.#tried(trial, nextGraph());
      report({ kind: 'tried', file, mutant: trial.mutant, outcome });
      note(trial.mutant, outcome);
    }
    report({ kind: 'done', file, failing });
  }

  async #decided(trial: Trial): Promise<Verdict> {
    if (trial.testIds.length === 0) return { outcome: 'unmet', killers: [] };
    const isLoaded = this.#meetings.loading.has(trial.mutant);
    const verdict = isLoaded ? undefined : await this.#tried(trial, this.graph);
    if (verdict && verdict.outcome !== 'unmet') return verdict;
    // What meets it was done once and is kept: everything is loaded anew.
    const { outcome } = await this.#tried(trial, nextGraph());
    return { outcome, killers: [] };
  }

  /** All that were killed in a graph that others were tried in, where its tests fail without any mutant by now. */
  async #doubtful(filepath: string, kills: readonly Kill[]): Promise<readonly Kill[]> {
    const testIds = [...new Set(kills.flatMap(({ killers }) => killers))];
    if (testIds.length === 0) return [];
    const { outcome } = await this.#tried({ filepath, mutant: undefined, testIds, bound: Infinity }, this.graph);
    return outcome === 'killed' ? kills : [];
  }

  async #tried({ filepath, mutant, testIds, bound }: Trial<number | undefined>, graph: number): Promise<Verdict> {
    const met = new Set<number>();
    noteIn(met);
    Object.assign(SWITCH, { chosen: mutant, steps: 0, bound });
    const [file] = await startTests([{ filepath, testIds }], withoutWord(this, graph));
    const isEndless = SWITCH.steps > bound;
    Object.assign(SWITCH, { chosen: undefined, bound: Infinity });
    if (isEndless) return { outcome: 'endless', killers: [] };
    if (file?.result?.state === 'fail') return { outcome: 'killed', killers: failedIn(file, testIds) };
    return { outcome: mutant !== undefined && met.has(mutant) ? 'survived' : 'unmet', killers: [] };
  }
}

interface Trial<Chosen = number> {
  readonly filepath: string;
  readonly mutant: Chosen;
  readonly testIds: string[];
  readonly bound: number;
}

interface Verdict {
  readonly outcome: Outcome;
  readonly killers: readonly string[];
}

interface Kill {
  readonly trial: Trial;
  readonly killers: readonly string[];
}

/** The mutants that are of interest yet in a file of tests. */
function openIn(path: string): readonly number[] {
  return (PLANNED.get(relative(PLAN.root, path)) ?? []).filter(isOpen);
}

function isOpen(mutant: number): boolean {
  return !killed.has(mutant) && (withstood.get(mutant) ?? 0) < PLAN.facing;
}

function note(mutant: number, outcome: Outcome): void {
  if (outcome === 'killed' || outcome === 'endless') killed.add(mutant);
  if (outcome === 'survived') withstood.set(mutant, (withstood.get(mutant) ?? 0) + 1);
}

function nextGraph(): number {
  graphs += 1;
  return graphs;
}

/** The tests that failed, or all where what they share did. */
function failedIn(file: File, testIds: readonly string[]): readonly string[] {
  const failed = testsIn(file).filter(({ result }) => result?.state === 'fail');
  return failed.length > 0 ? failed.map(({ id }) => id) : testIds;
}

function testsIn({ tasks }: Suite): Test[] {
  return tasks.flatMap((task) => (task.type === 'suite' ? testsIn(task) : [task]));
}

/** One that tells Vitest nothing, and stops at the first test that fails. */
function withoutWord(runner: MutationRunner, graph: number): VitestRunner {
  const { prototype } = TestRunner;
  let failed = false;
  return Object.assign(Object.create(runner) as VitestRunner, {
    graph,
    onBeforeCollect: undefined,
    onCollectStart: (file: File) => void prototype.onCollectStart.call(runner, file),
    onCollected: undefined,
    onTaskUpdate: undefined,
    onBeforeRunFiles: undefined,
    onAfterRunFiles: () => void prototype.onAfterRunFiles.call(runner),
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

function report(entry: Entry): void {
  appendFileSync(PLAN.report, `${JSON.stringify(entry)}\n`);
}

export { MutationRunner as default };
