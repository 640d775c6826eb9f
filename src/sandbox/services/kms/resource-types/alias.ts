import { ifPresent } from '../../../kernel/absence.ts';
import type { ResourceType } from '../../../kernel/service.ts';

export const aliasType: ResourceType = {
  seconds: { create: 3, update: 3, delete: 3 },
  create({ AliasName, TargetKeyId }, context) {
    context.invoke('kms', 'CreateAlias', { AliasName, TargetKeyId });
    return { physicalId: String(AliasName) };
  },
  update(physicalId, { TargetKeyId }, _previous, context) {
    context.invoke('kms', 'UpdateAlias', { AliasName: physicalId, TargetKeyId });
  },
  delete(physicalId, _properties, context) {
    ifPresent(['NotFoundException'], () => context.invoke('kms', 'DeleteAlias', { AliasName: physicalId }));
  },
};
