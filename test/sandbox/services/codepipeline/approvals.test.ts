import { describe, expect, it } from 'vitest';

import { refusal } from '../iam/accounts.ts';
import { approval, invoke, PipelineLab, REGION, SOURCE, TOOLS } from './pipeline-lab.ts';

const TOPIC = `arn:aws:sns:${REGION}:${TOOLS}:approvals`;
const WHERE = { pipelineName: 'release', stageName: 'Approval', actionName: 'Ask' };
const DAY = 86_400;

function asked(configuration: Record<string, string> = {}, more: object = {}) {
  const lab = new PipelineLab();
  lab.silent('deploy');
  lab.submit();
  lab.pipeline([
    ['Source', [SOURCE]],
    ['Approval', [approval('Ask', configuration, more)]],
    ['Production', [invoke('deploy')]],
  ]);
  const token = lab.action('Approval', 'Ask').latestExecution?.token;
  const answer = (status: string, wanted: object = {}) =>
    lab.call('PutApprovalResult', { ...WHERE, token, result: { status, summary: 'because' }, ...wanted });
  const status = () => lab.executions()[0]?.status;
  return { lab, token, answer, status };
}

describe('an approval', () => {
  it('lets the execution go on', () => {
    const { lab, answer, status } = asked();
    expect(answer('Approved')).toEqual({ approvedAt: new Date(lab.cloud.world.now) });
    lab.pass(5);
    expect(lab.lambda.invocations).toHaveLength(1);
    expect(status()).toBe('InProgress');
  });

  it('fails it when it is rejected, and says who did', () => {
    const { lab, answer, status } = asked();
    answer('Rejected');
    lab.pass(5);
    expect(status()).toBe('Failed');
    expect(lab.action('Approval', 'Ask').latestExecution).toMatchObject({
      status: 'Failed',
      summary: 'because',
      lastUpdatedBy: lab.operator.arn,
      errorDetails: { code: 'JobFailed', message: `Rejected by ${lab.operator.arn}: because` },
    });
    expect(lab.lambda.invocations).toEqual([]);
  });

  it('can be asked for again', () => {
    const { lab, token, answer } = asked();
    answer('Rejected');
    lab.pass(5);
    const pipelineExecutionId = lab.executions()[0]?.pipelineExecutionId;
    const { actionName: _action, ...stage } = WHERE;
    lab.call('RetryStageExecution', { ...stage, pipelineExecutionId, retryMode: 'FAILED_ACTIONS' });
    lab.pass(5);
    const again = lab.action('Approval', 'Ask').latestExecution?.token;
    expect(again).toBeDefined();
    expect(again).not.toBe(token);
    answer('Approved', { token: again });
  });

  it('is answered once, with its own token', () => {
    const { answer } = asked();
    expect(() => answer('Approved', { token: '11111111-2222-3333-4444-555555555555' })).toThrow(
      refusal('InvalidApprovalTokenException'),
    );
    expect(() => answer('Approved', { actionName: 'Tell' })).toThrow(refusal('ActionNotFoundException'));
    expect(() => answer('Approved', { stageName: 'Nowhere' })).toThrow(refusal('StageNotFoundException'));
    expect(() => answer('Approved', { result: { status: 'Approved', summary: 'x'.repeat(513) } })).toThrow(
      refusal('ValidationException'),
    );
    answer('Approved');
    expect(() => answer('Approved')).toThrow(refusal('ApprovalAlreadyCompletedException'));
  });

  it('is waited for seven days', () => {
    const { lab, answer, status } = asked();
    lab.pass(7 * DAY - 60);
    expect(status()).toBe('InProgress');
    lab.pass(60);
    expect(status()).toBe('Failed');
    expect(() => answer('Approved')).toThrow(refusal('ApprovalAlreadyCompletedException'));
  });

  it('is waited for as long as the action says', () => {
    const { lab, status } = asked({}, { timeoutInMinutes: 10 });
    lab.pass(601);
    expect(status()).toBe('Failed');
    expect(lab.action('Approval', 'Ask').latestExecution?.errorDetails?.message).toMatch(/within 10 minutes/);
  });

  it('is asked for through a topic, with the data of the action', () => {
    const { lab, token } = asked({ NotificationArn: TOPIC, CustomData: 'version #{Source.VersionId}' });
    const [message] = lab.published;
    expect(message).toMatchObject({
      TopicArn: TOPIC,
      Subject: 'APPROVAL NEEDED: AWS CodePipeline release for action Ask',
    });
    const version = lab.executions()[0]?.sourceRevisions?.[0]?.revisionId;
    expect(JSON.parse(message?.Message ?? '')).toMatchObject({
      region: REGION,
      approval: {
        pipelineName: 'release',
        stageName: 'Approval',
        actionName: 'Ask',
        token,
        customData: `version ${version}`,
      },
    });
  });
});
