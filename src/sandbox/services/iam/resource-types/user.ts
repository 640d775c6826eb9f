import type { GetUserResponse } from '@aws-sdk/client-iam';

import { ifPresent } from '../../../kernel/absence.ts';
import { refuseUnknown, resourceTags } from '../../../kernel/resource-properties.ts';
import type { Properties, ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { reconcileHolder, stripHolder } from './holder-policies.ts';
import { tagList } from '../../../kernel/tags.ts';
import { orUndo } from '../../../kernel/undo.ts';
import type { HolderProperties } from './properties.ts';

interface UserProperties extends HolderProperties {
  readonly UserName?: string;
}

const PROPERTIES = ['ManagedPolicyArns', 'Path', 'PermissionsBoundary', 'Policies', 'Tags', 'UserName'];

/** A user without a password: sign-in profiles and groups are not part of the sandbox. */
export const userType: ResourceType = {
  seconds: { create: 30, update: 10, delete: 2 },
  create(properties, context) {
    refuseUnknown('AWS::IAM::User', properties, PROPERTIES);
    const wanted = properties as Properties & UserProperties;
    const name = wanted.UserName ?? context.generatedName(64);
    context.invoke('iam', 'CreateUser', {
      UserName: name,
      ...(wanted.Path && { Path: wanted.Path }),
      ...(wanted.PermissionsBoundary && { PermissionsBoundary: wanted.PermissionsBoundary }),
      Tags: tagList(resourceTags(wanted, context)),
    });
    const previous = { PermissionsBoundary: wanted.PermissionsBoundary } as HolderProperties;
    orUndo(
      () => reconcileHolder({ kind: 'User', name }, { previous, wanted }, context),
      () => removeUser(name, wanted, context),
    );
    return { physicalId: name };
  },
  update(name, properties, before, context) {
    const [wanted, previous] = [properties as Properties & UserProperties, before as Properties & UserProperties];
    reconcileHolder({ kind: 'User', name }, { previous, wanted }, context);
  },
  delete(name, properties, context) {
    ifPresent(['NoSuchEntity'], () => removeUser(name, properties as Properties & UserProperties, context));
  },
  attributes(name, _properties, context) {
    return { Arn: context.invoke<GetUserResponse>('iam', 'GetUser', { UserName: name }).User?.Arn };
  },
};

function removeUser(name: string, properties: UserProperties, context: ResourceContext): void {
  stripHolder({ kind: 'User', name }, properties, context);
  context.invoke('iam', 'DeleteUser', { UserName: name });
}
