import type { ListObjectVersionsOutput } from '@aws-sdk/client-s3';
import type { GetParameterResult } from '@aws-sdk/client-ssm';
import { continued, saved, type SavedWorld } from '../support/lab-in-place.ts';
import { LAB, type Rehearsal } from '../support/rehearsal.ts';
import { asService, assuming, inRole, operatorOf, personWith, type Person } from './people.ts';
import { smallJob } from './small-job.ts';
import { labWithScientist, launch, pass, type Stage } from './stage.ts';

const { id: ACCOUNT } = LAB.accounts.datascience;

export const NAMES = ['ada', 'bob'] as const;
export type Name = (typeof NAMES)[number];

export const SCIENTIST_ROLE = `arn:aws:iam::${ACCOUNT}:role/mlops-lab--DataScientist-us-east-1`;
/** A role that people come by who have no user in the account, each in a session of their own name. */
const VISITORS = `arn:aws:iam::${ACCOUNT}:role/Visitors`;

/** What belongs to one of them. */
export interface Belongings {
  readonly product: string;
  readonly notebook: string;
  readonly notebookRole: string;
  readonly bucket: string;
  /** A training job that runs. */
  readonly job: string;
  /** A stream that the notebook writes its log to. */
  readonly stream: string;
  /** The version of the object `data.csv` in the bucket. */
  readonly version: string;
  /** What a training job is started with but for its name, with the notebook's own role. */
  readonly training: object;
}

/** A data scientist: the notebook that works for them, and how they come in. */
export interface Colleague {
  readonly scientist: Person;
  readonly notebook: Person;
  readonly user: Person;
  readonly visitor: Person;
  readonly own: Belongings;
}

export type Colleagues = Readonly<Record<Name, Colleague>>;

export interface TwoScientists extends Rehearsal {
  readonly colleagues: Colleagues;
}

/** A lab in which two people work beside each other; each call gives another one that goes on from there. */
export async function twoScientists(): Promise<() => Promise<TwoScientists>> {
  const stage = await labWithScientist();
  welcome(stage);
  const belongings = Object.fromEntries(NAMES.map((name) => [name, settledIn(stage, name)])) as Record<
    Name,
    Belongings
  >;
  const world = saved(stage);
  return () => asTheyStand(world, belongings);
}

async function asTheyStand(world: SavedWorld, belongings: Record<Name, Belongings>): Promise<TwoScientists> {
  const rehearsal = await continued(world);
  const { sandbox } = rehearsal;
  const operator = operatorOf(sandbox, ACCOUNT);
  const colleague = (name: Name): Colleague => {
    const own = belongings[name];
    const { AccessKey } = operator.invoke<{ AccessKey: { AccessKeyId: string } }>('iam', 'CreateAccessKey', {
      UserName: name,
    });
    const notebook = asService(sandbox, 'sagemaker.amazonaws.com', own.notebookRole);
    notebook.invoke('sagemaker', 'CreateTrainingJob', { ...own.training, TrainingJobName: own.job });
    return {
      own,
      notebook,
      scientist: inRole(sandbox, SCIENTIST_ROLE, name),
      user: personWith(sandbox, AccessKey.AccessKeyId),
      visitor: assuming(sandbox, operator, { RoleArn: VISITORS, RoleSessionName: name }),
    };
  };
  return { ...rehearsal, colleagues: { ada: colleague('ada'), bob: colleague('bob') } };
}

/** Users and a role that may become data scientists, and nothing else. */
function welcome(stage: Stage): void {
  const { invoke } = operatorOf(stage.sandbox, ACCOUNT);
  const Statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: SCIENTIST_ROLE };
  const policy = {
    PolicyName: 'become-a-data-scientist',
    PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
  };
  for (const UserName of NAMES) {
    invoke('iam', 'CreateUser', { UserName });
    invoke('iam', 'PutUserPolicy', { UserName, ...policy });
  }
  const trust = { Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: trust });
  invoke('iam', 'CreateRole', { RoleName: 'Visitors', AssumeRolePolicyDocument });
  invoke('iam', 'PutRolePolicy', { RoleName: 'Visitors', ...policy });
}

/** Launches a notebook as one of them, and leaves data with it. */
function settledIn(lab: Stage, name: Name): Belongings {
  const { sandbox, outputs } = lab;
  const stage = { ...lab, scientist: inRole(sandbox, SCIENTIST_ROLE, name) };
  const { id = '', outputs: launched } = launch(stage, name);
  const { NotebookName: notebook = '', BucketName: bucket = '' } = launched;
  const notebookRole = `arn:aws:iam::${ACCOUNT}:role/${notebook}-us-east-1`;
  const { invoke } = asService(sandbox, 'sagemaker.amazonaws.com', notebookRole);
  for (const Key of ['data.csv', 'data/train.csv']) {
    invoke('s3', 'PutObject', { Bucket: bucket, Key, Body: new TextEncoder().encode('1,2\n3,4\n5,6\n') });
  }
  return {
    product: id,
    notebook,
    notebookRole,
    bucket,
    job: `${notebook}-first`,
    stream: `${notebook}/jupyter.log`,
    version: versionOf(stage, bucket),
    training: { ...trainingJob(stage, outputs['SubnetIds'], bucket), RoleArn: notebookRole },
  };
}

function versionOf({ sandbox }: Stage, Bucket: string): string {
  const { invoke } = operatorOf(sandbox, ACCOUNT);
  const { Versions = [] } = invoke<ListObjectVersionsOutput>('s3', 'ListObjectVersions', { Bucket });
  return Versions.find(({ Key }) => Key === 'data.csv')?.VersionId ?? '';
}

function trainingJob({ sandbox }: Stage, subnets: string | undefined, bucket: string) {
  const { invoke } = operatorOf(sandbox, ACCOUNT);
  const Name = '/mlops/lab/notebook-security-group';
  const { Parameter } = invoke<GetParameterResult>('ssm', 'GetParameter', { Name });
  return {
    ...smallJob(bucket),
    VpcConfig: { Subnets: [subnets], SecurityGroupIds: [Parameter?.Value] },
  };
}

/** Lets so much time go by that a notebook which was told something has done it. */
export function settle(sandbox: TwoScientists['sandbox']): void {
  pass({ sandbox } as Stage, 300);
}
