import type { CreateConstraintInput } from '@aws-sdk/client-service-catalog';

import type { PropertiesOf } from '../../../kernel/resource-properties.ts';
import type { ResourceType } from '../../../kernel/service.ts';
import { unlessGone } from './associations.ts';

type LaunchRoleProperties = PropertiesOf<
  CreateConstraintInput,
  'PortfolioId' | 'ProductId',
  'AcceptLanguage' | 'Description'
> & { readonly RoleArn?: string; readonly LocalRoleName?: string };

export const launchRoleConstraintType: ResourceType<LaunchRoleProperties> = {
  seconds: { create: 4, update: 4, delete: 3 },
  create(properties, context) {
    const { AcceptLanguage, PortfolioId, ProductId, Description } = properties;
    const { ConstraintDetail } = context.invoke('servicecatalog', 'CreateConstraint', {
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
      Description: properties.Description ?? '',
      Parameters: roleOf(properties),
    });
  },
  delete(id, _properties, context) {
    unlessGone(() => context.invoke('servicecatalog', 'DeleteConstraint', { Id: id }));
  },
  settled(id, phase, context) {
    if (phase === 'delete') return true;
    const { Status } = context.invoke('servicecatalog', 'DescribeConstraint', { Id: id });
    return Status === 'AVAILABLE';
  },
  attributes: (id) => ({ Id: id }),
};

function roleOf({ RoleArn, LocalRoleName }: LaunchRoleProperties): string {
  return JSON.stringify({ RoleArn, LocalRoleName });
}
