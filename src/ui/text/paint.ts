import { Chalk } from 'chalk';

type Brush = (text: string) => string;

/** Colours by meaning. They only ever repeat what a sign or a word says already. */
export interface Paint {
  readonly good: Brush;
  readonly bad: Brush;
  readonly warning: Brush;
  readonly accent: Brush;
  readonly strong: Brush;
  readonly faint: Brush;
}

export function paintFor(coloured: boolean): Paint {
  const chalk = new Chalk({ level: coloured ? 1 : 0 });
  return {
    good: chalk.green,
    bad: chalk.red,
    warning: chalk.yellow,
    accent: chalk.cyan,
    strong: chalk.bold,
    faint: chalk.dim,
  };
}
