import { describe, expect, it } from 'vitest';

import { iamService } from '../../../src/sandbox/services/iam/index.ts';
import { ACCOUNT, CALLER, REGION, stage, things, type Stage } from './stage.ts';

const RoleARN = `arn:aws:iam::${ACCOUNT}:role/Builder`;

function withRole(service: string): Stage {
  const made = stage({ services: [iamService] });
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  };
  const input = { RoleName: 'Builder', AssumeRolePolicyDocument: JSON.stringify(trust) };
  made.cloud.invoke({
    principal: CALLER,
    account: ACCOUNT,
    region: REGION,
    service: 'iam',
    operation: 'CreateRole',
    input,
  });
  made.cloud.advanceTo(made.cloud.world.now + 60_000);
  return made;
}

describe('a service role', () => {
  it('is who a stack is managed as, from then on', () => {
    const { call, settled, cloud } = withRole('cloudformation.amazonaws.com');
    call('CreateStack', { StackName: 'shop', TemplateBody: things({ A: { Name: 'a' } }), RoleARN });
    expect(settled('shop')).toMatchObject({ StackStatus: 'CREATE_COMPLETE', RoleARN });
    call('DeleteStack', { StackName: 'shop' });
    settled('shop');
    const calls = cloud.trail.entries().filter(({ service }) => service === 'shelf');
    expect(calls.map(({ operation, principal }) => [operation, principal.roleArn])).toEqual([
      ['PutThing', RoleARN],
      ['DropThing', RoleARN],
    ]);
    const passed = cloud.trail.entries().find(({ operation }) => operation === 'PassRole');
    expect(passed).toMatchObject({
      resources: [RoleARN],
      principal: CALLER,
      context: { 'iam:PassedToService': 'cloudformation.amazonaws.com' },
    });
  });

  it('has to trust CloudFormation', () => {
    const { call } = withRole('lambda.amazonaws.com');
    const create = () => call('CreateStack', { StackName: 'shop', TemplateBody: things({ A: {} }), RoleARN });
    expect(create).toThrow(`Role ${RoleARN} is invalid or cannot be assumed`);
  });
});

describe('the trail', () => {
  it('shows calls for resources as the caller, made by way of CloudFormation', () => {
    const { call, settled, cloud } = stage();
    call('CreateStack', { StackName: 'shop', TemplateBody: things({ A: { Name: 'a' } }) });
    settled('shop');
    const entries = cloud.trail.entries().map(({ service, operation, via, principal, resources }) => ({
      service,
      operation,
      via,
      who: principal.arn,
      resources,
    }));
    expect(entries).toContainEqual({
      service: 'shelf',
      operation: 'PutThing',
      via: 'cloudformation',
      who: CALLER.arn,
      resources: [],
    });
    expect(entries[0]).toMatchObject({
      operation: 'CreateStack',
      resources: [`arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/shop/*`],
    });
  });
});
