import type { Variables } from '../ports/variables.ts';

/** Whether the result goes to a program as JSON. Works on arguments that cannot be parsed as a whole, too. */
export function wantsJson(args: readonly string[], env: Variables): boolean {
  const given = args.flatMap((arg, at) => {
    if (arg === '--output') return [args[at + 1]];
    return arg.startsWith('--output=') ? [arg.slice('--output='.length)] : [];
  });
  return (given.at(-1) ?? env.MLOPS_LAB_OUTPUT) === 'json';
}
