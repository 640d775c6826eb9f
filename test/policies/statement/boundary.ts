import { EVERYTHING } from '../world/named.ts';
import { may, mayNot, type Rule } from './rule.ts';

const WHO = 'a notebook, by its boundary';
const WORK = ["Ada's", "Bob's", "the lab's other"].map((whose) => `${whose} jobs, models and endpoints`);
const NOTEBOOKS = ['any notebook of the lab', "the lab's other notebook"];
const ENDPOINTS_OF_THE_LAB = ["Ada's", "Bob's", "the lab's other"].flatMap((whose) => [
  `${whose} endpoint`,
  `${whose} configuration`,
]);

/**
 * The most that a notebook's role can ever do, whatever a template of the product gives it. It keeps to the lab, not to one
 * notebook of it: that is for the role's own policies.
 */
export const BOUNDARY: readonly Rule[] = [
  may(WHO, {
    what: 's3:GetBucketLocation ListBucket',
    on: ["any notebook's bucket", 'the asset bucket'],
    why: 'buckets of notebooks; what it may list of the asset bucket, that bucket decides',
  }),
  may(WHO, {
    what: 's3:AbortMultipartUpload DeleteObject GetObject PutObject',
    on: ["any notebook's data", "the lab's notebooks", 'the submission', 'another submission'],
    why: 'of the Tools account no more than what is taught from and submissions, where its buckets let in even less',
  }),
  may(WHO, {
    what: 'kms:CreateGrant Decrypt DescribeKey Encrypt GenerateDataKey',
    on: ['the notebook key', "the lab's key"],
    why: 'the lab’s two keys and none else of the account',
  }),
  may(WHO, {
    what: 'sagemaker:CreateModel CreateTrainingJob',
    on: WORK,
    how: "in a network (marked as the lab's)",
    why: 'a job outside the network could send its data anywhere; what is unmarked no teardown could clear away',
  }),
  may(WHO, {
    what: 'sagemaker:CreateEndpoint CreateEndpointConfig',
    on: ENDPOINTS_OF_THE_LAB,
    how: "marked as the lab's",
    why: 'what is unmarked no teardown could clear away',
  }),
  mayNot(WHO, {
    what: 'sagemaker:CreateEndpointConfig CreateTrainingJob',
    on: EVERYTHING,
    how: 'on a large instance',
    why: 'a large instance, taken by mistake or for other ends, is expensive',
  }),
  may(WHO, {
    what:
      'sagemaker:AddTags DeleteEndpoint DeleteEndpointConfig DeleteModel DescribeEndpoint DescribeEndpointConfig ' +
      'DescribeModel DescribeTrainingJob InvokeEndpoint ListTags StopTrainingJob',
    on: WORK,
    why: 'what other labs and other people made stays out of reach',
  }),
  may(WHO, {
    what: 'sagemaker:AddTags DescribeNotebookInstance ListTags StopNotebookInstance',
    on: NOTEBOOKS,
    why: 'no notebook opens, starts, makes or changes a notebook',
  }),
  may(WHO, {
    what: 'iam:PassRole',
    on: "any notebook's role",
    why: 'with an administrator’s role a job would be an administrator',
  }),
  may(WHO, { what: 'sts:AssumeRole', on: 'the observer role', why: 'the one role that there is to watch with' }),
  may(WHO, {
    what:
      'cloudwatch:PutMetricData ec2:DescribeDhcpOptions DescribeNetworkInterfaces DescribeSecurityGroups DescribeSubnets ' +
      'DescribeVpcs ecr:GetAuthorizationToken',
    on: 'no resource',
    why: 'none of these knows resources',
  }),
  may(WHO, {
    what: 'ec2:CreateNetworkInterface',
    on: ['a subnet', "the notebooks' security group"],
    why: 'jobs are nowhere but in the lab’s network, with the group that lets nothing in',
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
    why: 'of the lab’s network alone',
  }),
  may(WHO, {
    what: 'ecr:BatchCheckLayerAvailability BatchGetImage GetDownloadUrlForLayer',
    on: 'the built-in image',
    why: 'AWS’s own image of XGBoost and no other code',
  }),
  may(WHO, {
    what: 'logs:CreateLogGroup CreateLogStream DescribeLogStreams GetLogEvents PutLogEvents',
    on: 'any SageMaker log of the Data Scientist account',
    why: 'the account’s logs of SageMaker; which of them, the role’s own policies say',
  }),
];
