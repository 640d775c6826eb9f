import type { AddPermissionRequest } from '@aws-sdk/client-lambda';

import { ifPresent } from '../../../kernel/absence.ts';
import { refuseUnknown, type PropertiesOf } from '../../../kernel/resource-properties.ts';
import type { ResourceType } from '../../../kernel/service.ts';

const PROPERTIES = ['FunctionName', 'Action', 'Principal', 'SourceArn', 'SourceAccount', 'PrincipalOrgID'];

type PermissionProperties = PropertiesOf<
  AddPermissionRequest,
  'FunctionName' | 'Action' | 'Principal',
  'SourceArn' | 'SourceAccount' | 'PrincipalOrgID'
>;

export const permissionType: ResourceType<PermissionProperties> = {
  seconds: { create: 2, update: 2, delete: 2 },
  create(properties, context) {
    refuseUnknown('AWS::Lambda::Permission', properties, PROPERTIES);
    const StatementId = context.generatedName(100);
    context.invoke('lambda', 'AddPermission', { ...properties, StatementId });
    return { physicalId: StatementId };
  },
  delete(StatementId, { FunctionName }, context) {
    const input = { FunctionName, StatementId };
    ifPresent(['ResourceNotFoundException'], () => context.invoke('lambda', 'RemovePermission', input));
  },
  attributes: (StatementId) => ({ Id: StatementId }),
};
