import type { PutFunctionEventInvokeConfigRequest } from '@aws-sdk/client-lambda';

import { ifPresent } from '../../../kernel/absence.ts';
import { given, refuseUnknown, type PropertiesOf } from '../../../kernel/resource-properties.ts';
import type { ResourceType } from '../../../kernel/service.ts';

const TYPE = 'AWS::Lambda::EventInvokeConfig';
const OPTIONS = ['MaximumEventAgeInSeconds', 'MaximumRetryAttempts', 'DestinationConfig'] as const;
const PROPERTIES = ['FunctionName', 'Qualifier', ...OPTIONS] as const;

type ConfigProperties = PropertiesOf<
  PutFunctionEventInvokeConfigRequest,
  'FunctionName' | 'Qualifier',
  (typeof OPTIONS)[number]
>;

export const eventInvokeConfigType: ResourceType<ConfigProperties> = {
  seconds: { create: 2, update: 2, delete: 2 },
  create(properties, context) {
    refuseUnknown(TYPE, properties, PROPERTIES);
    context.invoke('lambda', 'PutFunctionEventInvokeConfig', given(properties, PROPERTIES));
    return { physicalId: `${properties.FunctionName}|${properties.Qualifier}` };
  },
  update(_id, properties, _previous, context) {
    refuseUnknown(TYPE, properties, PROPERTIES);
    context.invoke('lambda', 'PutFunctionEventInvokeConfig', given(properties, PROPERTIES));
  },
  delete(_id, properties, context) {
    const { FunctionName, Qualifier } = properties;
    const input = { FunctionName, Qualifier };
    ifPresent(['ResourceNotFoundException'], () => context.invoke('lambda', 'DeleteFunctionEventInvokeConfig', input));
  },
};
