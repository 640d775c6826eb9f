import type { EvaluationResult, SimulatePrincipalPolicyRequest, SimulatePolicyResponse } from '@aws-sdk/client-iam';

import type { ContextValues } from '../../kernel/authorization.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { principalContext } from '../../kernel/policy/context.ts';
import type { NearMiss } from '../../kernel/policy/decision.ts';
import { decide } from '../../kernel/policy/decide.ts';
import type { Principal } from '../../kernel/principal.ts';
import type { Call } from '../../kernel/service.ts';
import { missing } from './find.ts';
import { holderByArn } from './holders.ts';
import { policiesOf } from './policies-of.ts';
import type { RoleRecord, UserRecord } from './state.ts';

/**
 * Whether the policies of a user or a role allow actions, without carrying any out: those attached to it and its boundary, not
 * those of resources. Condition keys have the values that are given, and those that follow from who the principal is. Source:
 * IAM API reference, SimulatePrincipalPolicy. Of the keys that policies ask for and nobody gives, it names the one that decides.
 */
export const simulationOperations = {
  SimulatePrincipalPolicy(input: SimulatePrincipalPolicyRequest, call: Call): SimulatePolicyResponse {
    refuseUnsimulated(input);
    const { PolicySourceArn: source = '', ActionNames = [], ResourceArns = ['*'] } = input;
    call.about(source);
    const holder = holderByArn(call.cloud.world, source);
    if (!holder || source.split(':')[4] !== call.account) return missing(`The entity ${source} cannot be found.`);
    ActionNames.forEach(refuseNameless);
    const results = ActionNames.flatMap((action) =>
      ResourceArns.map((resource) => evaluated({ action, resource }, holder, input, call)),
    );
    return { EvaluationResults: results, IsTruncated: false };
  },
};

const UNSIMULATED = [
  'PolicyInputList',
  'PermissionsBoundaryPolicyInputList',
  'ResourcePolicy',
  'CallerArn',
  'Marker',
] as const;

/** What the sandbox leaves out it says as itself. */
function refuseUnsimulated(input: SimulatePrincipalPolicyRequest): void {
  const given = UNSIMULATED.find((name) => input[name] !== undefined);
  if (given === undefined) return;
  throw new AwsError('NotImplemented', `the sandbox does not implement ${given} of SimulatePrincipalPolicy`, 501);
}

function refuseNameless(action: string): void {
  if (/^[\w-]+:[\w*?]+$/.test(action)) return;
  throw new AwsError('InvalidInput', `Invalid Action Name: ${action}`);
}

interface Asked {
  readonly action: string;
  readonly resource: string;
}

function evaluated(
  { action, resource }: Asked,
  holder: RoleRecord | UserRecord,
  { ContextEntries = [] }: SimulatePrincipalPolicyRequest,
  { cloud, account }: Call,
): EvaluationResult {
  const principal = principalOf(holder, account);
  const given: [string, string[]][] = ContextEntries.map(({ ContextKeyName = '', ContextKeyValues = [] }) => [
    ContextKeyName,
    ContextKeyValues,
  ]);
  const context: ContextValues = { ...principalContext(principal), ...Object.fromEntries(given) };
  const { identity, boundary } = policiesOf(cloud.world, principal);
  const decision = decide({ principal, action, resource, context }, { identity, boundary });
  return {
    EvalActionName: action,
    EvalResourceName: resource,
    EvalDecision: decision.allowed ? 'allowed' : decision.explicit ? 'explicitDeny' : 'implicitDeny',
    MissingContextValues: decision.allowed || decision.explicit ? [] : missingKeys(decision.nearest, context),
    MatchedStatements: [],
  };
}

/** A statement that comes close misses something else, or a condition: its operator and its key. */
function missingKeys(nearest: NearMiss | undefined, context: ContextValues): string[] {
  const [, key] = nearest?.misses.split(' ') ?? [];
  const given = Object.keys(context).map((each) => each.toLowerCase());
  return key === undefined || given.includes(key.toLowerCase()) ? [] : [key];
}

/** Somebody who acts as the user, or in a session of the role that has no policies of its own. */
function principalOf({ arn, id, kind }: RoleRecord | UserRecord, account: string): Principal {
  if (kind === 'user') return { kind: 'user', account, arn, userId: id };
  const name = arn.split('/').at(-1) ?? '';
  const session = `arn:aws:sts::${account}:assumed-role/${name}/simulated`;
  return { kind: 'assumed-role', account, arn: session, roleArn: arn, userId: `${id}:simulated` };
}
