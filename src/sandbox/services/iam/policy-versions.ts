import type {
  CreatePolicyVersionRequest,
  CreatePolicyVersionResponse,
  DeletePolicyVersionRequest,
  GetPolicyVersionRequest,
  GetPolicyVersionResponse,
  ListPolicyVersionsRequest,
  ListPolicyVersionsResponse,
  PolicyVersion,
  SetDefaultPolicyVersionRequest,
} from '@aws-sdk/client-iam';

import type { Call } from '../../kernel/service.ts';
import { awsManagedPolicy } from './aws-managed-policies.ts';
import { deleteConflict, limitExceeded, missing, policyOf } from './find.ts';
import { checkedManagedDocument } from './managed-policies.ts';
import { encodedDocument } from './shapes.ts';
import type { PolicyRecord, PolicyVersionRecord } from './state.ts';

export const policyVersionOperations = {
  CreatePolicyVersion: createPolicyVersion,
  GetPolicyVersion: getPolicyVersion,
  ListPolicyVersions: listPolicyVersions,
  DeletePolicyVersion: deletePolicyVersion,
  SetDefaultPolicyVersion: setDefaultPolicyVersion,
};

/** Source: IAM user guide, "IAM and AWS STS quotas". */
const MOST_VERSIONS = 5;

function createPolicyVersion(input: CreatePolicyVersionRequest, call: Call): CreatePolicyVersionResponse {
  const policy = policyOf(call, input.PolicyArn);
  if (policy.versions.length >= MOST_VERSIONS) {
    limitExceeded(
      `A managed policy can have up to ${MOST_VERSIONS} versions. ` +
        'Before you create a new version, you must delete an existing version.',
    );
  }
  const document = checkedManagedDocument(input.PolicyDocument);
  const version = { id: `v${policy.versionsMade + 1}`, document, createdAt: call.now };
  policy.versionsMade += 1;
  policy.versions.push(version);
  policy.updatedAt = call.now;
  if (input.SetAsDefault) policy.defaultVersion = version.id;
  return { PolicyVersion: versionShape(policy, version) };
}

function getPolicyVersion({ PolicyArn, VersionId }: GetPolicyVersionRequest, call: Call): GetPolicyVersionResponse {
  const document = awsManagedPolicy(PolicyArn ?? '');
  if (document !== undefined) {
    call.about(PolicyArn ?? '');
    if (VersionId !== 'v1') absent(PolicyArn, VersionId);
    return { PolicyVersion: { Document: encodedDocument(document), VersionId: 'v1', IsDefaultVersion: true } };
  }
  const policy = policyOf(call, PolicyArn);
  const version = versionOf(policy, VersionId);
  return { PolicyVersion: { ...versionShape(policy, version), Document: encodedDocument(version.document) } };
}

function listPolicyVersions({ PolicyArn }: ListPolicyVersionsRequest, call: Call): ListPolicyVersionsResponse {
  const policy = policyOf(call, PolicyArn);
  const newestFirst = policy.versions.toReversed();
  return { Versions: newestFirst.map((version) => versionShape(policy, version)), IsTruncated: false };
}

function deletePolicyVersion({ PolicyArn, VersionId }: DeletePolicyVersionRequest, call: Call): object {
  const policy = policyOf(call, PolicyArn);
  const version = versionOf(policy, VersionId);
  if (version.id === policy.defaultVersion) deleteConflict('Cannot delete the default version of a policy.');
  policy.versions = policy.versions.filter((other) => other !== version);
  policy.updatedAt = call.now;
  return {};
}

function setDefaultPolicyVersion({ PolicyArn, VersionId }: SetDefaultPolicyVersionRequest, call: Call): object {
  const policy = policyOf(call, PolicyArn);
  policy.defaultVersion = versionOf(policy, VersionId).id;
  policy.updatedAt = call.now;
  return {};
}

function versionOf(policy: PolicyRecord, id: string | undefined): PolicyVersionRecord {
  return policy.versions.find((version) => version.id === id) ?? absent(policy.arn, id);
}

function absent(arn: string | undefined, id: string | undefined): never {
  return missing(`Policy ${arn} version ${id} does not exist or is not attachable.`);
}

function versionShape(policy: PolicyRecord, version: PolicyVersionRecord): PolicyVersion {
  return {
    VersionId: version.id,
    IsDefaultVersion: version.id === policy.defaultVersion,
    CreateDate: new Date(version.createdAt),
  };
}
