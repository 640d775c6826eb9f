import { invalidAction, invalidStage, invalidStructure } from '../errors.ts';
import type { Stage, Structure } from '../state.ts';
import { checkActionType } from './action-types.ts';

/** How stages and actions are put together, apart from what they hand on. */
export function checkStages({ stages }: Structure, region: string): void {
  if (stages.length < 2) {
    invalidStructure(
      `Pipeline has only ${stages.length} stage(s). There should be a minimum of 2 stages in a pipeline`,
    );
  }
  const twice = repeated(stages);
  if (twice) invalidStage(`Stage names must be unique within a pipeline. ${twice} has been used more than once.`);
  stages.forEach((stage) => checkActions(stage, region));
  checkSources(stages);
}

function checkActions({ name, actions }: Stage, region: string): void {
  if (actions.length === 0) invalidStage(`Stage ${name} must contain at least one action`);
  const twice = repeated(actions);
  if (twice) {
    invalidAction(
      `Action names must be unique within a stage. ${twice} has been used more than once in stage ${name}.`,
    );
  }
  actions.forEach((action) => checkActionType(action, region));
}

function checkSources([first, ...others]: readonly Stage[]): void {
  if (first?.actions.some(({ actionTypeId }) => actionTypeId.category !== 'Source')) {
    invalidStructure('Pipeline should start with a stage that only contains source actions');
  }
  const later = others.find(({ actions }) => actions.some(({ actionTypeId }) => actionTypeId.category === 'Source'));
  if (later) {
    invalidStructure(`Stage ${later.name} contains a source action. Only the first stage can contain source actions`);
  }
}

function repeated(all: readonly { readonly name: string }[]): string | undefined {
  return all.find(({ name }, index) => all.findIndex((one) => one.name === name) < index)?.name;
}
