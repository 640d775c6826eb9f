// What a sandbox's age costs: medians of the last operations over those of the first ones, within one run.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadSource } from '../scripts/load-source.js';

/**
 * @typedef {ReturnType<typeof open>} Lab
 * @typedef {{ wall: number, cpu: number }} Time
 * @typedef {{ name: string, value: number, limit?: number, unit?: string }} Figure
 */

const { SANDBOX_DEFAULTS, directoryStorage, openSandbox, packSubmission } = /** @type {typeof import('./world.ts')} */ (
  await loadSource('bench/world.ts')
);
const { tools, datascience, staging } = SANDBOX_DEFAULTS.accounts;
const LIMIT = 2;
const TRAINING = readFileSync(new URL('../generated/courses/penguins/train.csv', import.meta.url));
const STACK = JSON.stringify({
  Resources: { Parameter: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'value' } } },
});

/**
 * In a folder that `init` made. Every submission goes its way to a verdict; since that takes seconds where a model is
 * trained, those between the first and the last ones hold no data to train with.
 * @param {string} folder
 * @returns {Figure[]}
 */
export function ageing(folder, { submissions = 300, objects = 20_000, stacks = 500 } = {}) {
  const lab = open(folder);
  const figures = [...submitted(lab, submissions), ...stored(lab, objects), ...deployed(lab, stacks)];
  lab.close();
  return [...figures, ...loaded(folder)];
}

/** @param {Lab} lab @param {number} count */
function submitted(lab, count) {
  const trained = 8;
  const refused = count - 2 * trained;
  const first = timed(trained, () => lab.submit(TRAINING));
  const between = timed(refused, () => lab.submit(Buffer.from('nothing')));
  const last = timed(trained, () => lab.submit(TRAINING));
  return [
    ...ratios(`${count} submissions, trained and judged`, first, last),
    ...ratios(`${count} submissions, refused`, between.slice(0, 20), between.slice(-20)),
  ];
}

/** @param {Lab} lab @param {number} count */
function stored(lab, count) {
  const few = 200;
  const Bucket = 'mlops-lab-bench';
  /** @param {number} number */
  const named = (number) => ({ Bucket, Key: `objects/${number % 100}/${number}` });
  /** @param {number} number */
  const write = (number) => lab.call('s3', 'PutObject', { ...named(number), Body: Buffer.from('content') });
  /** @param {number} number */
  const read = (number) => lab.call('s3', 'GetObject', named(number));
  lab.call('s3', 'CreateBucket', { Bucket });
  const writes = timed(count, write);
  const reads = timed(2 * few, (number) => read(number < few ? number : count - number));
  return [
    ...ratios(`${count} objects, written`, writes.slice(0, few), writes.slice(-few)),
    ...ratios(`${count} objects, the oldest and the newest read`, reads.slice(0, few), reads.slice(-few)),
  ];
}

/** @param {Lab} lab @param {number} count */
function deployed(lab, count) {
  const stacks = timed(count, (number) => lab.deploy(`bench-${number}`));
  return ratios(`${count} stacks, created`, stacks.slice(0, 20), stacks.slice(-20));
}

/** What each command pays that goes on in such a folder. @param {string} folder @returns {Figure[]} */
function loaded(folder) {
  const times = timed(1, () => directoryStorage(folder).close());
  const { size } = statSync(join(folder, 'state.ndjson'));
  return [
    { name: 'state after all of this', value: size / 1e6, unit: ' MB' },
    { name: 'state after all of this, loaded', value: middle(times, 'wall'), unit: ' ms' },
  ];
}

/** @param {string} folder */
function open(folder) {
  const accounts = [tools, datascience, staging];
  const { cloud, save, close } = openSandbox({ storage: directoryStorage(folder), accounts, begin: 0 });
  const account = tools.id;
  const principal = /** @type {const} */ ({
    kind: 'root',
    account,
    arn: `arn:aws:iam::${account}:root`,
    userId: account,
  });
  /**
   * @template {import('../src/sandbox/kernel/operations.ts').ServiceName} Service
   * @template {import('../src/sandbox/kernel/operations.ts').OperationName<Service>} Operation
   * @param {Service} service
   * @param {Operation} operation
   * @param {import('../src/sandbox/kernel/operations.ts').InputOf<Service, Operation>} input
   */
  const call = (service, operation, input) => {
    const output = cloud.invoke({ principal, account, region: 'us-east-1', service, operation, input });
    save();
    return output;
  };
  const [pipeline] = call('codepipeline', 'ListPipelines', {}).pipelines ?? [];
  const { Buckets } = call('s3', 'ListBuckets', {});
  const Bucket = Buckets?.map(({ Name }) => Name).find((name) => name?.includes('submissions'));
  /** Lets time go by from one thing that is due to the next, as a rehearsal does. @param {() => boolean} isOver */
  const passUntil = (isOver) => {
    for (let steps = 0; !isOver(); steps += 1) {
      if (steps > 1000) throw new Error('it does not come to an end');
      const minute = cloud.world.now + 60_000;
      cloud.advanceTo(Math.min(cloud.nextDue() ?? minute, minute));
      save();
    }
  };
  return {
    call,
    close,
    /** @param {Uint8Array} bytes */
    submit(bytes) {
      const hyperparameters = { num_round: 2 };
      const Body = packSubmission(
        { version: 1, name: 'bench', kind: 'data', hyperparameters },
        { kind: 'data', bytes },
      );
      const { VersionId } = call('s3', 'PutObject', { Bucket, Key: 'submissions/submission.zip', Body });
      passUntil(() => {
        const list = { pipelineName: pipeline?.name, maxResults: 1 };
        const [latest] = call('codepipeline', 'ListPipelineExecutions', list).pipelineExecutionSummaries ?? [];
        return latest?.sourceRevisions?.[0]?.revisionId === VersionId && latest?.status !== 'InProgress';
      });
    },
    /** @param {string} StackName */
    deploy(StackName) {
      call('cloudformation', 'CreateStack', { StackName, TemplateBody: STACK });
      const status = () => call('cloudformation', 'DescribeStacks', { StackName }).Stacks?.[0]?.StackStatus;
      passUntil(() => status() === 'CREATE_COMPLETE');
    },
  };
}

/** @param {number} count @param {(number: number) => void} act @returns {Time[]} */
function timed(count, act) {
  return Array.from({ length: count }, (_, number) => {
    const [began, used] = [performance.now(), process.cpuUsage()];
    act(number);
    const { user, system } = process.cpuUsage(used);
    return { wall: performance.now() - began, cpu: user + system };
  });
}

/** @param {string} name @param {Time[]} first @param {Time[]} last @returns {Figure[]} */
function ratios(name, first, last) {
  return /** @type {const} */ (['wall', 'cpu']).map((kind) => {
    const what = kind === 'cpu' ? 'processor time' : 'real time';
    return { name: `${name}: last / first, ${what}`, value: middle(last, kind) / middle(first, kind), limit: LIMIT };
  });
}

/** @param {Time[]} times @param {keyof Time} kind */
function middle(times, kind) {
  return times.map((time) => time[kind]).sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;
}
