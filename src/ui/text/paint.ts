import { Chalk } from 'chalk';

type Brush = (text: string) => string;

/** Colours by meaning. They only emphasize what a sign or a word already says. */
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
