import { createRequire } from 'node:module';
import { NormalizedSchema } from '@smithy/core/schema';
import { own } from '../../own.ts';

/** The protocols of the services that the sandbox offers. */
export type Protocol = 'query' | 'ec2' | 'json' | 'rest-json' | 'rest-xml';

/** Requests to it are signed for `sagemaker`, and tell themselves apart by their protocol. */
export const SAGEMAKER_RUNTIME = 'sagemaker-runtime';

/** An operation as the SDK's client describes it. */
export interface OperationSchema {
  readonly name: string;
  readonly http: { readonly method: string; readonly path: string; readonly status: number } | undefined;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
}

export interface ServiceSchema {
  readonly service: string;
  readonly protocol: Protocol;
  readonly xmlNamespace: string;
  readonly operations: ReadonlyMap<string, OperationSchema>;
}

type StaticOperation = readonly [9, string, string, unknown, unknown, unknown];

interface Source {
  /** The signing name, where another service has the same one. */
  readonly service?: string;
  readonly protocol: Protocol;
  readonly xmlNamespace?: string;
  readonly client: string;
}

/** By signing name. The clients are loaded when a service is first called, since some of them are large. */
const SOURCES: Readonly<Record<string, Source>> = {
  cloudformation: {
    protocol: 'query',
    xmlNamespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
    client: '@aws-sdk/client-cloudformation',
  },
  sts: {
    protocol: 'query',
    xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    client: '@aws-sdk/client-sts',
  },
  iam: {
    protocol: 'query',
    xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    client: '@aws-sdk/client-iam',
  },
  ec2: {
    protocol: 'ec2',
    xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
    client: '@aws-sdk/client-ec2',
  },
  s3: {
    protocol: 'rest-xml',
    xmlNamespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
    client: '@aws-sdk/client-s3',
  },
  kms: { protocol: 'json', client: '@aws-sdk/client-kms' },
  ssm: { protocol: 'json', client: '@aws-sdk/client-ssm' },
  logs: { protocol: 'json', client: '@aws-sdk/client-cloudwatch-logs' },
  servicecatalog: { protocol: 'json', client: '@aws-sdk/client-service-catalog' },
  sagemaker: { protocol: 'json', client: '@aws-sdk/client-sagemaker' },
  codepipeline: { protocol: 'json', client: '@aws-sdk/client-codepipeline' },
  events: { protocol: 'json', client: '@aws-sdk/client-eventbridge' },
  monitoring: { protocol: 'json', client: '@aws-sdk/client-cloudwatch' },
  sns: {
    protocol: 'query',
    xmlNamespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
    client: '@aws-sdk/client-sns',
  },
  lambda: { protocol: 'rest-json', client: '@aws-sdk/client-lambda' },
  [SAGEMAKER_RUNTIME]: { protocol: 'rest-json', service: 'sagemaker', client: '@aws-sdk/client-sagemaker-runtime' },
};

const loaded = new Map<string, ServiceSchema>();

/** An `import` cannot be waited for while a function's code runs, which is within one step of the world. */
const require = createRequire(import.meta.url);

/** What the SDK knows about a service, by signing name; undefined for a service that the sandbox does not have. */
export function serviceSchema(name: string): ServiceSchema | undefined {
  const source = own(SOURCES, name);
  if (!source) return undefined;
  const known = loaded.get(name);
  if (known) return known;
  const { client, service = name, protocol, xmlNamespace = '' } = source;
  const schema = { service, protocol, xmlNamespace, operations: operationsOf(require(client) as object) };
  loaded.set(name, schema);
  return schema;
}

function operationsOf(client: object): ReadonlyMap<string, OperationSchema> {
  const operations = new Map<string, OperationSchema>();
  for (const exported of Object.values(client)) {
    if (isOperation(exported)) operations.set(exported[2], describe(exported));
  }
  return operations;
}

function isOperation(exported: unknown): exported is StaticOperation {
  return Array.isArray(exported) && exported[0] === 9 && typeof exported[2] === 'string';
}

function describe([, , name, traits, input, output]: StaticOperation): OperationSchema {
  const http = (traits as { http?: [string, string, number] } | 0 | undefined) || undefined;
  return {
    name,
    http: http?.http && { method: http.http[0], path: http.http[1], status: http.http[2] },
    input: NormalizedSchema.of(input as never),
    output: NormalizedSchema.of(output as never),
  };
}
