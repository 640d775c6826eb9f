import { describe, expect, it } from 'vitest';
import { doctor } from '../../../src/actions/doctor/index.ts';
import type { Machine } from '../../../src/ports/machine.ts';
import { operatorOf } from '../../permissions/people.ts';
import { MACHINE } from '../../support/machine.ts';
import { LAB, rehearse, type Rehearsal, type RehearsalOptions } from '../../support/rehearsal.ts';
import { saying } from '../../support/steps.ts';

describe('a doctor where all is well', () => {
  it('says of each thing what was found, and changes nothing', async () => {
    const rehearsal = await rehearse();
    const settings = [{ path: 'region', value: 'us-east-1', where: '--region' }];
    const { status, command, checks, error } = await doctor({ ...rehearsal.context, settings }, 1);
    expect([command, status, error]).toEqual(['doctor', 'succeeded', undefined]);
    expect(checks?.map(({ title, account = '', outcome }) => [title, account, outcome].join(' '))).toEqual([
      ...['Node.js  ok', 'Terminal  ok', 'AWS CLI  ok', 'Proxy  ok', 'Settings  ok'],
      ...['Tools account tools ok', 'Data Scientist account datascience ok', 'Staging account staging ok'],
      ...['Clock  skipped', 'Region  ok', 'Zones  ok', 'Quotas  ok'],
      ...['Permissions in Tools tools ok', 'Permissions in Data Scientist datascience ok'],
      ...['Permissions in Staging staging ok', 'Names in Tools tools ok'],
      ...['Names in Data Scientist datascience ok', 'Names in Staging staging ok'],
    ]);
    const found = (check: string) => checks?.find((each) => each.check === check);
    expect(found('settings')).toMatchObject({
      found: '1 given; all others have their defaults',
      details: ['region: us-east-1 (--region)'],
    });
    expect(found('account')).toMatchObject({ accountId: LAB.accounts.tools.id });
    expect(found('region')?.found).toBe(
      'us-east-1 has Service Catalog, CodePipeline, ml.m5.large and serverless endpoints',
    );
    expect(found('zones')?.found).toMatch(/^use1-az\d has all that the network needs$/);
    expect(found('quotas')?.found).toBe('one participant and the pipeline fit into the quotas of a new account');
    expect(found('names')?.found).toBe('nothing has a name of the lab');
    expect(rehearsal.takeWrites()).toEqual([]);
  });

  it('names several zones, and the instances of endpoints', async () => {
    const lab = { ...LAB, network: { zones: 2 }, pipeline: { ...LAB.pipeline, endpointInstanceType: 'ml.t2.medium' } };
    const { checks } = await doctor((await rehearse({ lab })).context, 2);
    const found = (check: string) => checks?.find((each) => each.check === check);
    expect(found('zones')?.found).toMatch(/^use1-az\d, use1-az\d have all/);
    expect(found('region')?.found).toMatch(/ and ml\.t2\.medium$/);
    expect(found('quotas')?.found).toMatch(/^2 participants and the pipeline take more/);
  });
});

describe('a doctor that cannot reach an account', () => {
  it('looks no further there, and counts what failed', async () => {
    const fault = {
      kind: 'error',
      call: 'sts:GetCallerIdentity',
      code: 'AccessDenied',
      status: 403,
      times: 1,
    } as const;
    const { checks = [], error } = await doctor((await rehearse({ faults: [fault] })).context, 1);
    const failed = checks.filter(({ outcome }) => outcome === 'failed');
    expect(failed.map(({ check }) => check)).toEqual(['account']);
    expect(error).toMatchObject({
      code: 'checks-failed',
      message: `a check failed: ${failed[0]?.title ?? ''}`,
      hints: saying('do what stands beside them'),
    });
    const skipped = checks.filter(({ found }) => found === 'not looked at: all accounts have to be reached first');
    expect(skipped.map(({ title }) => title)).toEqual(['Clock', 'Region', 'Zones', 'Quotas']);
    expect(checks.filter(({ check }) => check === 'permissions' || check === 'names')).toHaveLength(4);
  });
});

