import type { ActionDeclaration, PipelineDeclaration, StageDeclaration } from '@aws-sdk/client-codepipeline';

import type { Call } from '../../../kernel/service.ts';
import { invalidStructure, notImplemented } from '../errors.ts';
import type { Action, Stage, Structure } from '../state.ts';
import { checkHandOver } from './hand-over.ts';
import { checkStages } from './stages.ts';

/** A declaration, checked and complete. */
export function acceptedStructure(declaration: PipelineDeclaration, version: number, call: Call): Structure {
  refuseUnknown(declaration);
  const structure: Structure = {
    name: declaration.name ?? '',
    roleArn: declaration.roleArn ?? '',
    artifactStore: artifactStore(declaration),
    stages: (declaration.stages ?? []).map((stage) => completeStage(stage, call.region)),
    version,
    executionMode: declaration.executionMode ?? 'SUPERSEDED',
    pipelineType: declaration.pipelineType ?? 'V1',
    variables: declaration.variables?.map((variable) => ({ ...variable, name: variable.name ?? '' })) ?? [],
  };
  checkType(structure);
  checkStages(structure, call.region);
  checkHandOver(structure);
  return structure;
}

function refuseUnknown({ artifactStores, triggers, stages = [] }: PipelineDeclaration): void {
  if (artifactStores) notImplemented('artifact stores in other regions');
  if (triggers?.length) notImplemented('triggers');
  const conditional = stages.some(
    ({ beforeEntry, onFailure, onSuccess, blockers }) => beforeEntry ?? onFailure ?? onSuccess ?? blockers?.length,
  );
  if (conditional) notImplemented('conditions of stages');
}

function artifactStore({ artifactStore: store }: PipelineDeclaration): Structure['artifactStore'] {
  if (store?.type !== 'S3' || !store.location) {
    return invalidStructure('Pipeline must have an artifact store of type S3 with the name of a bucket');
  }
  const { id, type } = store.encryptionKey ?? {};
  return { type: store.type, location: store.location, ...(id && type && { encryptionKey: { id, type } }) };
}

/** What V1 pipelines do not have ("Pipeline types", CodePipeline user guide). */
function checkType({ pipelineType, executionMode, variables }: Structure): void {
  if (pipelineType === 'V2') return;
  if (variables.length > 0) invalidStructure('Pipeline variable can only be used with V2 pipelines');
  if (executionMode !== 'SUPERSEDED') {
    invalidStructure(`Execution mode ${executionMode} can only be used with V2 pipelines`);
  }
}

function completeStage({ name = '', actions = [] }: StageDeclaration, region: string): Stage {
  return { name, actions: actions.map((action) => completeAction(action, region)) };
}

function completeAction(declaration: ActionDeclaration, region: string): Action {
  const { namespace, roleArn, timeoutInMinutes } = declaration;
  refuseUnknownParts(declaration, region);
  return {
    name: declaration.name ?? '',
    actionTypeId: actionType(declaration),
    runOrder: declaration.runOrder ?? 1,
    configuration: declaration.configuration ?? {},
    inputArtifacts: artifactNames(declaration.inputArtifacts),
    outputArtifacts: artifactNames(declaration.outputArtifacts),
    ...(namespace !== undefined && { namespace }),
    ...(roleArn !== undefined && { roleArn }),
    ...(timeoutInMinutes !== undefined && { timeoutInMinutes }),
  };
}

function refuseUnknownParts(declaration: ActionDeclaration, here: string): void {
  const { region = here, commands, environmentVariables, outputVariables } = declaration;
  if (region !== here) notImplemented('actions in other regions');
  if (commands?.length) notImplemented('commands');
  if (environmentVariables?.length) notImplemented('environment variables');
  if (outputVariables?.length) notImplemented('declared output variables');
}

function actionType({ actionTypeId }: ActionDeclaration): Action['actionTypeId'] {
  const { category, owner, provider, version } = actionTypeId ?? {};
  if (category && owner && provider && version) return { category, owner, provider, version };
  throw new Error('the model of the API lets no action type pass that is incomplete');
}

function artifactNames(artifacts: readonly { readonly name: string | undefined }[] = []): { name: string }[] {
  return artifacts.map(({ name = '' }) => ({ name }));
}
