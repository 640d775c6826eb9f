import { describe, expect, it } from 'vitest';
import { allowing, trusting } from '../iam/accounts.ts';
import { lambdaStage, RoleArn, type LambdaStage } from './stage.ts';

const HANDLER = 'export const handler = async () => process.env.COLOUR ?? null;';
const COLOURED = { Environment: { Variables: { COLOUR: 'red' } } };
const OTHER = RoleArn.replace('Function', 'Other');

function makeRole({ call, pass }: LambdaStage, RoleName: string): void {
  const AssumeRolePolicyDocument = trusting({ Service: 'lambda.amazonaws.com' });
  call('CreateRole', { RoleName, AssumeRolePolicyDocument }, { service: 'iam' });
  call('PutRolePolicy', { RoleName, PolicyName: 'all', PolicyDocument: allowing('*') }, { service: 'iam' });
  pass(10);
}

/** A function whose role was deleted, and made again under the same name. */
function withRoleMadeAgain(settings: object): LambdaStage {
  const stage = lambdaStage();
  stage.create(HANDLER, settings);
  stage.call('DeleteRolePolicy', { RoleName: 'Function', PolicyName: 'all' }, { service: 'iam' });
  stage.call('DeleteRole', { RoleName: 'Function' }, { service: 'iam' });
  makeRole(stage, 'Function');
  return stage;
}

describe('a function whose role was made again', () => {
  it('cannot have its variables decrypted until it is given the role anew', () => {
    const stage = withRoleMadeAgain(COLOURED);
    expect(() => stage.run()).toThrow(/unable to decrypt the environment variables because KMS access was denied/);
    makeRole(stage, 'Other');
    for (const Role of [OTHER, RoleArn]) {
      stage.call('UpdateFunctionConfiguration', { FunctionName: 'one', Role });
      stage.pass(10);
    }
    expect(stage.run().payload).toBe('red');
  });

  it('runs as before where it has none', () => {
    expect(withRoleMadeAgain({}).run().payload).toBe(null);
  });
});
