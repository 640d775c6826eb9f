import { ACCOUNT_NAMES, REGION, SPOKE, STAGING, STRANGE, TOOLS } from '../lab/site.ts';
import { service, type Actor } from './actor.ts';

/** A service for the sake of something, and what it tells of that (`aws:SourceArn`, `aws:SourceAccount`). */
function acting(name: string, sake: string, account: string, resource?: string): Actor {
  const title = TITLES[name] ?? name;
  const sourceArn = resource && `arn:aws:${name}:${REGION}:${account}:${resource}`;
  return {
    name: `${title} for ${sake}`,
    among: [`${title} for anybody`],
    principal: service(name, account, sourceArn),
    side: 'place',
    besides: 'nothing',
    ...(!sourceArn && { context: { 'aws:SourceAccount': account } }),
  };
}

const TITLES: Readonly<Record<string, string>> = {
  codepipeline: 'CodePipeline',
  events: 'EventBridge',
  lambda: 'Lambda',
  sagemaker: 'SageMaker',
  servicecatalog: 'Service Catalog',
};

/** The writer of access logs, which tells the bucket that was accessed, and whose it is. */
function accessLogging(account: string): Actor[] {
  const of = ACCOUNT_NAMES[account] ?? account;
  const bucket = `arn:aws:s3:::mlops-lab--other-${account}-${REGION}`;
  const elsewhere = `arn:aws:s3:::mlops-lab--other-${account}-us-west-2`;
  return [
    serving(`S3's log of a bucket of the lab in ${of}`, service('logging.s3', account, bucket)),
    serving(`S3's log of a bucket of the lab elsewhere in ${of}`, service('logging.s3', account, elsewhere)),
    serving(`S3's log of another bucket of ${of}`, service('logging.s3', account, 'arn:aws:s3:::something-else')),
    serving(`S3's log of a stranger's bucket, called like one of ${of}`, service('logging.s3', STRANGE, bucket)),
  ];
}

function flowLogging(): Actor[] {
  const flowLog = (account: string, region: string) => `arn:aws:ec2:${region}:${account}:vpc-flow-log/fl-0123`;
  return [
    serving('VPC flow logs', service('vpc-flow-logs', SPOKE, flowLog(SPOKE, REGION))),
    serving('VPC flow logs of another region', service('vpc-flow-logs', SPOKE, flowLog(SPOKE, 'us-west-2'))),
    serving(
      'VPC flow logs of something else',
      service('vpc-flow-logs', SPOKE, `arn:aws:ec2:${REGION}:${SPOKE}:vpc/vpc`),
    ),
    serving("a stranger's VPC flow logs", service('vpc-flow-logs', STRANGE, flowLog(STRANGE, REGION))),
  ];
}

function usingKeys(name: string, title: string): Actor {
  return serving(title, service(`${name}.${REGION}`, TOOLS));
}

function serving(name: string, principal: Actor['principal']): Actor {
  return { name, principal, side: 'place', besides: 'nothing' };
}

/** AWS's services, for this lab's sake, another one's and a stranger's. */
export const SERVICES: readonly Actor[] = [
  ...[TOOLS, SPOKE, STAGING, STRANGE].flatMap((account) =>
    ['lambda', 'sagemaker', 'servicecatalog'].map((name) => acting(name, ACCOUNT_NAMES[account] ?? '', account)),
  ),
  ...[TOOLS, STAGING].flatMap((account) => accessLogging(account)),
  ...flowLogging(),
  usingKeys('logs', 'CloudWatch Logs'),
  acting('codepipeline', "the lab's pipeline", TOOLS, 'mlops-lab'),
  acting('codepipeline', "lab-2's pipeline", TOOLS, 'mlops-lab-2'),
  acting('codepipeline', "a stranger's pipeline", STRANGE, 'mlops-lab'),
  acting('events', "the lab's start rule", TOOLS, 'rule/mlops-lab--start'),
  acting('events', 'another rule of the lab', TOOLS, 'rule/mlops-lab--failures'),
  acting('events', "a stranger's rule", STRANGE, 'rule/mlops-lab--start'),
  acting('sagemaker', "the pipeline's training job", TOOLS, 'training-job/mlops-lab--01234567'),
  acting('sagemaker', "lab-2's training job", TOOLS, 'training-job/mlops-lab-2--01234567'),
  acting('sagemaker', "a stranger's training job", STRANGE, 'training-job/mlops-lab--01234567'),
];
