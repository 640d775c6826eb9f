import { refuse } from './errors.ts';
import { GATEWAY_SERVICES } from './prefix-lists.ts';

/** Services with interface endpoints. Source: AWS PrivateLink guide, "AWS services that integrate with AWS PrivateLink". */
const INTERFACE_SERVICES = [
  ...[
    'athena',
    'autoscaling',
    'cloudformation',
    'cloudtrail',
    'codebuild',
    'codecommit',
    'codepipeline',
    'ec2',
    'ec2messages',
  ],
  ...[
    'ecr.api',
    'ecr.dkr',
    'ecs',
    'elasticfilesystem',
    'events',
    'execute-api',
    'git-codecommit',
    'glue',
    'kinesis-streams',
  ],
  ...[
    'kms',
    'lambda',
    'logs',
    'monitoring',
    's3',
    'sagemaker.api',
    'sagemaker.featurestore-runtime',
    'sagemaker.runtime',
  ],
  ...['secretsmanager', 'servicecatalog', 'sns', 'sqs', 'ssm', 'ssmmessages', 'states', 'sts'],
];
/** Reaching Jupyter from within a VPC; named the other way round. */
const SAGEMAKER_FRONTENDS = ['notebook', 'studio'];

/** Refuses a service that does not exist, or not with this type of endpoint. */
export function checkService(name: string, type: 'Gateway' | 'Interface', region: string): void {
  const gateway = GATEWAY_SERVICES.map((service) => `com.amazonaws.${region}.${service}`);
  const inward = [
    ...INTERFACE_SERVICES.map((service) => `com.amazonaws.${region}.${service}`),
    ...SAGEMAKER_FRONTENDS.map((service) => `aws.sagemaker.${region}.${service}`),
  ];
  if (![...gateway, ...inward].includes(name)) {
    refuse('InvalidServiceName', `The Vpc Endpoint Service '${name}' does not exist`);
  }
  if (!(type === 'Gateway' ? gateway : inward).includes(name)) {
    refuse(
      'InvalidParameter',
      `Endpoint type (${type}) does not match available service types ([${type === 'Gateway' ? 'Interface' : 'Gateway'}]).`,
    );
  }
}

/** The name under which clients in the VPC reach the service privately. */
export function privateName(service: string, region: string): string {
  const frontend = /^aws\.sagemaker\.[^.]+\.(\w+)$/.exec(service)?.[1];
  if (frontend) return `*.${frontend}.${region}.sagemaker.aws`;
  const [host = '', ...rest] = service.split('.').slice(3);
  const names = [...rest.toReversed(), host];
  return `${names.join('.')}.${region}.amazonaws.com`;
}
