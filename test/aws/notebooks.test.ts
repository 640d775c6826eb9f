import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import type { ActionContext } from '../../src/actions/context.ts';
import { launchNotebook } from '../../src/actions/notebook/launch.ts';
import { listNotebooks } from '../../src/actions/notebook/list.ts';
import { openNotebook } from '../../src/actions/notebook/open.ts';
import { powerNotebook } from '../../src/actions/notebook/power.ts';
import { terminateNotebook } from '../../src/actions/notebook/terminate.ts';
import { awsCloud } from '../../src/aws/cloud.ts';
import { emptyLab } from '../actions/notebook/stage.ts';
import { UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';

/** A run by somebody who is signed in to the Data Scientist account under a name of their own. */
async function signedIn({ context, sandbox }: Rehearsal, RoleSessionName: string): Promise<ActionContext> {
  const { lab, clock } = context;
  const { requestHandler } = sandbox;
  const { id, roleArn: RoleArn } = lab.accounts.datascience;
  const credentials = sandbox.credentialsFor(lab.accounts.datascience);
  const sts = new STSClient({ region: lab.region, credentials, requestHandler });
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName }));
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  const keys = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  const cloud = awsCloud({
    lab: { ...lab, accounts: { ...lab.accounts, datascience: { id } } },
    clock,
    requestHandler,
    federation: { url: 'https://signin.example/federation', post: sandbox.postForm },
    baseCredentials: () => Promise.resolve(keys),
    mfaCode: () => Promise.reject(new Error('nobody has a device')),
  });
  return { ...context, cloud };
}

describe('notebooks of people who share a role', () => {
  it('are told apart by who is signed in', async () => {
    const rehearsal = await (await emptyLab())();
    const ada = await signedIn(rehearsal, 'ada@example.com');
    const launched = await launchNotebook(ada, UNATTENDED, { parameters: { TeamName: 'birds' } });
    expect(launched.notebooks).toMatchObject([{ name: 'birds-ada', notebookStatus: 'InService' }]);
    const bob = await signedIn(rehearsal, 'bob');
    expect((await listNotebooks(bob)).notebooks).toEqual([]);
    const later = await signedIn(rehearsal, 'ada@example.com');
    expect((await listNotebooks(later)).notebooks).toMatchObject([{ name: 'birds-ada' }]);
  });

  it('are reached by an administrator who names their owner, and by nobody else', async () => {
    const rehearsal = await (await emptyLab())();
    const { context } = rehearsal;
    const forAda = { ...context, command: 'notebook', as: 'ada' };
    const launched = await launchNotebook(forAda, UNATTENDED, { parameters: { TeamName: 'birds' } });
    expect(launched.notebooks).toMatchObject([{ name: 'birds-ada', parameters: { Owner: 'ada' } }]);
    expect((await listNotebooks(context)).notebooks).toEqual([]);
    const ada = await signedIn(rehearsal, 'ada');
    expect(await openNotebook(ada, { name: 'birds-ada', browser: false })).toMatchObject({ status: 'succeeded' });
    const stopped = await powerNotebook(forAda, UNATTENDED, { name: 'birds-ada', operation: 'stop' });
    expect(stopped.notebooks).toMatchObject([{ notebookStatus: 'Stopped' }]);
    expect(await terminateNotebook(forAda, UNATTENDED, 'birds-ada')).toMatchObject({ status: 'succeeded' });
    expect((await listNotebooks(ada)).notebooks).toEqual([]);
  });

  it('cannot belong to a name that a tag cannot hold', async () => {
    const rehearsal = await (await emptyLab())();
    const odd = await signedIn(rehearsal, 'lovelace,ada');
    await expect(launchNotebook(odd, UNATTENDED, { parameters: {} })).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('a notebook cannot belong to "lovelace,ada"') as string,
    });
  });
});