describe('in the accounts a doctor finds', () => {
  const look = async ({ context }: Rehearsal, machine: Partial<Machine> = {}) => {
    const outcome = await doctor({ ...context, machine: { ...MACHINE, ...machine } }, 1);
    return { outcome, checks: outcome.checks ?? [] };
  };
  const inStaging = async (options: RehearsalOptions = {}) => {
    const rehearsal = await rehearse(options);
    return { rehearsal, call: operatorOf(rehearsal.sandbox, '333333333333').invoke };
  };

  it("a stack of somebody else with the lab's name, in the words that init refuses it with", async () => {
    const { rehearsal, call } = await inStaging();
    const TemplateBody = 'Resources: { Topic: { Type: AWS::SNS::Topic } }';
    call('cloudformation', 'CreateStack', { StackName: 'LabStagingAccountSetup', TemplateBody });
    const { outcome, checks } = await look(rehearsal);
    expect(outcome.status).toBe('failed');
    const names = checks.find(({ check, account }) => check === 'names' && account === 'staging');
    expect(names).toMatchObject({
      outcome: 'failed',
      found: expect.stringContaining('LabStagingAccountSetup') as string,
    });
  });

  it('what has a name that the lab may want', async () => {
    const { rehearsal, call } = await inStaging();
    call('s3', 'CreateBucket', { Bucket: 'mlops-lab--models-333333333333-us-east-1' });
    const { outcome, checks } = await look(rehearsal);
    expect(outcome.status).toBe('succeeded');
    const names = checks.find(({ check, account }) => check === 'names' && account === 'staging');
    expect(names?.outcome).toBe('warning');
    expect(names?.details).toEqual(["bucket mlops-lab--models-333333333333-us-east-1, which is not the lab's"]);
  });

  it('permissions that the operator lacks, or that nobody may ask about', async () => {
    const { rehearsal, call } = await inStaging();
    const RoleName = 'LabAdministrator';
    const deny = (Action: string) =>
      call('iam', 'PutRolePolicy', {
        RoleName,
        PolicyName: 'less',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Deny', Action, Resource: '*' }],
        }),
      });
    const ofStaging = async () =>
      (await look(rehearsal)).checks.find(({ check, account }) => check === 'permissions' && account === 'staging');
    deny('kms:CreateKey');
    expect(await ofStaging()).toMatchObject({
      outcome: 'failed',
      found: 'IAM allows 8 of 9 actions that were asked about',
      details: ['kms:CreateKey on * is not allowed'],
    });
    deny('iam:SimulatePrincipalPolicy');
    expect(await ofStaging()).toMatchObject({
      outcome: 'skipped',
      found: expect.stringMatching(/the caller may not ask IAM: .*SimulatePrincipalPolicy/) as string,
    });
  });

  it("a clock that is not AWS's, an old Node and a narrow terminal", async () => {
    const rehearsal = await rehearse();
    const [elsewhere, began] = [{ alone: false }, rehearsal.sandbox.clock.now()];
    const machine = {
      node: '20.19.0',
      terminal: { interactive: true, coloured: false, columns: 30 },
      now: () => began - 40 * 60_000,
    };
    const { checks } = await look({ ...rehearsal, context: { ...rehearsal.context, ...elsewhere } }, machine);
    const found = (check: string) => checks.find((each) => each.check === check);
    expect(found('clock')).toMatchObject({
      outcome: 'warning',
      found: expect.stringMatching(/^about 40 minutes behind/) as string,
    });
    expect(found('node')).toMatchObject({ outcome: 'warning' });
    expect(found('terminal')).toMatchObject({
      outcome: 'warning',
      found: '30 columns, no colours, questions are asked',
      hints: [{ say: 'widen the window to at least 40 columns' }],
    });
  });
});
