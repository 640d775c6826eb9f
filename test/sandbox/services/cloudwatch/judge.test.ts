import { describe, expect, it } from 'vitest';

import { stateFor, type Finding } from '../../../../src/sandbox/services/cloudwatch/evaluation/judge.ts';
import type { MissingData } from '../../../../src/sandbox/services/cloudwatch/state.ts';

const FINDINGS: Readonly<Record<string, Finding>> = { '0': 'fine', X: 'breaching', '-': 'missing' };
const TREATMENTS: readonly MissingData[] = ['missing', 'ignore', 'breaching', 'notBreaching'];
const STAYS = undefined;

function states(periods: string, evaluationPeriods: number, datapointsToAlarm: number) {
  const findings = [...periods].flatMap((sign) => FINDINGS[sign] ?? []);
  return TREATMENTS.map((missingData) => stateFor(findings, { evaluationPeriods, datapointsToAlarm, missingData }));
}

/** The tables of "How alarm state is evaluated when data is missing" (CloudWatch guide): missing, ignore, breaching, not. */
describe('an alarm', () => {
  it.each([
    ['0-X-X', ['OK', 'OK', 'OK', 'OK']],
    ['0----', ['OK', 'OK', 'OK', 'OK']],
    ['-----', ['INSUFFICIENT_DATA', STAYS, 'ALARM', 'OK']],
    ['0XX-X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['----X', ['INSUFFICIENT_DATA', STAYS, 'ALARM', 'OK']],
    ['--X--', ['ALARM', STAYS, 'ALARM', 'OK']],
    ['X----', ['ALARM', STAYS, 'ALARM', 'OK']],
    ['XXX00', ['OK', 'OK', 'OK', 'OK']],
  ])('of three of three datapoints: %s', (periods, expected) => {
    expect(states(periods, 3, 3)).toEqual(expected);
  });

  it.each([
    ['0-X-X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['00X0X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['0-X--', ['OK', 'OK', 'ALARM', 'OK']],
    ['----0', ['OK', 'OK', 'ALARM', 'OK']],
    ['----X', ['INSUFFICIENT_DATA', STAYS, 'ALARM', 'OK']],
    ['---X-', ['ALARM', STAYS, 'ALARM', 'OK']],
  ])('of two of three datapoints: %s', (periods, expected) => {
    expect(states(periods, 3, 2)).toEqual(expected);
  });

  it.each([
    ['--X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['X--', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['X-0', ['OK', 'OK', 'OK', 'OK']],
    ['---', ['INSUFFICIENT_DATA', STAYS, 'ALARM', 'OK']],
  ])('of one datapoint: %s', (periods, expected) => {
    expect(states(periods, 1, 1)).toEqual(expected);
  });
});
