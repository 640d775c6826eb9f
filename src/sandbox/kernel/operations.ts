/**
 * The SDK's clients by what stands in the credential scope of their requests; with what they have no command for: what IAM
 * checks as if it were an operation, and a service that CloudFormation asks and the sandbox does not have.
 */
interface Clients {
  readonly cloudformation: typeof import('@aws-sdk/client-cloudformation');
  readonly codepipeline: typeof import('@aws-sdk/client-codepipeline');
  readonly ec2: typeof import('@aws-sdk/client-ec2');
  readonly events: typeof import('@aws-sdk/client-eventbridge');
  readonly iam: typeof import('@aws-sdk/client-iam') & { readonly PassRoleCommand: CommandClass<RoleToPass, object> };
  readonly kms: typeof import('@aws-sdk/client-kms');
  readonly lambda: typeof import('@aws-sdk/client-lambda');
  readonly logs: typeof import('@aws-sdk/client-cloudwatch-logs');
  readonly monitoring: typeof import('@aws-sdk/client-cloudwatch');
  readonly s3: typeof import('@aws-sdk/client-s3');
  readonly sagemaker: typeof import('@aws-sdk/client-sagemaker') & typeof import('@aws-sdk/client-sagemaker-runtime');
  readonly secretsmanager: { readonly GetSecretValueCommand: CommandClass<SecretVersion, SecretValue> };
  readonly servicecatalog: typeof import('@aws-sdk/client-service-catalog');
  readonly sns: typeof import('@aws-sdk/client-sns');
  readonly ssm: typeof import('@aws-sdk/client-ssm');
  readonly sts: typeof import('@aws-sdk/client-sts');
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
