import { own } from '../../../own.ts';
import { earliest, earliestAfter } from '../../kernel/earliest.ts';
import type { Cloud, Service } from '../../kernel/service.ts';
import { concurrencyOperations } from './concurrency.ts';
import { eventInvokeConfigOperations } from './event-invoke-config.ts';
import { functionOperations } from './functions.ts';
import { invokeOperation } from './invoke.ts';
import { permissionOperations } from './permissions.ts';
import { dispatchEvents, nextEventDue } from './queue.ts';
import { eventInvokeConfigType } from './resource-types/event-invoke-config.ts';
import { functionType } from './resource-types/function.ts';
import { permissionType } from './resource-types/permission.ts';
import { lambdaOf, lambdaSlice } from './state.ts';
import { tagOperations } from './tags.ts';

export interface LambdaOptions {
  /** Real milliseconds after which code that shows no sign of life counts as hanging. */
  readonly patience: number;
}

export function lambdaServiceWith({ patience }: LambdaOptions): Service {
  return {
    name: 'lambda',
    operations: {
      ...functionOperations,
      ...eventInvokeConfigOperations,
      ...permissionOperations,
      ...tagOperations,
      ...concurrencyOperations,
      Invoke: invokeOperation(patience),
    },
    resourceTypes: {
      'AWS::Lambda::EventInvokeConfig': eventInvokeConfigType,
      'AWS::Lambda::Function': functionType,
      'AWS::Lambda::Permission': permissionType,
    },
    nextDue,
    advance: (cloud) => dispatchEvents(cloud, patience),
    inventory,
    tagsOf: (arn, place) => own(lambdaOf(place).functions, arn.split(':function:')[1]?.split(':')[0] ?? '')?.tags,
  };
}

export const lambdaService = lambdaServiceWith({ patience: 10_000 });

function nextDue(cloud: Cloud): number | undefined {
  const functions = [...cloud.world.survey(lambdaSlice)].flatMap(({ value }) => Object.values(value.functions));
  const changes = functions.map(({ readyAt }) => readyAt);
  return earliest([nextEventDue(cloud), earliestAfter(cloud.world.now, changes)]);
}

function inventory({ world }: Cloud, account: string): string[] {
  const regions = [...world.each(lambdaSlice)].filter((slice) => slice.account === account);
  return regions.flatMap(({ value }) => Object.values(value.functions).map(({ arn }) => arn));
}
