import { LabError } from '../../errors.ts';
import { deletedIn, placeOf } from '../../lab/drift.ts';
import { isTemplate, withoutResources, type Interim } from '../../lab/interim-template.ts';
import type { Outputs } from '../../lab/parameters.ts';
import type { Refusal, StackDecision } from '../../lab/plan.ts';
import { ANEW } from '../../lab/remedies.ts';
import type { DesiredStack } from '../../lab/stack-status.ts';
import { STACKS, type StackId } from '../../lab/stacks.ts';
import { isSameTemplate } from '../../lab/template-text.ts';
import type { OperationMode } from '../../ports/stacks.ts';
import type { ActionContext } from '../context.ts';
import { execute, lookAgain, mustSucceed } from './operate.ts';
import type { StandingStack } from './read.ts';
import { stackRequest } from './request.ts';

type Repairing = Extract<StackDecision, { kind: 'repair' }>;

/** The decision to repair a stack, with everything that has to be created again, or why it cannot be repaired. */
export function plannedRepair(
  decision: Repairing,
  standing: StandingStack,
  desired: DesiredStack,
): Repairing | Refusal {
  const interim = interimOf(standing, desired);
  if ('impossible' in interim) return refusalOf(interim);
  const again = interim.along.map(
    ({ logicalId, resourceType }) => ({ logicalId, resourceType, action: 'replace', properties: [] }) as const,
  );
  return { ...decision, changes: [...decision.changes, ...again] };
}

export interface Repair {
  readonly context: ActionContext;
  readonly id: StackId;
  readonly mode: OperationMode;
  readonly outputs: Outputs;
}

/**
 * Removes deleted resources from the stack's record. CloudFormation creates only what a stack does not have: an update
 * with the stack's present template finds nothing to do, and a resource renamed within the template would be created
 * under a name that the deletion of the old one then removes. The next update creates what is left out here.
 */
export async function forgetDeleted(
  { context, id, mode, outputs }: Repair,
  standing: StandingStack,
  desired: DesiredStack,
): Promise<void> {
  const interim = interimOf(standing, desired);
  if ('impossible' in interim) throw refused(refusalOf(interim));
  const { stacks } = context.cloud[STACKS[id].account];
  // Parameters that are not passed keep their values.
  const unchanged = { name: standing.name, template: interim.template, parameters: {}, tags: {} };
  const request = await stackRequest(context, unchanged, outputs);
  const preview = await stacks.preview(standing, request, mode);
  if (!preview || preview === 'overtaken') return lookAgain(context);
  await mustSucceed(context, id, 'repair', () => execute(stacks, standing.id, preview));
}

export function refused({ code, because, hint }: Refusal): LabError {
  return new LabError({ code, message: because, hint });
}

/** CloudFormation returns templates without their non-ASCII characters; the lab's own text is used where it matches. */
function interimOf({ id, name, template, resources, drift }: StandingStack, desired: DesiredStack): Interim {
  if (!isTemplate(template)) throw noTemplate(name);
  const stands = isSameTemplate(template, desired.template) ? desired.template : template;
  return withoutResources(stands, deletedIn(drift), resources, placeOf(id));
}

function noTemplate(stack: string): LabError {
  return new LabError({
    code: 'not-aws',
    message: `what answers for CloudFormation gives no template of stack ${stack}, though the stack has resources`,
    hint: { say: 'check HTTPS_PROXY, NO_PROXY and AWS_ENDPOINT_URL, and run the same command again', command: 'again' },
  });
}

function refusalOf({ impossible: { logicalId, reference } }: Extract<Interim, { impossible: object }>): Refusal {
  return {
    kind: 'refuse',
    code: 'cannot-repair',
    because: `${logicalId} depends on ${reference} of something that was deleted outside the lab, and nobody knows its value any more`,
    hint: ANEW,
  };
}
