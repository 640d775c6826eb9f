import type { ClientSetup } from '../clients.ts';
import type { Readers } from './reader.ts';

type Load = () => Promise<(setup: ClientSetup) => Readers>;

/** By the service in a resource type's name. A service is loaded only for stacks that use it. */
export const SERVICES: Readonly<Record<string, Load>> = {
  CloudWatch: async () => (await import('./alarms.ts')).alarmReaders,
  CodePipeline: async () => (await import('./pipelines.ts')).pipelineReaders,
  EC2: async () => (await import('./network.ts')).networkReaders,
  Events: async () => (await import('./rules.ts')).ruleReaders,
  IAM: async () => (await import('./identities.ts')).identityReaders,
  KMS: async () => (await import('./keys.ts')).keyReaders,
  Lambda: async () => (await import('./functions.ts')).functionReaders,
  Logs: async () => (await import('./logs.ts')).logReaders,
  S3: async () => (await import('./buckets.ts')).bucketReaders,
  SNS: async () => (await import('./topics.ts')).topicReaders,
  SSM: async () => (await import('./parameters.ts')).parameterReaders,
  SageMaker: async () => (await import('./model-packages.ts')).modelPackageReaders,
  ServiceCatalog: async () => (await import('./catalog.ts')).catalogReaders,
};
