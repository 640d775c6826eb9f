import { AssumeRoleCommand, STSClient, type Credentials } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { awsCloud } from '../../src/aws/cloud.ts';
import { dataScientistRole, SUBMISSION_KEY, submissionBucket } from '../../src/lab/names.ts';
import { packSubmission } from '../../src/lab/submission/submission.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { bytes, csvWith, MANIFEST } from '../lab/submission/archives.ts';
import { LAB, rehearse, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';
import { saying } from '../support/steps.ts';

const SUBMISSION = {
  bucket: submissionBucket(LAB),
  key: SUBMISSION_KEY,
  archive: packSubmission(MANIFEST, { kind: 'data', bytes: bytes(csvWith()) }),
  summary: 'first-try (ada)',
};

let rehearsal: Rehearsal;

beforeAll(async () => {
  rehearsal = await rehearse();
  await deploy(rehearsal.context, STACK_IDS, UNATTENDED);
});

describe('a data scientist', () => {
  it('submits in their role, and sees in the pipeline what became of it', async () => {
    const { cloud, clock } = rehearsal.context;
    const { submit, pipeline } = await cloud.dataScientist(LAB);
    const version = await submit(SUBMISSION);
    await clock.sleep(20_000);
    const executions = await pipeline.executions();
    const execution = executions.find((each) => each.version === version);
    expect(execution?.summary).toBe('first-try (ada)');
    expect(execution?.started).toBeGreaterThan(clock.now() - 30_000);
    expect(await pipeline.runsOf(execution?.id ?? '')).toContainEqual(
      expect.objectContaining({ stage: 'Source', action: 'Submission', isApproval: false, status: 'Succeeded' }),
    );
    expect(await pipeline.stages()).toEqual(['Source', 'Train', 'NonProd', 'Production']);
    expect(await pipeline.waitingApproval()).toBeUndefined();
  });

  it('cannot answer an approval', async () => {
    const { pipeline } = await rehearsal.context.cloud.dataScientist(LAB);
    const token = '11111111-2222-3333-4444-555555555555';
    const approval = { executionId: 'x', stage: 'Production', action: 'DeployToProduction', token, behind: [] };
    const answer = pipeline.answer(approval, { verdict: 'Approved', comment: '' });
    await expect(answer).rejects.toMatchObject({ code: 'access-denied' });
  });

  it('who is signed in as one already does not assume the role once more', async () => {
    const { sandbox } = rehearsal;
    const { requestHandler, clock } = sandbox;
    const operator = sandbox.credentialsFor(LAB.accounts.datascience);
    const sts = new STSClient({ region: LAB.region, credentials: operator, requestHandler });
    const role = 'arn:aws:iam::222222222222:role/LabAdministrator';
    const admin = await sts.send(new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'ada' }));
    const asAdmin = new STSClient({ region: LAB.region, credentials: keysOf(admin.Credentials), requestHandler });
    const session = await asAdmin.send(
      new AssumeRoleCommand({ RoleArn: dataScientistRole(LAB), RoleSessionName: 'grace', SourceIdentity: 'grace' }),
    );
    const { tools, staging } = LAB.accounts;
    const cloud = awsCloud({
      lab: { ...LAB, accounts: { tools, staging, datascience: { id: LAB.accounts.datascience.id } } },
      clock,
      requestHandler,
      federation: { url: 'https://signin.example/federation', post: sandbox.postForm },
      baseCredentials: () => Promise.resolve(keysOf(session.Credentials)),
      mfaCode: () => Promise.reject(new Error('nobody has a device')),
    });
    const { submit, pipeline } = await cloud.dataScientist(LAB);
    expect(await submit(SUBMISSION)).toMatch(/^\S+$/);
    expect(await pipeline.stages()).toContain('Production');
  });
});

describe('what is missing', () => {
  it('of the lab is named with the command that makes it', async () => {
    const { context } = await rehearse();
    const { submit } = await context.cloud.dataScientist(LAB);
    await expect(submit(SUBMISSION)).rejects.toMatchObject({
      code: 'role-refused',
      hints: saying('mlops-lab datascience'),
    });
    const pipeline = await context.cloud.tools.pipeline('mlops-lab');
    await expect(pipeline.stages()).rejects.toMatchObject({
      message: 'there is no pipeline mlops-lab in account 111111111111',
      hints: saying('mlops-lab pipeline'),
    });
  });

  it('of a bucket too', async () => {
    const { submit } = await rehearsal.context.cloud.dataScientist(LAB);
    await expect(submit({ ...SUBMISSION, bucket: 'mlops-lab--gone' })).rejects.toMatchObject({
      message: 'there is no bucket mlops-lab--gone to submit to',
      hints: saying('mlops-lab tools'),
    });
  });
});

function keysOf(issued: Credentials | undefined) {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = issued ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
