import { EVERYTHING } from '../world/named.ts';
import { runningBuiltInImage } from './images.ts';
import { may, type Rule } from './rule.ts';

const JOB = "the pipeline's training job";

/** The Tools account: what starts the pipeline, the pipeline itself, its training jobs, and who watches. */
export const PIPELINE: readonly Rule[] = [
  may('the start rule', {
    what: 'codepipeline:StartPipelineExecution',
    on: "the lab's pipeline",
    why: 'a submission starts this pipeline and no other',
  }),

  may('the pipeline', {
    what: 's3:GetBucketAcl GetBucketLocation GetBucketVersioning',
    on: ['the submission bucket', 'the artifact bucket'],
    why: 'CodePipeline looks at its buckets before it uses them',
  }),
  may('the pipeline', {
    what: 's3:ListBucket',
    on: 'the submission bucket',
    how: EVERYTHING,
    why: 'without it S3 calls a submission that is missing denied',
  }),
  may('the pipeline', {
    what: 's3:GetObject GetObjectTagging GetObjectVersion GetObjectVersionTagging',
    on: 'the submission',
    why: 'takes the one object that a submission is a version of',
  }),
  may('the pipeline', {
    what: 's3:GetObject GetObjectVersion PutObject',
    on: "the pipeline's artifacts",
    why: 'hands artifacts from stage to stage, and touches neither models nor evaluations',
  }),
  may('the pipeline', {
    what: 'kms:Decrypt GenerateDataKey',
    on: "the lab's key",
    how: ['through S3', 'through SNS'],
    why: 'reads and writes its buckets, asks for approvals where notifications are encrypted, and no more',
  }),
  may('the pipeline', {
    what: 'lambda:InvokeFunction',
    on: ["the lab's TrainModel", "the lab's GetStatus", "the lab's DeployModel", "the lab's EvaluateModel"],
    why: 'runs this lab’s functions and no other’s',
  }),
  may('the pipeline', {
    what: 'lambda:ListFunctions',
    on: 'no resource',
    why: 'CodePipeline demands it; it only lists',
  }),
  may('the pipeline', { what: 'sns:Publish', on: "the lab's topic", why: 'asks for an approval' }),

  may(JOB, {
    what: 's3:GetObject',
    on: 'training data',
    why: 'code that trains sees the submission, neither other models nor the hold-out data',
  }),
  may(JOB, { what: 's3:PutObject', on: 'trained models', why: 'stores the model, and reads none' }),
  may(JOB, {
    what: 's3:ListBucket',
    on: 'the artifact bucket',
    how: EVERYTHING,
    why: 'SageMaker finds its data by a list',
  }),
  may(JOB, { what: 'kms:Decrypt GenerateDataKey', on: "the lab's key", how: 'through S3', why: 'through S3 alone' }),
  may(JOB, {
    what: 'kms:Encrypt',
    on: "the lab's key",
    how: EVERYTHING,
    why: 'SageMaker demands it where the output has a key; it reveals nothing',
  }),
  ...runningBuiltInImage(JOB),
  may(JOB, {
    what: 'logs:CreateLogGroup DescribeLogStreams',
    on: "the group of the pipeline's training logs",
    why: 'the group is the account’s',
  }),
  may(JOB, {
    what: 'logs:CreateLogStream PutLogEvents',
    on: "the pipeline's training log",
    why: 'writes streams under this lab’s name',
  }),
  may(JOB, {
    what: 'cloudwatch:PutMetricData',
    on: 'no resource',
    how: ["in the endpoints' namespace", "in another namespace of SageMaker's"],
    why: 'metrics know no resources but namespaces',
  }),

  may('an observer', {
    what: 'codepipeline:GetPipeline GetPipelineExecution GetPipelineState ListActionExecutions ListPipelineExecutions',
    on: "the lab's pipeline",
    why: 'sees what becomes of a submission, and decides nothing about it',
  }),
  may('an observer', {
    what: 'sagemaker:DescribeModelPackage ListModelPackages',
    on: 'the registry and its models',
    why: 'sees how a model was judged',
  }),
];
