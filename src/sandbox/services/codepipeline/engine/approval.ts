import { permitted } from './failure.ts';
import { fail } from './runs.ts';
import type { RunScope } from './scope.ts';
import { actionSession } from './session.ts';

const MINUTE_MS = 60_000;
/** CodePipeline user guide, "Quotas": seven days. */
const DEFAULT_MINUTES = 7 * 24 * 60;

/** Asks for an approval, in a message too where the action has a topic for it. */
export function requestApproval(scope: RunScope): void {
  const { run, action, cloud } = scope;
  const { CustomData, NotificationArn } = run.configuration;
  run.token = cloud.world.uuid();
  run.externalId = run.token;
  run.summary = CustomData;
  run.next = {
    at: cloud.world.now + (action.timeoutInMinutes ?? DEFAULT_MINUTES) * MINUTE_MS,
    what: 'expire',
  };
  if (NotificationArn) notify(NotificationArn, scope);
}

function notify(TopicArn: string, scope: RunScope): void {
  const { pipeline, run } = scope;
  const Subject = `APPROVAL NEEDED: AWS CodePipeline ${pipeline.name} for action ${run.action}`.slice(0, 100);
  const message = { TopicArn, Subject, Message: JSON.stringify(notification(scope)) };
  const session = actionSession(scope);
  permitted(`the Amazon SNS topic ${TopicArn}`, () => session.invoke('sns', 'Publish', message));
}

/** "JSON data format for manual approval notifications", CodePipeline user guide. */
function notification({ pipeline, run, region }: RunScope): object {
  const consoleLink = `https://console.aws.amazon.com/codepipeline/home?region=${region}#/view/${pipeline.name}`;
  const { ExternalEntityLink, CustomData } = run.configuration;
  return {
    region,
    consoleLink,
    approval: {
      pipelineName: pipeline.name,
      stageName: run.stage,
      actionName: run.action,
      token: run.token,
      expires: `${new Date(run.next.at).toISOString().slice(0, 16)}Z`,
      externalEntityLink: ExternalEntityLink ?? null,
      approvalReviewLink: `${consoleLink}/${run.stage}/${run.action}/approve/${run.token}`,
      customData: CustomData ?? null,
    },
  };
}

/** "A timed-out approval action is processed in the same way as a failed action"; its text is not documented. */
export function expireApproval(scope: RunScope): void {
  const minutes = scope.action.timeoutInMinutes ?? DEFAULT_MINUTES;
  fail(scope, 'JobFailed', `The approval request timed out: nobody answered it within ${minutes} minutes.`);
}
