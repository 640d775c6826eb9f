import { LabError } from '../../errors.ts';
import type { CatalogRecord, Launched, Notebooks } from '../../ports/notebooks.ts';
import type { StackFailure } from '../../ports/stacks.ts';

/** How IAM denies a role something, and how Service Catalog says that it cannot assume the launch role. */
const DENIED = /assumed-role\/([^/\s]+)\/\S* is not authorized to perform: ([\w-]+:\w+)/;
const NO_ROLE = /assum\w+ the role (\S+)/i;

const STATUS_OF = { launch: 'CREATE_', update: 'UPDATE_', termination: 'DELETE_' } as const;

/** The error for a failed request, with its first cause: the stack's, if there is one. */
export async function recordFailure(
  notebooks: Notebooks,
  name: string,
  launched: Launched | undefined,
  record: CatalogRecord,
): Promise<LabError> {
  const given = record.errors.join('; ') || 'Service Catalog gives no reason';
  const cause = launched && !NO_ROLE.test(given) ? await causeInStack(notebooks, launched, record) : undefined;
  const reason = cause ? `${cause.logicalId}, ${cause.resourceType}: ${cause.reason}` : given;
  return new LabError({
    code: `${record.kind}-failed`,
    message: `the ${record.kind} of ${name} failed: ${reason}`,
    hint: mendingOf(cause?.reason ?? given, record.kind === 'launch' ? 'launch' : 'terminate', name),
  });
}

/** Service Catalog may have given up before the stack; the stack's latest operation is then another one. */
async function causeInStack(
  notebooks: Notebooks,
  launched: Launched,
  { kind }: CatalogRecord,
): Promise<StackFailure | undefined> {
  const cause = await notebooks.failure(launched);
  return cause?.status.startsWith(STATUS_OF[kind]) ? cause : undefined;
}

function mendingOf(reason: string, verb: 'launch' | 'terminate', name: string): string {
  const again = `then run "mlops-lab notebook ${verb} ${name}" again`;
  const [, role, action] = DENIED.exec(reason) ?? [];
  if (role && action) {
    return `the launch role ${role} lacks ${action}: let central IT bring it back to where it should be with "mlops-lab datascience", ${again}`;
  }
  const gone = NO_ROLE.exec(reason)?.[1];
  if (gone) {
    return `let central IT bring the launch role ${gone} back with "mlops-lab datascience", ${again}`;
  }
  if (verb === 'launch') return `mend the cause, ${again}: what the failed launch left behind is cleared away first`;
  return `mend the cause, ${again}: it goes on with what is left`;
}
