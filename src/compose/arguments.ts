import type { Variables } from '../ports/variables.ts';

/** Whether the result goes to a program as JSON. Works on arguments that cannot be parsed as a whole, too. */
export function wantsJson(args: readonly string[], env: Variables): boolean {
  return (given(args, '--output') ?? env.MLOPS_LAB_OUTPUT) === 'json';
}

/** What is said of a sandbox, as commander would understand it. */
export function sandboxIn(args: readonly string[], env: Variables): unknown {
  const [said] = args.filter((arg) => /^--sandbox(=|$)/.test(arg)).slice(-1);
  if (said === undefined) return env.MLOPS_LAB_SANDBOX;
  return said === '--sandbox' ? true : said.slice('--sandbox='.length);
}

/** The variables with what `--color` says of colours, which wins over what they say. */
export function withColour(args: readonly string[], env: Variables): Variables {
  switch (given(args, '--color')) {
    case 'always':
      return { ...env, FORCE_COLOR: '1' };
    case 'never':
      return { ...env, FORCE_COLOR: '0' };
    default:
      return env;
  }
}

/** The value that an option was given last. */
export function given(args: readonly string[], option: string): string | undefined {
  const values = args.flatMap((arg, at) => {
    if (arg === option) return [args[at + 1]];
    return arg.startsWith(`${option}=`) ? [arg.slice(option.length + 1)] : [];
  });
  return values.at(-1);
}
