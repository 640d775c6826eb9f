import { LabError, usageError } from '../../errors.ts';
import { stackName } from '../../lab/names.ts';
import { ownerTags } from '../../lab/owner.ts';
import { rejectedParameters } from '../../lab/template-parameters.ts';
import { resolveParameters, type Outputs, type ResolvedParameters } from '../../lab/parameters.ts';
import type { DesiredStack } from '../../lab/stack-status.ts';
import { STACKS, type StackId } from '../../lab/stacks.ts';
import { own } from '../../own.ts';
import { mlopsLab } from '../../steps.ts';
import type { ActionContext } from '../context.ts';

export interface Desired {
  readonly stack: DesiredStack;
  readonly missing: ResolvedParameters['missing'];
}

/** The desired state of a stack, as far as the outputs of earlier stacks are known. */
export function desiredStack({ lab, bundle, zones }: ActionContext, id: StackId, outputs: Outputs): Desired {
  const definition = STACKS[id];
  const { values, missing } = resolveParameters(id, { lab, outputs, assets: bundle, zones });
  const template = bundle.templates.get(definition.template);
  if (template === undefined) throw new Error(`the package lacks templates/${definition.template}`);
  return { stack: { name: stackName(definition, lab), template, parameters: values, tags: ownerTags(lab) }, missing };
}

/** The desired states of the stacks that a command is about. */
export type DesiredStacks = ReadonlyMap<StackId, Desired>;

export function desiredStacks(context: ActionContext, ids: readonly StackId[], outputs: Outputs): DesiredStacks {
  return new Map(ids.map((id) => [id, desiredStack(context, id, outputs)]));
}

/** A command that deploys only a part of the lab needs the outputs of the other parts. */
export function requireInputs(desired: DesiredStacks, outputs: Outputs): void {
  for (const [id, { missing }] of desired) {
    const absent = missing.find(({ stack }) => !desired.has(stack));
    if (absent && outputs[absent.stack]) throw silentStack(id, absent);
    if (absent) {
      const { workshopName, command } = STACKS[absent.stack];
      throw usageError(
        'missing-input',
        `stack ${STACKS[id].workshopName} needs ${absent.output}, an output of stack ${workshopName}, which does not exist yet`,
        [
          { say: 'create it first', command: mlopsLab(command) },
          { say: 'or create the whole lab', command: mlopsLab('init') },
        ],
      );
    }
  }
}

/** The stack exists, but lacks an output that its template declares. */
function silentStack(id: StackId, { stack, output }: ResolvedParameters['missing'][number]): LabError {
  const { workshopName, command } = STACKS[stack];
  return usageError(
    'outdated-stack',
    `stack ${STACKS[id].workshopName} needs ${output}, an output of stack ${workshopName}, which exists without it`,
    {
      say: "bring the stack up to this version's template; where there is nothing to change, whatever answers for CloudFormation leaves the output out",
      command: mlopsLab(command),
    },
  );
}

/** A stack in a sound state provides the outputs that others take. */
export function requireOutputs(id: StackId, outputs: Readonly<Record<string, string>>): void {
  const { workshopName, outputs: promised, template } = STACKS[id];
  const lacking = promised.filter((name) => own(outputs, name) === undefined);
  if (lacking.length === 0) return;
  throw new LabError({
    code: 'missing-output',
    message: `stack ${workshopName} is complete, but gives no ${lacking.join(', ')}, which templates/${template} promises`,
    hint: "look at the stack's outputs in the console of CloudFormation; what answers for CloudFormation may not know them",
  });
}

/** Finds values that CloudFormation would reject, before anything is written. */
export function requireAcceptable(desired: DesiredStacks): void {
  for (const [id, { stack }] of desired) {
    const [rejected] = rejectedParameters(stack.template, stack.parameters);
    if (!rejected) continue;
    throw usageError(
      'rejected-parameter',
      `templates/${STACKS[id].template} does not accept ${rejected.parameter} = "${rejected.value}": ${rejected.reason}`,
      'correct the setting that the value comes from, in mlops-lab.yaml or with its flag',
    );
  }
}
