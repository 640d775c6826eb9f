import { zipSync } from 'fflate';
import type { CreateFunctionRequest, FunctionCode, UpdateFunctionConfigurationRequest } from '@aws-sdk/client-lambda';

import { own, put } from '../../../../own.ts';
import { ifPresent } from '../../../kernel/absence.ts';
import { orUndo } from '../../../kernel/undo.ts';
import {
  given,
  refuseUnknown,
  removedKeys,
  resourceTags,
  type PropertiesOf,
} from '../../../kernel/resource-properties.ts';
import type { ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { functionArn, lambdaOf, type StackCode, type StackUpdate } from '../state.ts';

/** Properties that are CreateFunction's and UpdateFunctionConfiguration's members as they are, but for a key's name. */
const SETTINGS = [
  'Description',
  'Environment',
  'EphemeralStorage',
  'Handler',
  'LoggingConfig',
  'MemorySize',
  'Role',
  'Runtime',
  'Timeout',
  'TracingConfig',
] as const;
const PROPERTIES = [
  ...SETTINGS,
  'Architectures',
  'Code',
  'FunctionName',
  'KmsKeyArn',
  'PackageType',
  'ReservedConcurrentExecutions',
  'Tags',
];

type FunctionProperties = StackCode &
  PropertiesOf<
    CreateFunctionRequest,
    'Role',
    Exclude<(typeof SETTINGS)[number], 'Role'> | 'FunctionName' | 'PackageType'
  > & { readonly KmsKeyArn?: string; readonly ReservedConcurrentExecutions?: number };

type Settings = Omit<UpdateFunctionConfigurationRequest, 'FunctionName'>;

/** What a setting becomes that the template names no more. */
const DEFAULTS: Settings = {
  Description: '',
  Environment: { Variables: {} },
  EphemeralStorage: { Size: 512 },
  MemorySize: 128,
  Timeout: 3,
  TracingConfig: { Mode: 'PassThrough' },
};
const NOT_FOUND = ['ResourceNotFoundException'];
const TYPE = 'AWS::Lambda::Function';

export const functionType: ResourceType<FunctionProperties> = {
  seconds: { create: 6, update: 4, delete: 3 },
  create(properties, context) {
    refuseUnknown(TYPE, properties, PROPERTIES);
    const FunctionName = properties.FunctionName ?? context.generatedName(64);
    context.invoke('lambda', 'CreateFunction', {
      FunctionName,
      ...settingsOf(properties),
      ...given(properties, ['Architectures', 'PackageType']),
      Code: codeOf(properties),
      Tags: resourceTags(properties, context),
    });
    orUndo(
      () => applyConcurrency(FunctionName, properties, {}, context),
      () => context.invoke('lambda', 'DeleteFunction', { FunctionName }),
    );
    return { physicalId: FunctionName };
  },
  update(FunctionName, properties, previous, context) {
    refuseUnknown(TYPE, properties, PROPERTIES);
    applyTags(FunctionName, properties, context);
    applyConcurrency(FunctionName, properties, previous, context);
    put(lambdaOf(context).stackUpdates, FunctionName, changesOf(properties, previous));
    stepTowardsUpdate(FunctionName, context);
  },
  delete(FunctionName, _properties, context) {
    delete lambdaOf(context).stackUpdates[FunctionName];
    ifPresent(NOT_FOUND, () => context.invoke('lambda', 'DeleteFunction', { FunctionName }));
  },
  settled(FunctionName, phase, context) {
    if (phase === 'delete') return true;
    return phase === 'create' ? isReady(FunctionName, context) : stepTowardsUpdate(FunctionName, context);
  },
  settledInExpressMode: true,
  exists: (name, context) => Object.hasOwn(lambdaOf(context).functions, name),
  attributes: (FunctionName, _properties, context) => ({ Arn: functionArn(FunctionName, context) }),
};

function settingsOf(properties: FunctionProperties) {
  const { KmsKeyArn } = properties;
  return { ...given(properties, SETTINGS), ...(KmsKeyArn !== undefined && { KMSKeyArn: KmsKeyArn }) };
}

/** Code that stands in the template becomes a module of its own (CloudFormation reference, Function Code). */
function codeOf({ Code, Runtime }: StackCode): FunctionCode {
  const { ZipFile: source, ...elsewhere } = Code;
  if (source === undefined) return elsewhere;
  const extension = Runtime?.startsWith('python') ? 'py' : 'js';
  const file = new TextEncoder().encode(source);
  return { ZipFile: zipSync({ [`index.${extension}`]: file }, { mtime: new Date('1980-01-01T00:00:00') }) };
}

function changesOf(properties: FunctionProperties, previous: FunctionProperties): StackUpdate {
  const [wanted, standing] = [settingsOf(properties), settingsOf(previous)];
  const removed = removedKeys(standing, wanted);
  const settings = Object.fromEntries([
    ...removed.map((name) => [name, own(DEFAULTS, name)] as const),
    ...Object.entries(wanted).filter(([name, value]) => !areEqual(value, own(standing, name))),
  ]);
  const isSameCode =
    areEqual(properties.Code, previous.Code) && areEqual(properties.Architectures, previous.Architectures);
  return {
    ...(!isSameCode && { code: given(properties, ['Code', 'Runtime', 'Architectures']) }),
    ...(Object.keys(settings).length > 0 && { settings }),
  };
}

/** Makes what change can be made next; whether all are made and in force. */
function stepTowardsUpdate(FunctionName: string, context: ResourceContext): boolean {
  if (!isReady(FunctionName, context)) return false;
  const { stackUpdates } = lambdaOf(context);
  const { code, settings } = own(stackUpdates, FunctionName) ?? {};
  if (settings) {
    context.invoke('lambda', 'UpdateFunctionConfiguration', { FunctionName, ...settings });
    put(stackUpdates, FunctionName, { ...(code && { code }) });
    return false;
  }
  delete stackUpdates[FunctionName];
  if (!code) return true;
  context.invoke('lambda', 'UpdateFunctionCode', { FunctionName, ...codeOf(code), ...given(code, ['Architectures']) });
  return false;
}

function isReady(FunctionName: string, context: ResourceContext): boolean {
  const { Configuration } = context.invoke('lambda', 'GetFunction', { FunctionName });
  return Configuration?.State === 'Active' && Configuration.LastUpdateStatus === 'Successful';
}

function areEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

type Concurrency = Pick<FunctionProperties, 'ReservedConcurrentExecutions'>;

function applyConcurrency(FunctionName: string, now: Concurrency, before: Concurrency, context: ResourceContext): void {
  const { ReservedConcurrentExecutions } = now;
  if (ReservedConcurrentExecutions === before.ReservedConcurrentExecutions) return;
  if (ReservedConcurrentExecutions === undefined) {
    context.invoke('lambda', 'DeleteFunctionConcurrency', { FunctionName });
  } else {
    context.invoke('lambda', 'PutFunctionConcurrency', { FunctionName, ReservedConcurrentExecutions });
  }
}

function applyTags(FunctionName: string, properties: FunctionProperties, context: ResourceContext): void {
  const Resource = functionArn(FunctionName, context);
  const wanted = resourceTags(properties, context);
  const { Tags = {} } = context.invoke('lambda', 'GetFunction', { FunctionName });
  const TagKeys = removedKeys(Tags, wanted);
  if (TagKeys.length > 0) context.invoke('lambda', 'UntagResource', { Resource, TagKeys });
  if (!areEqual(Tags, wanted)) context.invoke('lambda', 'TagResource', { Resource, Tags: wanted });
}
