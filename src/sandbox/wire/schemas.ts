import { readFileSync } from 'node:fs';
import { NormalizedSchema } from '@smithy/core/schema';
import { own } from '../../own.ts';
import { builtFile } from '../../package-files.ts';

/** The protocols of the services that the sandbox offers. */
export type Protocol = 'query' | 'ec2' | 'json' | 'rest-json' | 'rest-xml';

/** Requests to it are signed for `sagemaker`, and differ in their protocol. */
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

/** What the build writes of a client: its operations, and the shapes that these and others name by their place. */
interface Built {
  readonly operations: readonly (readonly [name: string, traits: unknown, input: unknown, output: unknown])[];
  readonly shapes: readonly unknown[];
}

interface Source {
  /** The signing name, if another service has the same one. */
  readonly service?: string;
  readonly protocol: Protocol;
  readonly xmlNamespace?: string;
  readonly client: string;
}

/** By signing name. A service's schemas are loaded on its first call. */
const SOURCES: Readonly<Record<string, Source>> = {
  cloudformation: {
    protocol: 'query',
    xmlNamespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
    client: 'cloudformation',
  },
  sts: {
    protocol: 'query',
    xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    client: 'sts',
  },
  iam: {
    protocol: 'query',
    xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    client: 'iam',
  },
  ec2: {
    protocol: 'ec2',
    xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
    client: 'ec2',
  },
  s3: {
    protocol: 'rest-xml',
    xmlNamespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
    client: 's3',
  },
  kms: { protocol: 'json', client: 'kms' },
  ssm: { protocol: 'json', client: 'ssm' },
  logs: { protocol: 'json', client: 'cloudwatch-logs' },
  servicecatalog: { protocol: 'json', client: 'service-catalog' },
  sagemaker: { protocol: 'json', client: 'sagemaker' },
  codepipeline: { protocol: 'json', client: 'codepipeline' },
  events: { protocol: 'json', client: 'eventbridge' },
  organizations: { protocol: 'json', client: 'organizations' },
  monitoring: { protocol: 'json', client: 'cloudwatch' },
  sns: {
    protocol: 'query',
    xmlNamespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
    client: 'sns',
  },
  lambda: { protocol: 'rest-json', client: 'lambda' },
  [SAGEMAKER_RUNTIME]: { protocol: 'rest-json', service: 'sagemaker', client: 'sagemaker-runtime' },
};

const loaded = new Map<string, ServiceSchema>();

/** The SDK's schemas of a service, by signing name; undefined if the sandbox does not have it. */
export function serviceSchema(name: string): ServiceSchema | undefined {
  const source = own(SOURCES, name);
  if (!source) return undefined;
  const known = loaded.get(name);
  if (known) return known;
  const { client, service = name, protocol, xmlNamespace = '' } = source;
  const schema = { service, protocol, xmlNamespace, operations: operationsOf(client) };
  loaded.set(name, schema);
  return schema;
}

/**
 * The build writes them as data. It is read at once, since nothing can be awaited while a function's code runs, which is
 * within one step of the world.
 */
function operationsOf(client: string): ReadonlyMap<string, OperationSchema> {
  const { operations, shapes } = JSON.parse(readFileSync(builtFile(`schemas/${client}.json`), 'utf8')) as Built;
  const schemaOf = schemasOf(shapes);
  return new Map(operations.map((operation) => [operation[0], describe(operation, schemaOf)]));
}

type SchemaOf = (written: unknown) => NormalizedSchema;

/** Shapes are made when they are looked at: a service has thousands, and a run needs a few. */
function schemasOf(shapes: readonly unknown[]): SchemaOf {
  const made: unknown[] = [];
  const shape = (place: number) => (made[place] ??= decoded(shapes[place]));
  const decoded = (written: unknown): unknown => {
    if (Array.isArray(written)) return written.map(decoded);
    const place = (written as { readonly $?: number } | null)?.$;
    return place === undefined ? written : () => shape(place);
  };
  return (written) => NormalizedSchema.of(decoded(written) as never);
}

function describe([name, traits, input, output]: Built['operations'][number], schemaOf: SchemaOf): OperationSchema {
  const http = (traits as { http?: [string, string, number] } | 0 | undefined) || undefined;
  return {
    name,
    http: http?.http && { method: http.http[0], path: http.http[1], status: http.http[2] },
    // Read when it is called: a service has hundreds of operations, and a run calls a few.
    get input() {
      return schemaOf(input);
    },
    get output() {
      return schemaOf(output);
    },
  };
}
