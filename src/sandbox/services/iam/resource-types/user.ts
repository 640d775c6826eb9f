import { ifPresent } from '../../../kernel/absence.ts';
import { given, refuseUnknown, resourceTags } from '../../../kernel/resource-properties.ts';
import type { ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { reconcileHolder, stripHolder } from './holder-policies.ts';
import { tagList } from '../../../kernel/tags.ts';
import { orUndo } from '../../../kernel/undo.ts';
import type { HolderProperties } from './properties.ts';

type UserProperties = HolderProperties & { readonly UserName?: string };

const PROPERTIES = ['ManagedPolicyArns', 'Path', 'PermissionsBoundary', 'Policies', 'Tags', 'UserName'];

/** A user without a password: sign-in profiles and groups are not part of the sandbox. */
export const userType: ResourceType<UserProperties> = {
  seconds: { create: 30, update: 10, delete: 2 },
  create(wanted, context) {
    refuseUnknown('AWS::IAM::User', wanted, PROPERTIES);
    const name = wanted.UserName ?? context.generatedName(64);
    context.invoke('iam', 'CreateUser', {
      UserName: name,
      ...given(wanted, ['Path', 'PermissionsBoundary']),
      Tags: tagList(resourceTags(wanted, context)),
    });
    const previous = given(wanted, ['PermissionsBoundary']);
    orUndo(
      () => reconcileHolder({ kind: 'User', name }, { previous, wanted }, context),
      () => removeUser(name, wanted, context),
    );
    return { physicalId: name };
  },
  update(name, wanted, previous, context) {
    reconcileHolder({ kind: 'User', name }, { previous, wanted }, context);
  },
  delete(name, properties, context) {
    ifPresent(['NoSuchEntity'], () => removeUser(name, properties, context));
  },
  attributes(name, _properties, context) {
    return { Arn: context.invoke('iam', 'GetUser', { UserName: name }).User?.Arn };
  },
};

function removeUser(name: string, properties: UserProperties, context: ResourceContext): void {
  stripHolder({ kind: 'User', name }, properties, context);
  context.invoke('iam', 'DeleteUser', { UserName: name });
}
