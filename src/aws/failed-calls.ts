import { own } from '../own.ts';

/** The call that an SDK error belongs to; the error itself does not say. */
export interface FailedCall {
  /** As the SDK names its clients: `CloudFormation`, `STS`, … */
  readonly service: string;
  readonly operation: string;
  /** The resource of the call, from its input. */
  readonly resource?: string;
}

/**
 * Input members that name the resource of a call, the most specific first. Others may be secrets and are never shown.
 */
const NAMES = [
  'StackName',
  'RoleArn',
  'RoleName',
  'EndpointName',
  'ModelName',
  'TrainingJobName',
  'NotebookInstanceName',
  'FunctionName',
  'pipelineName',
  'logGroupName',
  'ProvisionedProductName',
  'KeyId',
  'name',
  'Name',
];

const calls = new WeakMap<object, FailedCall>();

export function callBehind(error: Error): FailedCall | undefined {
  return calls.get(error);
}

/**
 * A logger for SDK clients. The SDK passes each call that finally failed to its logger, with the client and the
 * command; no error contains these. Nothing is written anywhere.
 */
export const callNotes = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error(entry: unknown): void {
    if (!isFailure(entry)) return;
    const { clientName, commandName, input, error } = entry;
    const resource = resourceIn(input ?? {});
    calls.set(error, {
      service: clientName.replace(/Client$/, ''),
      operation: commandName.replace(/Command$/, ''),
      ...(resource && { resource }),
    });
  },
};

interface Failure {
  readonly clientName: string;
  readonly commandName: string;
  readonly input?: Readonly<Record<string, unknown>>;
  readonly error: Error;
}

function isFailure(entry: unknown): entry is Failure {
  return typeof entry === 'object' && entry !== null && 'commandName' in entry && 'error' in entry;
}

function resourceIn(input: Readonly<Record<string, unknown>>): string | undefined {
  const { Bucket: bucket, Key: key } = input;
  if (typeof bucket === 'string') return typeof key === 'string' ? `${bucket}/${key}` : bucket;
  return NAMES.map((name) => own(input, name)).find((value): value is string => typeof value === 'string');
}
