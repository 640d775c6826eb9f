import { turns } from '../../src/lab/slots.ts';
import type { ActionContext } from '../../src/actions/context.ts';
import { usageError } from '../../src/errors.ts';
import type { LabEvent } from '../../src/events.ts';
import { ownerTags } from '../../src/lab/owner.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Files } from '../../src/ports/files.ts';
import type { ActionRun, ApprovalAnswer, Execution, Pipeline, WaitingApproval } from '../../src/ports/pipeline.ts';
import type { NewSubmission } from '../../src/ports/submissions.ts';
import type { Ui } from '../../src/ports/ui.ts';
import { LAB } from './rehearsal.ts';
import { MACHINE } from './machine.ts';
import { shown } from './steps.ts';

export const EXECUTION = '11111111-aaaa-4bbb-8ccc-222222222222';
export const HOLDOUT_KEY = `data/${'5e'.repeat(32)}/holdout.csv`;
const BEGIN = Date.UTC(2026, 0, 5);

export const EVALUATED = {
  Summary:
    'median absolute percentage error 5.1 % (threshold 10 %) over 89 rows; root mean squared error 290 g; largest errors 1010 g, 28 %',
  Question: 'How heavy is a penguin, by its measures, its sex and its species?',
  Label: 'body mass',
  Task: 'regression',
  Metric: 'mdape',
  Threshold: '10',
  MedianAbsolutePercentageError: '5.1',
  MedianAbsolutePercentageErrorBaseline: '14.3',
  MedianAbsolutePercentageErrorLeast: '4.2',
  MedianAbsolutePercentageErrorMost: '6',
  RootMeanSquaredError: '290',
  RootMeanSquaredErrorBaseline: '736.29',
  RootMeanSquaredErrorLeast: '240',
  RootMeanSquaredErrorMost: '350',
  Unit: 'g',
  LargestError: '1010',
  LargestPercentageError: '28',
  Rows: '89',
  ModelPackageArn: 'arn:aws:sagemaker:us-east-1:111111111111:model-package/mlops-lab/1',
};

/** A run as it will be, its times in seconds after the beginning. */
export interface PlannedRun extends Partial<Omit<ActionRun, 'started' | 'ended'>> {
  readonly stage: string;
  readonly action: string;
  readonly from: number;
  /** Never, until it is answered. */
  readonly to?: number;
}

export interface PlannedExecution extends Partial<Omit<Execution, 'started' | 'changed'>> {
  /** Seconds after the beginning. */
  readonly from?: number;
  /** Until when its version is not known; until it begins if absent. */
  readonly unreadTo?: number;
  readonly to?: number;
  readonly runs?: readonly PlannedRun[];
}

/** The way of a model that is good. */
export const RELEASED: PlannedExecution = {
  to: 600,
  runs: [
    { stage: 'Source', action: 'Submission', from: 5, to: 10 },
    { stage: 'Train', action: 'TrainModel', from: 10, to: 12, outputs: { Submission: 'first-try', Kind: 'data' } },
    { stage: 'Train', action: 'GetTrainingStatus', from: 12, to: 200 },
    {
      stage: 'NonProd',
      action: 'DeployToNonProd',
      from: 200,
      to: 203,
      outputs: { EndpointName: 'mlops-lab--nonprod' },
    },
    { stage: 'NonProd', action: 'EvaluateNonProd', from: 380, to: 390, outputs: EVALUATED },
    {
      stage: 'Production',
      action: 'DeployToProduction',
      from: 390,
      to: 393,
      outputs: { EndpointName: 'mlops-lab--production' },
    },
    { stage: 'Production', action: 'EvaluateProduction', from: 590, to: 600, outputs: EVALUATED },
  ],
};

/** A pipeline whose history is written beforehand, and told as far as time has come. */
export class PlannedPipeline implements Pipeline {
  readonly name = 'mlops-lab';
  /** When it was called, in seconds after the beginning. */
  readonly calls: number[] = [];
  readonly answers: (ApprovalAnswer & { readonly token: string })[] = [];
  /** Whatever a call at that time comes to, instead of an answer. */
  trouble: (seconds: number) => Error | undefined = () => undefined;
  waiting: WaitingApproval | undefined;
  readonly #clock: Clock;
  readonly #plans: readonly PlannedExecution[];

  constructor(clock: Clock, plans: readonly PlannedExecution[]) {
    this.#clock = clock;
    this.#plans = plans;
  }

  stages(): Promise<string[]> {
    return this.#answered(() => ['Source', 'Train', 'NonProd', 'Production']);
  }

  executions(): Promise<Execution[]> {
    return this.#answered((now) =>
      this.#plans.filter(({ from = 0 }) => from <= now).map((planned) => executionAt(planned, now)),
    );
  }

  history(): Promise<Execution[]> {
    return this.executions();
  }

  runsOf(executionId: string): Promise<ActionRun[]> {
    const plan = this.#plans.find(({ id = EXECUTION }) => id === executionId);
    return this.#answered((now) => (plan?.runs ?? []).filter(({ from }) => from <= now).map((run) => runAt(run, now)));
  }

  waitingApproval(): Promise<WaitingApproval | undefined> {
    return this.#answered(() => this.waiting);
  }

  answer({ token }: WaitingApproval, answer: ApprovalAnswer): Promise<boolean> {
    return this.#answered(() => {
      if (this.waiting?.token !== token) return false;
      this.answers.push({ ...answer, token });
      this.waiting = undefined;
      return true;
    });
  }

  #answered<T>(answer: (now: number) => T): Promise<T> {
    const now = (this.#clock.now() - BEGIN) / 1000;
    this.calls.push(now);
    const trouble = this.trouble(now);
    return trouble ? Promise.reject(trouble) : Promise.resolve(answer(now));
  }
}

