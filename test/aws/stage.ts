import type { HttpRequest, HttpResponse } from '@smithy/core/protocols';
import type { ClientSetup } from '../../src/aws/clients.ts';
import { awsCloud } from '../../src/aws/cloud.ts';
import type { SessionOptions } from '../../src/aws/sessions.ts';
import type { LabSettings } from '../../src/lab/accounts.ts';
import type { ObservedStack } from '../../src/lab/stack-status.ts';
import type { Cloud } from '../../src/ports/cloud.ts';
import type { Overtaken, StackEvent, StackOperationReference, StackRequest } from '../../src/ports/stacks.ts';
import type { Fault } from '../../src/sandbox/kernel/faults.ts';
import { openSandbox, type Sandbox, type SandboxAccount } from '../../src/sandbox/sandbox.ts';
import { memoryStorage } from '../../src/sandbox/storage/index.ts';
import { LAB } from '../support/rehearsal.ts';
import { operationOf } from './wire.ts';

export { operationOf, xml } from './wire.ts';

export interface StageOptions extends Partial<Pick<SessionOptions, 'lab' | 'mfaCode' | 'profiles'>> {
  /** The accounts as they are, where they are not as the lab believes. */
  readonly accounts?: readonly SandboxAccount[];
  readonly faults?: readonly Fault[];
  readonly baseCredentials?: (sandbox: Sandbox) => SessionOptions['baseCredentials'];
  /** Comes between the clients and the sandbox. */
  readonly between?: (request: HttpRequest, answer: Answer) => Promise<HttpResponse>;
}

export type Answer = () => Promise<HttpResponse>;

export interface Stage {
  readonly sandbox: Sandbox;
  readonly cloud: Cloud;
  /** Which operations were asked for, in order, failed ones and retries included. */
  readonly requests: string[];
  /** For clients of the Tools account's operator. */
  readonly setup: ClientSetup;
  pass(seconds: number): void;
}

/** The adapters of the three accounts over a sandbox in memory. */
export function stage(options: StageOptions = {}): Stage {
  const { lab = LAB, profiles, faults = [], between } = options;
  const { tools, datascience, staging } = lab.accounts;
  const accounts = options.accounts ?? [tools, datascience, staging];
  const sandbox = openSandbox({ storage: memoryStorage(), accounts, faults, begin: Date.UTC(2026, 0, 5) });
  const requests: string[] = [];
  const requestHandler = {
    ...sandbox.requestHandler,
    async handle(request: HttpRequest) {
      requests.push(operationOf(request));
      const answer = async () => (await sandbox.requestHandler.handle(request)).response;
      return { response: between ? await sandbox.clock.during(() => between(request, answer)) : await answer() };
    },
  };
  const baseCredentials =
    options.baseCredentials?.(sandbox) ?? ((account) => Promise.resolve(sandbox.credentialsFor(account)));
  const mfaCode = options.mfaCode ?? (() => Promise.reject(new Error('nobody has a device')));
  const credentials = Object.assign(() => Promise.resolve(sandbox.credentialsFor({ id: tools.id })), {
    memoized: true as const,
  });
  const federation = { url: 'https://signin.example/federation', post: sandbox.postForm };
  const session = { lab, clock: sandbox.clock, requestHandler, baseCredentials, mfaCode, federation };
  return {
    sandbox,
    requests,
    cloud: awsCloud({ ...session, ...(profiles && { profiles }) }),
    setup: { region: lab.region, credentials, requestHandler, clock: sandbox.clock },
    pass(seconds) {
      sandbox.cloud.advanceTo(sandbox.clock.now() + seconds * 1000);
    },
  };
}

export function lab(accounts: Partial<LabSettings['accounts']>): LabSettings {
  return { ...LAB, accounts: { ...LAB.accounts, ...accounts } };
}

export function request(template: string, parameters: Record<string, string> = {}): StackRequest {
  return { name: 'pre-reqs', template, parameters, tags: { 'mlops-lab:deployment': 'lab/111111111111/us-east-1' } };
}

export const STANDARD = { express: false };

/** What is asked for where nobody else is at work. */
export async function alone<Result>(request: Promise<Result | Overtaken>): Promise<Result> {
  const result = await request;
  if (result === 'overtaken') throw new Error('somebody else was faster');
  return result;
}

/** Follows an operation to its end, with the events that it reported. */
export async function ended(
  { cloud }: Stage,
  operation: Promise<StackOperationReference | Overtaken>,
): Promise<{ stack: ObservedStack; events: StackEvent[] }> {
  const events: StackEvent[] = [];
  const { stack } = await cloud.tools.stacks.follow(await alone(operation), (event) => events.push(event));
  if (!stack) throw new Error('the stack is gone without a trace');
  return { stack, events };
}
