import { appendFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { File, Test, VitestRunner, VitestRunnerImportSource } from '@vitest/runner';
import { TestRunner } from 'vitest';
import { noMeetings, noteIn, testsFacing, type Meetings } from './meetings.ts';
import { nameOf, note, openIn } from './open.ts';
import { readPlan, type Entry } from './plan.ts';
import { SWITCH } from './switch.ts';
import { tried, type Trial, type Verdict } from './trial.ts';

const { report } = readPlan();
/** A mutant takes at most so many times as many steps as the tests without any; short tests get some more. */
const PATIENCE = { times: 20, more: 1_000_000 };

let graphs = 0;
let loads = 0;

/** Runs each file's tests without any mutant to see which ones they meet, and then those that meet it for each mutant. */
class MutationRunner extends TestRunner {
  graph = 0;

  constructor(...config: ConstructorParameters<typeof TestRunner>) {
    super(...config);
    Object.assign(this, hooksOf(this));
  }

  override importFile(path: string, source: VitestRunnerImportSource): unknown {
    if (source === 'setup') return super.importFile(path, source);
    if (openIn(path).length === 0) return undefined;
    loads += 1;
    return import(`${pathToFileURL(path).href}?graph=${String(this.graph)}&load=${String(loads)}`);
  }
}

type Hooks = Pick<
  VitestRunner,
  'onBeforeCollect' | 'onBeforeRunFiles' | 'onBeforeRunTask' | 'onAfterRunTask' | 'onAfterRunFiles'
>;

function hooksOf(runner: MutationRunner): Hooks {
  const { onBeforeRunTask, onAfterRunTask, onAfterRunFiles } = TestRunner.prototype;
  let meetings = noMeetings();
  return {
    onBeforeCollect() {
      meetings = noMeetings();
      runner.graph = nextGraph();
      SWITCH.steps = 0;
      noteIn(meetings.loading);
    },
    onBeforeRunFiles: () => noteIn(meetings.around),
    async onBeforeRunTask(test: Test) {
      await onBeforeRunTask.call(runner, test);
      const met = new Set<number>();
      meetings.tests.set(test.id, met);
      noteIn(met);
    },
    onAfterRunTask(test) {
      onAfterRunTask.call(runner, test);
      noteIn(meetings.around);
    },
    async onAfterRunFiles(files) {
      onAfterRunFiles.call(runner);
      for (const file of files) await mutate(runner, file, meetings);
    },
  };
}

async function mutate(runner: MutationRunner, { filepath: path, result }: File, meetings: Meetings): Promise<void> {
  const file = nameOf(path);
  const open = openIn(path);
  const failing = open.length > 0 && result?.state === 'fail';
  if (!failing) await tryEach(runner, trialsOf(path, open, meetings), meetings);
  tell({ kind: 'done', file, failing });
}

function trialsOf(path: string, mutants: readonly number[], meetings: Meetings): Trial[] {
  const bound = SWITCH.steps * PATIENCE.times + PATIENCE.more;
  return mutants.map((mutant) => ({ path, mutant, testIds: testsFacing(meetings, mutant), bound }));
}

async function tryEach(runner: MutationRunner, trials: readonly Trial[], meetings: Meetings): Promise<void> {
  const kills: Kill[] = [];
  for (const trial of trials) {
    const { path, mutant } = trial;
    tell({ kind: 'begun', file: nameOf(path), mutant });
    const verdict = await decided(runner, trial, meetings);
    tellOf(trial, verdict);
    if (verdict.killers.length > 0) kills.push({ trial, killers: verdict.killers });
  }
  for (const { trial } of await doubtful(runner, kills)) tellOf(trial, await tried(runner, trial, nextGraph()));
}

async function decided(runner: MutationRunner, trial: Trial, { loading }: Meetings): Promise<Verdict> {
  if (trial.testIds.length === 0) return { outcome: 'unmet', killers: [] };
  const verdict = loading.has(trial.mutant) ? undefined : await tried(runner, trial, runner.graph);
  if (verdict && verdict.outcome !== 'unmet') return verdict;
  // What meets it was done once and is kept: everything is loaded anew.
  const { outcome } = await tried(runner, trial, nextGraph());
  return { outcome, killers: [] };
}

interface Kill {
  readonly trial: Trial;
  readonly killers: readonly string[];
}

/** All that were killed in a graph that others were tried in, where its tests fail without any mutant by now. */
async function doubtful(runner: MutationRunner, kills: readonly Kill[]): Promise<readonly Kill[]> {
  const [first] = kills;
  if (!first) return [];
  const testIds = [...new Set(kills.flatMap(({ killers }) => killers))];
  const { outcome } = await tried(
    runner,
    { ...first.trial, mutant: undefined, testIds, bound: Infinity },
    runner.graph,
  );
  return outcome === 'killed' ? kills : [];
}

function tellOf({ path, mutant }: Trial, { outcome }: Verdict): void {
  note(mutant, outcome);
  tell({ kind: 'tried', file: nameOf(path), mutant, outcome });
}

function tell(entry: Entry): void {
  appendFileSync(report, `${JSON.stringify(entry)}\n`);
}

function nextGraph(): number {
  graphs += 1;
  return graphs;
}

export { MutationRunner as default };
