import type { Principal } from '../../src/sandbox/kernel/principal.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { servicePrincipal } from '../../src/sandbox/services/iam/role-use.ts';
import { notebookCredentials } from '../../src/sandbox/services/sagemaker/notebook-session.ts';
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

/** Who the operator of an account becomes by assuming a role there, in the name of whoever the session is for. */
export function inRole(sandbox: Sandbox, roleArn: string, session: string): Person {
  const operator = operatorOf(sandbox, roleArn.split(':')[4] ?? '');
  return assuming(sandbox, operator, { RoleArn: roleArn, RoleSessionName: session, SourceIdentity: session });
}

/** Who somebody becomes by assuming a role as the request says. */
export function assuming(sandbox: Sandbox, { invoke }: Person, request: object): Person {
  const { Credentials } = invoke<Assumed>('sts', 'AssumeRole', request);
  return personWith(sandbox, Credentials.AccessKeyId, Credentials.SessionToken);
}

/** A role as one of AWS's services works with it, for a resource's sake where the service says so. */
export function asService(sandbox: Sandbox, service: string, roleArn: string, sourceArn?: string): Person {
  const { cloud } = sandbox;
  const account = roleArn.split(':')[4] ?? '';
  const { Credentials } = cloud.answer({
    principal: servicePrincipal(account, service, sourceArn),
    account,
    region: REGION,
    service: 'sts',
    operation: 'AssumeRole',
    input: { RoleArn: roleArn, RoleSessionName: 'service' },
  }) as Assumed;
  return personWith(sandbox, Credentials.AccessKeyId, Credentials.SessionToken);
}

/** Whatever runs in a notebook: its role, with calls that leave through its network. */
export function inNotebook(sandbox: Sandbox, account: string, name: string | undefined): Person {
  const keys = notebookCredentials(name ?? '', { cloud: sandbox.cloud, account, region: REGION });
  return personWith(sandbox, keys.AccessKeyId ?? '', keys.SessionToken);
}

/** Who somebody becomes by assuming a role that lets them in, under the name `ada` unless said otherwise. */
export function become(sandbox: Sandbox, { invoke }: Person, RoleArn: string, ExternalId?: string): Person {
  const input = { RoleArn, RoleSessionName: 'ada', ...(ExternalId && { ExternalId }) };
  const { Credentials } = invoke<Assumed>('sts', 'AssumeRole', input);
  return personWith(sandbox, Credentials.AccessKeyId, Credentials.SessionToken);
}

export function operatorOf(sandbox: Sandbox, account: string): Person {
  return personWith(sandbox, sandbox.credentialsFor({ id: account }).accessKeyId);
}

export function personWith({ cloud }: Sandbox, accessKeyId: string, token?: string): Person {
  const principal = principalOf(cloud.world, accessKeyId, token);
  const { account } = principal;
  return {
    principal,
    invoke: <Output>(service: string, operation: string, input: object) =>
      cloud.answer({ principal, account, region: REGION, service, operation, input }) as Output,
  };
}
