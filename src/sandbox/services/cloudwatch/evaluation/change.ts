import { AwsError } from '../../../kernel/aws-error.ts';
import type { Cloud } from '../../../kernel/service.ts';
import type { OperationCall, OperationName, ServiceName } from '../../../kernel/operations.ts';
import { servicePrincipal } from '../../iam/role-use.ts';
import type { Alarm, Place } from '../state.ts';
import { notification } from './notification.ts';

const CLOUDWATCH_SERVICE = 'cloudwatch.amazonaws.com';

/** Puts an alarm into a state, and tells of it those who are to be told when the state is another than before. */
export function changeState(cloud: Cloud, place: Place, alarm: Alarm, state: Alarm['state']): void {
  const { now } = cloud.world;
  const before = alarm.state;
  alarm.state = state;
  alarm.stateUpdatedAt = now;
  if (before.value === state.value) return;
  alarm.transitionedAt = now;
  announce(cloud, place, alarm, before);
  const { actionsEnabled, actions } = alarm.configuration;
  if (!actionsEnabled) return;
  for (const topic of actions[state.value]) notify(cloud, place, alarm, { topic, before });
}

interface Notice {
  readonly topic: string;
  readonly before: Alarm['state'];
}

/** An alarm does not learn whether its actions succeed ("Alarm actions", CloudWatch guide). */
function notify(cloud: Cloud, place: Place, alarm: Alarm, { topic, before }: Notice): void {
  const [, , , region = '', account = ''] = topic.split(':');
  const { Subject, Message } = notification(place, alarm, before);
  const input = { TopicArn: topic, Subject, Message };
  unlessRefused(() => act(cloud, place, alarm, { account, region, service: 'sns', operation: 'Publish', input }));
}

/** See "Alarm state change event" of the CloudWatch guide. */
function announce(cloud: Cloud, place: Place, alarm: Alarm, before: Alarm['state']): void {
  if (!cloud.service('events')) return;
  const detail = {
    alarmName: alarm.name,
    state: { value: alarm.state.value, reason: alarm.state.reason, timestamp: new Date(cloud.world.now).toISOString() },
    previousState: { value: before.value, reason: before.reason },
  };
  const entry = {
    Source: 'aws.cloudwatch',
    DetailType: 'CloudWatch Alarm State Change',
    Resources: [alarm.arn],
    Detail: JSON.stringify(detail),
  };
  act(cloud, place, alarm, { ...place, service: 'events', operation: 'PutEvents', input: { Entries: [entry] } });
}

function act<S extends ServiceName, O extends OperationName<S>>(
  cloud: Cloud,
  { account }: Place,
  { arn }: Alarm,
  deed: Place & OperationCall<S, O>,
): void {
  cloud.invoke({ ...deed, principal: servicePrincipal(account, CLOUDWATCH_SERVICE, arn), via: 'cloudwatch' });
}

function unlessRefused(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
  }
}
