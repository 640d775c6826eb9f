import { LabError } from '../../errors.ts';
import type { CatalogRecord, KeptNotebooks, Launched } from '../../ports/notebooks.ts';
import type { StackFailure } from '../../ports/stacks.ts';
import { mlopsLab, type Hint, type Step } from '../../steps.ts';

/** How IAM denies a role something, and how Service Catalog says that it cannot assume the launch role. */
const DENIED = /assumed-role\/([^/\s]+)\/\S* is not authorized to perform: ([\w-]+:\w+)/;
const NO_ROLE = /assum\w+ the role (\S+)/i;

const FAILED = { launch: 'launch-failed', update: 'update-failed', termination: 'termination-failed' } as const;

const STATUS_OF = { launch: 'CREATE_', update: 'UPDATE_', termination: 'DELETE_' } as const;

/** The error for a failed request, with its first cause: the stack's, if there is one. */
export async function recordFailure(
  notebooks: Pick<KeptNotebooks, 'failure'>,
  name: string,
  launched: Launched | undefined,
  record: CatalogRecord,
): Promise<LabError> {
  const given = record.errors.join('; ') || 'Service Catalog gives no reason';
  const cause = launched && !NO_ROLE.test(given) ? await causeInStack(notebooks, launched, record) : undefined;
  const reason = cause ? `${cause.logicalId}, ${cause.resourceType}: ${cause.reason}` : given;
  return new LabError({
    code: FAILED[record.kind],
    message: `the ${record.kind} of ${name} failed: ${reason}`,
    hint: mendingOf(cause?.reason ?? given, record.kind === 'launch' ? 'launch' : 'terminate', name),
  });
}

/** Service Catalog may have given up before the stack; the stack's latest operation is then another one. */
async function causeInStack(
  notebooks: Pick<KeptNotebooks, 'failure'>,
  launched: Launched,
  { kind }: CatalogRecord,
): Promise<StackFailure | undefined> {
  const cause = await notebooks.failure(launched);
  return cause?.status.startsWith(STATUS_OF[kind]) ? cause : undefined;
}

function mendingOf(reason: string, verb: 'launch' | 'terminate', name: string): Hint {
  const again = (say: string): Step => ({ say, command: mlopsLab('notebook', verb, name) });
  const byCentralIt = (say: string): Step[] => [
    { say, command: mlopsLab('datascience') },
    again(`then ${verb} it again`),
  ];
  const [, role, action] = DENIED.exec(reason) ?? [];
  if (role && action) {
    return byCentralIt(`the launch role ${role} lacks ${action}: let central IT bring it back to where it should be`);
  }
  const gone = NO_ROLE.exec(reason)?.[1];
  if (gone) return byCentralIt(`let central IT bring the launch role ${gone} back`);
  return again(
    verb === 'launch'
      ? 'fix the cause and launch it again: what the failed launch left behind is cleared away first'
      : 'fix the cause and terminate it again: it goes on with what is left',
  );
}
