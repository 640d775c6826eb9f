import { vi } from 'vitest';
import { jobHandler, type JobDefinition } from '../../lambda-code/job/job-handler.ts';
import type { Answer, FakeAws } from './fake-aws.ts';

export const EXECUTION = '0a1b2c3d-0000-4000-8000-000000000001';

export const ARTIFACT = { bucket: 'mlops-artifacts', key: 'pipeline/Submission/x1' };

export interface ActionOptions {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** What happens between two invocations of a continued job; everything comes to its end unless given. */
  readonly between?: (aws: FakeAws, invocation: number) => void;
  /** Seconds between two invocations of a continued job. */
  readonly interval?: number;
  readonly remaining?: number;
  readonly maxAttempts?: number;
}

export type ActionEnd = Exclude<Answer, { kind: 'again' }> & {
  readonly invocations: number;
  /** What was said while the job went on. */
  readonly said: string[];
  readonly log: string[];
};

/** Carries out an action as CodePipeline does: invokes the function until it says that the job is over. */
export async function action<P extends object>(
  aws: FakeAws,
  definition: JobDefinition<P>,
  parameters: P,
  options: ActionOptions = {},
): Promise<ActionEnd> {
  const { environment, maxAttempts, remaining = 300_000, interval = 30, between = settle } = options;
  const handler = jobHandler(definition, aws.surroundings(environment, maxAttempts));
  const said: string[] = [];
  const log: string[] = [];
  let token: string | undefined;
  for (let invocation = 1; invocation <= 200; invocation += 1) {
    const id = `job-${aws.answers.size + 1}`;
    const event = jobEvent(id, JSON.stringify(parameters), token);
    log.push(...(await logged(() => handler(event, { getRemainingTimeInMillis: () => remaining }))));
    const answer = aws.answers.get(id);
    if (!answer) throw new Error(`job ${id} got no answer`);
    if (answer.kind !== 'again') return { ...answer, invocations: invocation, said, log };
    said.push(answer.message);
    ({ token } = answer);
    aws.now += interval * 1000;
    between(aws, invocation);
  }
  throw new Error('the action hangs');
}

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-Lambda.html */
export function jobEvent(id: string, userParameters: string, token?: string): object {
  return {
    'CodePipeline.job': {
      id,
      accountId: '111111111111',
      data: {
        actionConfiguration: { configuration: { FunctionName: 'any', UserParameters: userParameters } },
        inputArtifacts: [
          {
            name: 'Submission',
            revision: null,
            location: { type: 'S3', s3Location: { bucketName: ARTIFACT.bucket, objectKey: ARTIFACT.key } },
          },
        ],
        outputArtifacts: [],
        artifactCredentials: {
          accessKeyId: 'ARTIFACT',
          secretAccessKey: 'TOPSECRETKEY',
          sessionToken: 'TOPSECRETTOKEN',
        },
        ...(token !== undefined && { continuationToken: token }),
      },
    },
  };
}

function settle({ sagemaker }: FakeAws): void {
  sagemaker.settle();
}

/** What the function writes to its log meanwhile. */
export async function logged(work: () => Promise<void>): Promise<string[]> {
  const lines: string[] = [];
  const spy = vi.spyOn(console, 'log').mockImplementation((line) => void lines.push(String(line)));
  try {
    await work();
    return lines;
  } finally {
    spy.mockRestore();
  }
}
