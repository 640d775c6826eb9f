import type { Command } from 'commander';
import { withHelp } from './help-text.ts';
import type { Run, Runner } from './command.ts';
import { configureDeployment } from './deploying.ts';

export function configure(command: Command, runner: Runner): void {
  const run = (deployment: Run) => runner.run(isWatch(deployment) ? watching(deployment) : deployment);
  configureDeployment(command, { ...runner, run });
  command
    .option('--watch', 'deploy nothing: follow a release, or show how the last ended')
    .option('--execution <id>', 'with --watch: follow this release instead');
  withHelp(command, {
    about: `
Deploys the stack LabMLOpsPipeline (pipeline, functions, model registry), and uploads the functions and the hold-out data
before. It takes outputs of the stacks pre-reqs and LabStagingAccountSetup, so "mlops-lab tools" and "mlops-lab staging"
come first. With --endpoint-instance-type run "mlops-lab staging" again too: the alarms of the endpoint are there.`,
    examples: [
      ['mlops-lab pipeline --sandbox --yes'],
      ['mlops-lab pipeline --threshold 8 --approval true'],
      ['mlops-lab pipeline --watch'],
    ],
  });
}

function isWatch({ flags }: Run): boolean {
  return flags.watch === true || flags.execution !== undefined;
}

function watching(run: Run): Run {
  const { execution } = run.flags;
  return {
    ...run,
    action: async (context) => {
      const { watchPipeline } = await import('../actions/follow/index.ts');
      return watchPipeline(context, typeof execution === 'string' ? execution : undefined);
    },
  };
}
