/*
 * `npm run chaos -- --seed N --runs K`: plays whole lives of labs under random faults and kills, and names the first
 * difference from the end of a life that was left alone.
 */
import { parseArgs } from 'node:util';
import { described, firstDifference, type Difference } from './difference.ts';
import { lifeOf, type Life } from './life.ts';
import { choices } from './random.ts';

const USAGE = 'usage: npm run chaos -- [--seed N] [--runs K]';

const asked = askedFor();
if (asked) await play(asked.seed, asked.runs);

function askedFor(): { seed: number; runs: number } | undefined {
  try {
    const { values } = parseArgs({ options: { seed: { type: 'string' }, runs: { type: 'string' } } });
    const [seed, runs] = [Number(values.seed ?? Date.now() % 1_000_000), Number(values.runs ?? 10)];
    if (Number.isSafeInteger(seed) && Number.isSafeInteger(runs) && runs > 0) return { seed, runs };
  } catch {
    // An option that there is not is told like a value that there is not.
  }
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
  return undefined;
}

async function play(first: number, runs: number): Promise<void> {
  const calm = await lifeOf(undefined);
  let differing = 0;
  for (let seed = first; seed < first + runs; seed += 1) {
    // What the product draws, such as its pauses between attempts, follows from the seed, too.
    Math.random = choices(seed).fraction;
    const life = await lifeOf(choices(seed));
    const difference = firstDifference(calm, life);
    process.stdout.write(`${difference ? '✖' : '✔'} seed ${String(seed)}: ${processes(life)}\n`);
    if (difference === undefined) continue;
    differing += 1;
    process.stdout.write(`${story(difference)}  first difference: ${difference.what}\n`);
  }
  process.stdout.write(`${String(runs - differing)} of ${String(runs)} lives ended like one that was left alone\n`);
  process.exitCode = differing > 0 ? 1 : 0;
}

function processes(life: Life): string {
  return life.map((chapter) => `${chapter.chapter} in ${String(chapter.processes.length)}`).join(', ');
}

/** What befell the processes of the chapter, and how each of them ended. */
function story({ chapter }: Difference): string {
  const { processes: lived = [] } = chapter ?? {};
  return lived.map(({ mishaps, end }) => `  ${JSON.stringify(mishaps)}: ${described(end)}\n`).join('');
}
