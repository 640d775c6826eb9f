import type {
  AddPermissionRequest,
  AddPermissionResponse,
  GetPolicyRequest,
  GetPolicyResponse,
  RemovePermissionRequest,
} from '@aws-sdk/client-lambda';

import { own, put } from '../../../own.ts';
import { unknownPrincipal } from '../../kernel/policy/known-principals.ts';
import type { PolicyDocument } from '../../kernel/policy/document.ts';
import type { Call } from '../../kernel/service.ts';
import { conflict, invalidValue, notFound } from './errors.ts';
import { functionOf, policyOf } from './find.ts';

export const permissionOperations = {
  AddPermission: addPermission,
  RemovePermission: removePermission,
  GetPolicy: getPolicy,
};

function addPermission(input: AddPermissionRequest, call: Call): AddPermissionResponse {
  const { StatementId: id = '', Action: action = '', Principal = '' } = input;
  call.condition('lambda:Principal', Principal);
  const found = functionOf(input, call);
  const statement = {
    Sid: id,
    Effect: 'Allow',
    Principal: principalElement(Principal),
    Action: action,
    Resource: found.arn,
    ...conditionOf(input),
  };
  const document = { Version: '2012-10-17', Statement: [statement] } as PolicyDocument;
  if (unknownPrincipal(call, document))
    throw invalidValue('The provided principal was invalid. Please check the principal and try again.');
  if (own(found.policy, id)) {
    throw conflict(
      `The statement id (${id}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    );
  }
  put(found.policy, id, statement);
  return { Statement: JSON.stringify(statement) };
}

function removePermission({ StatementId = '', ...input }: RemovePermissionRequest, call: Call): object {
  const found = functionOf(input, call);
  if (!own(found.policy, StatementId)) throw notFound(`Statement ${StatementId} is not found in resource policy.`);
  delete found.policy[StatementId];
  return {};
}

function getPolicy(input: GetPolicyRequest, call: Call): GetPolicyResponse {
  const found = functionOf(input, call);
  if (Object.keys(found.policy).length === 0) throw notFound('The resource you requested does not exist.');
  return { Policy: JSON.stringify(policyOf(found)), RevisionId: found.revision };
}

function principalElement(principal: string): unknown {
  if (principal === '*') return '*';
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  if (principal.startsWith('arn:')) return { AWS: principal };
  if (/^[\w-]+(\.[\w-]+)*\.amazonaws\.com(\.cn)?$/.test(principal)) return { Service: principal };
  throw invalidValue('The provided principal was invalid. Please check the principal and try again.');
}

/** As the policy that GetPolicy shows has them. */
function conditionOf({ SourceArn, SourceAccount, PrincipalOrgID }: AddPermissionRequest): object {
  const equals = {
    ...(SourceAccount && { 'AWS:SourceAccount': SourceAccount }),
    ...(PrincipalOrgID && { 'aws:PrincipalOrgID': PrincipalOrgID }),
  };
  const condition = {
    ...(Object.keys(equals).length > 0 && { StringEquals: equals }),
    ...(SourceArn && { ArnLike: { 'AWS:SourceArn': SourceArn } }),
  };
  return Object.keys(condition).length > 0 ? { Condition: condition } : {};
}
