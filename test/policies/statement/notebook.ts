import { EVERYTHING } from '../world/named.ts';
import { runningBuiltInImage } from './images.ts';
import { may, type Rule } from './rule.ts';

const WHO = "Ada's notebook";

/** What the role of a notebook allows, to the notebook and to the jobs it starts. */
export const NOTEBOOK: readonly Rule[] = [
  may(WHO, { what: 's3:GetBucketLocation', on: "Ada's bucket", why: 'its own bucket' }),
  may(WHO, { what: 's3:ListBucket', on: "Ada's bucket", how: EVERYTHING, why: 'its own bucket and nobody else’s' }),
  may(WHO, {
    what: 's3:AbortMultipartUpload DeleteObject GetObject PutObject',
    on: "Ada's data",
    why: 'the data of one notebook is not another’s',
  }),
  may(WHO, { what: 's3:GetObject', on: "the lab's notebooks", why: 'takes what is taught from' }),
  may(WHO, {
    what: 's3:ListBucket',
    on: 'the asset bucket',
    how: 'below notebooks/',
    why: 'finds what is taught from; the hold-out data in the same bucket is not even listed',
  }),
  may(WHO, {
    what: 's3:AbortMultipartUpload PutObject',
    on: ['the submission', 'another submission'],
    why: 'hands in, and reads nothing that anybody handed in',
  }),
  may(WHO, {
    what: 'kms:Decrypt GenerateDataKey',
    on: ['the notebook key', "the lab's key"],
    how: 'through S3',
    why: 'what S3 gives it is what it may decrypt',
  }),
  may(WHO, {
    what: 'kms:DescribeKey Encrypt',
    on: 'the notebook key',
    how: EVERYTHING,
    why: 'SageMaker demands it for the output and the volumes of jobs; neither reveals anything',
  }),
  may(WHO, {
    what: 'kms:CreateGrant',
    on: 'the notebook key',
    how: 'for an AWS service',
    why: 'lends the key to the volumes of jobs',
  }),
  may(WHO, { what: 'sts:AssumeRole', on: 'the observer role', why: 'follows its submissions' }),
  may(WHO, {
    what: 'sagemaker:AddTags CreateEndpoint CreateEndpointConfig CreateModel CreateTrainingJob',
    on: "Ada's jobs, models and endpoints",
    how: EVERYTHING,
    why: 'jobs and models belong to the notebook whose name they bear; how they are made, the boundary decides',
  }),
  may(WHO, {
    what:
      'sagemaker:DeleteEndpoint DeleteEndpointConfig DeleteModel DescribeEndpoint DescribeEndpointConfig ' +
      'DescribeModel DescribeTrainingJob InvokeEndpoint ListTags StopTrainingJob',
    on: "Ada's jobs, models and endpoints",
    why: 'nobody stops, deletes or asks what another notebook made',
  }),
  may(WHO, {
    what: 'sagemaker:DescribeNotebookInstance ListTags StopNotebookInstance',
    on: "Ada's notebook",
    why: 'stops itself when idle; it neither starts nor opens a notebook',
  }),
  may(WHO, {
    what: 'iam:PassRole',
    on: "Ada's notebook role",
    why: 'a job with another role would have that role’s rights',
  }),
  may(WHO, {
    what: 'ec2:DescribeDhcpOptions DescribeNetworkInterfaces DescribeSecurityGroups DescribeSubnets DescribeVpcs',
    on: 'no resource',
    why: 'SageMaker looks at the network with the role of a job',
  }),
  may(WHO, {
    what: 'ec2:CreateNetworkInterface',
    on: ['a subnet', "the notebooks' security group"],
    why: 'jobs join the lab’s network, with the group that lets nothing in',
  }),
  may(WHO, {
    what: 'ec2:CreateNetworkInterface',
    on: 'a network interface',
    how: EVERYTHING,
    why: 'the interface itself is not there yet; subnet and group decide where it goes',
  }),
  may(WHO, {
    what: 'ec2:CreateNetworkInterfacePermission DeleteNetworkInterface DeleteNetworkInterfacePermission',
    on: 'a network interface',
    why: 'jobs give back what they took of the lab’s network, and touch no other',
  }),
  ...runningBuiltInImage(WHO),
  may(WHO, {
    what: 'logs:CreateLogGroup DescribeLogStreams',
    on: ['the group of notebook logs', 'the group of training logs', "the group of Ada's endpoint log"],
    why: 'groups of SageMaker are the account’s; which streams there are is seen, what is in them is not',
  }),
  may(WHO, {
    what: 'logs:CreateLogStream GetLogEvents PutLogEvents',
    on: "Ada's logs",
    why: 'logs hold what a colleague printed',
  }),
  may(WHO, {
    what: 'cloudwatch:PutMetricData',
    on: 'no resource',
    how: ["in the endpoints' namespace", "in another namespace of SageMaker's"],
    why: 'metrics know no resources but namespaces; other people’s alarms look at others',
  }),
];
