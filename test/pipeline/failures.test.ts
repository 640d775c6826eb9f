import type { GetRolePolicyResponse, GetRoleResponse, ListRolePoliciesResponse } from '@aws-sdk/client-iam';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import type { Outcome } from '../../src/actions/outcome.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import type { Fault } from '../../src/sandbox/kernel/faults.ts';
import { bomb, bytes, csvWith, HEADER, MANIFEST } from '../lab/submission/archives.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';
import { begin, call, ended, minutes, pass, release, retry, shown, TOOLS } from './releases.ts';
import { inWords } from '../support/steps.ts';

/** What is to go wrong by itself, once each; in the order in which a release comes by. */
const FAULTS: readonly Fault[] = [
  // Only functions call this, and their sessions do not expire: Lambda renews them.
  { kind: 'expire', call: 'sagemaker:CreateTrainingJob', times: 1 },
  { kind: 'sagemaker', resource: 'training-job/*', reason: 'InternalServerError: no luck', times: 1 },
  { kind: 'function', function: 'MLOps-BIA-DeployModel-*', outcome: 'timeout', times: 1 },
  { kind: 'sagemaker', resource: 'endpoint/*-nonprod', phase: 'create', reason: 'no capacity', times: 1 },
  { kind: 'slow', call: 'sagemaker:InvokeEndpoint', seconds: 700, times: 1 },
  { kind: 'sagemaker', resource: 'endpoint/*-nonprod', phase: 'update', reason: 'no room', times: 1 },
  { kind: 'sagemaker', resource: 'endpoint/*-production', phase: 'update', reason: 'no power', times: 1 },
  { kind: 'sagemaker', resource: 'endpoint/*-production', phase: 'rollback', reason: 'no way back', times: 1 },
];

interface Failed {
  readonly result: Outcome;
  readonly minutes: number;
  /** What the pipeline itself says, at the time. */
  readonly told: string | undefined;
}

/** A release that meets with everything in `FAULTS` and more, is taken up again each time, and arrives. */
class Odyssey {
  readonly failures: Record<string, Failed> = {};
  readonly lab: Rehearsal;
  #last: Outcome | undefined;

  constructor(lab: Rehearsal) {
    this.lab = lab;
  }

  async meet(trouble: string, go: () => Promise<Outcome> = () => this.goOn()): Promise<void> {
    const begun = minutes(this.lab);
    const result = await go();
    const { stage = '', action = '' } = result.release?.failed ?? {};
    const told = shown(this.lab, stage, action)?.errorDetails?.message;
    this.failures[trouble] = { result, minutes: minutes(this.lab) - begun, told };
    this.#last = result;
  }

