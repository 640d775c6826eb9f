import type { Environment } from '../ui/streams.ts';

/** Whether programs are to be told how the run ends, also where the arguments cannot be understood as a whole. */
export function wantsJson(args: readonly string[], env: Environment): boolean {
  const given = args.flatMap((arg, at) => {
    if (arg === '--output') return [args[at + 1]];
    return arg.startsWith('--output=') ? [arg.slice('--output='.length)] : [];
  });
  return (given.at(-1) ?? env.MLOPS_LAB_OUTPUT) === 'json';
}
