import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Fault } from '../../../src/sandbox/kernel/faults.ts';
import { World } from '../../../src/sandbox/kernel/world.ts';
import { settle, stage, things } from './stage.ts';

/** What is asked for, one after the other, each when the one before is over. */
type Script = readonly { readonly operation: string; readonly input: object }[];

function run(script: Script, faults: readonly Fault[]): { snapshots: string[]; end: string } {
  const { cloud, call } = stage({ faults });
  const snapshots: string[] = [];
  cloud.onStackEvent(() => snapshots.push(cloud.world.snapshot()));
  for (const { operation, input } of script) {
    call(operation, input);
    settle(cloud);
  }
  return { snapshots, end: cloud.world.snapshot() };
}

/** A process that finds the state of one that was cut off, and lets time pass. */
function resumed(snapshot: string, faults: readonly Fault[]): string {
  const { cloud } = stage({ faults, world: World.restore(snapshot) });
  settle(cloud);
  return cloud.world.snapshot();
}

const resourceArbitrary = fc.record({
  size: fc.nat(2),
  slow: fc.boolean(),
  retain: fc.boolean(),
  refuse: fc.constantFrom(undefined, undefined, undefined, 'create', 'update', 'delete'),
  after: fc.array(fc.nat(5), { maxLength: 2 }),
});

function templateOf(
  resources: readonly { size: number; slow: boolean; retain: boolean; refuse: string | undefined; after: number[] }[],
): string {
  return things(
    Object.fromEntries(
      resources.map(({ size, slow, retain, refuse, after }, index) => [
        `R${index}`,
        {
          Type: slow ? 'Test::Shelf::SlowThing' : 'Test::Shelf::Thing',
          ...(retain && { DeletionPolicy: 'Retain' }),
          Size: size,
          ...(refuse && { Refuse: refuse }),
          Of: after.filter((other) => other < index).map((other) => ({ 'Fn::GetAtt': [`R${other}`, 'Arn'] })),
        },
      ]),
    ),
  );
}

describe('a run that is cut off', () => {
  it('comes to the same end from every event it was cut off at', () => {
    const scripts = fc.tuple(
      fc.array(resourceArbitrary, { minLength: 1, maxLength: 6 }),
      fc.array(resourceArbitrary, { minLength: 1, maxLength: 6 }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(scripts, ([before, after, DisableRollback]) => {
        const create = {
          operation: 'CreateStack',
          input: { StackName: 's', TemplateBody: templateOf(before), DisableRollback },
        };
        const { end } = run([create], []);
        const updatable =
          /"status":"(CREATE_COMPLETE|CREATE_FAILED)","definition"/.test(end) &&
          templateOf(before) !== templateOf(after);
        const update = { operation: 'UpdateStack', input: { StackName: 's', TemplateBody: templateOf(after) } };
        const remove = { operation: 'DeleteStack', input: { StackName: 's' } };
        for (const script of [[create], ...(updatable ? [[create, update]] : []), [create, remove]]) {
          const whole = run(script, []);
          const last = run(script.slice(0, -1), []).snapshots.length;
          whole.snapshots
            .slice(last)
            .forEach((snapshot) => expect(JSON.parse(resumed(snapshot, []))).toEqual(JSON.parse(whole.end)));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('resumes where a resource fails by an injected fault', () => {
    const faults: Fault[] = [{ kind: 'resource', resource: 'B', phase: 'create', reason: 'no room' }];
    const create = {
      operation: 'CreateStack',
      input: { StackName: 's', TemplateBody: things({ A: {}, B: { DependsOn: 'A' } }) },
    };
    const whole = run([create], faults);
    expect(whole.end).toContain('ROLLBACK_COMPLETE');
    for (const snapshot of whole.snapshots) expect(resumed(snapshot, faults)).toBe(whole.end);
  });
});
