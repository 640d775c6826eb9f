/*
 * `npm run mutate -- PATH`: changes the program in one small place after the other, and looks whether a test fails for it. How
 * the parts hang together: `making/` finds the changes and writes all those of a file into it, each behind a switch; `run/` has
 * Vitest run the tests that come by them; the rest chooses and reports. Stryker itself draws no samples, needs a newer Node than
 * the project does, and loads nothing anew where a mutant counts as a module is loaded.
 */
import { fileURLToPath } from 'node:url';
import { askedBy, USAGE, type Asked } from './arguments.ts';
import { EQUIVALENTS } from './equivalents.ts';
import type { Mutant } from './making/mutants.ts';
import { isSurvivor, mutantsIn, mutate } from './mutation.ts';
import { sourcesAt, testsAt } from './project.ts';
import { failureReport, report } from './report.ts';
import { sample } from './sample.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
/** What one file of tests does not notice, others may; what so many do not, hardly any does. */
const FACING = 15;

const asked = askedBy(process.argv.slice(2));
if (typeof asked === 'string') process.exitCode = refused(`${asked}\n${USAGE}`);
else {
  const problem = problemOf(asked);
  process.exitCode = problem === undefined ? await measured(asked) : refused(problem);
}

/** Answers with the exit code: 1 where fewer are killed than are to be. */
async function measured(groups: readonly Asked[]): Promise<number> {
  const codes: number[] = [];
  for (const batch of byTests(groups)) codes.push(await measuredAtOnce(batch));
  return Math.max(...codes);
}

/** What faces the same tests faces them at once: they begin only once. */
function byTests(groups: readonly Asked[]): Asked[][] {
  const kinds = [...new Set(groups.map(({ tests }) => String(tests)))];
  return kinds.map((kind) => groups.filter(({ tests }) => String(tests) === kind));
}

async function measuredAtOnce(groups: readonly Asked[]): Promise<number> {
  const drawn = groups.map((group) => draw(group));
  const mutants = [...new Map(drawn.flat().map((mutant) => [mutant.name, mutant])).values()];
  const { results, failing } = await mutate(
    { root: ROOT, mutants, tests: testsAt(ROOT, groups[0]?.tests ?? []), facing: FACING },
    (entries) => {
      for (const entry of entries) if (entry.kind === 'done') process.stderr.write(`  ${entry.file}\n`);
    },
  );
  for (const file of failing) process.stdout.write(`${failureReport(file)}\n`);
  const fell = groups.filter(({ name, atLeast }, place) => {
    const names = new Set(drawn[place]?.map((mutant) => mutant.name));
    const own = results.filter(({ mutant }) => names.has(mutant.name));
    process.stdout.write(`\n${report(name, own, atLeast)}\n`);
    return own.filter((result) => !isSurvivor(result)).length < atLeast * own.length;
  });
  return fell.length === 0 ? 0 : 1;
}

function draw({ name, paths, sample: size, seed }: Asked): Mutant[] {
  const all = mutantsIn(
    ROOT,
    paths.flatMap((path) => sourcesAt(ROOT, path)),
  );
  const drawn = sample(
    all.filter((mutant) => !Object.hasOwn(EQUIVALENTS, mutant.name)),
    size,
    seed,
  );
  process.stderr.write(`${name}: ${String(drawn.length)} of ${String(all.length)} mutants, by seed ${String(seed)}\n`);
  return drawn;
}

function problemOf(groups: readonly Asked[]): string | undefined {
  const empty = groups.flatMap(({ paths }) => paths).find((path) => sourcesAt(ROOT, path).length === 0);
  if (empty !== undefined) {
    return `${empty}: there is no TypeScript here that is tested; name a file or a folder of the project`;
  }
  const untested = groups.flatMap(({ tests }) => tests).find((path) => testsAt(ROOT, [path]).length === 0);
  return untested === undefined ? undefined : `${untested}: there are no tests here; name a file or a folder of tests`;
}

function refused(why: string): number {
  process.stderr.write(`${why}\n`);
  return 2;
}
