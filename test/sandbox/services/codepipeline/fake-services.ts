import { AwsError } from '../../../../src/sandbox/kernel/aws-error.ts';
import type { Call, Service } from '../../../../src/sandbox/kernel/service.ts';
import type { Principal } from '../../../../src/sandbox/kernel/principal.ts';

interface JobArtifact {
  readonly name: string;
  readonly revision: string | null;
  readonly location: { readonly type: string; readonly s3Location: { bucketName: string; objectKey: string } };
}

/** What a function is invoked with. */
export interface ReceivedJob {
  readonly id: string;
  readonly accountId: string;
  readonly data: {
    readonly actionConfiguration: { readonly configuration: Readonly<Record<string, string>> };
    readonly inputArtifacts: readonly JobArtifact[];
    readonly outputArtifacts: readonly JobArtifact[];
    readonly artifactCredentials: { accessKeyId: string; sessionToken: string; expirationTime: number };
    readonly continuationToken?: string;
    readonly encryptionKey?: object;
  };
}

export interface Invocation {
  readonly function: string;
  readonly at: number;
  readonly by: Principal;
  readonly job: ReceivedJob;
}

/** Functions that exist, and what each does with a job as soon as it is invoked: nothing, unless told otherwise. */
export interface FakeLambda {
  readonly service: Service;
  readonly invocations: Invocation[];
  readonly functions: Map<string, (job: ReceivedJob) => void>;
}

export function fakeLambda(): FakeLambda {
  const invocations: Invocation[] = [];
  const functions = new Map<string, (job: ReceivedJob) => void>();
  const Invoke = (input: { FunctionName: string; InvocationType: string; Payload: Uint8Array }, call: Call) => {
    const arn = `arn:aws:lambda:${call.region}:${call.account}:function:${input.FunctionName}`;
    call.requires({ action: 'lambda:InvokeFunction', resource: arn });
    const answer = functions.get(input.FunctionName);
    if (!answer) throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
    if (input.InvocationType !== 'Event') throw new Error('CodePipeline invokes functions asynchronously');
    const event = JSON.parse(Buffer.from(input.Payload).toString()) as { 'CodePipeline.job': ReceivedJob };
    const job = event['CodePipeline.job'];
    invocations.push({ function: input.FunctionName, at: call.now, by: call.principal, job });
    answer(job);
    return { StatusCode: 202 };
  };
  return { service: { name: 'lambda', operations: { Invoke } }, invocations, functions };
}

export interface PublishedEvent {
  readonly type: string;
  readonly resources: readonly string[];
  readonly by: string;
  readonly detail: Readonly<Record<string, unknown>> & { readonly state: string };
}

export function fakeEvents(received: PublishedEvent[]): Service {
  interface Entry {
    readonly DetailType: string;
    readonly Resources: string[];
    readonly Detail: string;
  }
  const PutEvents = ({ Entries }: { Entries: Entry[] }, call: Call) => {
    call.about('*');
    for (const { DetailType, Resources, Detail } of Entries) {
      const detail = JSON.parse(Detail) as PublishedEvent['detail'];
      received.push({ type: DetailType, resources: Resources, by: call.principal.arn, detail });
    }
    return {};
  };
  return { name: 'events', operations: { PutEvents } };
}

export function fakeSns(published: { TopicArn: string; Subject: string; Message: string }[]): Service {
  const Publish = (input: (typeof published)[number], call: Call) => {
    call.about(input.TopicArn);
    published.push(input);
    return { MessageId: '1' };
  };
  return { name: 'sns', operations: { Publish } };
}
