import type { Authorizer } from '../../src/sandbox/kernel/authorization.ts';
import { principalArn, type Principal } from '../../src/sandbox/kernel/principal.ts';
import { matchesPattern } from '../../src/sandbox/kernel/policy/pattern.ts';
import { statementsOf, valuesOf, type PolicyDocument } from '../../src/sandbox/kernel/policy/document.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { holderByArn } from '../../src/sandbox/services/iam/holders.ts';
import { policiesOf } from '../../src/sandbox/services/iam/policies-of.ts';
import { servicePrincipal } from '../../src/sandbox/services/iam/role-use.ts';
import { principalOf } from '../../src/sandbox/services/sts/credentials.ts';

const REGION = 'us-east-1';

type Invoke = <Output>(service: string, operation: string, input: object) => Output;

export interface Person {
  readonly principal: Principal;
  readonly invoke: Invoke;
}

interface Assumed {
  readonly Credentials: { readonly AccessKeyId: string; readonly SessionToken: string };
}

/** Who the operator of an account becomes by assuming a role there. */
export function inRole(sandbox: Sandbox, roleArn: string, session: string): Person {
  const account = roleArn.split(':')[4] ?? '';
  const { Credentials } = operatorOf(sandbox, account).invoke<Assumed>('sts', 'AssumeRole', {
    RoleArn: roleArn,
    RoleSessionName: session,
  });
  return personWith(sandbox, Credentials.AccessKeyId, Credentials.SessionToken);
}

/** A role as one of AWS's services works with it. */
export function asService(sandbox: Sandbox, service: string, roleArn: string): Person {
  const { cloud } = sandbox;
  const account = roleArn.split(':')[4] ?? '';
  const { Credentials } = cloud.invoke<Assumed>({
    principal: servicePrincipal(account, service),
    account,
    region: REGION,
    service: 'sts',
    operation: 'AssumeRole',
    input: { RoleArn: roleArn, RoleSessionName: 'service' },
  });
  return personWith(sandbox, Credentials.AccessKeyId, Credentials.SessionToken);
}

export function operatorOf(sandbox: Sandbox, account: string): Person {
  return personWith(sandbox, sandbox.credentialsFor({ id: account }).accessKeyId);
}

function personWith({ cloud }: Sandbox, accessKeyId: string, token?: string): Person {
  const principal = principalOf(cloud.world, accessKeyId, token);
  const { account } = principal;
  return {
    principal,
    invoke: (service, operation, input) =>
      cloud.invoke({ principal, account, region: REGION, service, operation, input }),
  };
}

/** Notes what each role was allowed, in front of `authorize`, which decides. */
export function noting(authorize: Authorizer): { authorize: Authorizer; used: (roleArn: string) => Set<string> } {
  const uses = new Map<string, Set<string>>();
  const used = (roleArn: string) => uses.get(roleArn) ?? new Set<string>();
  return {
    used,
    authorize(check, world) {
      authorize(check, world);
      const arn = principalArn(check.principal);
      uses.set(arn, used(arn).add(check.action));
    },
  };
}

/** The actions that the role's policies allow and that match nothing of what was used. */
export function unused({ cloud: { world } }: Sandbox, roleArn: string, used: ReadonlySet<string>): string[] {
  const userId = holderByArn(world, roleArn)?.id ?? '';
  const principal: Principal = { kind: 'assumed-role', account: '', arn: roleArn, roleArn, userId };
  const granted = policiesOf(world, principal)
    .identity.flatMap(({ document }) => statementsOf(JSON.parse(document) as PolicyDocument))
    .flatMap(({ Effect, Action }) => (Effect === 'Allow' ? valuesOf(Action) : []));
  return [...new Set(granted)]
    .filter((pattern) => ![...used].some((action) => matchesPattern(pattern, action, { wildcards: true })))
    .sort();
}
