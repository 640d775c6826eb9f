import { isSurvivor, type Result } from './mutation.ts';
import { scoreOf } from './score.ts';

export function failureReport(file: string): string {
  return `✖ ${file} fails without any mutant, and so was not counted on; mend it first`;
}

/** Which mutants live, and where, and the share of those that do not. */
export function report(name: string, results: readonly Result[], atLeast: number): string {
  return [...results.filter(isSurvivor).map(survived), summary(name, results, atLeast)].join('\n');
}

function survived({ mutant, outcome }: Result): string {
  const { name, file, line } = mutant;
  const why = outcome === 'unmet' ? 'no test comes by' : 'no test notices';
  return `${why}: ${file}:${String(line)} ${name.slice(file.length + 2)}`;
}

function summary(name: string, results: readonly Result[], atLeast: number): string {
  const count = (outcome: string) => results.filter((result) => result.outcome === outcome).length;
  const [killed, endless] = [count('killed'), count('endless')];
  const { score, from, to } = scoreOf(killed + endless, results.length);
  return (
    `${score >= atLeast ? '✔' : '✖'} ${name}: ${percent(score)} of ${String(results.length)} mutants killed ` +
    `(95 % sure: ${percent(from)} to ${percent(to)})${atLeast === 0 ? '' : `, to be at least ${percent(atLeast)}`}: ` +
    `${String(killed)} by a test that fails, ${String(endless)} since they never end; ` +
    `${String(count('survived'))} noticed by no test, ${String(count('unmet'))} met by none`
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
