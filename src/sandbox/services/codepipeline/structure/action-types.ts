import { own } from '../../../../own.ts';
import { invalidAction, notImplemented } from '../errors.ts';
import type { Action } from '../state.ts';

interface ActionType {
  /** Least and most artifacts. */
  readonly inputs: readonly [number, number];
  readonly outputs: readonly [number, number];
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** CodePipeline user guide, "Action structure reference" of the three, and "Numbers of artifacts". */
const TYPES: Readonly<Record<string, ActionType>> = {
  'Source/S3': {
    inputs: [0, 0],
    outputs: [1, 1],
    required: ['S3Bucket', 'S3ObjectKey'],
    optional: ['PollForSourceChanges', 'AllowOverrideForS3ObjectKey'],
  },
  'Invoke/Lambda': {
    inputs: [0, 5],
    outputs: [0, 5],
    required: ['FunctionName'],
    optional: ['UserParameters'],
  },
  'Approval/Manual': {
    inputs: [0, 0],
    outputs: [0, 0],
    required: [],
    optional: ['NotificationArn', 'CustomData', 'ExternalEntityLink'],
  },
};

const CATEGORIES = ['Source', 'Build', 'Test', 'Deploy', 'Approval', 'Invoke', 'Compute'];

export function checkActionType(action: Action, region: string): void {
  const { category, provider } = action.actionTypeId;
  const type = typeOf(action, region);
  checkCount(action, 'input', type.inputs);
  checkCount(action, 'output', type.outputs);
  checkConfiguration(action, type);
  checkTimeout(action);
  if (category !== 'Source' || provider !== 'S3') return;
  const bucket = action.configuration['S3Bucket'] ?? '';
  if (!/^[a-z0-9.-]{3,63}$/.test(bucket)) invalidAction(`The S3 bucket name '${bucket}' is not valid`);
}

function typeOf({ name, actionTypeId }: Action, region: string): ActionType {
  const { category, owner, provider, version } = actionTypeId;
  const known = owner === 'AWS' && version === '1' ? own(TYPES, `${category}/${provider}`) : undefined;
  if (known) return known;
  if (owner === 'AWS' && CATEGORIES.includes(category)) notImplemented(`the ${category} action ${provider}`);
  return invalidAction(
    `ActionType (Category: '${category}', Provider: '${provider}', Owner: '${owner}', Version: '${version}') ` +
      `in action '${name}' is not available in region '${region.toUpperCase().replaceAll('-', '_')}'`,
  );
}

function checkCount(action: Action, kind: 'input' | 'output', [least, most]: readonly [number, number]): void {
  const count = (kind === 'input' ? action.inputArtifacts : action.outputArtifacts).length;
  const declares = `Action ${action.name} declares ${count} ${kind} artifacts which is`;
  if (count < least) invalidAction(`${declares} less than the minimum count (${least})`);
  if (count > most) invalidAction(`${declares} more than the maximum count (${most})`);
}

function checkConfiguration({ name, configuration }: Action, { required, optional }: ActionType): void {
  const of = `Action configuration for action '${name}'`;
  const missing = required.find((key) => !own(configuration, key));
  if (missing) invalidAction(`${of} is missing required configuration '${missing}'`);
  const unknown = Object.keys(configuration).find((key) => !required.includes(key) && !optional.includes(key));
  if (unknown) invalidAction(`${of} contains unknown configuration '${unknown}'`);
}

/** "This attribute is available only to the manual approval ActionType" (API reference, ActionDeclaration). */
function checkTimeout({ name, actionTypeId, timeoutInMinutes }: Action): void {
  if (timeoutInMinutes === undefined || actionTypeId.category === 'Approval') return;
  invalidAction(`Action ${name} declares a timeout, which only manual approval actions can have`);
}
