import { describe, expect, it } from 'vitest';

import { AwsError } from '../../../src/sandbox/kernel/aws-error.ts';
import type { ResourceType, Service } from '../../../src/sandbox/kernel/service.ts';
import { stage, things } from './stage.ts';

const SLOW_START = Date.UTC(2026, 0, 5, 0, 1);

/** A thing that takes until a minute past to be of use, or turns out to be broken by then. */
function lateType(outcome: 'works' | 'breaks'): ResourceType {
  return {
    seconds: { create: 10, update: 10, delete: 1 },
    create: (_properties, { logicalId }) => ({ physicalId: `late-${logicalId}` }),
    delete: () => undefined,
    settled(_physicalId, phase, { now }) {
      if (phase === 'delete') return true;
      if (now >= SLOW_START && outcome === 'breaks') throw new AwsError('Broken', 'it does not work');
      return now >= SLOW_START;
    },
  };
}

/** Needs something that works. */
const needy: ResourceType = {
  seconds: { create: 1, update: 1, delete: 1 },
  create(_properties, { now }) {
    if (now < SLOW_START) throw new AwsError('NotReady', 'what it needs does not work yet');
    return { physicalId: 'needy' };
  },
  delete: () => undefined,
};

const late: Service = {
  name: 'late',
  operations: {},
  resourceTypes: {
    'Test::Late::Thing': lateType('works'),
    'Test::Late::Broken': lateType('breaks'),
    'Test::Needy::Thing': needy,
  },
};

const pair = things({ L: { Type: 'Test::Late::Thing' }, N: { Type: 'Test::Needy::Thing', DependsOn: 'L' } });

describe('a resource that settles by itself', () => {
  it('is waited for', () => {
    const { call, settled, cloud } = stage({ services: [late] });
    call('CreateStack', { StackName: 'shop', TemplateBody: pair });
    expect(settled('shop').StackStatus).toBe('CREATE_COMPLETE');
    expect(cloud.world.now).toBeGreaterThan(SLOW_START);
  });

  it('fails when it ends in failure', () => {
    const { call, settled, eventRecords } = stage({ services: [late] });
    call('CreateStack', { StackName: 'shop', TemplateBody: things({ L: { Type: 'Test::Late::Broken' } }) });
    expect(settled('shop').StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(eventRecords('shop').map(({ ResourceStatusReason }) => ResourceStatusReason)).toContain('it does not work');
  });

  it('is not waited for in express mode, where what depends on it is tried again until it works', () => {
    const { call, settled, eventRecords } = stage({ services: [late] });
    call('CreateStack', { StackName: 'shop', TemplateBody: pair, DeploymentConfig: { Mode: 'EXPRESS' } });
    expect(settled('shop').StackStatus).toBe('CREATE_COMPLETE');
    const complete = eventRecords('shop').find(
      (event) => event.LogicalResourceId === 'L' && event.ResourceStatus === 'CREATE_COMPLETE',
    );
    expect(complete?.Timestamp?.getTime()).toBeLessThan(SLOW_START - 40_000);
  });
});

describe('a handler with a bug', () => {
  it('fails its resource instead of bringing down the sandbox', () => {
    const broken: Service = {
      name: 'broken',
      operations: {},
      resourceTypes: {
        'Test::Broken::Thing': {
          ...needy,
          create: () => {
            throw new TypeError('x is undefined');
          },
        },
      },
    };
    const { call, settled, eventRecords } = stage({ services: [broken] });
    call('CreateStack', { StackName: 'shop', TemplateBody: things({ B: { Type: 'Test::Broken::Thing' } }) });
    expect(settled('shop').StackStatus).toBe('ROLLBACK_COMPLETE');
    const reasons = eventRecords('shop').map(({ ResourceStatusReason }) => ResourceStatusReason);
    expect(reasons).toContain('Internal failure of the sandbox in Test::Broken::Thing: TypeError: x is undefined');
  });
});