function executionAt(planned: PlannedExecution, now: number): Execution {
  const {
    from = 0,
    to = Infinity,
    unreadTo = from,
    runs: _,
    status = 'Succeeded',
    version,
    summary,
    ...facts
  } = planned;
  const isRead = now >= unreadTo;
  return {
    id: EXECUTION,
    started: BEGIN + from * 1000,
    changed: BEGIN + (now < to ? from : to) * 1000,
    status: now < to ? 'InProgress' : status,
    ...(isRead && version && { version }),
    ...(isRead && summary && { summary }),
    ...facts,
  };
}

function runAt({ from, to = Infinity, ...run }: PlannedRun, now: number): ActionRun {
  const done = to <= now;
  const { status = 'Succeeded', outputs = {}, message, ...facts } = run;
  return {
    id: `${run.stage}/${run.action}/${String(from)}`,
    isApproval: false,
    started: BEGIN + from * 1000,
    ended: BEGIN + Math.min(now, to) * 1000,
    status: done ? status : 'InProgress',
    outputs: done ? outputs : {},
    ...(done && message && { message }),
    ...facts,
  };
}

/** Time that only passes where somebody sleeps. */
function idleClock(): Clock {
  let now = BEGIN;
  return {
    now: () => now,
    sleep: (milliseconds) => {
      now += milliseconds;
      return Promise.resolve();
    },
  };
}

/** Files by path; those in a folder make it a folder. */
function filesOf(contents: Readonly<Record<string, Uint8Array>>): Files {
  return {
    look: (path) => {
      if (path in contents) return Promise.resolve('file');
      const inside = Object.keys(contents).filter((each) => each.startsWith(`${path}/`));
      return Promise.resolve(inside.length > 0 ? inside.map((each) => each.slice(path.length + 1)) : undefined);
    },
    read: (path, most) => {
      const content = contents[path];
      if (!content || content.length > most) return Promise.reject(usageError('unreadable', path, 'check it'));
      return Promise.resolve(content);
    },
    tryReplacing: () => Promise.reject(new Error('nothing is written here')),
    writePrivately: () => Promise.reject(new Error('nothing is written')),
    replace: () => Promise.reject(new Error('nothing is written here')),
    beginning: () => Promise.reject(new Error('nothing is begun here')),
    createFolder: () => Promise.reject(new Error('nothing is created here')),
    picture: () => Promise.reject(new Error('nothing is drawn here')),
  };
}

export interface ReleaseStage {
  readonly context: ActionContext;
  readonly pipeline: PlannedPipeline;
  readonly events: LabEvent[];
  readonly submitted: NewSubmission[];
  readonly questions: string[];
}

export interface ReleaseStageOptions {
  readonly executions?: readonly PlannedExecution[];
  readonly files?: Readonly<Record<string, Uint8Array>>;
  readonly alone?: boolean;
  readonly confirms?: boolean;
  /** Whether each submission is begun for the first time. */
  readonly begins?: boolean;
}

/** What the actions about releases work with, all of it in memory. */
export function releaseStage(options: ReleaseStageOptions = {}): ReleaseStage {
  const { executions = [RELEASED], files = {}, alone = false, confirms = true } = options;
  const clock = idleClock();
  const pipeline = new PlannedPipeline(clock, executions);
  const [events, submitted, questions]: [LabEvent[], NewSubmission[], string[]] = [[], [], []];
  const account = (id: string) => ({
    identity: () => Promise.resolve({ account: id, arn: `arn:aws:sts::${id}:assumed-role/Admin/ada` }),
    pipeline: () => Promise.resolve(pipeline),
    stacks: {
      find: (name: string) =>
        Promise.resolve({
          ...{ id: name, name, status: 'CREATE_COMPLETE', tags: ownerTags(LAB) },
          parameters: { HoldoutKey: HOLDOUT_KEY },
        }),
      resourcesOfType: () => Promise.resolve([pipeline.name]),
    },
  });
  const scientist = {
    pipeline,
    person: () => Promise.resolve('ada'),
    begin: () => Promise.resolve(options.begins ?? true),
    submit: (submission: NewSubmission) => Promise.resolve(`version-${String(submitted.push(submission))}`),
  };
  const cloud = {
    tools: account(LAB.accounts.tools.id),
    datascience: account(LAB.accounts.datascience.id),
    dataScientist: () => Promise.resolve(scientist),
  } as unknown as ActionContext['cloud'];
  const ui = {
    emit: (event: LabEvent) => void events.push(event),
    confirm: ({ message }: { message: string }) => {
      questions.push(message);
      return Promise.resolve(confirms);
    },
  } as unknown as Ui;
  const training = files['lab'] ?? new Uint8Array();
  const bundle = { training } as ActionContext['bundle'];
  const browser = { open: () => Promise.resolve('nobody sits here') };
  const parts = {
    cloud,
    bundle,
    ui,
    clock,
    files: filesOf(files),
    machine: MACHINE,
    settings: [],
    people: [],
    browser,
  };
  const context = {
    command: 'submit',
    lab: LAB,
    showSteps: shown,
    inTurn: turns(),
    labsIn: { tools: 1, datascience: 1, staging: 1 },
    alone,
    ...parts,
  };
  return { context, pipeline, events, submitted, questions };
}
