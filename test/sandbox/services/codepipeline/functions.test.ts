import { describe, expect, it } from 'vitest';

import { iamAuthorizer } from '../../../../src/sandbox/authorization/authorizer.ts';
import { lambdaServiceWith } from '../../../../src/sandbox/services/lambda/index.ts';
import { logsService } from '../../../../src/sandbox/services/logs/index.ts';
import { principalOf, secretOf } from '../../../../src/sandbox/services/sts/credentials.ts';
import { Gateway } from '../../../../src/sandbox/wire/gateway.ts';
import { SIGNING_CODE } from '../../../support/signing-code.ts';
import { allowing, textLike, trusting } from '../iam/accounts.ts';
import { zipOf } from '../lambda/stage.ts';
import { invoke, PipelineLab, SOURCE, TOOLS } from './pipeline-lab.ts';

const FUNCTION_ROLE = `arn:aws:iam::${TOOLS}:role/function`;

/** Answers its job without an SDK; `parameters` and `token` are what it was told. */
const answering = (body: string) => `
  ${SIGNING_CODE}
  const put = (operation, input) => {
    const target = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'CodePipeline_20150709.' + operation };
    return post('codepipeline', target, JSON.stringify(input));
  };
  export const handler = async (event) => {
    const { id: jobId, data } = event['CodePipeline.job'];
    const { actionConfiguration, continuationToken: token } = data;
    const parameters = actionConfiguration.configuration.UserParameters;
    const succeed = (more) => put('PutJobSuccessResult', { jobId, ...more });
    const fail = (message) => put('PutJobFailureResult', { jobId, failureDetails: { type: 'JobFailed', message } });
    ${body}
  };
`;

/** A pipeline whose functions really run, held to their role's policy. */
function lab(may: string[], bodies: Readonly<Record<string, string>>): PipelineLab {
  const services = [lambdaServiceWith({ patience: 5000 }), logsService];
  const made = new PipelineLab({ services, authorize: iamAuthorizer });
  const { cloud } = made;
  const identify = (key: string, token: string | undefined) => principalOf(cloud.world, key, token);
  const gateway = new Gateway({
    cloud,
    identify,
    secretOf: (key) => secretOf(cloud.world, key),
    save: () => undefined,
  });
  cloud.connect((request, elapse) => gateway.handleWithin(request, elapse));
  const trust = trusting({ Service: 'lambda.amazonaws.com' });
  made.call('CreateRole', { RoleName: 'function', AssumeRolePolicyDocument: trust }, 'iam');
  made.call('PutRolePolicy', { RoleName: 'function', PolicyName: 'may', PolicyDocument: allowing(may) }, 'iam');
  made.pass(10);
  for (const [FunctionName, body] of Object.entries(bodies)) {
    const settings = { Runtime: 'nodejs24.x', Handler: 'index.handler', Role: FUNCTION_ROLE };
    made.call('CreateFunction', { FunctionName, ...settings, Code: { ZipFile: zipOf(answering(body)) } }, 'lambda');
  }
  made.pass(10);
  made.submit();
  return made;
}

describe('functions that run', () => {
  it('answer their jobs, ask to be asked again, and hand on variables', () => {
    const made = lab(['codepipeline:PutJobSuccessResult', 'codepipeline:PutJobFailureResult'], {
      begin: `if (token === undefined) return succeed({ continuationToken: 'second time' });
        return succeed({ outputVariables: { Told: token } });`,
      end: `return fail('told ' + parameters);`,
    });
    const begin = invoke('begin', { namespace: 'Begin' });
    made.pipeline([
      ['Source', [SOURCE]],
      ['Work', [begin, invoke('end', { runOrder: 2 }, '#{Begin.Told}')]],
    ]);
    made.pass(60);
    expect(made.runs().map(({ actionName, status }) => [actionName, status])).toEqual([
      ['Submission', 'Succeeded'],
      ['begin', 'Succeeded'],
      ['end', 'Failed'],
    ]);
    expect(made.action('Work', 'end').latestExecution?.errorDetails).toEqual({
      code: 'JobFailed',
      message: 'told second time',
    });
  });

  it('fail their actions in the end where they may not answer', () => {
    const made = lab(['logs:*'], { mute: 'return succeed({});' });
    made.pipeline([
      ['Source', [SOURCE]],
      ['Work', [invoke('mute')]],
    ]);
    made.pass(21 * 60);
    expect(made.action('Work', 'mute').latestExecution?.errorDetails?.message).toEqual(
      textLike(/^The AWS Lambda function mute failed to return a result\./),
    );
    const refused = made.cloud.trail.entries().find(({ operation }) => operation === 'PutJobSuccessResult');
    expect(refused).toMatchObject({ outcome: 'AccessDenied', resources: ['*'] });
  });
});