  goOn(): Promise<Outcome> {
    if (!this.#last) throw new Error('nothing was begun');
    return retry(this.lab, this.#last);
  }
}

/** Follows what was uploaded past all checks. */
function followed(lab: Rehearsal, archive: Uint8Array): Promise<Outcome> {
  return ended(lab, begin(lab, archive));
}

function zipOf(train: string, manifest: string = JSON.stringify(MANIFEST)): Uint8Array {
  return zipSync({ 'manifest.json': bytes(manifest), 'train.csv': bytes(train) });
}

/** Deletes a role with its policies; what is answered makes it again. */
function removeRole(lab: Rehearsal, RoleName: string): () => void {
  const iam = <Output>(operation: string, input: object) => call<Output>(lab, 'staging', `iam:${operation}`, input);
  const { Role } = iam<GetRoleResponse>('GetRole', { RoleName });
  const { PolicyNames = [] } = iam<ListRolePoliciesResponse>('ListRolePolicies', { RoleName });
  const policies = PolicyNames.map((PolicyName) => {
    const { PolicyDocument = '' } = iam<GetRolePolicyResponse>('GetRolePolicy', { RoleName, PolicyName });
    iam('DeleteRolePolicy', { RoleName, PolicyName });
    return { RoleName, PolicyName, PolicyDocument: decodeURIComponent(PolicyDocument) };
  });
  iam('DeleteRole', { RoleName });
  return () => {
    const AssumeRolePolicyDocument = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
    iam('CreateRole', { RoleName, AssumeRolePolicyDocument });
    policies.forEach((policy) => iam('PutRolePolicy', policy));
    // Until everybody sees it.
    pass(lab, 30);
  };
}

function removeHoldOut(lab: Rehearsal): void {
  const Bucket = `mlops-lab--assets-${TOOLS}-us-east-1`;
  const listed = call<{ Contents?: { Key?: string }[] }>(lab, 'tools', 's3:ListObjectsV2', { Bucket, Prefix: 'data/' });
  const Key = listed.Contents?.find((object) => object.Key?.endsWith('holdout.csv'))?.Key;
  call(lab, 'tools', 's3:DeleteObject', { Bucket, Key });
}

describe('a release that goes wrong', async () => {
  const lab = await continued(await deployedLab(), { faults: FAULTS });
  const odyssey = new Odyssey(lab);
  await odyssey.meet('a malformed manifest', () => followed(lab, zipOf(csvWith(), '{"version": 1')));
  await odyssey.meet('a zip bomb', () => followed(lab, bomb()));
  await odyssey.meet('a missing column', () => followed(lab, zipOf(csvWith({ 1: HEADER.replace(',male', ',sex') }))));
  await odyssey.meet('text for a number', () => followed(lab, zipOf(csvWith({ 3: '3001,long,18.7,181,1,0,0' }))));
  await odyssey.meet('training that fails', () => release(lab));
  await odyssey.meet('a function that does not end');
  await odyssey.meet('an endpoint that does not start');
  await odyssey.meet('an endpoint that does not answer');
  removeHoldOut(lab);
  await odyssey.meet('hold-out data that are missing');
  const putAgain = await deploy(lab.context, STACK_IDS, UNATTENDED);
  const restoreRole = removeRole(lab, 'mlops-lab--deploy-us-east-1');
  await odyssey.meet('a deploy role that is gone');
  restoreRole();
  const first = await odyssey.goOn();
  await odyssey.meet('an update that is rolled back', () => release(lab, { num_round: 15 }));
  await odyssey.meet('an update that cannot even be rolled back');
  const second = await odyssey.goOn();

  it.each([
    ['a malformed manifest', 'Train', 'TrainModel', 5, /manifest\.json is not JSON/],
    ['a zip bomb', 'Train', 'TrainModel', 5, /train\.csv unpacks to more than 50 MB/],
    ['a missing column', 'Train', 'TrainModel', 5, /train\.csv has no column male/],
    ['text for a number', 'Train', 'TrainModel', 5, /train\.csv line 3, bill_length_mm: "long" is not a number/],
    ['training that fails', 'Train', 'GetTrainingStatus', 10, /^training job mlops-lab--\S+ failed: Int.*: no luck\. /],
    ['a function that does not end', 'NonProd', 'DeployToNonProd', 30, /DeployModel-lab failed to return a result/],
    ['an endpoint that does not start', 'NonProd', 'GetNonProdStatus', 10, /mlops-lab--nonprod failed: no capacity\. /],
    [
      'an endpoint that does not answer',
      'NonProd',
      'EvaluateNonProd',
      20,
      /^the function ran out of time \(600 s\) while waiting for InvokeEndpoint of/,
    ],
    ['hold-out data that are missing', 'NonProd', 'EvaluateNonProd', 10, /^the hold-out data .* missing .*lab init"/],
    ['a deploy role that is gone', 'NonProd', 'DeployToNonProd', 5, /AssumeRole of .*mlops-lab--deploy-us-east-1/],
    ['an update that is rolled back', 'NonProd', 'GetNonProdStatus', 20, /was rolled back: .* because: no room\. /],
    ['an update that cannot even be rolled back', 'Production', 'GetProductionStatus', 25, /nor rolled back: no way/],
  ])('for %s fails in %s, %s, in time and with its cause', (trouble, stage, action, within, cause) => {
    const failure = odyssey.failures[trouble];
    expect(failure?.result).toMatchObject({
      status: 'failed',
      release: { outcome: 'failed', failed: { stage, action, message: expect.stringMatching(cause) as string } },
      error: { code: 'release-failed', message: `stage ${stage}, action ${action}: ${failure?.told ?? ''}` },
    });
    expect(failure?.told).toMatch(cause);
    expect(failure?.minutes).toBeLessThan(within);
  });

  it('arrives once all is mended, if it is taken up again as its error says', () => {
    expect(putAgain.status).toBe('succeeded');
    expect([first.release?.outcome, second.release?.outcome]).toEqual(['released', 'released']);
    for (const { result } of Object.values(odyssey.failures)) {
      const hints = inWords(result.error?.hints ?? []);
      expect(hints).toContain(`--stage-name ${result.release?.failed?.stage ?? ''} `);
      expect(hints).toContain('--retry-mode ALL_ACTIONS');
    }
  });
});
