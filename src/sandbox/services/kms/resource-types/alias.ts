import type { CreateAliasRequest } from '@aws-sdk/client-kms';

import { ifPresent } from '../../../kernel/absence.ts';
import type { PropertiesOf } from '../../../kernel/resource-properties.ts';
import type { ResourceType } from '../../../kernel/service.ts';

export const aliasType: ResourceType<PropertiesOf<CreateAliasRequest, 'AliasName' | 'TargetKeyId'>> = {
  seconds: { create: 3, update: 3, delete: 3 },
  create({ AliasName, TargetKeyId }, context) {
    context.invoke('kms', 'CreateAlias', { AliasName, TargetKeyId });
    return { physicalId: AliasName };
  },
  update(physicalId, { TargetKeyId }, _previous, context) {
    context.invoke('kms', 'UpdateAlias', { AliasName: physicalId, TargetKeyId });
  },
  delete(physicalId, _properties, context) {
    ifPresent(['NotFoundException'], () => context.invoke('kms', 'DeleteAlias', { AliasName: physicalId }));
  },
};
