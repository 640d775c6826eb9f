import { HttpResponse, type HttpRequest } from '@smithy/core/protocols';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { awsPipeline } from '../../src/aws/pipeline/pipeline.ts';
import { stage } from './stage.ts';

const APPROVAL = { executionId: 'e', stage: 'Production', action: 'Approve', token: 't'.repeat(36), behind: [] };
const ANSWER = { verdict: 'Approved', comment: 'looks good' } as const;

/** What CodePipeline keeps of the approval, and whether the answer to the first attempt gets lost. */
interface Kept {
  readonly lost: boolean;
  readonly summary: string;
  readonly status: 'Succeeded' | 'Failed';
}

function answered({ lost, summary, status }: Kept): Promise<boolean> {
  let attempts = 0;
  const run = { actionName: 'Approve', latestExecution: { summary, status } };
  const state = { stageStates: [{ stageName: 'Production', actionStates: [run] }] };
  const between = ({ headers }: HttpRequest) => {
    if (headers['x-amz-target']?.endsWith('GetPipelineState')) return Promise.resolve(json(200, state));
    if (lost && attempts++ === 0) return Promise.reject(Object.assign(new Error('hang up'), { code: 'ECONNRESET' }));
    return Promise.resolve(json(400, { __type: 'ApprovalAlreadyCompletedException', message: 'completed' }));
  };
  const { setup } = stage({ between });
  const pipeline = awsPipeline(setup, { accountId: '111111111111', region: 'us-east-1' }, 'mlops-lab');
  return pipeline.answer(APPROVAL, ANSWER);
}

function json(statusCode: number, content: object): HttpResponse {
  const headers = { 'content-type': 'application/x-amz-json-1.1' };
  return new HttpResponse({ statusCode, headers, body: Readable.from([Buffer.from(JSON.stringify(content))]) });
}

describe('an approval that does not wait any more', () => {
  it.each<[string, Kept, boolean]>([
    ['counts where the answer to it got lost', { lost: true, summary: 'looks good', status: 'Succeeded' }, true],
    ['was somebody else’s with another comment', { lost: true, summary: 'mine', status: 'Succeeded' }, false],
    ['was somebody else’s with another verdict', { lost: true, summary: 'looks good', status: 'Failed' }, false],
    ['was somebody else’s before it was sent', { lost: false, summary: 'looks good', status: 'Succeeded' }, false],
  ])('%s', async (_, kept, ours) => {
    expect(await answered(kept)).toBe(ours);
  });
});
