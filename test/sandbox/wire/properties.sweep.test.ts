import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import * as cloudformation from '@aws-sdk/client-cloudformation';
import { EC2Client } from '@aws-sdk/client-ec2';
import * as ec2 from '@aws-sdk/client-ec2';
import { IAMClient } from '@aws-sdk/client-iam';
import * as iam from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import * as lambda from '@aws-sdk/client-lambda';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import * as sagemaker from '@aws-sdk/client-sagemaker';
import { SSMClient } from '@aws-sdk/client-ssm';
import * as ssm from '@aws-sdk/client-ssm';
import type { NormalizedSchema } from '@smithy/core/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SERVICES } from '../../../src/sandbox/services/index.ts';
import { serviceSchema, type OperationSchema } from '../../../src/sandbox/wire/schemas.ts';
import { runs } from '../../support/sweep.ts';
import { valueOf } from './schema-arbitrary.ts';
import { wire, type Wire } from './wire.ts';

interface Speaker {
  readonly service: string;
  readonly exported: object;
  readonly client: (config: Wire['client']) => { send(command: never): Promise<unknown> };
}

const SPEAKERS: readonly Speaker[] = [
  { service: 'cloudformation', exported: cloudformation, client: (config) => new CloudFormationClient(config) },
  { service: 'iam', exported: iam, client: (config) => new IAMClient(config) },
  { service: 'ec2', exported: ec2, client: (config) => new EC2Client(config) },
  { service: 'lambda', exported: lambda, client: (config) => new LambdaClient(config) },
  { service: 'ssm', exported: ssm, client: (config) => new SSMClient(config) },
  { service: 'sagemaker', exported: sagemaker, client: (config) => new SageMakerClient(config) },
];

describe.each(SPEAKERS)('$service', ({ service, exported, client }) => {
  it('receives what the SDK was given, whatever that is', async () => {
    const calls = withValues(service, ({ input }) => input);
    const exchange = async ([operation, input]: Exchange) => {
      const { received, client: config } = wire({ [service]: { [operation]: {} } });
      await client(config).send(command(exported, operation, input));
      expect(comparable(received)).toEqual(comparable([{ operation, input }]));
    };
    await fc.assert(fc.asyncProperty(calls, exchange), runs(25, 150));
  });

  it('answers what the SDK then gives back, whatever that is', async () => {
    const answers = withValues(service, ({ output }) => output);
    const exchange = async ([operation, output]: Exchange) => {
      const { client: config } = wire({ [service]: { [operation]: output } });
      const input = addressOf(service, operation);
      const { $metadata, ...answer } = (await client(config).send(command(exported, operation, input))) as {
        $metadata: { httpStatusCode: number };
      };
      expect($metadata.httpStatusCode.toString()).toMatch(/^2/);
      expect(comparable(answer)).toEqual(comparable(output));
    };
    await fc.assert(fc.asyncProperty(answers, exchange), runs(25, 150));
  });
});

/** An operation, and what goes into or comes out of it. */
type Exchange = readonly [string, object];

/** Operations that the sandbox implements, each with any value for its input or output. */
function withValues(
  service: string,
  schemaOf: (operation: OperationSchema) => NormalizedSchema,
): fc.Arbitrary<Exchange> {
  const implemented = SERVICES.find(({ name }) => name === service)?.operations ?? {};
  const described = [...(serviceSchema(service)?.operations.values() ?? [])];
  const operations = described.filter(({ name }) => name in implemented);
  return fc.constantFrom(...operations).chain((operation) => {
    const schema = schemaOf(operation);
    const value = schema.isUnitSchema() ? fc.constant({}) : valueOf(schema);
    return value.map((one): Exchange => [operation.name, one as object]);
  });
}

/** An input that says no more than the address of the request needs. */
function addressOf(service: string, operation: string): object {
  const input = serviceSchema(service)?.operations.get(operation)?.input;
  if (!input || input.isUnitSchema()) return {};
  const members = [...input.structIterator()].filter(([, member]) => 'httpLabel' in member.getMergedTraits());
  return Object.fromEntries(members.map(([name]) => [name, 'x']));
}

function command(exported: object, operation: string, input: unknown): never {
  const Command = (exported as Record<string, new (input: unknown) => unknown>)[`${operation}Command`];
  if (!Command) throw new Error(`the SDK has no ${operation}`);
  return new Command(input) as never;
}

/** Buffers and other byte arrays are one and the same here. */
function comparable(value: unknown): unknown {
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, comparable(member)]));
}
