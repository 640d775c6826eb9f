import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { STATE } from '../../src/sandbox/cloudformation/state.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { rehearse, UNATTENDED } from '../support/rehearsal.ts';

/** As where CloudFormation is imitated by something that does not work outputs out. */
function forgetOutput(sandbox: Sandbox, stackName: string, output: string): void {
  const { stacks } = sandbox.cloud.world.slice(STATE, '111111111111', 'us-east-1');
  for (const { name, outputs } of Object.values(stacks)) if (name === stackName) delete outputs[output];
}

describe('an output that a stack does not give', () => {
  it('is told of the stack that lacks it, once that is complete', async () => {
    const onStackEvent = (_event: number, sandbox: Sandbox) =>
      forgetOutput(sandbox, 'LabSCToolsAccountSetup', 'MasterPortfolioId');
    const { context } = await rehearse({ onStackEvent });
    await expect(deploy(context, ['prerequisites', 'catalog'], UNATTENDED)).rejects.toMatchObject({
      code: 'missing-output',
      message: expect.stringContaining('LabSCToolsAccountSetup is complete, but gives no MasterPortfolioId') as string,
      exitCode: 1,
    });
  });

  it('is no stack that does not exist', async () => {
    const { context, sandbox } = await rehearse();
    await deploy(context, ['prerequisites', 'catalog'], UNATTENDED);
    forgetOutput(sandbox, 'LabSCToolsAccountSetup', 'MasterPortfolioId');
    await expect(deploy(context, ['selfService'], UNATTENDED)).rejects.toMatchObject({
      code: 'outdated-stack',
      message: expect.stringMatching(
        /needs MasterPortfolioId, .* LabSCToolsAccountSetup, which stands without it/,
      ) as string,
      exitCode: 2,
    });
  });
});
