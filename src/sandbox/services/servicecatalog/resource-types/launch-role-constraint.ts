import type { CreateConstraintOutput, DescribeConstraintOutput } from '@aws-sdk/client-service-catalog';

import type { Properties, ResourceType } from '../../../kernel/service.ts';
import { unlessGone } from './associations.ts';

export const launchRoleConstraintType: ResourceType = {
  seconds: { create: 4, update: 4, delete: 3 },
  create(properties, context) {
    const { AcceptLanguage, PortfolioId, ProductId, Description } = properties;
    const { ConstraintDetail } = context.invoke<CreateConstraintOutput>('servicecatalog', 'CreateConstraint', {
      AcceptLanguage,
      PortfolioId,
      ProductId,
      Description,
      Type: 'LAUNCH',
      Parameters: roleOf(properties),
    });
    return { physicalId: ConstraintDetail?.ConstraintId ?? '' };
  },
  update(id, properties, _previous, context) {
    context.invoke('servicecatalog', 'UpdateConstraint', {
      Id: id,
      Description: properties['Description'] ?? '',
      Parameters: roleOf(properties),
    });
  },
  delete(id, _properties, context) {
    unlessGone(() => context.invoke('servicecatalog', 'DeleteConstraint', { Id: id }));
  },
  settled(id, phase, context) {
    if (phase === 'delete') return true;
    const { Status } = context.invoke<DescribeConstraintOutput>('servicecatalog', 'DescribeConstraint', { Id: id });
    return Status === 'AVAILABLE';
  },
  attributes: (id) => ({ Id: id }),
};

function roleOf({ RoleArn, LocalRoleName }: Properties): string {
  return JSON.stringify({ RoleArn, LocalRoleName });
}
