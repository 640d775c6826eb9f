import { EVERYTHING } from '../world/named.ts';
import { may, type Rule } from './rule.ts';

const OURS = 'whoever of the Data Scientist account calls from the network';
const OBSERVER = 'an observer who calls from the network';

/** What the endpoints let through. There is no other way out of the network. */
export const NETWORK: readonly Rule[] = [
  may(OURS, {
    what: 's3:AbortMultipartUpload DeleteObject GetBucketLocation GetObject ListBucket PutObject',
    on: [
      'any bucket of the Data Scientist account',
      'any data of the Data Scientist account',
      'any bucket of the Tools account',
      'any data of the Tools account',
    ],
    why: 'data leaves for no bucket but those of the lab’s accounts',
  }),
  may([OURS, OBSERVER], {
    what:
      'sagemaker:AddTags CreateEndpoint CreateEndpointConfig CreateModel CreateNotebookInstance CreateTrainingJob ' +
      'DeleteEndpoint DeleteEndpointConfig DeleteModel DeleteNotebookInstance DeleteTags DescribeEndpoint ' +
      'DescribeEndpointConfig DescribeModel DescribeNotebookInstance DescribeTrainingJob ListTags ' +
      'StartNotebookInstance StopNotebookInstance StopTrainingJob UpdateEndpoint UpdateNotebookInstance',
    on: 'anything of SageMaker in the Data Scientist account',
    why: 'training and endpoints of this account; jobs and endpoints of the others cannot even be named',
  }),
  may([OURS, OBSERVER], {
    what:
      'sagemaker:AddTags CreateModelPackage DeleteModelPackage DeleteTags DescribeModelPackage ListModelPackages ListTags ' +
      'PutModelPackageGroupPolicy UpdateModelPackage',
    on: 'any model package of the Tools account',
    why: 'the registry is read through it; who may change it, its own policies say',
  }),
  may(OURS, {
    what: 'sagemaker:InvokeEndpoint',
    on: ["Ada's endpoint", "Bob's endpoint", "the lab's other endpoint"],
    why: 'asks this lab’s endpoints and no other’s',
  }),
  may([OURS, OBSERVER], {
    what: 'sts:AssumeRole',
    on: EVERYTHING,
    why: 'which role lets in whom, the roles say; a stranger’s keys get nowhere with it',
  }),
  may([OURS, OBSERVER], { what: 'sts:GetCallerIdentity', on: 'no resource', why: 'the SageMaker SDK asks who it is' }),
  may(OURS, {
    what: 'logs:CreateLogGroup CreateLogStream DescribeLogStreams GetLogEvents PutLogEvents',
    on: 'any SageMaker log of the Data Scientist account',
    why: 'logs of jobs, written and read from the notebook',
  }),
  may(OBSERVER, {
    what: 'codepipeline:GetPipeline GetPipelineExecution GetPipelineState ListActionExecutions ListPipelineExecutions',
    on: "the lab's pipeline",
    why: 'follows submissions, and cannot approve one',
  }),
];
