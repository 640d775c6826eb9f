import { invalidAction } from '../errors.ts';
import type { Action, Stage, Structure } from '../state.ts';
import { referencesIn, type Reference } from './references.ts';

/** What the actions hand on to each other: artifacts and variables, none of them used before it is there. */
export function checkHandOver(structure: Structure): void {
  const steps = stepsOf(structure);
  checkOutputs(steps);
  checkNamespaces(steps);
  for (const [index, step] of steps.entries()) {
    const earlier = steps.slice(0, index).filter((one) => runsBefore(one, step));
    checkInputs(step, earlier);
    checkReferences(step, earlier, structure);
  }
}

interface Step {
  readonly stage: Stage;
  readonly position: number;
  readonly action: Action;
}

/** The actions in the order in which they run. */
function stepsOf({ stages }: Structure): Step[] {
  return stages.flatMap((stage, position) =>
    stage.actions
      .toSorted((one, other) => one.runOrder - other.runOrder)
      .map((action) => ({ stage, position, action })),
  );
}

function runsBefore(one: Step, other: Step): boolean {
  return one.position < other.position || one.action.runOrder < other.action.runOrder;
}

function checkOutputs(steps: readonly Step[]): void {
  const names = steps.flatMap(({ action }) => action.outputArtifacts.map(({ name }) => name));
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice === undefined) return;
  invalidAction(
    `Output Artifact Bundle name must be unique within the pipeline. ${twice} has been used more than once.`,
  );
}

function checkInputs({ action }: Step, earlier: readonly Step[]): void {
  const made = earlier.flatMap((one) => one.action.outputArtifacts.map(({ name }) => name));
  const missing = action.inputArtifacts.find(({ name }) => !made.includes(name));
  if (!missing) return;
  invalidAction(
    `Input Artifact Bundle ${missing.name} in action ${action.name} is not declared as ` +
      'Output Artifact Bundle in any of the preceding actions',
  );
}

/** Names that CodePipeline keeps for itself ("Variables reference", CodePipeline user guide). */
const RESERVED = ['codepipeline', 'variables'];

function checkNamespaces(steps: readonly Step[]): void {
  const named = steps.filter(({ action }) => action.namespace !== undefined);
  const reserved = named.find(({ action }) => RESERVED.includes(action.namespace ?? ''));
  if (reserved) invalidAction(`The namespace '${reserved.action.namespace}' is reserved.\n${where(reserved)}`);
  const names = named.map(({ action }) => action.namespace);
  const twice = named.find((_step, index) => names.indexOf(names[index]) < index);
  if (!twice) return;
  invalidAction(
    'Namespaces must be unique across the pipeline definition. The following occur more than once in the pipeline.\n' +
      `${where(twice)}, Namespace=[${twice.action.namespace}]`,
  );
}

function checkReferences(step: Step, earlier: readonly Step[], { variables }: Structure): void {
  for (const reference of referencesIn(step.action)) {
    const known = {
      codepipeline: reference.key === 'PipelineExecutionId',
      variables: variables.some(({ name }) => name === reference.key),
    }[reference.namespace];
    const isOutput = earlier.some(({ action }) => action.namespace === reference.namespace) && reference.key !== '';
    if (!known && !isOutput) unresolvable(step, reference);
  }
}

function unresolvable(step: Step, { configurationKey, text }: Reference): never {
  return invalidAction(
    'Valid format for a pipeline execution variable reference is a namespace and a key separated by a period (.). ' +
      'The following pipeline execution variables are referencing a namespace that does not exist.\n' +
      `${where(step)}, ActionConfigurationKey=[${configurationKey}], VariableReferenceText=[${text}]`,
  );
}

function where({ stage, action }: Step): string {
  return `StageName=[${stage.name}], ActionName=[${action.name}]`;
}
