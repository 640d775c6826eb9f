import { ifPresent } from '../../../kernel/absence.ts';
import { numeric, refuseUnknown, textual } from '../../../kernel/resource-properties.ts';
import type { Properties, ResourceType } from '../../../kernel/service.ts';

const TYPE = 'AWS::Lambda::EventInvokeConfig';
const PROPERTIES = [
  'FunctionName',
  'Qualifier',
  'MaximumEventAgeInSeconds',
  'MaximumRetryAttempts',
  'DestinationConfig',
];

export const eventInvokeConfigType: ResourceType = {
  seconds: { create: 2, update: 2, delete: 2 },
  create(properties, context) {
    refuseUnknown(TYPE, properties, PROPERTIES);
    context.invoke('lambda', 'PutFunctionEventInvokeConfig', inputOf(properties));
    return { physicalId: `${textual(properties['FunctionName'])}|${textual(properties['Qualifier'])}` };
  },
  update(_id, properties, _previous, context) {
    refuseUnknown(TYPE, properties, PROPERTIES);
    context.invoke('lambda', 'PutFunctionEventInvokeConfig', inputOf(properties));
  },
  delete(_id, properties, context) {
    const { FunctionName, Qualifier } = properties;
    const input = { FunctionName, Qualifier };
    ifPresent(['ResourceNotFoundException'], () => context.invoke('lambda', 'DeleteFunctionEventInvokeConfig', input));
  },
};

function inputOf(properties: Properties): object {
  const retries = numeric(properties['MaximumRetryAttempts']);
  const age = numeric(properties['MaximumEventAgeInSeconds']);
  const { FunctionName, Qualifier, DestinationConfig } = properties;
  return {
    FunctionName,
    Qualifier,
    ...(retries !== undefined && { MaximumRetryAttempts: retries }),
    ...(age !== undefined && { MaximumEventAgeInSeconds: age }),
    ...(DestinationConfig !== undefined && { DestinationConfig }),
  };
}
