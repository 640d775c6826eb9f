import { describe, expect, it } from 'vitest';

import type { Call, Service } from '../../../../src/sandbox/kernel/service.ts';
import { AwsError } from '../../../../src/sandbox/kernel/aws-error.ts';
import { refusal } from '../iam/accounts.ts';
import { createConfig, INSTANCES, withEndpoint } from './stage.ts';

/** Alarms that are in the state they are put into. */
function alarms(): { readonly service: Service; readonly states: Record<string, string>; readonly readers: string[] } {
  const states: Record<string, string> = { errors: 'OK' };
  const readers: string[] = [];
  const DescribeAlarms = ({ AlarmNames }: { readonly AlarmNames: readonly string[] }, call: Call) => {
    readers.push(call.principal.roleArn ?? call.principal.arn);
    if (states['refused'])
      throw new AwsError('AccessDenied', 'not authorized to perform: cloudwatch:DescribeAlarms', 403);
    return { MetricAlarms: AlarmNames.map((AlarmName) => ({ AlarmName, StateValue: states[AlarmName] })) };
  };
  return { service: { name: 'monitoring', operations: { DescribeAlarms } }, states, readers };
}

const guard = (Type: string, more: object = {}) => ({
  BlueGreenUpdatePolicy: {
    TrafficRoutingConfiguration: { Type, WaitIntervalInSeconds: 300, ...more },
    TerminationWaitInSeconds: 60,
  },
  AutoRollbackConfiguration: { Alarms: [{ AlarmName: 'errors' }] },
});

function updating(DeploymentConfig: object) {
  const watch = alarms();
  const stage = withEndpoint({ more: [watch.service] }, INSTANCES);
  createConfig(stage, 'two', INSTANCES);
  stage.sagemaker('UpdateEndpoint', { EndpointName: 'lab', EndpointConfigName: 'two', DeploymentConfig });
  return { ...stage, ...watch };
}

describe('an update with guardrails', () => {
  it.each([
    ['all at once', guard('ALL_AT_ONCE'), 360],
    ['by a canary', guard('CANARY', { CanarySize: { Type: 'CAPACITY_PERCENT', Value: 10 } }), 660],
    ['in steps', guard('LINEAR', { LinearStepSize: { Type: 'CAPACITY_PERCENT', Value: 25 } }), 1260],
  ])('%s watches the new fleet', (_what, config, seconds) => {
    const { endpoint, pass, readers } = updating(config);
    pass(360 + seconds - 1);
    expect(endpoint()).toMatchObject({ EndpointStatus: 'Updating', EndpointConfigName: 'one' });
    pass(1);
    expect(endpoint()).toMatchObject({
      EndpointStatus: 'InService',
      EndpointConfigName: 'two',
      LastDeploymentConfig: config,
    });
    expect(new Set(readers)).toEqual(new Set([expect.stringMatching(/role\/SageMaker$/)]));
  });

  it('rolls back when an alarm is raised', () => {
    const { endpoint, pass, states } = updating(guard('ALL_AT_ONCE'));
    pass(500);
    states['errors'] = 'ALARM';
    pass(60);
    expect(endpoint().EndpointStatus).toBe('RollingBack');
    pass(120);
    expect(endpoint()).toMatchObject({
      EndpointStatus: 'InService',
      EndpointConfigName: 'one',
      FailureReason: expect.stringContaining('errors') as string,
    });
  });

  it('rolls back when its role may not read the alarms', () => {
    const { endpoint, pass, states } = updating(guard('ALL_AT_ONCE'));
    states['refused'] = 'yes';
    pass(800);
    expect(endpoint()).toMatchObject({
      EndpointConfigName: 'one',
      FailureReason: expect.stringContaining('cloudwatch:DescribeAlarms') as string,
    });
  });

  it('is refused for serverless endpoints', () => {
    const stage = withEndpoint();
    const input = { EndpointName: 'lab', EndpointConfigName: 'one', DeploymentConfig: guard('ALL_AT_ONCE') };
    expect(() => stage.sagemaker('UpdateEndpoint', input)).toThrow(
      refusal('ValidationException', /not supported for endpoints with serverless variants/),
    );
  });
});
