import type {
  CreateUserRequest,
  CreateUserResponse,
  DeleteUserRequest,
  GetUserRequest,
  GetUserResponse,
  ListUsersRequest,
  ListUsersResponse,
} from '@aws-sdk/client-iam';

import { put } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { pageOf } from '../../kernel/pages.ts';
import type { Principal } from '../../kernel/principal.ts';
import type { Call } from '../../kernel/service.ts';
import { userKeys } from './keys.ts';
import { checkBoundary, noteBoundary } from './boundaries.ts';
import { deleteConflict, refuseTaken, userOf } from './find.ts';
import { newUser } from './new-holder.ts';
import { userShape } from './shapes.ts';
import { iamOf, type UserRecord } from './state.ts';
import { aboutNew, checkedTags } from './tags.ts';

export const userOperations = {
  CreateUser: createUser,
  GetUser: getUser,
  ListUsers: listUsers,
  DeleteUser: deleteUser,
};

/** A user as the one who makes a call. */
export function userPrincipal(account: string, user: UserRecord): Principal {
  return { kind: 'user', account, arn: user.arn, userId: user.id };
}

function createUser(input: CreateUserRequest, call: Call): CreateUserResponse {
  const name = input.UserName ?? '';
  const { Path: path = '/' } = input;
  const arn = `arn:aws:iam::${call.account}:user${path}${name}`;
  noteBoundary(call, input.PermissionsBoundary);
  aboutNew(arn, 'TagUser', input.Tags, call);
  const { users } = iamOf(call);
  refuseTaken(users, name, `User with name ${name} already exists.`);
  const user: UserRecord = {
    ...newUser(call.cloud.world, { account: call.account, name, path }),
    ...(input.PermissionsBoundary && { permissionsBoundary: checkBoundary(call, input.PermissionsBoundary) }),
    tags: checkedTags(input.Tags, call),
  };
  put(users, name, user);
  return { User: userShape(user) };
}

/** Without a name it is the caller that is meant. */
function getUser({ UserName }: GetUserRequest, call: Call): GetUserResponse {
  if (UserName === undefined && call.principal.kind !== 'user') {
    throw new AwsError('ValidationError', 'Must specify userName when calling with non-User credentials');
  }
  return { User: userShape(userOf(call, UserName ?? call.principal.arn.split('/').at(-1))) };
}

function listUsers(input: ListUsersRequest, call: Call): ListUsersResponse {
  const prefix = input.PathPrefix ?? '/';
  call.about(`arn:aws:iam::${call.account}:user${prefix}`);
  const users = Object.values(iamOf(call).users).filter(({ path }) => path.startsWith(prefix));
  const { items, next } = pageOf(users, input.Marker, input.MaxItems ?? 100);
  return { Users: items.map(userShape), IsTruncated: next !== undefined, ...(next && { Marker: next }) };
}

function deleteUser({ UserName }: DeleteUserRequest, call: Call): object {
  const user = userOf(call, UserName);
  if (userKeys(call.cloud.world, user.id).length > 0)
    deleteConflict('Cannot delete entity, must delete access keys first.');
  if (user.attachedPolicies.length > 0) deleteConflict('Cannot delete entity, must detach all policies first.');
  if (Object.keys(user.inlinePolicies).length > 0) deleteConflict('Cannot delete entity, must delete policies first.');
  delete iamOf(call).users[user.name];
  return {};
}
