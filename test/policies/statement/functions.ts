import { EVERYTHING } from '../world/named.ts';
import { FUNCTIONS as NAMES } from '../world/functions.ts';
import { may, type Rule } from './rule.ts';

/** What every function of the pipeline may. */
const ofEach: readonly Rule[] = NAMES.flatMap((name) => [
  may(name, {
    what: 'logs:CreateLogStream PutLogEvents',
    on: `${name}'s log`,
    why: 'writes its own log, and reads none',
  }),
  may(name, {
    what: 'codepipeline:PutJobFailureResult PutJobSuccessResult',
    on: 'no resource',
    why: 'answers to jobs know no resources; a job’s id is known to its function alone',
  }),
]);

export const FUNCTIONS: readonly Rule[] = [
  ...ofEach,

  may('TrainModel', {
    what: 's3:PutObject',
    on: ['training data', 'trained models'],
    why: 'stores what a submission holds; the function that reads what strangers hand in reads none of it back',
  }),
  may(['TrainModel', 'EvaluateModel'], {
    what: 's3:GetObject',
    on: 'the course',
    why: 'both read what is taught, by which a submission is checked and a model judged',
  }),
  may('TrainModel', {
    what: 'kms:Decrypt GenerateDataKey',
    on: "the lab's key",
    how: 'through S3',
    why: 'reads the course and encrypts what it stores',
  }),
  may('TrainModel', {
    what: 'sagemaker:AddTags CreateTrainingJob',
    on: "the pipeline's training job",
    how: EVERYTHING,
    why: 'starts this lab’s training and nothing under another name',
  }),
  may('TrainModel', {
    what: 'sagemaker:DescribeTrainingJob',
    on: "the pipeline's training job",
    why: 'finds a training that it has started already',
  }),
  may('TrainModel', {
    what: 'iam:PassRole',
    on: 'the training role',
    why: 'a training with another role would have that role’s rights',
  }),

  may('GetStatus', {
    what: 'sagemaker:DescribeTrainingJob',
    on: "the pipeline's training job",
    why: 'looks how a training goes',
  }),

  may('EvaluateModel', {
    what: 's3:GetObject',
    on: ['hold-out data', 'evaluations', 'trained models'],
    why: 'judges by the hold-out data, which nobody else of the lab reads',
  }),
  may('EvaluateModel', { what: 's3:PutObject', on: 'evaluations', why: 'keeps its reports, and changes no model' }),
  may('EvaluateModel', {
    what: 'kms:Decrypt GenerateDataKey',
    on: "the lab's key",
    how: 'through S3',
    why: 'reads and writes through S3 alone',
  }),
  may('EvaluateModel', {
    what: 'ecr:BatchGetImage DescribeImages',
    on: 'the built-in image',
    why: 'the registry notes the digest of the image that a model needs',
  }),
  may('EvaluateModel', {
    what: 'sagemaker:CreateModelPackage DescribeModelPackage UpdateModelPackage',
    on: 'the registry and its models',
    why: 'registers what it judged; nobody else approves',
  }),

  may(['GetStatus', 'DeployModel', 'EvaluateModel'], {
    what: 'sts:AssumeRole',
    on: 'the deploy role',
    why: 'reaches Staging as this lab’s deploy role; TrainModel, which reads what strangers hand in, does not',
  }),
];
