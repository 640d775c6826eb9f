import type * as cloudFormation from '@aws-sdk/client-cloudformation';
import type * as cloudWatch from '@aws-sdk/client-cloudwatch';
import type * as cloudWatchLogs from '@aws-sdk/client-cloudwatch-logs';
import type * as codePipeline from '@aws-sdk/client-codepipeline';
import type * as ec2 from '@aws-sdk/client-ec2';
import type * as eventBridge from '@aws-sdk/client-eventbridge';
import type * as iam from '@aws-sdk/client-iam';
import type * as kms from '@aws-sdk/client-kms';
import type * as lambda from '@aws-sdk/client-lambda';
import type * as organizations from '@aws-sdk/client-organizations';
import type * as s3 from '@aws-sdk/client-s3';
import type * as sageMaker from '@aws-sdk/client-sagemaker';
import type * as sageMakerRuntime from '@aws-sdk/client-sagemaker-runtime';
import type * as serviceCatalog from '@aws-sdk/client-service-catalog';
import type * as sns from '@aws-sdk/client-sns';
import type * as ssm from '@aws-sdk/client-ssm';
import type * as sts from '@aws-sdk/client-sts';

/**
 * The SDK's clients by what stands in the credential scope of their requests; with what they have no command for: what IAM
 * checks as if it were an operation, and a service that CloudFormation asks and the sandbox does not have.
 */
interface Clients {
  readonly cloudformation: typeof cloudFormation;
  readonly codepipeline: typeof codePipeline;
  readonly ec2: typeof ec2;
  readonly events: typeof eventBridge;
  readonly iam: typeof iam & { readonly PassRoleCommand: CommandClass<RoleToPass, object> };
  readonly kms: typeof kms;
  readonly lambda: typeof lambda;
  readonly logs: typeof cloudWatchLogs;
  readonly monitoring: typeof cloudWatch;
  readonly organizations: typeof organizations;
  readonly s3: typeof s3;
  readonly sagemaker: typeof sageMaker & typeof sageMakerRuntime;
  readonly secretsmanager: { readonly GetSecretValueCommand: CommandClass<SecretVersion, SecretValue> };
  readonly servicecatalog: typeof serviceCatalog;
  readonly sns: typeof sns;
  readonly ssm: typeof ssm;
  readonly sts: typeof sts;
}

/** What of a client's command tells what it takes and gives. */
interface Command<Input, Output> {
  readonly input: Input;
  resolveMiddleware: (...args: never) => (...args: never) => Promise<{ readonly output: Output }>;
}

type CommandClass<Input, Output> = abstract new (...args: never) => Command<Input, Output>;

/** A role that is handed to a service. */
export interface RoleToPass {
  readonly RoleArn: string;
  readonly PassedToService: string;
}

interface SecretVersion {
  readonly SecretId: string;
  readonly VersionStage?: string;
  readonly VersionId?: string;
}

interface SecretValue {
  readonly SecretString?: string;
}

export type ServiceName = keyof Clients;

/** The operations of a service. */
export type OperationName<S extends ServiceName> = {
  [Name in keyof Clients[S]]: Name extends `${infer Operation}Command` ? Operation : never;
}[keyof Clients[S]];

type CommandOf<S extends ServiceName, O extends string> = `${O}Command` extends keyof Clients[S]
  ? Clients[S][`${O}Command`] extends CommandClass<infer Input, infer Output>
    ? { readonly input: Input; readonly output: Output }
    : never
  : never;

/** What an operation takes. */
export type InputOf<S extends ServiceName, O extends string> = WithBytes<CommandOf<S, O>['input'], undefined>;

/** What an operation gives. */
export type OutputOf<S extends ServiceName, O extends string> = WithBytes<Omit<CommandOf<S, O>['output'], '$metadata'>>;

/** Where clients have streams, too, the sandbox has bytes. */
type WithBytes<T, Absent = never> = 'Body' extends keyof T ? Omit<T, 'Body'> & { Body: Uint8Array | Absent } : T;

/** A call whose operation is known. */
export interface OperationCall<S extends ServiceName, O extends OperationName<S>> {
  readonly service: S;
  readonly operation: O;
  readonly input: InputOf<S, O>;
}

/** Calls an operation of a service. */
export type Invoke = <S extends ServiceName, O extends OperationName<S>>(
  service: S,
  operation: O,
  input: InputOf<S, O>,
) => OutputOf<S, O>;
