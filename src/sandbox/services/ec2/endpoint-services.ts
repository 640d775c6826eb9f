import { AwsError } from '../../kernel/aws-error.ts';
import type { Faults } from '../../kernel/faults.ts';
import { isOffered } from '../../kernel/places/offers.ts';
import type { Call } from '../../kernel/service.ts';
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

/** The services of a region that an endpoint can lead to, by the type of the endpoint. */
export function endpointServices(region: string, faults: Faults): Readonly<Record<'Gateway' | 'Interface', string[]>> {
  const offered = INTERFACE_SERVICES.filter((service) => isOffered(service, region, faults));
  return {
    Gateway: GATEWAY_SERVICES.map((service) => `com.amazonaws.${region}.${service}`),
    Interface: [
      ...offered.map((service) => `com.amazonaws.${region}.${service}`),
      ...SAGEMAKER_FRONTENDS.map((service) => `aws.sagemaker.${region}.${service}`),
    ],
  };
}

/** Refuses a service that does not exist, or not with this type of endpoint. */
export function checkService(name: string, type: 'Gateway' | 'Interface', { region, cloud }: Call): void {
  const services = endpointServices(region, cloud.faults);
  if (![...services.Gateway, ...services.Interface].includes(name)) throw noSuchService(name);
  if (!services[type].includes(name)) {
    refuse(
      'InvalidParameter',
      `Endpoint type (${type}) does not match available service types ([${type === 'Gateway' ? 'Interface' : 'Gateway'}]).`,
    );
  }
}

export function noSuchService(name: string): AwsError {
  return new AwsError('InvalidServiceName', `The Vpc Endpoint Service '${name}' does not exist`);
}

/** `com.amazonaws.us-east-1.sagemaker.api` → `sagemaker.api`. */
export function shortName(service: string): string {
  return service.split('.').slice(3).join('.');
}

/** The name under which clients in the VPC reach the service privately. */
export function privateName(service: string, region: string): string {
  const frontend = /^aws\.sagemaker\.[^.]+\.(\w+)$/.exec(service)?.[1];
  if (frontend) return `*.${frontend}.${region}.sagemaker.aws`;
  const [host = '', ...rest] = service.split('.').slice(3);
  const names = [...rest.toReversed(), host];
  return `${names.join('.')}.${region}.amazonaws.com`;
}
