import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { after, BEGINNING, endedAt, left, type Course } from './course.ts';
import type { Entry, Plan } from './plan.ts';

const CONFIG = fileURLToPath(new URL('vitest.config.ts', import.meta.url));
const VITEST = fileURLToPath(new URL('../../../node_modules/vitest/vitest.mjs', import.meta.url));
/** Far longer than all tests of a file take: whatever is quiet for so long does not end. */
const QUIET_MINUTES = 20;

/** Tries all mutants of a plan. A process that a mutant has ended, or brought to a stop, is followed by another for the rest. */
export async function tryAll(plan: Omit<Plan, 'report'>, tell: (entries: readonly Entry[]) => void): Promise<Course> {
  let course = BEGINNING;
  for (let tests = left(plan, course); tests.length > 0; tests = left(plan, course)) {
    const entries = await once({ ...plan, tests }, tell);
    course = after(course, [...entries, ...endedAt(entries)]);
  }
  return course;
}

async function once(plan: Omit<Plan, 'report'>, tell: (entries: readonly Entry[]) => void): Promise<Entry[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mlops-lab-mutation-'));
  const report = join(folder, 'report');
  writeFileSync(report, '');
  writeFileSync(join(folder, 'plan.json'), JSON.stringify({ ...plan, report }));
  try {
    const said = await ended(join(folder, 'plan.json'), progress(report, tell));
    const entries = entriesOf(report);
    if (entries.length === 0) throw new Error(`Vitest ended without any test, and said: ${said}`);
    return entries;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Waits for the end of a run, sees to it where it has nothing to report any more, and answers what it complained about. */
async function ended(plan: string, look: () => boolean): Promise<string> {
  const child = spawn(process.execPath, [VITEST, 'run', '--config', CONFIG], {
    env: { ...process.env, MUTATION_PLAN: plan },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  let quiet = 0;
  const watch = setInterval(() => {
    quiet = look() ? 0 : quiet + 1;
    if (quiet > QUIET_MINUTES * 60 && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, 1000);
  const said = await text(child.stderr);
  clearInterval(watch);
  look();
  return said;
}

/** Tells what is new at each look, and answers whether there was anything. */
function progress(report: string, tell: (entries: readonly Entry[]) => void): () => boolean {
  let told = 0;
  return () => {
    const entries = entriesOf(report).slice(told);
    told += entries.length;
    tell(entries);
    return entries.length > 0;
  };
}

function entriesOf(report: string): Entry[] {
  const whole = readFileSync(report, 'utf8').split('\n').slice(0, -1);
  return whole.map((line) => JSON.parse(line) as Entry);
}
