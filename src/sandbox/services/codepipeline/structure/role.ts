import type { Call } from '../../../kernel/service.ts';
import { passRole, roleTrustsService } from '../../iam/role-use.ts';
import { pipelineArn } from '../arns.ts';
import { invalidStructure } from '../errors.ts';
import type { Structure } from '../state.ts';

export const SERVICE = 'codepipeline.amazonaws.com';

/** The caller hands the pipeline its role, which has to let CodePipeline in. */
export function checkRole({ roleArn, name }: Structure, call: Call): void {
  passRole(call, roleArn, SERVICE);
  if (roleTrustsService(call, roleArn, { service: SERVICE, sourceArn: pipelineArn(call, name) })) return;
  invalidStructure(`CodePipeline is not authorized to perform AssumeRole on role ${roleArn}`);
}
