import type { Credentials } from '@aws-sdk/client-sts';

import { AwsError } from '../../../kernel/aws-error.ts';
import type { Invoke } from '../../../kernel/operations.ts';
import type { Principal } from '../../../kernel/principal.ts';
import { servicePrincipal } from '../../iam/role-use.ts';
import { principalOf } from '../../sts/credentials.ts';
import { SERVICE } from '../structure/role.ts';
import { ActionFailure } from './failure.ts';
import type { PipelineScope, RunScope } from './scope.ts';

/** A role that CodePipeline has assumed: what it calls other services as. */
export interface Session {
  readonly credentials: Credentials;
  readonly invoke: Invoke;
}

/** A session of the action's own role, which the pipeline's role assumes, or else of the pipeline's. */
export function actionSession(scope: RunScope, policy?: string): Session {
  const { structure, action, run } = scope;
  if (action.roleArn === undefined) return pipelineSession(scope, structure.roleArn, { name: run.id, policy });
  const pipeline = assume(scope, service(scope), { roleArn: structure.roleArn, name: run.id });
  const principal = principalOf(scope.cloud.world, pipeline.AccessKeyId ?? '', pipeline.SessionToken);
  return sessionOf(scope, assume(scope, principal, { roleArn: action.roleArn, name: run.id, policy }));
}

export function pipelineSession(
  scope: PipelineScope,
  roleArn: string,
  more: { readonly name: string; readonly policy?: string | undefined },
): Session {
  return sessionOf(scope, assume(scope, service(scope), { roleArn, ...more }));
}

function service({ account, pipeline }: PipelineScope): Principal {
  return servicePrincipal(account, SERVICE, pipeline.arn);
}

interface Wanted {
  readonly roleArn: string;
  readonly name: string;
  readonly policy?: string | undefined;
}

function assume(scope: PipelineScope, principal: Principal, { roleArn, name, policy }: Wanted): Credentials {
  const { cloud, account, region } = scope;
  const input = { RoleArn: roleArn, RoleSessionName: name, ...(policy !== undefined && { Policy: policy }) };
  try {
    const request = { principal, account, region, service: 'sts', operation: 'AssumeRole', input } as const;
    return cloud.invoke(request).Credentials ?? lacking();
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'AccessDenied') throw error;
    const who = principal.kind === 'service' ? 'CodePipeline' : (principal.roleArn ?? principal.arn);
    throw new ActionFailure('PermissionError', `${who} is not authorized to perform AssumeRole on role ${roleArn}`);
  }
}

function lacking(): never {
  throw new Error('AssumeRole gave no credentials');
}

function sessionOf({ cloud, account, region }: PipelineScope, credentials: Credentials): Session {
  const principal = principalOf(cloud.world, credentials.AccessKeyId ?? '', credentials.SessionToken);
  return {
    credentials,
    invoke: (name, operation, input) => cloud.invoke({ principal, account, region, service: name, operation, input }),
  };
}
