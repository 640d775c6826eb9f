import { turns } from '../../src/lab/slots.ts';
import type { ActionContext } from '../../src/actions/context.ts';
import { loadBundle } from './bundle.ts';
import { awsCloud } from '../../src/aws/cloud.ts';
import type { LabEvent } from '../../src/events.ts';
import type { LabSettings } from '../../src/lab/accounts.ts';
import { localFiles } from '../../src/system/files.ts';
import type { Bundle } from '../../src/ports/assets.ts';
import type { Secret, Ui } from '../../src/ports/ui.ts';
import type { Authorizer } from '../../src/sandbox/kernel/authorization.ts';
import type { Fault } from '../../src/sandbox/kernel/faults.ts';
import type { TrailEntry } from '../../src/sandbox/kernel/trail.ts';
import type { InProcessHandler } from '../../src/sandbox/request-handler.ts';
import { openSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { memoryStorage, type Storage } from '../../src/sandbox/storage/index.ts';
import { LAB } from './lab.ts';
import { MACHINE } from './machine.ts';
import { shown } from './steps.ts';

export { LAB };

const { tools, datascience, staging } = LAB.accounts;

/** Monday, 5 January 2026: a rehearsal never depends on today. */
const BEGIN = Date.UTC(2026, 0, 5);

const MANY_INSTANCES: Fault = { kind: 'quota', quota: 'sagemaker:*-instances:*', value: 20 };

export interface RehearsalOptions {
  readonly lab?: LabSettings;
  readonly storage?: Storage;
  readonly faults?: readonly Fault[];
  /** Whether the accounts may have hardly any instances, as new ones; else they were let have some. */
  readonly newAccounts?: boolean;
  readonly bundle?: Bundle;
  readonly answers?: Partial<Pick<Ui, 'ask' | 'confirm'>>;
  /** Asked what is allowed instead of the policies that are in force. */
  readonly authorize?: Authorizer;
  /** Stands between the lab and its cloud, and may answer in its place. */
  readonly tamper?: (handler: InProcessHandler) => InProcessHandler;
  readonly onStackEvent?: (event: number, sandbox: Sandbox) => void;
}

/** A sandbox in memory with a lab's actions over it, and everything they reported. */
export interface Rehearsal {
  readonly sandbox: Sandbox;
  readonly context: ActionContext;
  readonly events: LabEvent[];
  /** What was handed out on stdout, and the pages that a browser was to open. */
  readonly revealed: Secret[];
  readonly opened: string[];
  /** What was changed in the cloud since the last call, by whom it was asked for outside of the cloud. */
  takeWrites(): TrailEntry[];
  inventory(): Record<string, string[]>;
}

export async function rehearse(options: RehearsalOptions = {}): Promise<Rehearsal> {
  const { lab = LAB, storage = memoryStorage(), faults = [] } = options;
  const sandbox: Sandbox = openSandbox({
    storage,
    accounts: [lab.accounts.tools, lab.accounts.datascience, lab.accounts.staging],
    faults: options.newAccounts ? faults : [...faults, MANY_INSTANCES],
    begin: BEGIN,
    ...(options.authorize && { authorize: options.authorize }),
    onStackEvent: (event) => options.onStackEvent?.(event, sandbox),
  });
  const events: LabEvent[] = [];
  const [revealed, opened]: [Secret[], string[]] = [[], []];
  const ui = { ...recordingUi(events, options.answers), reveal: (secret: Secret) => void revealed.push(secret) };
  const browser = { open: (url: string) => Promise.resolve(void opened.push(url)) };
  const cloud = awsCloud({
    lab,
    clock: sandbox.clock,
    requestHandler: options.tamper?.(sandbox.requestHandler) ?? sandbox.requestHandler,
    baseCredentials: (account) => Promise.resolve(sandbox.credentialsFor(account)),
    mfaCode: () => Promise.resolve('123456'),
    federation: { url: 'http://127.0.0.1:4566/federation', post: sandbox.postForm },
  });
  const bundle = options.bundle ?? (await loadBundle(lab));
  let taken = 0;
  return {
    sandbox,
    events,
    revealed,
    opened,
    context: {
      command: 'init',
      lab,
      people: [],
      cloud,
      bundle,
      ui,
      showSteps: shown,
      inTurn: turns(),
      labsIn: { tools: 1, datascience: 1, staging: 1 },
      clock: sandbox.clock,
      files: localFiles('.'),
      machine: MACHINE,
      settings: [],
      browser,
      alone: true,
    },
    takeWrites() {
      const entries = sandbox.cloud.trail.entries().slice(taken);
      taken += entries.length;
      return entries.filter(({ mutating, via }) => mutating && via === undefined);
    },
    inventory: () =>
      Object.fromEntries([tools, datascience, staging].map(({ id }) => [id, sandbox.cloud.inventory(id)])),
  };
}

function recordingUi(events: LabEvent[], answers: RehearsalOptions['answers'] = {}): Ui {
  return {
    interactive: true,
    emit: (event) => void events.push(event),
    reveal: () => undefined,
    ask: answers.ask ?? (() => Promise.reject(new Error('nobody answers'))),
    choose: () => Promise.reject(new Error('nobody answers')),
    search: () => Promise.reject(new Error('nobody answers')),
    confirm: answers.confirm ?? (() => Promise.reject(new Error('nobody answers'))),
    close: () => undefined,
  };
}

export const UNATTENDED = { dryRun: false, yes: true, express: false };
