import {
  type EvaluationResult,
  GetRoleCommand,
  IAMClient,
  paginateSimulatePrincipalPolicy,
  type ContextEntry,
  type SimulatePrincipalPolicyRequest,
} from '@aws-sdk/client-iam';
import type { AskedPermission } from '../lab/operator-actions.ts';
import type { Permissions } from '../ports/permissions.ts';
import { clientOf, type ClientSetup } from './clients.ts';
import { translated, type CallSite } from './errors.ts';

/** Asks IAM what the policies of the caller allow (IAM API reference, SimulatePrincipalPolicy). */
export function awsPermissions(
  setup: ClientSetup,
  site: CallSite,
  identity: () => Promise<{ readonly arn: string }>,
): Permissions {
  const client = clientOf(IAMClient, setup);
  return {
    async lacking(asked) {
      const { arn } = await identity();
      // The account's own user has no policies, and may do everything.
      if (arn.endsWith(':root')) return [];
      return translated(site, async () => {
        const holder = await holderOf(client, arn);
        const resources = [...new Set(asked.map(({ resource }) => resource))];
        const common = { PolicySourceArn: holder, ContextEntries: [regionEntry(setup.region)] };
        const denied = await Promise.all(resources.map((resource) => deniedOn(client, common, asked, resource)));
        return denied.flat();
      });
    },
  };
}

/** The user or the role whose policies decide. The ARN of a session lacks the path of its role. */
async function holderOf(client: IAMClient, arn: string): Promise<string> {
  const RoleName = /:assumed-role\/([^/]+)\//.exec(arn)?.[1];
  if (RoleName === undefined) return arn;
  return (await client.send(new GetRoleCommand({ RoleName }))).Role?.Arn ?? arn;
}

async function deniedOn(
  client: IAMClient,
  common: Pick<SimulatePrincipalPolicyRequest, 'PolicySourceArn' | 'ContextEntries'>,
  asked: readonly AskedPermission[],
  resource: string,
): Promise<AskedPermission[]> {
  const ActionNames = asked.filter((each) => each.resource === resource).map(({ action }) => action);
  const denied: AskedPermission[] = [];
  const pages = paginateSimulatePrincipalPolicy({ client }, { ...common, ActionNames, ResourceArns: [resource] });
  for await (const { EvaluationResults = [] } of pages) {
    denied.push(...EvaluationResults.filter(isDenied).map(({ EvalActionName: action = '' }) => ({ action, resource })));
  }
  return denied;
}

/** Policies may limit operators to the region of the lab. */
function regionEntry(region: string): ContextEntry {
  return { ContextKeyName: 'aws:RequestedRegion', ContextKeyValues: [region], ContextKeyType: 'string' };
}

/** Without the values that a condition asks for, nobody can tell. */
function isDenied({ EvalDecision, MissingContextValues = [] }: EvaluationResult): boolean {
  return EvalDecision === 'explicitDeny' || (EvalDecision === 'implicitDeny' && MissingContextValues.length === 0);
}
