import type { DescribeSubnetsResult } from '@aws-sdk/client-ec2';
import type { UpdateProvisionedProductOutput } from '@aws-sdk/client-service-catalog';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ActionContext } from '../../src/actions/context.ts';
import { deploy } from '../../src/actions/deploy/index.ts';
import { status } from '../../src/actions/status/index.ts';
import { dataScientistRole } from '../../src/lab/names.ts';
import { anySession } from '../../src/lab/person.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import type { ZoneChoice } from '../../src/lab/zones.ts';
import type { Fault } from '../../src/sandbox/kernel/faults.ts';
import { emptyLab, launch, operator, terminate, type Continued } from '../actions/notebook/stage.ts';
import { inRole } from '../permissions/people.ts';
import { SAME_OWNER } from '../permissions/stage.ts';
import { LAB, rehearse, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';
import { inTurn } from '../support/sweep.ts';

let lab: Continued;
beforeAll(async () => {
  lab = await emptyLab();
});

function spanning(context: ActionContext, zones: ZoneChoice): ActionContext {
  return { ...context, lab: { ...context.lab, network: { zones } } };
}

function zonesOf(rehearsal: Rehearsal): (string | undefined)[] {
  const Filters = [{ Name: 'tag:mlops-lab:lab', Values: ['lab'] }];
  const { Subnets } = operator(rehearsal).invoke<DescribeSubnetsResult>('ec2', 'DescribeSubnets', { Filters });
  return (Subnets ?? []).map(({ AvailabilityZoneId }) => AvailabilityZoneId).sort();
}

const span = ({ context }: Rehearsal, zones: ZoneChoice) => deploy(spanning(context, zones), STACK_IDS, UNATTENDED);

describe('the zones of a new network', () => {
  const network = (zones: ZoneChoice, faults: readonly Fault[] = []) =>
    rehearse({ lab: { ...LAB, network: { zones } }, faults });
  const make = ({ context }: Rehearsal) => deploy(context, ['network'], UNATTENDED);

  it('are those that have everything, whatever the account calls them', async () => {
    const rehearsal = await network(3);
    expect((await make(rehearsal)).status).toBe('succeeded');
    expect(zonesOf(rehearsal)).toEqual(['use1-az1', 'use1-az2', 'use1-az4']);
  });

  it.each<[string, Fault[]]>([
    ['an endpoint', [{ kind: 'zone', zone: 'use1-az1', lacks: 'sagemaker.runtime' }]],
    ['the instance types', [{ kind: 'zone', zone: 'use1-az1', lacks: 'ml.t3.*' }]],
  ])('are none that lack %s', async (_, faults) => {
    const rehearsal = await network(1, faults);
    expect((await make(rehearsal)).status).toBe('succeeded');
    expect(zonesOf(rehearsal)).toEqual(['use1-az2']);
  });

  it('are those that are named', async () => {
    const rehearsal = await network(['use1-az6', 'use1-az2']);
    expect((await make(rehearsal)).status).toBe('succeeded');
    expect(zonesOf(rehearsal)).toEqual(['use1-az2', 'use1-az6']);
  });

  it.each<[ZoneChoice, string, RegExp]>([
    [['use1-az3'], 'unfit-zone', /zone use1-az3 lacks the endpoint of sagemaker\.api, .*ml\.t3\.xlarge/],
    [['usw2-az1'], 'unknown-zone', /us-east-1 has no zone usw2-az1/],
  ])('are not %j, which is told before the first write', async (zones, code, message) => {
    const rehearsal = await network(zones);
    await expect(make(rehearsal)).rejects.toMatchObject({
      code,
      exitCode: 2,
      message: expect.stringMatching(message) as string,
    });
    expect(rehearsal.takeWrites()).toEqual([]);
  });

  it('are two at the most in us-west-1', async () => {
    const rehearsal = await rehearse({ lab: { ...LAB, region: 'us-west-1', network: { zones: 3 } } });
    await expect(make(rehearsal)).rejects.toMatchObject({
      code: 'too-few-zones',
      message: expect.stringMatching(/there are 2: usw1-az/) as string,
    });
  });
});

const inSomeTurn = inTurn(6);

describe('a network under notebooks', () => {
  it('keeps its zones, however those have changed since, and whatever the accounts would be given today', async () => {
    const rehearsal = await lab({ faults: [{ kind: 'zone', zone: 'use1-az1', lacks: 'sts' }] });
    expect((await span(rehearsal, 1)).status).toBe('unchanged');
    expect((await span(rehearsal, ['use1-az1'])).status).toBe('unchanged');
    expect((await status(rehearsal.context)).stacks?.every(({ parameters }) => parameters === 'current')).toBe(true);
    const wider = await status(spanning(rehearsal.context, 2));
    expect(wider.stacks?.find(({ stack }) => stack === 'network')).toMatchObject({ parameters: 'differs' });
  });

  inSomeTurn('grows, and its notebooks can be updated as before', async () => {
    const rehearsal = await lab();
    await launch(rehearsal);
    expect((await span(rehearsal, 3)).status).toBe('succeeded');
    expect(zonesOf(rehearsal)).toEqual(['use1-az1', 'use1-az2', 'use1-az4']);
    expect(updated(rehearsal, 'mine')).toBe('SUCCEEDED');
  });

  inSomeTurn('takes no notebook into a zone that it does not have, which would be moved once it had', async () => {
    const rehearsal = await lab();
    expect(launchedIn(rehearsal, '2')).toBe('FAILED');
    expect((await span(rehearsal, 2)).status).toBe('succeeded');
    expect(launchedIn(rehearsal, '2', 'again')).toBe('SUCCEEDED');
    expect((await span(rehearsal, 3)).status).toBe('succeeded');
    expect(updated(rehearsal, 'again')).toBe('SUCCEEDED');
  });

  inSomeTurn('does not shrink while one stands in the zone, and names it', async () => {
    const rehearsal = await lab();
    await span(rehearsal, 2);
    expect(launchedIn(rehearsal, '2')).toBe('SUCCEEDED');
    rehearsal.takeWrites();
    await expect(span(rehearsal, 1)).rejects.toMatchObject({
      code: 'zone-in-use',
      message: expect.stringMatching(
        /^the network cannot leave use1-az2, where there still is: mlops-lab--nb-[0-9a-f]{8}$/,
      ) as string,
    });
    expect(rehearsal.takeWrites()).toEqual([]);
    await terminate(rehearsal, 'second');
    rehearsal.sandbox.cloud.advanceTo(rehearsal.sandbox.clock.now() + 600_000);
    expect((await span(rehearsal, 1)).status).toBe('succeeded');
    expect(zonesOf(rehearsal)).toEqual(['use1-az1']);
  });

  it('does not leave its first zone', async () => {
    const rehearsal = await lab();
    await expect(span(rehearsal, ['use1-az2'])).rejects.toMatchObject({ code: 'first-zone', exitCode: 2 });
  });
});

function scientist({ sandbox, context }: Rehearsal) {
  return inRole(sandbox, dataScientistRole(context.lab), anySession(context.lab));
}

/** Launches in the zone of that number, as the console lets one choose; how the record ended. */
function launchedIn(rehearsal: Rehearsal, NetworkZone: string, ProvisionedProductName = 'second'): string | undefined {
  const { invoke, principal } = scientist(rehearsal);
  const found = invoke<{ ProductViewSummaries: { ProductId: string }[] }>('servicecatalog', 'SearchProducts', {});
  const ProductId = found.ProductViewSummaries[0]?.ProductId;
  const described = invoke<{ ProvisioningArtifacts: { Id: string }[] }>('servicecatalog', 'DescribeProduct', {
    Id: ProductId,
  });
  const { RecordDetail } = invoke<UpdateProvisionedProductOutput>('servicecatalog', 'ProvisionProduct', {
    ProductId,
    ProvisioningArtifactId: described.ProvisioningArtifacts.at(-1)?.Id,
    ProvisionedProductName,
    ProvisioningParameters: [
      { Key: 'NetworkZone', Value: NetworkZone },
      { Key: 'LabName', Value: 'lab' },
      { Key: 'Owner', Value: principal.arn.split('/').at(-1) },
    ],
    Tags: [{ Key: 'cost-center', Value: 'research' }],
    ProvisionToken: ProvisionedProductName,
  });
  return ended(rehearsal, RecordDetail?.RecordId);
}

function updated(rehearsal: Rehearsal, ProvisionedProductName: string): string | undefined {
  const { RecordDetail } = scientist(rehearsal).invoke<UpdateProvisionedProductOutput>(
    'servicecatalog',
    'UpdateProvisionedProduct',
    {
      ProvisionedProductName,
      ProvisioningParameters: [
        SAME_OWNER,
        { Key: 'IdleMinutes', Value: '30' },
        { Key: 'NetworkZone', UsePreviousValue: true },
      ],
    },
  );
  return ended(rehearsal, RecordDetail?.RecordId);
}

function ended(rehearsal: Rehearsal, Id: string | undefined): string | undefined {
  rehearsal.sandbox.cloud.advanceTo(rehearsal.sandbox.clock.now() + 3600_000);
  const { RecordDetail } = scientist(rehearsal).invoke<UpdateProvisionedProductOutput>(
    'servicecatalog',
    'DescribeRecord',
    { Id },
  );
  return RecordDetail?.Status;
}
