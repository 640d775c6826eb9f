import { EVERYTHING } from '../world/named.ts';
import { may, mayNot, type Rule } from './rule.ts';

const WHO = 'the launch role';

/** What Service Catalog launches, updates and terminates notebooks with, whatever a template of the product says. */
export const LAUNCH_ROLE: readonly Rule[] = [
  may(WHO, {
    what:
      'cloudformation:CreateStack DeleteStack DescribeStackEvents DescribeStacks ListStackResources SetStackPolicy ' +
      'TagResource UntagResource UpdateStack',
    on: "a notebook's stack",
    why: 'stacks of Service Catalog, never one of the lab',
  }),
  may(WHO, {
    what: 'cloudformation:GetTemplateSummary ValidateTemplate',
    on: 'no resource',
    why: 'a template that is no stack yet has no name',
  }),
  may(WHO, {
    what: 's3:GetObject',
    on: ["Service Catalog's copy of a template", "the product's template"],
    why: 'reads what it launches and nothing else of the asset bucket',
  }),
  may(WHO, { what: 'kms:Decrypt', on: "the lab's key", how: 'through S3', why: 'the template is encrypted' }),
  may(WHO, {
    what: 'ssm:GetParameters',
    on: "the lab's parameters",
    why: 'a launch reads what the lab says of itself',
  }),
  may(WHO, {
    what: 'sagemaker:CreateNotebookInstance',
    on: 'any notebook of the lab',
    how: 'closed',
    why: 'root reads what belongs to the notebook, and the internet is a way out for data',
  }),
  may(WHO, {
    what: 'sagemaker:UpdateNotebookInstance',
    on: 'any notebook of the lab',
    how: ['leaving root access as it is', 'closed'],
    why: 'an update gives nobody root either',
  }),
  may(WHO, {
    what: 'sagemaker:DeleteNotebookInstance DescribeNotebookInstance ListTags StartNotebookInstance StopNotebookInstance',
    on: 'any notebook of the lab',
    why: 'it cannot open one',
  }),
  may(WHO, {
    what: 'sagemaker:AddTags DeleteTags',
    on: 'any notebook of the lab',
    how: EVERYTHING,
    why: 'tags say whose a notebook is, which is why the following is refused',
  }),
  may(WHO, {
    what:
      'sagemaker:CreateNotebookInstanceLifecycleConfig DeleteNotebookInstanceLifecycleConfig ' +
      'DescribeNotebookInstanceLifecycleConfig ListTags UpdateNotebookInstanceLifecycleConfig',
    on: "any notebook's lifecycle configuration",
    why: 'the scripts of this lab’s notebooks',
  }),
  may(WHO, {
    what: 'sagemaker:AddTags DeleteTags',
    on: "any notebook's lifecycle configuration",
    how: EVERYTHING,
    why: 'they have no owner',
  }),
  may(WHO, {
    what: 'ec2:DescribeNetworkInterfaces DescribeSecurityGroups DescribeSubnets DescribeVpcs',
    on: 'no resource',
    why: 'SageMaker looks at the network as whoever makes a notebook',
  }),
  may(WHO, {
    what: 'ec2:CreateNetworkInterface',
    on: ['a subnet', "the notebooks' security group"],
    why: 'a notebook is nowhere but in the lab’s network; its default group would let everything out',
  }),
  may(WHO, {
    what: 'ec2:CreateNetworkInterface',
    on: 'a network interface',
    how: EVERYTHING,
    why: 'the interface itself is not there yet; subnet and group decide where it goes',
  }),
  may(WHO, { what: 'ec2:DeleteNetworkInterface', on: 'a network interface', why: 'of the lab’s network and no other' }),
  may(WHO, { what: 'kms:DescribeKey', on: 'the notebook key', how: EVERYTHING, why: 'SageMaker looks at it' }),
  may(WHO, {
    what: 'kms:CreateGrant',
    on: 'the notebook key',
    how: 'for an AWS service',
    why: 'lends the key to volumes, and decrypts nothing of notebooks',
  }),
  may(WHO, {
    what:
      'iam:CreateRole DeleteRolePolicy PutRolePermissionsBoundary PutRolePolicy UpdateAssumeRolePolicy UpdateRole ' +
      'UpdateRoleDescription',
    on: "any notebook's role",
    how: "within the notebooks' boundary",
    why: 'a product’s template could otherwise give a notebook any right there is',
  }),
  may(WHO, {
    what: 'iam:DeleteRole GetRole GetRolePolicy ListAttachedRolePolicies ListRolePolicies',
    on: "any notebook's role",
    how: EVERYTHING,
    why: 'looking and deleting give nobody anything',
  }),
  may(WHO, {
    what: 'iam:TagRole UntagRole',
    on: "any notebook's role",
    how: EVERYTHING,
    why: 'tags say whose a notebook is, which is why the following is refused',
  }),
  may(WHO, {
    what: 'iam:PassRole',
    on: "any notebook's role",
    why: 'a notebook with an administrator’s role would be an administrator’s console',
  }),
  ...[
    ['Ada', 'bob'],
    ['Bob', 'ada'],
  ].map(([owner = '', other = '']) =>
    mayNot(WHO, {
      what: 'iam:TagRole UntagRole sagemaker:AddTags DeleteTags',
      on: [`${owner}'s notebook`, `${owner}'s notebook role`],
      how: [`${other} as its owner`, 'no owner any more'],
      why: 'who launches a notebook in somebody else’s name cannot take it over later',
    }),
  ),
  may(WHO, {
    what:
      's3:CreateBucket DeleteBucket GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketAcl ' +
      'GetBucketLocation GetBucketPolicy GetBucketVersioning GetEncryptionConfiguration ' +
      'GetIntelligentTieringConfiguration GetInventoryConfiguration GetLifecycleConfiguration GetMetricsConfiguration ' +
      'GetReplicationConfiguration ListTagsForResource PutBucketOwnershipControls PutBucketPolicy ' +
      'PutBucketPublicAccessBlock PutBucketTagging PutEncryptionConfiguration PutLifecycleConfiguration TagResource ' +
      'UntagResource',
    on: "any notebook's bucket",
    why: 'settings of notebooks’ buckets, never what is in them',
  }),
  may(WHO, {
    what: 's3:ListBucket',
    on: "any notebook's bucket",
    how: EVERYTHING,
    why: 'a bucket to be deleted is empty',
  }),
];
