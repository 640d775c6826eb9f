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

/** Around all else that a client does, so that what finally failed comes by. */
export const NOTES = { step: 'initialize', priority: 'high', name: 'notes' } as const;

/** Middleware of an SDK client that notes each call that failed, with the client and the command. */
export function noting<Args extends { readonly input: object }, Result>(
  next: (args: Args) => Promise<Result>,
  { clientName = '', commandName = '' }: { readonly clientName?: string; readonly commandName?: string },
): (args: Args) => Promise<Result> {
  return async (args) => {
    try {
      return await next(args);
    } catch (error) {
      if (error instanceof Error) calls.set(error, failedCall(clientName, commandName, args.input));
      throw error;
    }
  };
}

function failedCall(clientName: string, commandName: string, input: object): FailedCall {
  const resource = resourceIn({ ...input });
  return {
    service: clientName.replace(/Client$/, ''),
    operation: commandName.replace(/Command$/, ''),
    ...(resource && { resource }),
  };
}

function resourceIn(input: Readonly<Record<string, unknown>>): string | undefined {
  const { Bucket: bucket, Key: key } = input;
  if (typeof bucket === 'string') return typeof key === 'string' ? `${bucket}/${key}` : bucket;
  return NAMES.map((name) => own(input, name)).find((value): value is string => typeof value === 'string');
}
