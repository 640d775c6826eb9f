import { leafOf, type Booster } from './booster.ts';
import type { Dataset } from './dataset.ts';
import { linkOf } from './links.ts';
import { isOfContainer, measureNamed } from './measures.ts';

/** Each measure after each round, as a fit reports it. The container's own come after those of XGBoost. */
export function measuredByRound(booster: Booster, data: Dataset, names: readonly string[]): Map<string, number>[] {
  const margins = data.rows.map(() => [...booster.baseMargins]);
  const rounds = booster.trees.length / booster.baseMargins.length;
  return Array.from({ length: rounds }, (_, round) => {
    grow(margins, booster, round, data);
    return measured(booster, margins, data.labels, names);
  });
}

/** Adds the trees of a round: one for each output. */
function grow(margins: number[][], { trees, groups, baseMargins }: Booster, round: number, { rows }: Dataset): void {
  const outputs = baseMargins.length;
  for (const [at, tree] of trees.slice(round * outputs, (round + 1) * outputs).entries()) {
    const output = groups[round * outputs + at] ?? 0;
    for (const [index, row] of rows.entries()) {
      const sums = margins[index] ?? [];
      sums[output] = (sums[output] ?? 0) + leafOf(tree, row);
    }
  }
}

function measured(booster: Booster, margins: readonly number[][], labels: readonly number[], names: readonly string[]) {
  const { toMeasured, toPredictions } = linkOf(booster.objective);
  const [measuredAnswers, predictions] = [margins.map(toMeasured), margins.map(toPredictions)];
  const valueOf = (name: string) => measureNamed(name)(isOfContainer(name) ? predictions : measuredAnswers, labels);
  return new Map(names.map((name) => [name, valueOf(name)]));
}
