import { EVERYTHING } from '../world/named.ts';
import { may, mayNot, type Rule } from './rule.ts';

const SEE_NETWORK = 'ec2:DescribeNetworkInterfaces DescribeSecurityGroups DescribeSubnets DescribeVpcs';

/** Ada has a notebook, and so has Bob. */
export const DATA_SCIENTIST: readonly Rule[] = [
  may('Ada', {
    what: 'sagemaker:CreatePresignedNotebookInstanceUrl StartNotebookInstance StopNotebookInstance',
    on: "Ada's notebook",
    why: 'whoever opens a notebook works with its role and its data, so nobody opens another’s',
  }),
  may('Ada', {
    what: 'sagemaker:DescribeNotebookInstance',
    on: 'any notebook of the lab',
    why: 'a notebook that is gone has no owner to ask for; names and states are all that is seen',
  }),
  may('Ada', { what: 'sagemaker:ListNotebookInstances', on: 'no resource', why: 'lists know no resources' }),
  may('Ada', {
    what: 'iam:PassRole',
    on: "any notebook's role",
    why: 'starting a notebook hands it its role; IAM knows no tags of roles there, and no other call of hers takes one',
  }),
  may('Ada', {
    what: SEE_NETWORK,
    on: 'no resource',
    why: 'SageMaker looks at the network as whoever starts a notebook',
  }),
  may('Ada', {
    what: 'ec2:CreateNetworkInterface',
    on: ['a subnet', "the notebooks' security group"],
    why: 'a notebook that starts joins the lab’s network and no other',
  }),
  may('Ada', {
    what: 'ec2:CreateNetworkInterface',
    on: 'a network interface',
    how: EVERYTHING,
    why: 'the interface itself is not there yet; subnet and group decide where it goes',
  }),
  may('Ada', {
    what: 'kms:DescribeKey',
    on: 'the notebook key',
    how: EVERYTHING,
    why: 'SageMaker looks at the key of the volume as whoever starts a notebook',
  }),
  may('Ada', {
    what: 'kms:CreateGrant',
    on: 'the notebook key',
    how: 'for an AWS service',
    why: 'lends the key to the volume; she can decrypt nothing with it herself',
  }),
  may('Ada', {
    what: 'servicecatalog:DescribeProduct DescribeProductView DescribeProvisioningArtifact DescribeProvisioningParameters ListLaunchPaths SearchProducts',
    on: 'no resource',
    why: 'shows no more than the portfolios that the role was given',
  }),
  may('Ada', {
    what: 'servicecatalog:ProvisionProduct',
    on: 'the product',
    why: 'notebooks come from the catalogue, in the shape that it gives them',
  }),
  may('Ada', {
    what: 'servicecatalog:DescribeProvisionedProduct DescribeRecord ListRecordHistory ScanProvisionedProducts SearchProvisionedProducts TerminateProvisionedProduct UpdateProvisionedProduct',
    on: 'no resource',
    how: 'what oneself launched',
    why: 'nobody changes or terminates what a colleague launched',
  }),
  may('Ada', {
    what: 'cloudformation:DescribeStackEvents DescribeStackResources DescribeStacks ListStackResources',
    on: "a notebook's stack",
    why: 'Service Catalog’s console shows how a launch goes with her own rights; she changes no stack',
  }),
  may('Ada', {
    what: 's3:AbortMultipartUpload PutObject',
    on: ['the submission', 'another submission'],
    why: 'hands in, and reads nothing that anybody handed in',
  }),
  may('Ada', {
    what: 'kms:Decrypt GenerateDataKey',
    on: "the lab's key",
    how: 'through S3',
    why: 'encrypts a submission; S3 alone uses the key for her',
  }),
  may('Ada', {
    what: 'sts:AssumeRole SetSourceIdentity',
    on: 'the observer role',
    why: 'follows what becomes of a submission, and no other role of the lab lets her in',
  }),
];

/** Somebody attached AdministratorAccess to the role. */
export const DATA_SCIENTIST_WITH_EVERYTHING: readonly Rule[] = [
  may('Ada with AdministratorAccess', {
    what: EVERYTHING,
    on: EVERYTHING,
    how: EVERYTHING,
    why: 'what somebody attaches to the role is theirs to answer for, but for the following',
  }),
  mayNot('Ada with AdministratorAccess', {
    what:
      'iam:AddUserToGroup AttachRolePolicy AttachUserPolicy CreateAccessKey CreateRole DeleteRole ' +
      'DeleteRolePermissionsBoundary DeleteRolePolicy DetachRolePolicy PutRolePermissionsBoundary PutRolePolicy ' +
      'PutUserPolicy RemoveUserFromGroup SetDefaultPolicyVersion TagRole UntagRole UpdateAssumeRolePolicy UpdateRole ' +
      'UpdateRoleDescription UploadServerCertificate',
    on: EVERYTHING,
    how: EVERYTHING,
    why: 'no data scientist makes administrators',
  }),
  mayNot('Ada with AdministratorAccess', {
    what:
      'servicecatalog:CopyProduct CreateConstraint CreatePortfolio CreateProduct CreateProvisioningArtifact ' +
      'CreateTagOption DeleteProduct DeleteProvisioningArtifact SearchProductsAsAdmin UpdatePortfolio UpdateProduct ' +
      'UpdateProvisioningArtifact',
    on: EVERYTHING,
    why: 'a product of her own would be launched with the launch role',
  }),
  mayNot('Ada with AdministratorAccess', {
    what:
      'codepipeline:EnableStageTransition OverrideStageCondition PutApprovalResult RollbackStage ' +
      'sagemaker:CreateModelPackage PutModelPackageGroupPolicy UpdateModelPackage',
    on: EVERYTHING,
    why: 'who hands in a model does not release it',
  }),
  mayNot('Ada with AdministratorAccess', {
    what:
      'sagemaker:CreateNotebookInstance CreateNotebookInstanceLifecycleConfig DeleteNotebookInstance ' +
      'DeleteNotebookInstanceLifecycleConfig UpdateNotebookInstance UpdateNotebookInstanceLifecycleConfig',
    on: EVERYTHING,
    how: EVERYTHING,
    why: 'notebooks come from the catalogue alone, so each is private and without root',
  }),
  mayNot('Ada with AdministratorAccess', {
    what:
      'sagemaker:CreateAutoMLJob CreateAutoMLJobV2 CreateHyperParameterTuningJob CreateModel CreateProcessingJob ' +
      'CreateTrainingJob',
    on: EVERYTHING,
    how: 'in no network',
    why: 'a job outside the network could send its data anywhere',
  }),
];
