import { describe, expect, it } from 'vitest';

import type { Principal } from '../../../src/sandbox/kernel/principal.ts';
import { keysOf } from '../../../src/sandbox/services/iam/keys.ts';
import { ACCOUNT, REGION, CALLER, stage, things, type Stage } from './stage.ts';

const KEY = 'ASIASESSION';
const SESSION: Principal = { ...CALLER, accessKeyId: KEY };
const EXPIRED = 'The security token included in the request is expired';

/** Each thing takes ten seconds. */
const chain = things({
  A: { Name: 'a' },
  B: { Name: 'b', DependsOn: 'A' },
  C: { Name: 'c', DependsOn: 'B' },
});

function withSession(seconds: number): Stage & { readonly asSession: (operation: string, input: object) => void } {
  const made = stage();
  const { world } = made.cloud;
  const expiresAt = world.now + seconds * 1000;
  keysOf(world).keys[KEY] = {
    id: KEY,
    secret: 's',
    token: 't',
    principal: CALLER,
    createdAt: world.now,
    status: 'Active',
    expiresAt,
  };
  const where = { principal: SESSION, account: ACCOUNT, region: REGION, service: 'cloudformation' };
  return { ...made, asSession: (operation, input) => void made.cloud.answer({ ...where, operation, input }) };
}

function failures(made: Stage): string[] {
  return made
    .eventRecords('shop')
    .filter(({ ResourceStatus = '' }) => ResourceStatus.endsWith('_FAILED'))
    .map(({ LogicalResourceId, ResourceStatus, ResourceStatusReason }) =>
      [LogicalResourceId, ResourceStatus, ResourceStatusReason?.includes(EXPIRED)].join(' '),
    );
}

describe('a session that ends while CloudFormation works with it', () => {
  it('fails the next resource, and the rollback too', () => {
    const made = withSession(20);
    made.asSession('CreateStack', { StackName: 'shop', TemplateBody: chain });
    expect(made.settled('shop').StackStatus).toBe('ROLLBACK_FAILED');
    expect(failures(made).slice(0, 2)).toEqual(['C CREATE_FAILED true', 'B DELETE_FAILED true']);
    made.call('DeleteStack', { StackName: 'shop' });
    expect(made.settled('shop').StackStatus).toBe('DELETE_COMPLETE');
    expect(made.shelf().things).toEqual({});
  });

  it('leaves an update halfway, until somebody else continues its rollback', () => {
    const made = withSession(20);
    made.call('CreateStack', { StackName: 'shop', TemplateBody: things({ A: { Name: 'a' } }) });
    made.cloud.advanceTo(made.cloud.world.now + 14_000);
    made.asSession('UpdateStack', {
      StackName: 'shop',
      TemplateBody: chain.replace('"Name":"a"', '"Name":"a","Size":2'),
    });
    expect(made.settled('shop').StackStatus).toBe('UPDATE_ROLLBACK_FAILED');
    made.call('ContinueUpdateRollback', { StackName: 'shop' });
    expect(made.settled('shop').StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(made.shelf().things['a']?.properties).not.toHaveProperty('Size');
  });

  it('is long enough when it ends after the last call', () => {
    const made = withSession(40);
    made.asSession('CreateStack', { StackName: 'shop', TemplateBody: chain });
    expect(made.settled('shop').StackStatus).toBe('CREATE_COMPLETE');
  });
});
