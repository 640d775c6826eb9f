import { describe, expect, it } from 'vitest';
import type { ActionContext } from '../../../src/actions/context.ts';
import { executionOfVersion, executionToWatch } from '../../../src/actions/follow/find.ts';
import { look } from '../../../src/actions/follow/look.ts';
import { operatorsPipeline } from '../../../src/actions/follow/operators-pipeline.ts';
import { LabError } from '../../../src/errors.ts';
import type { Execution, Pipeline } from '../../../src/ports/pipeline.ts';
import { releaseStage } from '../../support/release-stage.ts';
import { inWords, saying } from '../../support/steps.ts';

const NOW = 10_000_000;
const execution = (id: string, more: Partial<Execution> = {}): Execution => ({
  ...{ id, status: 'InProgress', started: NOW, changed: NOW },
  ...more,
});

/** A pipeline with such executions, and how long they were looked at. */
function stage(executionsAt: (seconds: number) => readonly Execution[]) {
  let now = NOW;
  const clock = { now: () => now, sleep: (milliseconds: number) => Promise.resolve(void (now += milliseconds)) };
  const seconds = () => (now - NOW) / 1000;
  const pipeline = {
    name: 'p',
    executions: () => Promise.resolve([...executionsAt(seconds())]),
  } as unknown as Pipeline;
  return { context: { clock } as unknown as ActionContext, clock, pipeline, seconds };
}

describe('the execution of a submission', () => {
  const find = async (executionsAt: (seconds: number) => readonly Execution[]) => {
    const { context, pipeline, seconds } = stage(executionsAt);
    const { id } = await executionOfVersion(context, pipeline, 'v1');
    return [id, seconds()];
  };

  it('is the one of its version, and waited for', async () => {
    const other = execution('other', { version: 'v0' });
    expect(await find(() => [other, execution('own', { version: 'v1' })])).toEqual(['own', 5]);
    expect(await find((now) => [other, ...(now < 60 ? [] : [execution('own', { version: 'v1' })])])).toEqual([
      'own',
      60,
    ]);
  });

  it.each([
    ['failed', { status: 'Failed' }],
    ['was superseded', { status: 'Superseded' }],
    ['began a moment before, by another clock', { status: 'Failed', started: NOW - 59_999 }],
  ] as const)('is after three minutes the one that %s before it had read anything', async (_, more) => {
    expect(await find(() => [execution('nameless', more)])).toEqual(['nameless', 180]);
  });

  it.each<[string, Partial<Execution>]>([
    ['is under way', {}],
    ['was stopped', { status: 'Stopped' }],
    ['has read another version', { status: 'Failed', version: 'v0' }],
    ['began when the pipeline was made', { status: 'Failed', atCreation: true }],
    ['began a minute before', { status: 'Failed', started: NOW - 60_000 }],
  ])('is never one that %s', async (_, more) => {
    await expect(find(() => [execution('other', more)])).rejects.toMatchObject({ code: 'not-taken-up' });
  });

  it('that never comes is missed by who can mend it', async () => {
    const { context, pipeline } = stage(() => []);
    const error = await executionOfVersion(context, pipeline, 'v1').catch((each: unknown) => each);
    expect(error).toMatchObject({
      message: 'pipeline p has not begun with version v1 of the submission within 3 minutes',
      hints: [{}, { command: 'again' }],
    });
    expect(inWords((error as LabError).hints)).toMatch(/^let central IT .*: mlops-lab pipeline\nsee that the rule/);
  });
});

describe('the execution that is watched', () => {
  it('is refused with what there is', async () => {
    const none = stage(() => []);
    await expect(executionToWatch(none.context, none.pipeline, undefined)).rejects.toMatchObject({
      code: 'no-execution',
      message: 'pipeline p has never run',
      hints: saying('submit something: mlops-lab submit --watch'),
    });
    const some = stage(() => [execution('new'), execution('old')]);
    await expect(executionToWatch(some.context, some.pipeline, 'x')).rejects.toMatchObject({
      code: 'no-execution',
      message: 'pipeline p has no execution x among its latest hundred',
      hints: saying(/^leave --execution out, .*: mlops-lab pipeline --watch --execution new$/),
    });
  });
});

describe('looking again', () => {
  it('helps where the network is away, not where AWS refuses', async () => {
    const { clock, seconds } = stage(() => []);
    const refused = new LabError({ code: 'access-denied', message: 'no', hint: 'ask' });
    await expect(look(clock, () => Promise.reject(refused))).rejects.toBe(refused);
    expect(seconds()).toBe(0);
  });
});

describe("the lab's pipeline", () => {
  /** A lab whose stack has such pipelines. */
  function owning(pipelines: readonly string[] | undefined) {
    const { context } = releaseStage();
    const { cloud } = context;
    const stacks = {
      ...cloud.tools.stacks,
      ...(pipelines === undefined && { find: () => Promise.resolve(undefined) }),
      resourcesOfType: (_: string, type: string) =>
        Promise.resolve(type === 'AWS::CodePipeline::Pipeline' ? [...(pipelines ?? [])] : ['mlops-lab']),
    };
    return { ...context, cloud: { ...cloud, tools: { ...cloud.tools, stacks } } };
  }

  it('is the one of its stack', async () => {
    expect((await operatorsPipeline(owning(['other', 'mlops-lab']))).name).toBe('mlops-lab');
  });

  it.each([
    ['no stack', undefined],
    ['a stack without one', []],
    ['a stack with another one', ['other']],
  ])('is missed where there is %s', async (_, pipelines) => {
    await expect(operatorsPipeline(owning(pipelines))).rejects.toMatchObject({
      code: 'no-pipeline',
      message: 'the lab "lab" has no pipeline in account 111111111111',
      hints: saying('deploy the pipeline: mlops-lab pipeline\nor the whole lab: mlops-lab init'),
    });
  });
});
